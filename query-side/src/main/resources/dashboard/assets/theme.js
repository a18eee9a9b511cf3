// Light, dark, or as the system says.
const KEY = 'fabula.dashboard.theme';
const SYSTEM = matchMedia('(prefers-color-scheme: dark)');
const CHANGED = 'fabula-theme';

export const THEMES = [
  { id: 'system', label: 'As the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
];

export const chosen = () => document.documentElement.dataset.theme ?? 'system';

export function choose(theme) {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem(KEY);
  } else {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(KEY, theme);
  }
  dispatchEvent(new Event(CHANGED));
}

/** Calls back when colours are others; returns what ends that. */
export function onTheme(callback) {
  addEventListener(CHANGED, callback);
  SYSTEM.addEventListener('change', callback);
  return () => {
    removeEventListener(CHANGED, callback);
    SYSTEM.removeEventListener('change', callback);
  };
}
