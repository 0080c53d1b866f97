/** Where the focus goes when a filter is taken away with its button. */
export const focusFilters = (): void => document.querySelector<HTMLElement>('.chips button')?.focus();
