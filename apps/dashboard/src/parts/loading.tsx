import { useEffect, useState } from 'preact/hooks';

const PATIENCE_MS = 300;
const ROWS = [150, 120, 170, 100, 140];

/** Still grey bars, but only after 300 ms: most reads are quicker. */
export function Loading({ what }: { what: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <div class="card waiting" aria-busy="true" />;
  return (
    <div class="card" aria-busy="true">
      <svg class="ghosts" viewBox="0 0 600 200" preserveAspectRatio="none" role="img" aria-label={`Loading ${what}`}>
        {ROWS.map((width, index) => (
          <g key={index}>
            <rect class="ghost" x={16} y={18 + index * 40} width={70} height={10} rx={3} />
            <rect class="ghost" x={110} y={18 + index * 40} width={width} height={10} rx={3} />
            <rect class="ghost" x={330} y={18 + index * 40} width={90} height={10} rx={3} />
            <rect class="ghost" x={450} y={23 + index * 40} width={134} height={3} />
          </g>
        ))}
      </svg>
    </div>
  );
}
