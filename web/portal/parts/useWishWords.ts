import type { Wanted } from '../../api/types';
import { actWords } from '../../text/requestWords';
import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';

/** A wish in a few words: the plan, the cycle, the quantities, or what happens to the whole. */
export function useWishWords(): (wish: Wanted | null | undefined) => string {
  const texts = useTexts();
  const { count } = texts;
  const { plan, cycleName, itemName } = usePortal();
  return (wish) => {
    if (!wish) return '';
    return [
      actWords(wish, texts),
      wish.plan && (plan(wish.plan)?.name ?? wish.plan),
      wish.cycle && cycleName(wish.cycle),
      ...Object.entries(wish.quantities ?? {}).map(
        ([code, number]) => `${count(number)} ${itemName(code, number)}`,
      ),
    ]
      .filter(Boolean)
      .join(' · ');
  };
}
