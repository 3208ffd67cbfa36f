import type { ReactNode } from 'react';
import type { Preview, Subscription } from '../../../api/types';
import { Icon } from '../../../kit/Icon';
import { LinkTo } from '../../../kit/LinkTo';
import { dayBefore, isZero } from '../../../text/format';
import { useTexts } from '../../../text/Texts';
import { AmountLines } from '../../parts/AmountLines';
import { useConflictWords } from '../../parts/useConflictWords';
import { useWishWords } from '../../parts/useWishWords';
import type { ActWord } from '../../state/life';
import { usePortal } from '../../state/PortalContext';

interface ActEffectsProps {
  act: ActWord;
  life: Subscription;
  preview: Preview;
}

/** What ends or starts when, what is billed, and what is dropped with it. */
export function ActEffects({ act, life, preview }: ActEffectsProps) {
  const { t, day, money, linked } = useTexts();
  const { link, ownText } = usePortal();
  const wishWords = useWishWords();
  const conflictWords = useConflictWords();
  const { due_now: due, next_invoice: next } = preview;
  const charged = due && !isZero(due.total) ? due : undefined;
  const refundPolicy = link('refund_policy');
  const paid = life.period !== null && ['active', 'ending', 'past_due'].includes(life.state);
  const facts: ReactNode[] = [];
  if (act === 'cancel') {
    const end = preview.ends_on ?? preview.effective_on ?? preview.day;
    const lastDay = preview.access_until ?? dayBefore(end);
    if (preview.outcome === 'now') facts.push(t('act.cancel_now'));
    else {
      facts.push(t('act.cancel_ends', { day: day(lastDay) }));
      facts.push(t('act.cancel_access'));
    }
    facts.push(t('act.cancel_not_billed'));
    if (paid && !charged) facts.push(ownText('no_refund_note') ?? t('act.cancel_no_refund'));
    if (refundPolicy)
      facts.push(
        linked('act.read_policy', (inside) => <LinkTo to={refundPolicy}>{inside}</LinkTo>),
      );
  }
  if (act === 'renewal') facts.push(t('act.renewal_on'));
  if (act === 'resume') facts.push(t(life.pause?.running ? 'act.resume_now' : 'act.pause_dropped'));
  if (act === 'pause') facts.push(t('life.pause_means'));
  if (act !== 'cancel' && next)
    facts.push(
      t('plan.next_invoice', { day: day(next.on), amount: money(next.total, next.currency) }),
    );
  for (const dropped of preview.withdrawn ?? [])
    facts.push(t('act.drops', { what: wishWords(dropped.set), day: day(dropped.on) }));
  for (const conflict of preview.conflicts) facts.push(conflictWords(conflict));
  return (
    <>
      <h2>{t('act.what_happens')}</h2>
      <ul className="feature-list effects">
        {facts.map((fact, at) => (
          <li key={at}>
            <Icon name="arrow" size={18} />
            <span>{fact}</span>
          </li>
        ))}
      </ul>
      {charged && <AmountLines amounts={charged} taxReason={preview.tax.text} />}
    </>
  );
}
