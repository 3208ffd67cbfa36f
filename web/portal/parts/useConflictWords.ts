import type { Preview } from '../../api/types';
import { useTexts } from '../../text/Texts';
import { useWishWords } from './useWishWords';

/** What becomes of something planned that no longer fits on its day, and why. */
export function useConflictWords(): (conflict: Preview['conflicts'][number]) => string {
  const { t, day } = useTexts();
  const words = useWishWords();
  return ({ on, set, text, applied }) => {
    const planned = { day: day(on), what: words(set) };
    if (applied) return t('summary.conflict_part', { ...planned, applied: words(applied) });
    return `${t('summary.conflict_what', planned)} ${text}`;
  };
}
