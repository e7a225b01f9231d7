/* A step pressed where there is no connection is sent again, with the same key, so that it counts
   once. What was typed stays in this page and nowhere else on the device. */
(() => {
  const lost = document.getElementById('lost');
  const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });
  const say = (on) => {
    lost.hidden = !on;
    lost.textContent = on ? lost.dataset.words : '';
  };

  const send = async (form, body) => {
    for (;;) {
      try {
        const answer = await fetch(form.action, { method: 'POST', body, redirect: 'follow' });
        say(false);
        const page = await answer.text();
        history.replaceState(null, '', answer.redirected ? answer.url : location.href);
        document.open();
        document.write(page);
        return document.close();
      } catch (gone) {
        say(true);
        await wait(5000);
      }
    }
  };

  document.addEventListener('submit', (event) => {
    const form = event.target.closest('form[data-again]');
    if (!form || form.dataset.sending) return;
    event.preventDefault();
    form.dataset.sending = '1';
    form.querySelectorAll('button').forEach((one) => { one.disabled = true; });
    send(form, new URLSearchParams(new FormData(form)));
  });
})();
