import { useState } from 'react';
import { ApiProblem } from '../../api/problem';
import type { MemberDetails } from '../../api/types';
import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { useToast } from '../../kit/Toast';
import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';
import { useEditMember } from '../state/people';
import { MemberFacts } from './MemberFacts';
import { PersonForm } from './PersonForm';
import { ProblemBanner } from './ProblemBanner';

interface MemberInfoProps {
  title: string;
  details: MemberDetails;
}

/** Who somebody is, and the way to correct it. */
export function MemberInfo({ title, details }: MemberInfoProps) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <section id="member-info" className="card stack" aria-labelledby="info">
      <div className="row wrap between">
        <h2 id="info">{title}</h2>
        <Button id="edit-member" onClick={() => setOpen(true)}>
          {t('members.edit')}
        </Button>
      </div>
      <MemberFacts details={details} />
      <Dialog
        open={open}
        title={t('members.edit_title')}
        closeLabel={t('kit.close')}
        onClose={() => setOpen(false)}
      >
        <EditForm details={details} onDone={() => setOpen(false)} />
      </Dialog>
    </section>
  );
}

interface EditFormProps {
  details: MemberDetails;
  onDone: () => void;
}

function EditForm({ details, onDone }: EditFormProps) {
  const { t } = useTexts();
  const { may } = usePortal();
  const say = useToast();
  const edit = useEditMember();
  const { member, seats } = details;
  const { id, email, first_name = '', last_name = '', position = '' } = member;
  const refused = edit.error instanceof ApiProblem ? edit.error : undefined;
  const atEmail = refused?.body.field === 'email';
  return (
    <PersonForm
      start={{ email, first_name, last_name, position }}
      needed={member.is_owner || seats.length > 0 ? ['email'] : []}
      {...(!may('manage_members') && { fixed: { email: t('members.email_fixed') } })}
      errors={atEmail ? { email: refused.message } : {}}
      submit={t('members.save')}
      busy={edit.isPending}
      onSend={(person) =>
        edit.mutate(
          { id, person },
          {
            onSuccess: () => {
              say(t('members.saved'));
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
      {edit.error && !atEmail && <ProblemBanner error={edit.error} />}
    </PersonForm>
  );
}
