import { ApiProblem } from '../../../api/problem';
import { Button } from '../../../kit/Button';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { PersonForm } from '../../parts/PersonForm';
import { SeatProblem } from '../../parts/SeatProblem';
import { useInvite } from '../../state/invitations';
import { useIntent } from '../../state/useIntent';
import { InviteChoices, useInviteChoices } from './InviteChoices';

const fields = ['email', 'first_name', 'last_name'] as const;
const atFields: readonly string[] = [...fields, 'role'];

interface InvitePersonProps {
  onDone: () => void;
}

/** One person; only their address is needed. */
export function InvitePerson({ onDone }: InvitePersonProps) {
  const { t } = useTexts();
  const say = useToast();
  const invite = useInvite();
  const intent = useIntent();
  const choices = useInviteChoices();
  const refused = invite.error instanceof ApiProblem ? invite.error : undefined;
  const field = atFields.find((name) => refused?.body.field?.split('.').at(-1) === name);
  return (
    <PersonForm
      fields={fields}
      needed={['email']}
      errors={field ? { [field]: refused?.message } : {}}
      submit={t('invite.send')}
      icon="mail"
      busy={invite.isPending}
      more={<InviteChoices choices={choices} roleError={field === 'role' && refused?.message} />}
      onSend={({ email, first_name, last_name }) =>
        invite.mutate(
          {
            wish: choices.wish({
              email,
              ...(first_name.trim() && { first_name }),
              ...(last_name.trim() && { last_name }),
            }),
            intent: intent.key(),
          },
          {
            onSettled: (_invitation, error) => intent.settle(error),
            onSuccess: ({ member }) => {
              say(t('invite.sent', { name: member.name || member.email }));
              onDone();
            },
          },
        )
      }
      beside={
        <Button look="quiet" onClick={onDone}>
          {t('act.back')}
        </Button>
      }
    >
      {invite.error && !field && <SeatProblem error={invite.error} />}
    </PersonForm>
  );
}
