import type { Preview, Subscription } from '../../api/types';
import { Banner } from '../../kit/Banner';
import { Button } from '../../kit/Button';
import { isZero } from '../../text/format';
import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';
import { type JudgedPart, refusedParts, restDay } from '../state/previewParts';
import type { Order } from '../state/wanted';
import { ContactButton } from './ContactButton';
import { SeatResolver } from './SeatResolver';
import { usePartWords } from './usePartWords';

interface RefusalsProps {
  preview: Preview;
  had: Subscription;
  order: Order;
  /** Takes one part back out of the order. */
  onDrop?: ((part: JudgedPart) => void) | undefined;
}

/** Why the whole cannot be confirmed: the part by name, from when it could be, and what to do about it. */
export function Refusals({ preview, had, order, onDrop }: RefusalsProps) {
  const { t, day, money } = useTexts();
  const { label, may } = usePortal();
  const words = usePartWords();
  const { outcome, request, if_accepted: accepted } = preview;
  if (outcome === 'now' || outcome === 'period_end') return null;
  const refused = refusedParts(preview);
  const rest = accepted && restDay(accepted, had);
  const why = preview.text || t(`outcome.${outcome}`);
  const since = preview.possible_from && day(preview.possible_from);
  const said = [why, preview.reason, ...refused.map(({ text }) => text)].join(' ');
  return (
    <Banner
      tone={outcome === 'nothing_to_do' ? 'info' : 'warning'}
      title={refused.length === 0 ? why : t('refusal.title', { count: refused.length })}
      actions={
        <>
          {onDrop &&
            refused.map((part) => (
              <Button
                key={`${part.part} ${part.item}`}
                look="secondary"
                onClick={() => onDrop(part)}
              >
                {t('refusal.drop', { part: words(part, had, order).name })}
              </Button>
            ))}
          {may('manage_members') &&
            refused.map(
              ({ code, item }) =>
                code === 'below_assigned' &&
                item && (
                  <SeatResolver
                    key={item}
                    seat={item}
                    wanted={order.quantities[item] ?? 0}
                    paidUntil={had.period?.[1]}
                  />
                ),
            )}
          {request?.type && (
            <ContactButton
              request={{ type: request.type, ...(request.set ? { set: request.set } : {}) }}
              text={t('refusal.send', { label: label('contact_us') })}
              title={label('contact_us')}
              messageOptional
            />
          )}
        </>
      }
    >
      {refused.length > 0 && (
        <ul className="plain-list">
          {refused.map((part) => {
            const { name, before, after } = words(part, had, order);
            return (
              <li key={`${part.part} ${part.item}`}>
                <strong className="numbers capital">
                  {t('change.part', { name, before, after })}
                </strong>
                <br />
                {(refused.length === 1 && preview.reason) || part.text || why}
              </li>
            );
          })}
        </ul>
      )}
      {refused.length !== 1 && preview.reason && preview.reason !== why && <p>{preview.reason}</p>}
      {since && !said.includes(since) && <p>{t('outcome.possible_from', { day: since })}</p>}
      {accepted && (
        <p>
          {isZero(accepted.due_now.total)
            ? t('refusal.if_accepted_free', { day: day(accepted.effective_on) })
            : t('refusal.if_accepted', {
                day: day(accepted.effective_on),
                amount: money(accepted.due_now.total, accepted.due_now.currency),
              })}
          {rest && ` ${t('done.rest_on', { day: day(rest) })}`}
          {accepted.next_invoice &&
            ` ${t('plan.next_invoice', {
              day: day(accepted.next_invoice.on),
              amount: money(accepted.next_invoice.total, accepted.next_invoice.currency),
            })}`}
        </p>
      )}
    </Banner>
  );
}
