import type { Wanted } from '../../api/types';
import { actWords } from '../../text/requestWords';
import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';
import { useHowMany } from './useHowMany';

/** A wish in a few words: the plan, the cycle, the quantities, or what happens to the whole. */
export function useWishWords(): (wish: Wanted | null | undefined) => string {
  const texts = useTexts();
  const { plan, cycleName } = usePortal();
  const howMany = useHowMany();
  return (wish) => {
    if (!wish) return '';
    return [
      actWords(wish, texts),
      wish.plan && (plan(wish.plan)?.name ?? wish.plan),
      wish.cycle && cycleName(wish.cycle),
      ...Object.entries(wish.quantities ?? {}).map((one) => howMany(...one)),
    ]
      .filter(Boolean)
      .join(' · ');
  };
}
