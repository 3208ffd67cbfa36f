import { useEffect, useState } from 'react';

/** `value` after it has rested for `delay` milliseconds; the first one is there at once. */
export function useDebounced<T>(value: T, delay: number): T {
  const [rested, setRested] = useState(value);
  const mark = JSON.stringify(value);
  // Equal content counts as the same value.
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), delay);
    return () => clearTimeout(timer);
  }, [mark, delay]);
  return rested;
}
