/* A long list of choices is narrowed while somebody types; without a script all of it stands there. */
(() => {
  const narrow = (box) => {
    const typed = box.value.trim().toLowerCase();
    const list = document.getElementById(box.closest('[data-filters]').dataset.filters);
    const fits = (item) => item.querySelector(':checked') || item.textContent.toLowerCase().includes(typed);
    list.querySelectorAll('details').forEach((group) => {
      const items = [...group.querySelectorAll('li')];
      items.forEach((item) => { item.hidden = !fits(item); });
      group.hidden = items.every((item) => item.hidden);
      group.open = typed ? !group.hidden : items.some((item) => item.querySelector(':checked'));
    });
  };
  document.addEventListener('input', (event) => {
    if (event.target.closest('[data-filters]')) narrow(event.target);
  });
  document.querySelectorAll('[data-filters]').forEach((filter) => { filter.hidden = false; });
})();
