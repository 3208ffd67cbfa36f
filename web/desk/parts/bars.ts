/** Where a part of a bar stands: from `from` to `to`, both between 0 (top) and 1 (bottom). */
export interface Part {
  key: string;
  from: number;
  to: number;
}

/**
 * Parts of bars that stand on one line: what is positive is piled up, what is negative down. Only for drawing: what is
 * read are the amounts themselves.
 */
export function pile(bars: { key: string; size: number }[][]): { zero: number; bars: Part[][] } {
  const heights = bars.map((parts) => ({
    up: parts.reduce((sum, { size }) => sum + Math.max(size, 0), 0),
    down: parts.reduce((sum, { size }) => sum + Math.max(-size, 0), 0),
  }));
  const up = Math.max(0, ...heights.map((height) => height.up));
  const down = Math.max(0, ...heights.map((height) => height.down));
  const whole = up + down || 1;
  const zero = up + down > 0 ? up / whole : 1;
  return {
    zero,
    bars: bars.map((parts) => {
      let top = zero;
      let bottom = zero;
      return parts
        .filter(({ size }) => size !== 0)
        .map(({ key, size }) => {
          if (size > 0) {
            const to = top;
            top -= size / whole;
            return { key, from: top, to };
          }
          const from = bottom;
          bottom -= size / whole;
          return { key, from, to: bottom };
        });
    }),
  };
}

/** The same where each part of a bar stands on the line by itself, beside the others. */
export function stand(bars: { key: string; size: number }[][]): { zero: number; bars: Part[][] } {
  const single = pile(bars.flatMap((parts) => parts.map((part) => [part])));
  let at = 0;
  return {
    zero: single.zero,
    bars: bars.map((parts) => {
      const from = at;
      at += parts.length;
      return single.bars.slice(from, at).flat();
    }),
  };
}
