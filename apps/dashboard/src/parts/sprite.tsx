/** The shapes of every sign, drawn once; `Icon` shows them. Each state has its own shape, so that it reads without colour. */
export function Sprite() {
  return (
    <svg class="sprite" aria-hidden="true">
      <defs>
        <symbol id="i-healthy" viewBox="0 0 16 16">
          <circle cx="8" cy="8" r="6.5" fill="currentColor" />
          <path
            d="M5 8.2l2.1 2.1L11 6.2"
            fill="none"
            stroke="var(--on-fill)"
            stroke-width="1.7"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </symbol>
        <symbol id="i-degraded" viewBox="0 0 16 16">
          <path
            d="M8 1.4c.5 0 .9.3 1.2.7l6 10.6c.5.9-.2 2-1.2 2H2c-1 0-1.7-1.1-1.2-2l6-10.6c.3-.4.7-.7 1.2-.7z"
            fill="currentColor"
          />
          <path d="M8 5.6v4M8 12v.1" stroke="var(--on-fill)" stroke-width="1.7" stroke-linecap="round" />
        </symbol>
        <symbol id="i-fallback" viewBox="0 0 16 16">
          <path
            d="M7 .7a1.4 1.4 0 0 1 2 0L15.3 7a1.4 1.4 0 0 1 0 2L9 15.3a1.4 1.4 0 0 1-2 0L.7 9a1.4 1.4 0 0 1 0-2z"
            fill="currentColor"
          />
          <path
            d="M8 4.4v6.6M5.3 8.5L8 11.2l2.7-2.7"
            fill="none"
            stroke="var(--on-fill)"
            stroke-width="1.6"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </symbol>
        <symbol id="i-frozen" viewBox="0 0 16 16">
          <rect x="1.5" y="1.5" width="13" height="13" rx="2.5" fill="currentColor" />
          <path d="M6 5v6M10 5v6" stroke="var(--on-fill)" stroke-width="1.9" stroke-linecap="round" />
        </symbol>
        <symbol id="i-unknown" viewBox="0 0 16 16">
          <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.6 1.48" />
          <path
            d="M6.3 6.5a1.7 1.7 0 1 1 2.5 1.5c-.6.3-.8.6-.8 1.2M8 11.2v.1"
            fill="none"
            stroke="currentColor"
            stroke-width="1.4"
            stroke-linecap="round"
          />
        </symbol>
        <symbol id="i-up" viewBox="0 0 16 16">
          <path
            d="M3.5 8.5l3 3 6-7"
            fill="none"
            stroke="currentColor"
            stroke-width="1.9"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </symbol>
        <symbol id="i-down" viewBox="0 0 16 16">
          <path d="M4 4l8 8M12 4l-8 8" fill="none" stroke="currentColor" stroke-width="2.1" stroke-linecap="round" />
        </symbol>
        <symbol id="i-none" viewBox="0 0 16 16">
          <path d="M3.5 8h9" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-dasharray="1 3.5" />
        </symbol>
        <symbol id="i-pin" viewBox="0 0 16 16">
          <path
            d="M5 2h6M6 2v5l-2 2.5h8L10 7V2M8 9.5V14"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </symbol>
        <symbol id="i-search" viewBox="0 0 16 16">
          <circle cx="7" cy="7" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5" />
          <path d="M10.5 10.5L14 14" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
        </symbol>
        <symbol id="i-agent" viewBox="0 0 16 16">
          <circle cx="8" cy="8" r="2" fill="currentColor" />
          <path
            d="M4.5 4.5a5 5 0 0 0 0 7M11.5 4.5a5 5 0 0 1 0 7M2.3 2.3a8 8 0 0 0 0 11.4M13.7 2.3a8 8 0 0 1 0 11.4"
            fill="none"
            stroke="currentColor"
            stroke-width="1.4"
            stroke-linecap="round"
          />
        </symbol>
        <symbol id="i-list" viewBox="0 0 16 16">
          <path d="M2 4h12M2 8h12M2 12h8" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
        </symbol>
        <symbol id="i-fork" viewBox="0 0 16 16">
          <path
            d="M2 8h4l3-4h5M6 8l3 4h5"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </symbol>
        <symbol id="i-key" viewBox="0 0 16 16">
          <circle cx="5" cy="11" r="2.7" fill="none" stroke="currentColor" stroke-width="1.5" />
          <path d="M7 9l6.5-6.5M11 5l2 2" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
        </symbol>
        <symbol id="i-clock" viewBox="0 0 16 16">
          <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5" />
          <path d="M8 4.5V8l2.5 1.5" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
        </symbol>
        <symbol id="i-next" viewBox="0 0 16 16">
          <path
            d="M2 8h11M9 4l4 4-4 4"
            fill="none"
            stroke="currentColor"
            stroke-width="1.6"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
        </symbol>
        <symbol id="i-mark" viewBox="0 0 20 20">
          <path
            d="M2 10h5l4-5h7"
            fill="none"
            stroke="var(--line-strong)"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            stroke-dasharray="2.5 3"
          />
          <path
            d="M2 10h5l4 5h7"
            fill="none"
            stroke="currentColor"
            stroke-width="2.4"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
          <circle cx="17" cy="15" r="2.5" fill="var(--healthy-mark)" />
        </symbol>
      </defs>
    </svg>
  );
}
