import { useRef, useState } from 'react';
import { ApiProblem } from '../../../api/problem';
import type { SeatList } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { TextField } from '../../../kit/TextField';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { SeatKind, seatKindOf } from '../../parts/SeatKind';
import { SeatProblem } from '../../parts/SeatProblem';
import { useAssignSeat } from '../../state/people';
import { useIntent } from '../../state/useIntent';

const empty = { first_name: '', last_name: '', email: '', position: '' };
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
  const form = useRef<HTMLFormElement>(null);
  const [person, setPerson] = useState(empty);
  const [kind, setKind] = useState('');
  const [tried, setTried] = useState(false);
  const refused = assign.error instanceof ApiProblem ? assign.error : undefined;

  const focus = (name: string) =>
    form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();
  const send = () => {
    const lacking = needed.find((name) => !person[name].trim());
    setTried(true);
    if (lacking) return focus(lacking);
    const { position, ...rest } = person;
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
          say(t('people.added', { name: member.name || person.email }));
          setPerson(empty);
          setTried(false);
          focus('first_name');
        },
      },
    );
  };

  const field = (name: keyof typeof empty) => {
    const missing = tried && needed.some((one) => one === name) && !person[name].trim();
    const wrong = refused?.body.field?.split('.').at(-1) === name ? refused.message : undefined;
    return {
      name,
      value: person[name],
      onText: (text: string) => setPerson({ ...person, [name]: text }),
      error: missing ? t('people.missing') : wrong,
    };
  };
  const isShownAtField = needed.some((name) => refused?.body.field?.split('.').at(-1) === name);
  return (
    <form
      ref={form}
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!assign.isPending) send();
      }}
    >
      <div className="form-grid">
        <TextField {...field('first_name')} label={t('people.first_name')} maxLength={100} />
        <TextField {...field('last_name')} label={t('people.last_name')} maxLength={100} />
        <TextField {...field('email')} type="email" label={t('people.email')} maxLength={254} />
        <TextField
          {...field('position')}
          label={t('people.position')}
          optional={t('billing.optional')}
          maxLength={100}
        />
        <SeatKind counts={counts} value={kind} onPick={setKind} />
      </div>
      {assign.error && !isShownAtField && <SeatProblem error={assign.error} />}
      <div>
        <Button type="submit" look="primary" icon="plus" busy={assign.isPending}>
          {t('people.add')}
        </Button>
      </div>
    </form>
  );
}
