import type { ComponentChildren } from 'preact';

interface Props {
  id: string;
  label: ComponentChildren;
  text: string;
  /** Why the token was refused. */
  fault: string | null;
  onText: (text: string) => void;
  /** How long it is kept. */
  note?: string;
}

/** Where a token is typed; what the master says against it stands below. */
export function TokenField({ id, label, text, fault, onText, note }: Props) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="password"
        autocomplete="off"
        value={text}
        aria-invalid={fault !== null}
        aria-describedby={note === undefined ? `${id}-fault` : `${id}-kept ${id}-fault`}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      <p id={`${id}-fault`} class="wrong" role="alert">
        {fault}
      </p>
      {note !== undefined && (
        <p id={`${id}-kept`} class="small quiet">
          {note}
        </p>
      )}
    </div>
  );
}
