import { useState } from 'react';
import type { ScheduledChange, Subscription } from '../../../api/types';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { classes } from '../../../kit/classes';
import { Dialog } from '../../../kit/Dialog';
import { LinkTo } from '../../../kit/LinkTo';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { useWishWords } from '../../parts/useWishWords';
import { calendarOf } from '../../state/life';
import { usePlanAgain, useUndo } from '../../state/lifeQueries';
import { useEntryWords } from './useEntryWords';

interface CalendarCardProps {
  subscription: Subscription;
}

/** What is foreseen, by day; a change that waits for its day can be taken back here. */
export function CalendarCard({ subscription }: CalendarCardProps) {
  const { t, day } = useTexts();
  const say = useToast();
  const wishWords = useWishWords();
  const entryWords = useEntryWords();
  const life = subscription;
  const entries = calendarOf(life);
  const [asked, setAsked] = useState<ScheduledChange>();
  const undo = useUndo();
  const again = usePlanAgain();
  const clamped = subscription.clamped;
  if (entries.length === 0 && clamped.length === 0) return null;

  const planAgain = (set: ScheduledChange['set']) =>
    again.mutate(set, {
      onSuccess: (planned) => say(t(planned ? 'calendar.planned_again' : 'calendar.not_again')),
      onError: () => say(t('calendar.not_again')),
    });
  const takeBack = (change: ScheduledChange) =>
    undo.mutate(change.change, {
      onSuccess: () => {
        setAsked(undefined);
        say(t('calendar.undone'), {
          text: t('calendar.undo_undo'),
          run: () => planAgain(change.set),
        });
      },
    });

  return (
    <section className="card stack" aria-labelledby="calendar">
      <h2 id="calendar">{t('calendar.title')}</h2>
      {clamped.map(({ on, item, wanted, applied }) => (
        <Banner key={`${on} ${item}`} tone="info" title={t('calendar.clamped', { day: day(on) })}>
          <p>
            {t('calendar.clamped_why', {
              wanted: wishWords({ quantities: { [item]: wanted } }),
              applied: wishWords({ quantities: { [item]: applied } }),
            })}
          </p>
        </Banner>
      ))}
      <ol className="calendar">
        {entries.map(({ on, kind, change, ...entry }) => (
          <li
            key={`${on} ${kind} ${change?.change ?? ''}`}
            className={classes('calendar-entry', change?.held && 'held')}
          >
            <time dateTime={on} className="calendar-day">
              {day(on)}
            </time>
            <div className="calendar-what stack gap-s">
              <p>
                {change ? <strong>{wishWords(change.set)}</strong> : entryWords(kind, entry)}
                {change && (
                  <span className="muted small life-note">
                    {change.mine
                      ? t('calendar.by_you')
                      : t(change.by.kind === 'member' ? 'calendar.by' : 'calendar.by_staff', {
                          name: change.by.name,
                        })}
                  </span>
                )}
              </p>
              {change?.conflict && (
                <Banner tone="warning">
                  <p>
                    {change.conflict.applied
                      ? t('calendar.conflict_part', { applied: wishWords(change.conflict.applied) })
                      : t('calendar.conflict')}{' '}
                    {change.conflict.text}
                  </p>
                </Banner>
              )}
              {change?.held && (
                <Banner tone="warning" title={t('calendar.held')}>
                  <p>{change.held.text}</p>
                  <p>{t('calendar.held_what_to_do')}</p>
                  <p>
                    <LinkTo to="/portal/checkout/summary">{t('calendar.held_change')}</LinkTo>
                  </p>
                </Banner>
              )}
            </div>
            {change?.can_undo && (
              <Button
                className="calendar-undo"
                aria-label={t('calendar.undo_what', { what: wishWords(change.set), day: day(on) })}
                onClick={() => setAsked(change)}
              >
                {t('calendar.undo')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <Dialog
        open={asked !== undefined}
        title={t('calendar.undo_title')}
        closeLabel={t('kit.close')}
        onClose={() => {
          setAsked(undefined);
          undo.reset();
        }}
      >
        {asked && (
          <div className="stack">
            <p>
              <strong>{wishWords(asked.set)}</strong>
              <br />
              {t('calendar.undo_text', { day: day(asked.on) })}
            </p>
            {undo.error && <ProblemBanner error={undo.error} />}
            <div className="row wrap gap-s">
              <Button look="primary" busy={undo.isPending} onClick={() => takeBack(asked)}>
                {t('calendar.undo_confirm')}
              </Button>
              <Button onClick={() => setAsked(undefined)}>{t('calendar.keep')}</Button>
            </div>
          </div>
        )}
      </Dialog>
    </section>
  );
}
