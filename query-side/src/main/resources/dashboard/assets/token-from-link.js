// Takes the token out of a link (/dashboard#token=…) before anything else is loaded: what is after # is sent to no
// server, and it leaves the address and this history entry at once. Kept for this tab alone.
(() => {
  const take = () => {
    const token = new URLSearchParams(location.hash.slice(1)).get('token');
    if (token === null) return;
    history.replaceState(history.state, '', location.pathname + location.search);
    sessionStorage.setItem('fabula.dashboard.token', token.trim());
    dispatchEvent(new Event('fabula-token'));
  };
  take();
  addEventListener('hashchange', take);
})();
