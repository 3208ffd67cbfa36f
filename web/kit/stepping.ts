/** What a quantity may be. */
export interface Bounds {
  min: number;
  max: number;
  step: number;
}

export interface Landing {
  value: number;
  /** Which bound moved the value away from what was asked for. */
  moved?: 'min' | 'max' | 'step' | 'text';
}

/** The nearest allowed value, and why it is not the wanted one. */
export function land(wanted: number, bounds: Bounds): Landing {
  if (!Number.isFinite(wanted)) return { value: bounds.min, moved: 'text' };
  if (wanted < bounds.min) return { value: bounds.min, moved: 'min' };
  if (wanted > bounds.max) return { value: bounds.max, moved: 'max' };
  const steps = Math.round((wanted - bounds.min) / bounds.step);
  const value = Math.min(bounds.min + steps * bounds.step, bounds.max);
  return value === wanted ? { value } : { value, moved: 'step' };
}

/** Reads what a person typed: “25 ”, “1 000” and “1,000” are numbers; “ten” and “1.5” are not. */
export function readCount(text: string): number {
  const typed = text.trim();
  const grouped = /^-?\d{1,3}([\s\u00a0\u202f.,']\d{3})*$/.test(typed);
  if (!grouped && !/^-?\d+$/.test(typed)) return Number.NaN;
  return Number(typed.replace(/[^\d-]/g, ''));
}

/** Where a key leads from `value`, or nothing when the key means nothing here. */
export function keyTarget(key: string, value: number, bounds: Bounds): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return value + bounds.step;
    case 'ArrowDown':
      return value - bounds.step;
    case 'PageUp':
      return value + 10 * bounds.step;
    case 'PageDown':
      return value - 10 * bounds.step;
    case 'Home':
      return bounds.min;
    case 'End':
      return bounds.max;
    default:
      return undefined;
  }
}
