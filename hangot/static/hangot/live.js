/* Pages of the day look again when the number of the house went up. Without a script they reload. */
(() => {
  const all = (query) => [...document.querySelectorAll(query)];
  const touched = (one) => {
    if (one.options) return one.selectedIndex !== Math.max(0, [...one.options].findIndex((each) => each.defaultSelected));
    return /checkbox|radio/.test(one.type) ? one.checked !== one.defaultChecked : one.value !== one.defaultValue;
  };
  const busy = () => all('form[data-sent]').length
    || all('[data-live] :is(input, select, textarea)').some((one) => one === document.activeElement || touched(one));

  const renew = async () => {
    const answer = await fetch(location.href, { headers: { 'Hangot-Live': '1' } });
    if (!answer.ok || answer.redirected) return location.reload();
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (busy()) return;
    const held = document.activeElement.id;
    const open = all('details[open] > summary').map((one) => one.id);
    all('[data-live]').forEach((region) => {
      const next = fresh.getElementById(region.id);
      if (next) region.replaceWith(document.adoptNode(next));
    });
    open.map((id) => document.getElementById(id)).forEach((one) => {
      if (one) one.parentElement.open = true;
    });
    const again = held && document.getElementById(held);
    if (again && again !== document.activeElement) again.focus();
  };

  const listen = async () => {
    const pulse = document.querySelector('[data-pulse]');
    try {
      const now = (await (await fetch(pulse.dataset.pulse)).text()).trim();
      if (/^\d+$/.test(now) && now !== pulse.dataset.at && !busy()) await renew();
    } catch (gone) { /* the network comes back, or the next click says that it did not */ }
    setTimeout(listen, document.hidden ? 5000 : 1000);
  };

  const age = () => all('[data-since]').forEach((shown) => {
    const minutes = Math.floor((Date.now() - Date.parse(shown.dataset.since)) / 60000);
    shown.textContent = `${Math.max(0, minutes)}${shown.dataset.unit}`;
  });

  document.addEventListener('click', (event) => {
    const asks = event.target.closest('[data-ask]');
    if (asks && !confirm(asks.dataset.ask)) event.preventDefault();
  });

  setTimeout(listen, 1000);
  setInterval(age, 20000);
})();
