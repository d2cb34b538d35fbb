import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'sallyport.theme';
const DARK_CLASS = 'pf-v6-theme-dark';
const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function stored(): Theme {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** Puts the chosen theme, or the system's, on the page. */
export function applyTheme(): void {
  const theme = stored();
  const isDark = theme === 'dark' || (theme === 'system' && systemIsDark.matches);
  document.documentElement.classList.toggle(DARK_CLASS, isDark);
  document.querySelector('meta[name=color-scheme]')?.setAttribute('content', isDark ? 'dark' : 'light');
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, theme);
  applyTheme();
  listeners.forEach((listener) => listener());
}

systemIsDark.addEventListener('change', applyTheme);

/** The theme this browser chose. */
export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, stored);
}
