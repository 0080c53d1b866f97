import { effect, signal } from '@preact/signals';

const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const KEY = 'theme';

const isTheme = (text: string | null): text is Theme => THEMES.some((known) => known === text);
const kept = window.localStorage.getItem(KEY);

/** Read it to draw anew when it changes: canvases do not follow CSS. */
export const theme = signal<Theme>(isTheme(kept) ? kept : 'auto');

export function startTheme(): void {
  effect(() => {
    document.documentElement.dataset['theme'] = theme.value;
    window.localStorage.setItem(KEY, theme.value);
  });
}

export function nextTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.peek()) + 1) % THEMES.length] ?? 'auto';
}

export function ThemeSwitch() {
  return (
    <div class="theme" role="radiogroup" aria-label="Theme">
      {THEMES.map((one) => (
        <label key={one}>
          <input type="radio" name="theme" checked={theme.value === one} onChange={() => (theme.value = one)} />
          {`${one[0]?.toUpperCase()}${one.slice(1)}`}
        </label>
      ))}
    </div>
  );
}
