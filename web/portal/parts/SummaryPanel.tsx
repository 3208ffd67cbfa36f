import { type ReactNode, useEffect, useState } from 'react';
import type { Preview } from '../../api/types';
import { Banner } from '../../kit/Banner';
import { classes } from '../../kit/classes';
import { Disclosure } from '../../kit/Disclosure';
import { Skeleton } from '../../kit/Skeleton';
import { isZero } from '../../text/format';
import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';
import { AmountLines } from './AmountLines';
import { ContactButton } from './ContactButton';
import { ProblemBanner } from './ProblemBanner';

interface SummaryPanelProps {
  preview: Preview | undefined;
  error: unknown;
  isStale: boolean;
  onRetry: () => void;
  children?: ReactNode;
}

const quietBeforeSpeaking = 700;

/** What the order does and costs, as the service says; spoken once the numbers rest. */
export function SummaryPanel({ preview, error, isStale, onRetry, children }: SummaryPanelProps) {
  const { t, day, money } = useTexts();
  const { plan, label, cycleName } = usePortal();
  const computed = preview?.due_now;
  // A change for the next period computes to nothing now: that is said in words.
  const due =
    computed && (computed.lines.length > 0 || !isZero(computed.total)) ? computed : undefined;
  const spoken = due ? t('summary.spoken', { amount: money(due.total, due.currency) }) : '';
  const [announced, setAnnounced] = useState('');
  useEffect(() => {
    if (isStale) return;
    const timer = setTimeout(() => setAnnounced(spoken), quietBeforeSpeaking);
    return () => clearTimeout(timer);
  }, [spoken, isStale]);

  const after = preview?.after;
  const next = preview?.next_invoice;
  const outcome = preview?.outcome ?? 'now';
  return (
    <section className="card summary-panel stack" aria-labelledby="summary-title">
      <h2 id="summary-title">{label('summary')}</h2>
      <p className="visually-hidden" aria-live="polite">
        {announced}
      </p>
      {Boolean(error) && <ProblemBanner error={error} onRetry={onRetry} />}
      {!preview && !error && <Skeleton label={t('state.loading')} lines={5} />}
      {preview && (
        <div className={classes('stack', isStale && 'stale')} aria-busy={isStale}>
          {after?.plan && (
            <p>
              <strong>{plan(after.plan)?.name ?? after.plan}</strong>
              {after.cycle && <span className="muted"> · {cycleName(after.cycle)}</span>}
            </p>
          )}
          {outcome !== 'now' && outcome !== 'period_end' && (
            <Banner
              tone={outcome === 'nothing_to_do' ? 'info' : 'warning'}
              title={preview.text || t(`outcome.${outcome}`)}
              actions={
                preview.request?.type && (
                  <ContactButton
                    request={{ type: preview.request.type, set: preview.request.set }}
                    text={label('contact_us')}
                  />
                )
              }
            >
              {preview.reason && <p>{preview.reason}</p>}
              {preview.possible_from && (
                <p>{t('outcome.possible_from', { day: day(preview.possible_from) })}</p>
              )}
            </Banner>
          )}
          {due && <AmountLines amounts={due} taxReason={preview.tax.text} />}
          {due && (
            <p className="amount-row due-now">
              <strong>{t('summary.due_now')}</strong>
              <strong className="numbers nowrap" data-testid="due-now">
                {money(due.total, due.currency)}
              </strong>
            </p>
          )}
          {(outcome === 'now' || outcome === 'period_end') && !due && (
            <p>{t('summary.nothing_due')}</p>
          )}
          {next && (
            <Disclosure
              summary={t('summary.next_invoice', {
                day: day(next.on),
                amount: money(next.total, next.currency),
              })}
            >
              <AmountLines amounts={next} />
            </Disclosure>
          )}
        </div>
      )}
      {children}
    </section>
  );
}
