import type { Piece } from './sentence.js';

/** A sentence with its addresses in mono and its point in bold. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map((piece, index) => {
        if (typeof piece === 'string') return piece;
        if ('code' in piece) return <code key={index}>{piece.code}</code>;
        return <b key={index}>{piece.bold}</b>;
      })}
    </>
  );
}
