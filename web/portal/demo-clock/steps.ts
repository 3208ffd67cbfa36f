const dayMillis = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (millis: number) => new Date(millis).toISOString().slice(0, 10);

export function plusDays(day: string, days: number): string {
  return dayOf(at(day) + days * dayMillis);
}

/** The same day of the next month, or that month's last one. */
export function plusMonth(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month, Math.min(date, last)));
}

/** Days at which a long way is interrupted, so that one sees how far it has come; the last is `to`. */
export function stops(from: string, to: string, most = 12): string[] {
  const days = Math.round((at(to) - at(from)) / dayMillis);
  if (days <= 0) return [];
  const count = Math.min(days, most);
  return Array.from({ length: count }, (_, step) =>
    plusDays(from, Math.round((days * (step + 1)) / count)),
  );
}
