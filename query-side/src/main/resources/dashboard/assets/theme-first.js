// The colours that were chosen, before anything is painted: later they would flash.
(() => {
  const chosen = localStorage.getItem('fabula.dashboard.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
})();
