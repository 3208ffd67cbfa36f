import { useState } from 'react';
import { newIntent } from '../../../api/client';
import type { SeatList } from '../../../api/types';
import { useTexts } from '../../../text/Texts';
import { SeatKind, seatKindOf } from '../../parts/SeatKind';
import { BuyMore } from '../../parts/SeatProblem';
import { assignSeat } from '../../state/people';
import { useScope } from '../../state/queries';
import { PastePeople } from './PastePeople';
import { useAskEach } from './useAskEach';

interface SeatPastedProps {
  counts: SeatList['counts'];
}

/** Many people, each of whom is given a seat by itself. */
export function SeatPasted({ counts }: SeatPastedProps) {
  const { t } = useTexts();
  const { id } = useScope();
  const [kind, setKind] = useState('');
  const ask = useAskEach(async (person) => {
    const seat = await assignSeat(id, { ...seatKindOf(counts, kind), person }, newIntent());
    return t('people.added', { name: seat.member.name || person.email });
  });
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
