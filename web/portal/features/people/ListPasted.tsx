import { ApiProblem } from '../../../api/problem';
import { useTexts } from '../../../text/Texts';
import type { PastedPerson } from '../../state/pastedPeople';
import { useAddToList } from '../../state/peopleList';
import { PastePeople, type Verdict } from './PastePeople';

const limits = { email: 254, first_name: 100, last_name: 100, position: 100 } as const;

const fits = (person: PastedPerson) =>
  Object.entries(limits).every(
    ([name, limit]) => (person[name as keyof typeof limits] ?? '').length <= limit,
  );

/** Many people at once, for the list. */
export function ListPasted() {
  const { t } = useTexts();
  const add = useAddToList();

  const ask = async (people: PastedPerson[], onProgress: (at: number) => void) => {
    // One field that is no field would have all the lines beside it refused.
    const sent = people.filter(fits);
    const said = new Map<PastedPerson, Verdict>();
    try {
      const lines = sent.map(({ line: _line, ...person }) => person);
      const { rejected } = await add.mutateAsync({ people: lines, onProgress });
      for (const { line, verdict, text } of rejected) {
        const person = sent[line - 1];
        if (person) said.set(person, { line: person.line, isGood: false, code: verdict, text });
      }
    } catch (error) {
      const text = error instanceof ApiProblem ? error.message : t('problem.offline');
      for (const person of sent)
        said.set(person, { line: person.line, isGood: false, code: '', text });
    }
    return people.map((person): Verdict => {
      const { line } = person;
      const refused = said.get(person);
      if (refused) return refused;
      if (!fits(person)) return { line, isGood: false, code: '', text: t('list.line_too_long') };
      const name = [person.first_name, person.last_name].filter(Boolean).join(' ');
      return {
        line,
        isGood: true,
        code: '',
        text: t('list.added', { name: name || person.email }),
      };
    });
  };
  return <PastePeople ask={ask} />;
}
