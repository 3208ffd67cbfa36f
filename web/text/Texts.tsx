import { createContext, type ReactNode, useContext, useMemo } from 'react';
import {
  countryName,
  formatCount,
  formatDay,
  formatInstant,
  formatMoney,
  formatMonth,
  formatPercent,
} from './format';
import { formatMessage, type Params } from './icu';
import type { Messages, TextKey } from './language';

/** Everything that turns values into words for the person who reads. */
export interface Texts {
  language: string;
  t: (key: TextKey, params?: Params) => string;
  /** A text whose <a>…</a> part becomes what `link` makes of it. */
  linked: (key: TextKey, link: (inside: string) => ReactNode, params?: Params) => ReactNode;
  money: (amount: string, currency: string) => string;
  percent: (rate: string) => string;
  count: (value: number) => string;
  day: (day: string) => string;
  month: (month: string) => string;
  instant: (instant: string, timeZone?: string) => string;
  country: (code: string) => string;
}

const TextsContext = createContext<Texts | null>(null);

export function useTexts(): Texts {
  const texts = useContext(TextsContext);
  if (!texts) throw new Error('useTexts needs a TextsProvider above it');
  return texts;
}

export function makeTexts(language: string, messages: Messages): Texts {
  const t = (key: TextKey, params: Params = {}) =>
    formatMessage(messages[key] ?? key, params, language);
  return {
    language,
    t,
    linked: (key, link, params) => {
      const [before, inside, after] = t(key, params).split(/<\/?a>/);
      return (
        <>
          {before}
          {inside !== undefined && link(inside)}
          {after}
        </>
      );
    },
    money: (amount, currency) => formatMoney(amount, currency, language),
    percent: (rate) => formatPercent(rate, language),
    count: (value) => formatCount(value, language),
    day: (day) => formatDay(day, language),
    month: (month) => formatMonth(month, language),
    instant: (instant, timeZone) => formatInstant(instant, language, timeZone),
    country: (code) => countryName(code, language),
  };
}

interface TextsProviderProps {
  language: string;
  messages: Messages;
  children: ReactNode;
}

export function TextsProvider({ language, messages, children }: TextsProviderProps) {
  const texts = useMemo(() => makeTexts(language, messages), [language, messages]);
  return <TextsContext.Provider value={texts}>{children}</TextsContext.Provider>;
}
