import { useState } from 'react';
import { newIntent } from '../../../api/client';
import { ApiProblem } from '../../../api/problem';
import type { SeatList } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { Icon } from '../../../kit/Icon';
import { TextArea } from '../../../kit/TextArea';
import { useTexts } from '../../../text/Texts';
import { SeatKind, seatKindOf } from '../../parts/SeatKind';
import { BuyMore } from '../../parts/SeatProblem';
import { type PastedPerson, parsePeople } from '../../state/pastedPeople';
import { assignSeat, useForgetPeople } from '../../state/people';
import { useScope } from '../../state/queries';

interface Verdict {
  line: string;
  isGood: boolean;
  code: string;
  text: string;
}

interface PastePeopleProps {
  counts: SeatList['counts'];
}

/** Many people, one per line: each is asked for by itself, and what was refused stays to be put right. */
export function PastePeople({ counts }: PastePeopleProps) {
  const { t } = useTexts();
  const { id } = useScope();
  const forget = useForgetPeople();
  const [text, setText] = useState('');
  const [kind, setKind] = useState('');
  const [done, setDone] = useState<Verdict[]>([]);
  const [running, setRunning] = useState<{ at: number; of: number }>();
  const people = parsePeople(text);

  const ask = async ({ line, ...person }: PastedPerson): Promise<Verdict> => {
    try {
      const seat = await assignSeat(id, { ...seatKindOf(counts, kind), person }, newIntent());
      const name = seat.member.name || person.email;
      return { line, isGood: true, code: '', text: t('people.added', { name }) };
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : undefined;
      const said = problem?.message ?? t('problem.offline');
      return { line, isGood: false, code: problem?.code ?? '', text: said };
    }
  };
  const send = async () => {
    const verdicts: Verdict[] = [];
    // One after the other: they take the seats in the order they were written.
    for (const [at, person] of people.entries()) {
      setRunning({ at: at + 1, of: people.length });
      verdicts.push(await ask(person));
    }
    await forget();
    setRunning(undefined);
    setDone(verdicts);
    setText(verdicts.flatMap(({ isGood, line }) => (isGood ? [] : [line])).join('\n'));
  };

  const good = done.filter(({ isGood }) => isGood).length;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!running && people.length > 0) void send();
      }}
    >
      <TextArea
        name="people"
        label={t('people.paste')}
        value={text}
        rows={6}
        maxLength={50_000}
        spellCheck={false}
        readOnly={running !== undefined}
        placeholder={'Ana Ruiz <ana@example.com>\nbo@example.com;Bo;Li;Designer'}
        onText={setText}
      />
      <p className="hint">{t('people.paste_hint')}</p>
      <SeatKind counts={counts} value={kind} onPick={setKind} />
      <div className="row wrap gap-s">
        <Button
          type="submit"
          look="primary"
          icon="plus"
          busy={running !== undefined}
          disabled={people.length === 0}
        >
          {t('people.add_count', { count: people.length })}
        </Button>
        <span className="muted small" role="status">
          {running && t('people.progress', { at: running.at, of: running.of })}
        </span>
      </div>
      {done.length > 0 && !running && (
        <div className="stack gap-s">
          <p role="status">
            <strong>{t('people.outcome', { good, bad: done.length - good })}</strong>
          </p>
          <ul className="plain-list verdicts">
            {done.map(({ line, isGood, text: said }, at) => (
              <li key={`${at} ${line}`} className={isGood ? 'verdict good' : 'verdict bad'}>
                <Icon name={isGood ? 'check' : 'warning'} size={18} />
                <span className="verdict-text">
                  <span className="verdict-line">{line}</span>
                  <span className="small">{said}</span>
                </span>
              </li>
            ))}
          </ul>
          {done.some(({ code }) => code === 'no_seat') && (
            <div>
              <BuyMore />
            </div>
          )}
        </div>
      )}
    </form>
  );
}
