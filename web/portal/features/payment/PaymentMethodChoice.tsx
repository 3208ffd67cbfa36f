import type { PaymentMethod } from '../../../api/types';
import { Icon } from '../../../kit/Icon';
import { type RadioCard, RadioCards } from '../../../kit/RadioCards';
import { Skeleton } from '../../../kit/Skeleton';
import { useTexts } from '../../../text/Texts';
import { brandName } from '../../state/brands';
import { usePortal } from '../../state/PortalContext';

interface PaymentMethodChoiceProps {
  value: string;
  saved: PaymentMethod[];
  onPick: (method: string) => void;
  /** The list is not complete yet: nothing is shown that would move under the pointer. */
  isPending?: boolean;
}

/** “VISA •••• 4242” */
export function methodName(method: PaymentMethod): string {
  return [brandName(method.brand), method.last4 && `•••• ${method.last4}`]
    .filter(Boolean)
    .join(' ');
}

/** A saved method, a card or a wallet; the details are asked on the provider's own page. */
export function MethodCards({ value, saved, onPick, isPending }: PaymentMethodChoiceProps) {
  const { t, month } = useTexts();
  const { offer, label } = usePortal();
  if (isPending) return <Skeleton label={t('state.loading')} lines={3} />;
  const cards: RadioCard<string>[] = saved.map((method) => ({
    value: method.id,
    title: methodName(method),
    content: method.expiry && (
      <span className="small muted">{t('payment.expires', { month: month(method.expiry) })}</span>
    ),
  }));
  if (offer.payment.card) {
    const brands = (offer.payment.card_brands ?? []).map(brandName);
    cards.push({
      value: 'card',
      title: (
        <span className="row gap-s">
          <Icon name="card" /> {t(saved.length > 0 ? 'payment.other_card' : 'payment.card')}
        </span>
      ),
      content: <span className="small muted">{brands.join(' · ')}</span>,
    });
  }
  if (offer.payment.wallet) {
    cards.push({
      value: 'wallet',
      title: (
        <span className="row gap-s">
          <Icon name="wallet" /> {t('payment.wallet')}
        </span>
      ),
      content: <span className="small muted">{t('payment.wallet_text')}</span>,
    });
  }
  return (
    <>
      <RadioCards
        className="method-cards"
        legend={label('payment_method')}
        legendHidden
        value={value}
        cards={cards}
        onPick={onPick}
      />
      <p className="small muted row gap-s">
        <Icon name="lock" size={16} />
        <span>{t('payment.elsewhere')}</span>
      </p>
    </>
  );
}

export function PaymentMethodChoice(props: PaymentMethodChoiceProps) {
  const { label } = usePortal();
  return (
    <section className="card stack" id="method" aria-labelledby="method-title">
      <h2 id="method-title">{label('payment_method')}</h2>
      <MethodCards {...props} />
    </section>
  );
}
