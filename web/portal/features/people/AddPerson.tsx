import { useState } from 'react';
import { ApiProblem } from '../../../api/problem';
import type { SeatList } from '../../../api/types';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { PersonForm } from '../../parts/PersonForm';
import { SeatKind, seatKindOf } from '../../parts/SeatKind';
import { SeatProblem } from '../../parts/SeatProblem';
import { useAssignSeat } from '../../state/people';
import { useIntent } from '../../state/useIntent';

const needed = ['first_name', 'last_name', 'email'] as const;

interface AddPersonProps {
  counts: SeatList['counts'];
}

/** One person by name; whoever has this address already is found instead of being made twice. */
export function AddPerson({ counts }: AddPersonProps) {
  const { t } = useTexts();
  const say = useToast();
  const assign = useAssignSeat();
  const intent = useIntent();
  const [kind, setKind] = useState('');
  const refused = assign.error instanceof ApiProblem ? assign.error : undefined;
  const field = needed.find((name) => refused?.body.field?.split('.').at(-1) === name);
  return (
    <PersonForm
      needed={needed}
      errors={field ? { [field]: refused?.message } : {}}
      submit={t('people.add')}
      icon="plus"
      busy={assign.isPending}
      more={<SeatKind counts={counts} value={kind} onPick={setKind} />}
      onSend={({ position, ...rest }, done) =>
        assign.mutate(
          {
            wish: {
              ...seatKindOf(counts, kind),
              person: { ...rest, ...(position.trim() && { position }) },
            },
            intent: intent.key(),
          },
          {
            onSettled: (_seat, error) => intent.settle(error),
            onSuccess: ({ member }) => {
              say(t('people.added', { name: member.name || rest.email }));
              done();
            },
          },
        )
      }
    >
      {assign.error && !field && <SeatProblem error={assign.error} />}
    </PersonForm>
  );
}
