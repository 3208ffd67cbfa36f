import { ApiProblem } from '../../../api/problem';
import { useTexts } from '../../../text/Texts';
import type { PastedPerson } from '../../state/pastedPeople';
import { useForgetPeople } from '../../state/people';
import type { Verdict } from './PastePeople';

type Person = Omit<PastedPerson, 'line'>;

/** Asks for each person by itself: one who is refused holds up nobody. `work` answers what to say when it worked. */
export function useAskEach(work: (person: Person) => Promise<string>) {
  const { t } = useTexts();
  const forget = useForgetPeople();

  const askOne = async ({ line, ...person }: PastedPerson): Promise<Verdict> => {
    try {
      return { line, isGood: true, code: '', text: await work(person) };
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : undefined;
      const said = problem?.message ?? t('problem.offline');
      return { line, isGood: false, code: problem?.code ?? '', text: said };
    }
  };
  return async (people: PastedPerson[], onProgress: (at: number) => void) => {
    const verdicts: Verdict[] = [];
    // One after the other: they take the seats in the order they were written.
    for (const [at, person] of people.entries()) {
      onProgress(at + 1);
      verdicts.push(await askOne(person));
    }
    await forget();
    return verdicts;
  };
}
