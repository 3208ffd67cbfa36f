import type { AuditEntry, Offer } from '../../../api/types';
import type { TextKey } from '../../../text/language';
import type { Texts } from '../../../text/Texts';

type Change = AuditEntry['changes'][number];

const quantity = 'quantities.';
const isDay = /^\d{4}-\d{2}-\d{2}$/;

/** What an act made different, in the reader's words; a name that nobody wrote words for stays as it is kept. */
export function changeWords(
  { name, before, after }: Change,
  { t, day }: Pick<Texts, 't' | 'day'>,
  offer: Offer | undefined,
): Change {
  const known = (key: string) => {
    const words = t(key as TextKey);
    return words === key ? undefined : words;
  };
  const item = name.startsWith(quantity)
    ? offer?.items.find(({ code }) => code === name.slice(quantity.length))
    : undefined;
  const value = (text: string) => {
    if (text === '') return t('customer.nothing');
    if (isDay.test(text)) return day(text);
    if (name === 'plan') return offer?.plans.find(({ code }) => code === text)?.name ?? text;
    const keys: Record<string, string> = {
      state: `subscription_state.${text}`,
      cycle: `catalog_form.cycle_${text}`,
      status: `audit_value.number_${text}`,
      blocked: `audit_value.${text}`,
    };
    const key = keys[name];
    return (key && known(key)) ?? text;
  };
  return {
    name: item?.name_plural ?? known(`audit_field.${name}`) ?? known(`billing.${name}`) ?? name,
    before: value(before),
    after: value(after),
  };
}
