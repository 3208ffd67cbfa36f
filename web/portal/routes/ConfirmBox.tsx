import type { ReactNode } from 'react';
import type { Preview } from '../../api/types';
import { Button } from '../../kit/Button';
import { classes } from '../../kit/classes';
import { Disclosure } from '../../kit/Disclosure';
import { useTexts } from '../../text/Texts';
import { MethodCards, methodName } from '../features/payment/PaymentMethodChoice';
import { useMethod } from '../features/payment/useMethod';
import { usePortal } from '../state/PortalContext';
import { costsNothingNow, isAllowed, toPay } from '../state/previewParts';
import { PayStopBanner } from './PayStopBanner';
import type { PayStop } from './usePay';

interface ConfirmBoxProps {
  text: string;
  preview: Preview | undefined;
  isStale: boolean;
  /** Nothing differs from what the customer has. */
  unchanged: boolean;
  /** What is confirmed needs no preview, as it costs nothing. */
  isFree?: boolean;
  busy: boolean;
  stop: PayStop | undefined;
  keptMethod: string;
  onMethod: (method: string) => void;
  onConfirm: (method: string) => void;
  onDiscard?: (() => void) | undefined;
  children?: ReactNode;
}

/** The button that makes the change, how it is paid, and why it cannot be pressed when it cannot. */
export function ConfirmBox(props: ConfirmBoxProps) {
  const { text, preview, unchanged, isFree = false, busy, stop, onConfirm, onDiscard } = props;
  const { t, money } = useTexts();
  const { offer, label } = usePortal();
  const { method, saved, isPending } = useMethod(props.keptMethod);
  const free = isFree || costsNothingNow(preview);
  const isStale = props.isStale || (isPending && !free);
  const allowed = !unchanged && (isFree || isAllowed(preview));
  const declined = stop?.kind === 'error' && isDeclined(stop.error);
  const chosen = saved.find((known) => known.id === method);
  const currency = preview?.due_now?.currency ?? offer.currency;
  const why = unchanged
    ? t('confirm.nothing_changed')
    : preview && !allowed
      ? t('confirm.not_possible')
      : '';

  const press = () => {
    // While the numbers are being read anew, what is on the screen is not what would be confirmed.
    if (!allowed || isStale) return;
    onConfirm(method);
  };
  const cards = (
    <MethodCards value={method} saved={saved} onPick={props.onMethod} isPending={isPending} />
  );
  const name = chosen
    ? methodName(chosen)
    : t(method === 'wallet' ? 'payment.wallet' : 'payment.card');

  return (
    <div className="stack confirm-box">
      {allowed && !free && (
        <div id="method" className="stack gap-s">
          {declined ? (
            cards
          ) : (
            <Disclosure summary={isPending ? t('state.loading') : t('confirm.paid_with', { name })}>
              {cards}
            </Disclosure>
          )}
        </div>
      )}
      {stop && <PayStopBanner stop={stop} currency={currency} />}
      <div className={classes('stack gap-s', allowed && 'checkout-bar')}>
        <Button
          id="confirm"
          look="primary"
          large
          wide
          busy={busy}
          className={classes((why || (!allowed && !props.isStale)) && 'barred')}
          aria-disabled={!allowed || isStale || undefined}
          aria-describedby={why ? 'confirm-why' : undefined}
          onClick={press}
        >
          {allowed && !free
            ? t('confirm.with_amount', { label: text, amount: money(toPay(preview), currency) })
            : text}
        </Button>
        {why && (
          <p className="small muted" id="confirm-why">
            {why}
          </p>
        )}
      </div>
      {onDiscard && !unchanged && (
        <div>
          <Button look="quiet" id="discard" onClick={onDiscard}>
            {label('discard')}
          </Button>
        </div>
      )}
      {props.children}
    </div>
  );
}

function isDeclined(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 402;
}
