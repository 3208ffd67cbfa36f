import { useTexts } from '../../../text/Texts';
import type { Entry, EntryKind } from '../../state/life';

/** What happens by itself on a day, in a sentence. */
export function useEntryWords(): (kind: EntryKind, entry: Partial<Entry>) => string {
  const { t, money } = useTexts();
  return (kind, { amount, access }) => {
    if (kind === 'renewal' && amount)
      return t('calendar.renewal', { amount: money(amount.total, amount.currency) });
    if (kind === 'access') return t(`calendar.access_${access ?? 'full'}`);
    return t(`calendar.${kind}`);
  };
}
