/** Formatting of what the service sends. Amounts stay decimal strings: nothing is computed. */

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const known = cache.get(key);
  if (known) return known as T;
  const made = make();
  cache.set(key, made);
  return made;
}

function decimalsOf(amount: string): number {
  const dot = amount.indexOf('.');
  return dot < 0 ? 0 : amount.length - dot - 1;
}

/** “410.40” in EUR becomes “410,40 €” in French; more decimals than usual are all shown. */
export function formatMoney(amount: string, currency: string, language: string): string {
  const decimals = decimalsOf(amount);
  const format = kept(`${language} ${currency} ${decimals}`, () => {
    const usual = new Intl.NumberFormat(language, { style: 'currency', currency });
    const least = usual.resolvedOptions().minimumFractionDigits ?? 0;
    if (decimals <= least) return usual;
    return new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      minimumFractionDigits: least,
      maximumFractionDigits: decimals,
    });
  });
  return format.format(amount as Intl.StringNumericLiteral);
}

/** Whether a decimal string is nothing at all. */
export function isZero(amount: string): boolean {
  return !/[1-9]/.test(amount);
}

/** A rate such as “20”, “5.5” or “9.975”, read as percent. */
export function formatPercent(rate: string, language: string): string {
  const digits = decimalsOf(rate);
  const shown = kept(`${language} % ${digits}`, () => {
    return new Intl.NumberFormat(language, { maximumFractionDigits: digits });
  }).format(rate as Intl.StringNumericLiteral);
  return language.startsWith('fr') ? `${shown}\u00a0%` : `${shown}%`;
}

export function formatCount(value: number, language: string): string {
  return kept(`${language} #`, () => new Intl.NumberFormat(language)).format(value);
}

/** Documents name the day first in English too, so the pages do. */
const datesOf = (language: string) => (language === 'en' ? 'en-GB' : language);

/** “2026-03-01” becomes “1er mars 2026”; a day has no zone, so it is read and shown in UTC. */
export function formatDay(day: string, language: string): string {
  const format = kept(`${language} day`, () => {
    return new Intl.DateTimeFormat(datesOf(language), { dateStyle: 'long', timeZone: 'UTC' });
  });
  const text = format.format(new Date(`${day}T00:00:00Z`));
  return language.startsWith('fr') ? text.replace(/^1 /, '1er ') : text;
}

/** “2039-12” becomes “décembre 2039”. */
export function formatMonth(month: string, language: string): string {
  return kept(`${language} month`, () => {
    return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  }).format(new Date(`${month}-01T00:00:00Z`));
}

/** The last day of a period that is given by the day after it. */
export function dayBefore(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - 1);
  return at.toISOString().slice(0, 10);
}

/** An instant, in the zone given or the reader's own. */
export function formatInstant(instant: string, language: string, timeZone?: string): string {
  const options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };
  if (timeZone) options.timeZone = timeZone;
  const format = kept(`${language} at ${timeZone}`, () => {
    return new Intl.DateTimeFormat(datesOf(language), options);
  });
  return format.format(new Date(instant));
}

/** A country's name in the reader's language. */
export function countryName(code: string, language: string): string {
  if (!code) return '';
  return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
}

/** The size of a file: “34 kB”, “1,2 Mo”. */
export function formatBytes(bytes: number, language: string): string {
  const [unit, size] = bytes >= 1_000_000 ? ['megabyte', 1_000_000] : ['kilobyte', 1_000];
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: unit as string,
    maximumFractionDigits: 1,
  }).format(Math.max(bytes, 100) / (size as number));
}
