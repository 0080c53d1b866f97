import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useKeys } from '../shell/keys.js';
import { Icon } from './icon.js';

interface Props {
  label: string;
  placeholder: string;
  value: string;
  onText: (text: string) => void;
  /** What stands at its end. */
  children?: ComponentChildren;
}

/** `/` goes there; Escape clears and leaves it. */
export function SearchField({ label, placeholder, value, onText, children }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useKeys({
    '/': () => {
      field.current?.focus();
      field.current?.select();
    },
  });
  return (
    <div class="search">
      <Icon name="search" />
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onInput={(event) => onText(event.currentTarget.value)}
        onKeyDown={({ key }) => key === 'Escape' && onText('')}
      />
      {children}
    </div>
  );
}
