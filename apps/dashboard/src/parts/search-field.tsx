import type { ComponentChildren, RefObject } from 'preact';
import { Icon } from './icon.js';

interface Props {
  field: RefObject<HTMLInputElement | null>;
  label: string;
  placeholder: string;
  value: string;
  onText: (text: string) => void;
  /** What stands at its end. */
  children?: ComponentChildren;
}

export function SearchField({ field, label, placeholder, value, onText, children }: Props) {
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
      />
      {children}
    </div>
  );
}
