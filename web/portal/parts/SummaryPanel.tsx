import { type ReactNode, useEffect, useState } from 'react';
import type { Preview, Subscription } from '../../api/types';
import { Banner } from '../../kit/Banner';
import { classes } from '../../kit/classes';
import { Disclosure } from '../../kit/Disclosure';
import { Skeleton } from '../../kit/Skeleton';
import { isZero } from '../../text/format';
import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';
import { isAllowed, type JudgedPart, laterDay } from '../state/previewParts';
import type { Order } from '../state/wanted';
import { AmountLines } from './AmountLines';
import { OrderParts } from './OrderParts';
import { ProblemBanner } from './ProblemBanner';
import { Refusals } from './Refusals';
import { useConflictWords } from './useConflictWords';
import { useWishWords } from './useWishWords';

interface SummaryPanelProps {
  preview: Preview | undefined;
  error: unknown;
  isStale: boolean;
  onRetry: () => void;
  had: Subscription;
  order: Order;
  onDrop?: (part: JudgedPart) => void;
  /** Shown while nothing was changed, instead of a preview. */
  idle?: ReactNode;
  children?: ReactNode;
}

const quietBeforeSpeaking = 700;

/** What the order does and costs, as the service says; spoken once the numbers rest. */
export function SummaryPanel(props: SummaryPanelProps) {
  const { preview, error, isStale, onRetry, had, order, onDrop, idle, children } = props;
  const { t, money } = useTexts();
  const { plan, label, cycleName } = usePortal();
  const computed = preview?.due_now;
  // A change for the next period computes to nothing now: that is said in words.
  const due =
    computed && (computed.lines.length > 0 || !isZero(computed.total)) ? computed : undefined;
  const spoken =
    due && !idle ? t('summary.spoken', { amount: money(due.total, due.currency) }) : '';
  const [announced, setAnnounced] = useState('');
  useEffect(() => {
    if (isStale) return;
    const timer = setTimeout(() => setAnnounced(spoken), quietBeforeSpeaking);
    return () => clearTimeout(timer);
  }, [spoken, isStale]);

  const after = preview?.after;
  return (
    <section className="card summary-panel stack" aria-labelledby="summary-title">
      <h2 id="summary-title">{label('summary')}</h2>
      <p className="visually-hidden" aria-live="polite">
        {announced}
      </p>
      {Boolean(error) && <ProblemBanner error={error} onRetry={onRetry} />}
      {idle}
      {!preview && !error && !idle && <Skeleton label={t('state.loading')} lines={5} />}
      {preview && !idle && (
        <div className={classes('stack', isStale && 'stale')} aria-busy={isStale}>
          {after?.plan && (
            <p>
              <strong>{plan(after.plan)?.name ?? after.plan}</strong>
              {after.cycle && <span className="muted"> · {cycleName(after.cycle)}</span>}
            </p>
          )}
          <OrderParts preview={preview} had={had} order={order} />
          <Refusals preview={preview} had={had} order={order} onDrop={onDrop} />
          <Withdrawn preview={preview} />
          <Conflicts preview={preview} />
          {due && (
            <>
              <AmountLines
                amounts={due}
                taxReason={preview.tax.text}
                fromBalance={preview.from_balance}
                toPay={preview.to_pay}
              />
              <p className="amount-row due-now">
                <strong>{t('summary.due_now')}</strong>
                <strong className="numbers nowrap" data-testid="due-now">
                  {money(preview.to_pay ?? due.total, due.currency)}
                </strong>
              </p>
            </>
          )}
          {isAllowed(preview) && !due && <NothingDue preview={preview} />}
          {isAllowed(preview) && <Following preview={preview} />}
        </div>
      )}
      {children}
    </section>
  );
}

interface PartProps {
  preview: Preview;
}

/** A change that costs nothing now takes effect later, or is taken off what comes next. */
function NothingDue({ preview }: PartProps) {
  const { t, day } = useTexts();
  const later = laterDay(preview);
  return (
    <p className="due-now nothing-due">
      <strong data-testid="due-now">{t('summary.nothing_due')}</strong>
      {preview.outcome === 'period_end' && later && (
        <span className="muted small">{t('summary.takes_effect', { day: day(later) })}</span>
      )}
    </p>
  );
}

interface ForeseenProps {
  amounts: Preview['next_invoice'] | undefined;
  words: 'summary.next_invoice' | 'summary.later';
  testId: string;
}

/** What a day to come will cost; opens to its lines. */
function Foreseen({ amounts, words, testId }: ForeseenProps) {
  const { t, day, money } = useTexts();
  if (!amounts) return null;
  const values = { day: day(amounts.on), amount: money(amounts.total, amounts.currency) };
  return (
    <Disclosure summary={<span data-testid={testId}>{t(words, values)}</span>}>
      <AmountLines amounts={amounts} />
    </Disclosure>
  );
}

/** The next invoice, then what every period after it costs. */
function Following({ preview }: PartProps) {
  const { t } = useTexts();
  const { next_invoice: next } = preview;
  // A period that costs what the one before it costs is nothing new to read.
  const later = preview.later?.total === next?.total ? undefined : preview.later;
  return (
    <div className="following" data-testid="following">
      <Foreseen amounts={next} words="summary.next_invoice" testId="next-invoice" />
      <Foreseen amounts={later} words="summary.later" testId="later" />
      {!next && !later && <p className="muted">{t('summary.no_further_invoice')}</p>}
    </div>
  );
}

/** Planned changes that would no longer fit on their day, or not whole, and why. */
function Conflicts({ preview }: PartProps) {
  const { t } = useTexts();
  const words = useConflictWords();
  if (preview.conflicts.length === 0) return null;
  return (
    <Banner tone="warning" title={t('summary.conflict')}>
      {preview.conflicts.map((one, at) => (
        <p key={at}>{words(one)}</p>
      ))}
    </Banner>
  );
}

/** Planned changes that this one takes the place of. */
function Withdrawn({ preview }: PartProps) {
  const { t, day } = useTexts();
  const words = useWishWords();
  const { withdrawn } = preview;
  if (!withdrawn || withdrawn.length === 0) return null;
  return (
    <ul className="plain-list small">
      {withdrawn.map((one) => (
        <li key={one.change}>
          {t('summary.withdrawn', { day: day(one.on), what: words(one.set) })}
        </li>
      ))}
    </ul>
  );
}
