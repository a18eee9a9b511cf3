// The token of this tab. It is in sessionStorage alone, which ends with the tab.
const KEY = 'fabula.dashboard.token';

/** The token, or null. */
export const token = () => sessionStorage.getItem(KEY) || null;

export const keep = (text) => sessionStorage.setItem(KEY, text.trim());

export const forget = () => sessionStorage.removeItem(KEY);

/** Calls back when a link brought another token; returns what ends that. */
export function onToken(callback) {
  addEventListener('fabula-token', callback);
  return () => removeEventListener('fabula-token', callback);
}
