import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../api/client';
import type { DemoClock as Clock } from '../../api/types';
import { Button } from '../../kit/Button';
import { Icon } from '../../kit/Icon';
import { useTexts } from '../../text/Texts';
import { ProblemBanner } from '../parts/ProblemBanner';
import { plusDays, plusMonth, stops } from './steps';
import './demo_clock.css';

/** To a day, or to the next one on which anything falls due for anybody. */
interface Move {
  to?: string;
  to_next?: true;
}

interface DemoClockProps {
  clock: Clock;
  /** The next day on which something happens to who is looked at. */
  nextDue?: string | undefined;
}

/** The demo's date and the ways to move it on; everything shown is read anew afterwards. */
export function DemoClock({ clock, nextDue }: DemoClockProps) {
  const { t, day } = useTexts();
  const client = useQueryClient();
  const [way, setWay] = useState<{ done: number; of: number; to: string | undefined }>();
  const [error, setError] = useState<unknown>();
  const { today } = clock;
  const tomorrow = plusDays(today, 1);
  const [picked, setPicked] = useState('');
  const isRunning = way !== undefined;

  const run = async (moves: Move[]) => {
    if (isRunning) return;
    setError(undefined);
    try {
      for (const [done, move] of moves.entries()) {
        setWay({ done, of: moves.length, to: moves.at(-1)?.to });
        const now = await body(api.POST('/v1/demo/clock', { body: move }));
        client.setQueryData(['demo-clock'], now);
      }
    } catch (caught) {
      setError(caught);
    } finally {
      setWay(undefined);
      setPicked('');
      client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'demo-clock' });
    }
  };
  const go = (to: string) => run(stops(today, to).map((stop) => ({ to: stop })));
  const step = (text: string, onClick: () => void) => (
    <Button className="clock-step" aria-disabled={isRunning || undefined} onClick={onClick}>
      {text}
    </Button>
  );

  const running = way?.to ? t('clock.running', { day: day(way.to) }) : t('clock.running_next');

  return (
    <aside className="demo-clock" aria-label={t('clock.label')}>
      <p className="clock-today">
        <Icon name="clock" size={18} />
        <span>
          {t('clock.today')} <strong data-testid="demo-today">{day(today)}</strong>
        </span>
      </p>
      <div className="clock-steps">
        {step(t('clock.day'), () => go(tomorrow))}
        {step(t('clock.week'), () => go(plusDays(today, 7)))}
        {step(t('clock.month'), () => go(plusMonth(today)))}
        {nextDue &&
          nextDue > today &&
          step(t('clock.due', { day: day(nextDue) }), () => go(nextDue))}
        {!nextDue && step(t('clock.next'), () => run([{ to_next: true }]))}
        <form
          className="clock-pick"
          onSubmit={(event) => {
            event.preventDefault();
            if (picked > today) go(picked);
          }}
        >
          <input
            type="date"
            aria-label={t('clock.pick')}
            min={tomorrow}
            value={picked}
            onInput={(event) => setPicked(event.currentTarget.value)}
          />
          <Button type="submit" className="clock-step" disabled={!(picked > today)}>
            {t('clock.go')}
          </Button>
        </form>
      </div>
      <div role="status" className="clock-way">
        {way && (
          <>
            <progress aria-label={running} max={way.of} value={way.done} />
            <span className="small">{running}</span>
          </>
        )}
      </div>
      {Boolean(error) && <ProblemBanner error={error} />}
    </aside>
  );
}
