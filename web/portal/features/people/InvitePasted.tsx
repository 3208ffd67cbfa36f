import { newIntent } from '../../../api/client';
import { Button } from '../../../kit/Button';
import { useTexts } from '../../../text/Texts';
import { BuyMore } from '../../parts/SeatProblem';
import { invite } from '../../state/invitations';
import { useScope } from '../../state/queries';
import { InviteChoices, useInviteChoices } from './InviteChoices';
import { PastePeople } from './PastePeople';
import { useAskEach } from './useAskEach';

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
  const choices = useInviteChoices();
  const ask = useAskEach(async (person) => {
    const { member } = await invite(id, choices.wish(person), newIntent());
    return t('invite.sent', { name: member.name || member.email });
  });
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
