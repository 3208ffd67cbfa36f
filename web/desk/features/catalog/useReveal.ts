import { useEffect, useRef, useState } from 'react';

/** Leads to a place: opens what it is folded in, then gives it the focus. `none` when the form has no field for it. */
export function useReveal(none: (place: string) => void) {
  const [wanted, setWanted] = useState<string>();
  const missing = useRef(none);
  missing.current = none;
  useEffect(() => {
    if (wanted === undefined) return undefined;
    let frames = 0;
    let next = 0;
    const look = () => {
      const found = document.querySelector(`[data-place="${CSS.escape(wanted)}"]`) ?? undefined;
      frames += 1;
      if (!found && frames < 12) {
        next = requestAnimationFrame(look);
        return;
      }
      const holder = found ?? nearest(wanted);
      setWanted(undefined);
      if (!holder) missing.current(wanted);
      else {
        const field = holder.querySelector<HTMLElement>('input, select, textarea, button, summary');
        (field ?? (holder as HTMLElement)).focus();
        holder.scrollIntoView({ block: 'center' });
      }
    };
    next = requestAnimationFrame(look);
    return () => cancelAnimationFrame(next);
  }, [wanted]);
  return [wanted, setWanted] as const;
}

// The field or part of the form that holds it, but not a whole document.
function nearest(place: string): Element | null {
  const steps = place.split('/');
  for (let length = steps.length - 1; length > 1; length -= 1) {
    const found = document.querySelector(
      `[data-place="${CSS.escape(steps.slice(0, length).join('/'))}"]`,
    );
    if (found) return found;
  }
  return null;
}
