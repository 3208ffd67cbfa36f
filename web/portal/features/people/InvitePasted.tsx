import { newIntent } from '../../../api/client';
import { ApiProblem } from '../../../api/problem';
import { Button } from '../../../kit/Button';
import { useTexts } from '../../../text/Texts';
import { BuyMore } from '../../parts/SeatProblem';
import { invite } from '../../state/invitations';
import type { PastedPerson } from '../../state/pastedPeople';
import { useForgetPeople } from '../../state/people';
import { useScope } from '../../state/queries';
import { InviteChoices, useInviteChoices } from './InviteChoices';
import { PastePeople, type Verdict } from './PastePeople';

const words = {
  label: 'invite.paste',
  hint: 'invite.paste_hint',
  submit: 'invite.count',
  outcome: 'invite.outcome',
  placeholder: 'ana@example.com, bo@example.com\nChloé Petit <chloe@example.com>',
  icon: 'mail',
} as const;

interface InvitePastedProps {
  onDone: () => void;
}

/** Many people with the same role and kind of seat, each of whom is written to by itself. */
export function InvitePasted({ onDone }: InvitePastedProps) {
  const { t } = useTexts();
  const { id } = useScope();
  const forget = useForgetPeople();
  const choices = useInviteChoices();

  const askOne = async ({ line, ...person }: PastedPerson): Promise<Verdict> => {
    try {
      const { member } = await invite(id, choices.wish(person), newIntent());
      const text = t('invite.sent', { name: member.name || member.email });
      return { line, isGood: true, code: '', text };
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
      words={words}
      ask={ask}
      after={(verdicts) => (
        <div className="row wrap gap-s">
          {verdicts.some(({ code }) => code === 'no_seat') && <BuyMore />}
          {verdicts.every(({ isGood }) => isGood) && (
            <Button look="quiet" onClick={onDone}>
              {t('kit.close')}
            </Button>
          )}
        </div>
      )}
    >
      <div className="form-grid">
        <InviteChoices choices={choices} />
      </div>
    </PastePeople>
  );
}
