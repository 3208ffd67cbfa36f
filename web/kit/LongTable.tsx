import { type ReactNode, useEffect, useRef, useState } from 'react';
import { classes } from './classes';
import { rowsInSight, type Sight } from './longList';

/** Up to here a list is drawn whole, in the page itself. */
const few = 60;

interface LongTableProps<T> {
  rows: T[];
  caption: string;
  /** The cells of the heading. */
  head: ReactNode;
  /** Another answer than before begins at the top. */
  from?: string;
  className?: string;
  keyOf: (row: T) => string;
  /** The cells of one row. */
  children: (row: T) => ReactNode;
}

/**
 * A table that stays quick with any number of rows: a long one scrolls in a window of its own, and only what is in
 * sight is drawn. Its rows are as high as --row says, so each line of a cell is cut rather than wrapped.
 */
export function LongTable<T>(props: LongTableProps<T>) {
  const { rows, caption, head, from = '', className, keyOf, children } = props;
  const box = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState<Sight>({ from: 0, to: few });
  const [row, setRow] = useState(0);
  const isLong = rows.length > few;

  const look = () => {
    const place = box.current;
    if (!place || !isLong) return;
    const height = Number.parseFloat(getComputedStyle(place).getPropertyValue('--row'));
    const seen = rowsInSight(place.scrollTop, place.clientHeight, height, rows.length);
    setRow(height);
    setSight((known) => (known.from === seen.from && known.to === seen.to ? known : seen));
  };
  useEffect(() => {
    look();
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, [rows.length]);
  useEffect(() => {
    box.current?.scrollTo(0, 0);
  }, [from]);

  const shown = isLong ? { from: sight.from, to: Math.min(sight.to, rows.length) } : undefined;
  const table = (
    <table
      className={classes('lines', isLong && 'long', className)}
      aria-rowcount={isLong ? rows.length + 1 : undefined}
    >
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr aria-rowindex={isLong ? 1 : undefined}>{head}</tr>
      </thead>
      <tbody>
        {rows.slice(shown?.from, shown?.to).map((one, at) => (
          <tr key={keyOf(one)} aria-rowindex={shown ? shown.from + at + 2 : undefined}>
            {children(one)}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (!isLong) return table;
  return (
    // A window that scrolls is reached by the keyboard, or its rows are not.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      ref={box}
      role="group"
      className="long-window"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows scroll it
      tabIndex={0}
      aria-label={caption}
      onScroll={look}
    >
      <div
        style={{
          paddingTop: `${sight.from * row}px`,
          paddingBottom: `${Math.max(0, rows.length - sight.to) * row}px`,
        }}
      >
        {table}
      </div>
    </div>
  );
}
