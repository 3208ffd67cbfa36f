import type { Offer, StaffRequest, Wanted } from '../../../api/types';
import { actWords } from '../../../text/requestWords';
import { type Texts, useTexts } from '../../../text/Texts';
import { useOffer } from '../../state/useOffer';

type Cycle = NonNullable<Wanted['cycle']>;

const labels = { month: 'monthly', quarter: 'quarterly', year: 'annual' } as const;

function words(offer: Offer | undefined, { t }: Texts) {
  return {
    plan: (code: string) => offer?.plans.find((plan) => plan.code === code)?.name ?? code,
    cycle: (cycle: Cycle) => offer?.labels[labels[cycle]] || t(`label.${labels[cycle]}`),
    item: (code: string, number: number) => {
      const known = offer?.items.find((item) => item.code === code);
      return (number > 1 ? known?.name_plural : known?.name) || code;
    },
  };
}

/** What was asked for, part by part, in the vendor's words; codes only until those are known. */
export function useWishParts(): (wish: Wanted | null | undefined) => string[] {
  const texts = useTexts();
  const say = words(useOffer(), texts);
  return (wish) =>
    [
      actWords(wish, texts),
      wish?.plan && say.plan(wish.plan),
      wish?.cycle && say.cycle(wish.cycle),
      ...Object.entries(wish?.quantities ?? {})
        .filter(([, number]) => number > 0)
        .map(([code, number]) => `${texts.count(number)} ${say.item(code, number)}`),
    ].filter((part): part is string => Boolean(part));
}

export interface WishRow {
  part: string;
  now: string;
  wanted: string;
}

/** The same beside what the customer has now. */
export function useWishRows(): (
  wish: Wanted | null | undefined,
  now: StaffRequest['present'],
) => WishRow[] {
  const texts = useTexts();
  const say = words(useOffer(), texts);
  const { t, count } = texts;
  // Of an act on the whole, what it is done to.
  const whole = (now: StaffRequest['present']) =>
    [now?.plan && say.plan(now.plan), now?.cycle && say.cycle(now.cycle)]
      .filter(Boolean)
      .join(' · ');
  return (wish, now) => {
    if (!wish) return [];
    const act = actWords(wish, texts);
    return [
      ...(act ? [{ part: t('desk.part_whole'), now: whole(now), wanted: act }] : []),
      ...(wish.plan
        ? [
            {
              part: t('desk.part_plan'),
              now: now?.plan ? say.plan(now.plan) : '',
              wanted: say.plan(wish.plan),
            },
          ]
        : []),
      ...(wish.cycle
        ? [
            {
              part: t('desk.part_cycle'),
              now: now?.cycle ? say.cycle(now.cycle) : '',
              wanted: say.cycle(wish.cycle),
            },
          ]
        : []),
      ...Object.entries(wish.quantities ?? {}).map(([code, number]) => ({
        part: say.item(code, 2),
        now: now?.quantities[code] === undefined ? '' : count(now.quantities[code]),
        wanted: count(number),
      })),
    ];
  };
}
