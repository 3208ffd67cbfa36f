import { useState } from 'react';
import { newIntent } from '../../../api/client';
import { ApiProblem } from '../../../api/problem';
import type { SeatList } from '../../../api/types';
import { useTexts } from '../../../text/Texts';
import { SeatKind, seatKindOf } from '../../parts/SeatKind';
import { BuyMore } from '../../parts/SeatProblem';
import type { PastedPerson } from '../../state/pastedPeople';
import { assignSeat, useForgetPeople } from '../../state/people';
import { useScope } from '../../state/queries';
import { PastePeople, type Verdict } from './PastePeople';

interface SeatPastedProps {
  counts: SeatList['counts'];
}

/** Many people, each of whom is given a seat by itself. */
export function SeatPasted({ counts }: SeatPastedProps) {
  const { t } = useTexts();
  const { id } = useScope();
  const forget = useForgetPeople();
  const [kind, setKind] = useState('');

  const askOne = async ({ line, ...person }: PastedPerson): Promise<Verdict> => {
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
  const ask = async (people: PastedPerson[], onProgress: (at: number) => void) => {
    const verdicts: Verdict[] = [];
    // One after the other: they take the seats in the order they were written.
    for (const [at, person] of people.entries()) {
      onProgress(at + 1);
      verdicts.push(await askOne(person));
    }
    await forget();
    return verdicts;
  };
  return (
    <PastePeople
      ask={ask}
      after={(verdicts) =>
        verdicts.some(({ code }) => code === 'no_seat') && (
          <div>
            <BuyMore />
          </div>
        )
      }
    >
      <SeatKind counts={counts} value={kind} onPick={setKind} />
    </PastePeople>
  );
}
