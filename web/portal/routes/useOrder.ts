import { useEffect, useRef, useState } from 'react';
import type { Preview, Quantities, Subscription, Wanted } from '../../api/types';
import { keepWhileEdited } from '../../api/useLive';
import type { Stop } from '../features/checkout/AddOns';
import { usePortal } from '../state/PortalContext';
import { type JudgedPart, refusedParts } from '../state/previewParts';
import { isBought } from '../state/subscriptionState';
import type { useDraft } from '../state/useDraft';
import { usePreview } from '../state/usePreview';
import {
  atLeast,
  type Edit,
  isEmpty,
  type Order,
  startOrder,
  wishOf,
  withoutPart,
} from '../state/wanted';

/** The order on the page: where it starts, how it is edited, what it asks for and what that costs. */
export function useOrder(
  subscription: Subscription,
  kept: Wanted | null,
  save: ReturnType<typeof useDraft>['edit'],
  /** Fewer than this is not asked for, since so many people are to have a seat. */
  least: Quantities = {},
) {
  const { offer } = usePortal();
  const latest = useRef<Order>(undefined);
  const drawn = useRef({ kept, version: subscription.version });
  const isNew = drawn.current.kept !== kept || drawn.current.version !== subscription.version;
  if (isNew || latest.current === undefined) {
    drawn.current = { kept, version: subscription.version };
    latest.current = startOrder(offer, subscription, kept);
  }
  if (latest.current) latest.current = atLeast(latest.current, least);
  // The newest order is drawn, which `kept` may not hold yet: a page drawn for another reason would else
  // take back the click that was just made.
  const order = latest.current;
  const wish = order ? wishOf(order, subscription, offer) : undefined;
  const unchanged = isBought(subscription, offer) && wish !== undefined && isEmpty(wish);
  const preview = usePreview(unchanged ? undefined : wish);
  const isEdited = wish !== undefined && !unchanged;
  useEffect(() => (isEdited ? keepWhileEdited() : undefined), [isEdited]);

  const edit: Edit = (alter) => {
    if (!latest.current) return;
    const next = atLeast(alter(latest.current), least);
    latest.current = next;
    save(wishOf(next, subscription, offer), 'summary');
  };
  const drop = (part: JudgedPart) =>
    edit((present) => withoutPart(present, part, offer, subscription));

  return { order, wish, unchanged, preview, edit, drop, latest };
}

/**
 * Where only more can be bought: a number that is refused for being lower goes back to the present one,
 * and what was wanted is kept for a request to staff.
 */
export function useStops(
  order: Order | undefined,
  preview: { preview: Preview | undefined; isStale: boolean },
  had: Subscription,
  edit: Edit,
) {
  const { offer } = usePortal();
  const [stops, setStops] = useState<Record<string, Stop>>({});
  const applies = offer.layout.preset === 'counts' && isBought(had, offer);
  const answer = applies && !preview.isStale ? preview.preview : undefined;
  const fingerprint = answer && `${answer.code} ${JSON.stringify(order)}`;

  useEffect(() => {
    if (!answer || !order) return;
    const found: Record<string, Stop> = {};
    for (const { item, text, code } of refusedParts(answer)) {
      // People sit there: who leaves is chosen beside the refusal.
      if (code === 'below_assigned') continue;
      if (!item || (order.quantities[item] ?? 0) >= (had.quantities[item] ?? 0)) continue;
      found[item] = {
        wanted: order.quantities[item] ?? 0,
        text: answer.reason || text,
        since: answer.possible_from ?? undefined,
        requestType: answer.request?.type ?? 'reduction',
      };
    }
    if (Object.keys(found).length === 0) return;
    setStops((present) => ({ ...present, ...found }));
    edit((present) => ({
      ...present,
      quantities: {
        ...present.quantities,
        ...Object.fromEntries(Object.keys(found).map((item) => [item, had.quantities[item] ?? 0])),
      },
    }));
  }, [fingerprint]);

  /** Another number of the same thing: what was said about the former one is over. */
  const editAndForget: Edit = (alter) =>
    edit((present) => {
      const next = alter(present);
      setStops((known) =>
        Object.fromEntries(
          Object.entries(known).filter(
            ([item]) => next.quantities[item] === present.quantities[item],
          ),
        ),
      );
      return next;
    });

  return { stops, edit: editAndForget };
}
