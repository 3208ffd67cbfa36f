import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Change, PeopleList, Subscription, Wanted } from '../../api/types';
import { usePortal } from '../state/PortalContext';
import { peopleOf, useApplyList, useDiscardList } from '../state/peopleList';
import { costsNothingNow } from '../state/previewParts';
import { useCustomer } from '../state/queries';
import { isBought } from '../state/subscriptionState';
import type { useDraft } from '../state/useDraft';
import { useOrder } from './useOrder';
import { usePay } from './usePay';

interface ModificationsInput {
  subscription: Subscription;
  kept: Wanted | null;
  draft: Pick<ReturnType<typeof useDraft>, 'edit' | 'settle' | 'clear' | 'discard'>;
  list: PeopleList | undefined;
}

/** What was confirmed without leaving the page: a change, or seats for people that were paid for already. */
export type Confirmed = { change: Change; seated: number } | { seated: number };

/**
 * Everything that is edited and not confirmed, the numbers and the people alike, whichever page shows it: what it
 * asks for, what that costs, and the one press that makes it real.
 */
export function useModifications({ subscription, kept, draft, list }: ModificationsInput) {
  const { offer } = usePortal();
  const [, navigate] = useLocation();
  const [done, setDone] = useState<Confirmed>();
  const customer = useCustomer();
  const discardList = useDiscardList();
  const applyList = useApplyList();
  const coming = list?.total ?? 0;
  const least = list && coming > 0 ? { [list.seat]: peopleOf(list) } : {};
  const order = useOrder(subscription, kept, draft.edit, least);
  const { wish, preview, latest } = order;
  const paying = usePay(draft, (change) => setDone({ change, seated: coming }));
  const { stop, setStop } = paying;

  const changed = stop?.kind === 'changed' ? stop.preview : undefined;
  const shown = order.unchanged ? undefined : (changed ?? preview.preview);
  const incomplete = (customer.data?.data.billing.missing ?? []).length > 0;

  const anew = () => {
    setStop(undefined);
    setDone(undefined);
  };
  const discard = async () => {
    anew();
    latest.current = undefined;
    await draft.discard();
    if (coming > 0) await discardList.mutateAsync(undefined).catch(() => undefined);
  };
  const giveSeats = () =>
    applyList.mutate(undefined, {
      onSuccess: () => setDone({ seated: coming }),
      onError: (error) => setStop({ kind: 'error', error, sent: true }),
    });
  const confirm = (method: string) => {
    anew();
    if (order.unchanged) return giveSeats();
    if (!shown || !wish) return;
    if (incomplete && !costsNothingNow(shown)) {
      navigate('/portal/checkout/billing');
      return;
    }
    void paying.pay({ set: wish, shown, method });
  };

  return {
    order: wish && order.order,
    wish,
    /** Nothing is bought anew; people may be on the list all the same. */
    isSameOrder: order.unchanged,
    /** Nothing at all is there to be confirmed. */
    unchanged: order.unchanged && coming === 0,
    isBought: isBought(subscription, offer),
    coming,
    least,
    shown,
    preview,
    isStale: preview.isStale && !changed,
    error: order.unchanged ? null : preview.error,
    busy: paying.busy || applyList.isPending || discardList.isPending,
    discardError: discardList.error,
    stop,
    done,
    edit: ((alter) => {
      anew();
      order.edit(alter);
    }) satisfies typeof order.edit,
    drop: ((part) => {
      anew();
      order.drop(part);
    }) satisfies typeof order.drop,
    pickMethod: (method: string) => wish && draft.edit(wish, 'summary', method),
    discard,
    confirm,
  };
}

export type Made = ReturnType<typeof useModifications>;
