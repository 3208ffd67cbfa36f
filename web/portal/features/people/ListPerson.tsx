import { useState } from 'react';
import type { RejectedLine } from '../../../api/types';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { PersonForm } from '../../parts/PersonForm';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { useAddToList } from '../../state/peopleList';

const needed = ['first_name', 'last_name', 'email'] as const;

/** One person by name, for the list; they get a seat once the modifications are validated. */
export function ListPerson() {
  const { t } = useTexts();
  const say = useToast();
  const add = useAddToList();
  const [refused, setRefused] = useState<RejectedLine>();
  const field = refused?.verdict === 'missing_name' ? 'last_name' : 'email';
  return (
    <PersonForm
      needed={needed}
      errors={refused ? { [field]: refused.text } : {}}
      submit={t('list.add')}
      icon="plus"
      busy={add.isPending}
      onSend={(person, done) =>
        add.mutate(
          { people: [person] },
          {
            onSuccess: ({ rejected }) => {
              setRefused(rejected[0]);
              if (rejected.length > 0) return;
              say(t('list.added', { name: `${person.first_name} ${person.last_name}`.trim() }));
              done();
            },
          },
        )
      }
    >
      {add.error && <ProblemBanner error={add.error} />}
    </PersonForm>
  );
}
