/** Light, dark, or as the device says. */
export type Theme = 'system' | 'light' | 'dark';

const memory = 'settle.theme';

export function readTheme(): Theme {
  try {
    const kept = localStorage.getItem(memory);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(memory, theme);
  } catch {
    // Private windows may refuse storage; the choice then lasts until the page closes.
  }
}
