import { type ReactNode, useState } from 'react';
import { Button } from '../../../kit/Button';
import { TextField } from '../../../kit/TextField';
import { useIntent } from '../../../portal/state/useIntent';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import type { Movement, WrittenVersion } from '../../state/catalogQueries';
import { MovementCards } from './MovementCards';
import { useStartWhatIf, type WhatIf } from './whatIfQueries';

const monthsMax = 24;

interface WhatIfFormProps {
  version: WrittenVersion;
  /** How it was tried last. */
  last: WhatIf | undefined;
  /** What is to be known before. */
  children: ReactNode;
}

/** How far to look ahead, and how the draft would be published. */
export function WhatIfForm({ version, last, children }: WhatIfFormProps) {
  const { t } = useTexts();
  const [months, setMonths] = useState(String(last?.months ?? 12));
  const [from, setFrom] = useState('');
  const [movement, setMovement] = useState<Movement>(last?.movement ?? 'at_renewal');
  const [tried, setTried] = useState(false);
  const intent = useIntent();
  const start = useStartWhatIf();
  const wanted = /^\d{1,2}$/.test(months) ? Number(months) : 0;
  const isRight = wanted >= 1 && wanted <= monthsMax;
  return (
    <section className="card stack" aria-labelledby="try">
      <h2 id="try">{t('what_if.form')}</h2>
      <p className="muted">{t('what_if.form_text')}</p>
      {children}
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!isRight) return;
          start.mutate(
            { version: version.id, months: wanted, from, movement, intent: intent.key() },
            { onSettled: (_run, error) => intent.settle(error) },
          );
        }}
      >
        <div className="desk-days">
          <TextField
            type="number"
            name="months"
            min={1}
            max={monthsMax}
            inputMode="numeric"
            label={t('what_if.months')}
            hint={t('what_if.months_hint')}
            error={tried && !isRight && t('what_if.months_wrong')}
            value={months}
            onText={setMonths}
          />
          <TextField
            type="date"
            name="from"
            label={t('what_if.from')}
            hint={t('catalog.publish_from_hint')}
            value={from}
            onText={setFrom}
          />
        </div>
        <MovementCards value={movement} onPick={setMovement} />
        {start.error && <DeskProblem error={start.error} onRetry={() => start.reset()} />}
        <div>
          <Button type="submit" look="primary" busy={start.isPending}>
            {t('what_if.start')}
          </Button>
        </div>
      </form>
    </section>
  );
}
