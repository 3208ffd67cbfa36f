import { useTexts } from '../../text/Texts';

/** Months as they stand below a bar, and as they are read. */
export function useMonths() {
  const { language, month } = useTexts();
  const format = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' });
  return {
    short: (of: string) => format.format(new Date(`${of}-01T00:00:00Z`)),
    long: month,
  };
}
