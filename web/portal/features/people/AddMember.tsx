import { useState } from 'react';
import { ApiProblem } from '../../../api/problem';
import { Button } from '../../../kit/Button';
import { Dialog } from '../../../kit/Dialog';
import { Select } from '../../../kit/Select';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { PersonForm } from '../../parts/PersonForm';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { usePortal } from '../../state/PortalContext';
import { useAddMember } from '../../state/people';
import { useIntent } from '../../state/useIntent';

/** A person for the organisation, or something without an address, such as a room. Nobody gets a seat by it. */
export function AddMember() {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button id="add-member" icon="plus" onClick={() => setOpen(true)}>
        {t('members.add')}
      </Button>
      <Dialog
        open={open}
        title={t('members.add')}
        closeLabel={t('kit.close')}
        onClose={() => setOpen(false)}
      >
        <MemberForm onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function MemberForm({ onDone }: { onDone: () => void }) {
  const { t } = useTexts();
  const { offer } = usePortal();
  const say = useToast();
  const add = useAddMember();
  const intent = useIntent();
  const roles = offer.roles.filter((role) => !role.only_one);
  // Roles are listed from the one that may most to the one that may least.
  const [role, setRole] = useState(roles.at(-1)?.code ?? '');
  const refused = add.error instanceof ApiProblem ? add.error : undefined;
  const atEmail = refused?.body.field === 'email';
  return (
    <div className="stack">
      <p className="muted">{t('members.add_text')}</p>
      <PersonForm
        needed={['first_name']}
        errors={atEmail ? { email: refused.message } : {}}
        submit={t('members.add')}
        icon="plus"
        busy={add.isPending}
        more={
          <Select
            label={t('members.role')}
            name="role"
            value={role}
            options={roles.map(({ code, name }) => ({ value: code, text: name }))}
            onPick={setRole}
          />
        }
        onSend={({ first_name, last_name, email, position }) =>
          add.mutate(
            {
              member: {
                first_name,
                role,
                ...(last_name.trim() && { last_name }),
                ...(email.trim() && { email }),
                ...(position.trim() && { position }),
              },
              intent: intent.key(),
            },
            {
              onSettled: (_member, error) => intent.settle(error),
              onSuccess: ({ name, email: address }) => {
                say(t('members.added', { name: name || address }));
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
        {add.error && !atEmail && <ProblemBanner error={add.error} />}
      </PersonForm>
    </div>
  );
}
