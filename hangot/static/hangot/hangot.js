/* What the pages gain with a script; all of it has a visible control without one. */
(() => {
  const root = document.documentElement;
  const all = (query) => [...document.querySelectorAll(query)];
  const mask = () => all('[data-reveal]').forEach((shown) => {
    shown.textContent = shown.dataset.reveal || '······';
  });
  const cover = () => {
    mask();
    root.classList.add('covered');
    document.title = '·';
    const sheet = document.createElement('div');
    sheet.className = 'cover';
    document.body.append(sheet);
  };
  const keyOf = (code) => all('[data-key]').find((control) => control.dataset.key === code);
  let hurried = [];

  const leave = (event) => {
    const exit = document.querySelector('[data-exit]');
    if (!exit) return;
    if (event) event.preventDefault();
    cover();
    location.replace(exit.href);
  };

  const closeDetails = () => {
    const near = document.activeElement.closest('details[open]');
    (near ? [near] : all('details.reason[open]')).forEach((one) => {
      one.open = false;
      one.querySelector('summary').focus();
    });
  };

  const hurry = ({ key, timeStamp }) => {
    hurried = hurried.filter((one) => one.key === key && timeStamp - one.timeStamp < 1500);
    hurried.push({ key, timeStamp });
    if (hurried[2] && /^(Shift|Escape)$/.test(key)) leave();
  };

  document.addEventListener('keydown', (event) => {
    if (event.repeat) return;
    hurry(event);
    if (event.key === 'Escape') return closeDetails();
    if (event.ctrlKey && event.key === 'Enter') {
      const form = event.target.closest('form');
      if (form && form.method === 'post') form.requestSubmit();
      return;
    }
    const control = /^F\d/.test(event.code) && keyOf(event.code);
    if (control) { event.preventDefault(); control.click(); }
  });

  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-exit]')) return leave(event);
    if (event.target.closest('[data-cover]')) cover();
    if (event.target.closest('[data-print]')) print();
  });

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.dataset.sent) return event.preventDefault();
    if (event.defaultPrevented || form.method !== 'post') return;
    form.dataset.sent = '1';
    if (event.submitter) event.submitter.setAttribute('aria-busy', 'true');
  });

  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    if (document.body.matches('.pub')) location.replace(location.pathname);
    else location.reload();
  });

  const summary = document.querySelector('.errors');
  if (summary) summary.focus();
  const here = document.querySelector('.rail [aria-current]');
  if (here) here.scrollIntoView({ block: 'nearest', inline: 'center' });
  all('[data-print]').forEach((button) => { button.hidden = false; });
  if (document.querySelector('[data-reveal]')) setTimeout(mask, 60000);
})();
