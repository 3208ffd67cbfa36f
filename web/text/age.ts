/** How long ago something was, as the service counts it. */
export interface Age {
  unit: 'week' | 'month' | 'year';
  count: number;
}

/** “this week”, “last month”, “il y a 2 ans”. */
export function formatAge(age: Age, language: string): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  return words.format(-age.count, age.unit);
}
