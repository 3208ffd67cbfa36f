/** A part of the rows of a long list, `to` not included. */
export interface Sight {
  from: number;
  to: number;
}

const around = 12;

/** The rows to draw: those in sight, and some before and after them for whoever scrolls on. */
export function rowsInSight(top: number, height: number, row: number, count: number): Sight {
  if (row <= 0) return { from: 0, to: count };
  const first = Math.floor(Math.max(0, top) / row);
  const last = Math.ceil((Math.max(0, top) + height) / row);
  const to = Math.min(count, last + around);
  return { from: Math.max(0, Math.min(first - around, to)), to };
}
