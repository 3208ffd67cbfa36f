const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** A span of time in its largest unit that says two or more of it: "3 days", "26 hours", "1 minute". */
export function formatSpan(seconds: number, language: string): string {
  const span = Math.abs(seconds);
  const [unit, size] = units.find(([, size]) => span >= 2 * size) ?? ['minute', 60];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.max(1, Math.floor(span / size)),
  );
}
