import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Member } from '../../../api/types';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { Dialog } from '../../../kit/Dialog';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { usePortal } from '../../state/PortalContext';
import { useRemoveMember, useTransferOwnership } from '../../state/people';

interface MemberActsProps {
  member: Member;
}

/** Handing the organisation over, and leaving it: both are asked again before they happen. */
export function MemberActs({ member }: MemberActsProps) {
  const { t } = useTexts();
  const { session, customer, may } = usePortal();
  const [, navigate] = useLocation();
  const say = useToast();
  const [asked, setAsked] = useState<'transfer' | 'remove'>();
  const transfer = useTransferOwnership();
  const remove = useRemoveMember();
  const name = member.name || member.email;
  const isSelf = member.id === session.member?.id;
  const canTransfer = may('transfer') && !member.is_owner && member.email !== '';
  const canRemove = may('manage_members') && !member.is_owner && !isSelf;
  if (member.is_owner) return <p className="muted">{t('members.owner_stays', { name })}</p>;
  if (!canTransfer && !canRemove) return null;

  const close = () => {
    // Everything on the page was read with rights that are gone.
    if (transfer.isSuccess) return window.location.assign('/portal');
    setAsked(undefined);
    transfer.reset();
    remove.reset();
  };
  const confirm = () => {
    if (asked === 'transfer') return transfer.mutate(member.id);
    remove.mutate(member.id, {
      onSuccess: () => {
        say(t('members.removed', { name }));
        navigate('/portal/members');
      },
    });
  };
  const error = transfer.error ?? remove.error;
  const title = asked === 'transfer' ? 'members.transfer_title' : 'members.remove_title';
  const text = asked === 'transfer' ? 'members.transfer_text' : 'members.remove_text';
  return (
    <section className="card stack" aria-labelledby="acts">
      <h2 id="acts">{t('members.acts')}</h2>
      <div className="row wrap gap-s">
        {canTransfer && (
          <Button id="transfer" onClick={() => setAsked('transfer')}>
            {t('members.transfer')}
          </Button>
        )}
        {canRemove && (
          <Button id="remove-member" look="danger" onClick={() => setAsked('remove')}>
            {t('members.remove')}
          </Button>
        )}
      </div>
      <Dialog
        open={asked !== undefined}
        title={t(title, { name })}
        closeLabel={t('kit.close')}
        onClose={close}
      >
        {transfer.isSuccess ? (
          <div className="stack">
            <Banner tone="good" announced title={t('members.transferred', { name })} />
            <div>
              <Button id="handed-over" look="primary" onClick={close}>
                {t('success.go_home')}
              </Button>
            </div>
          </div>
        ) : (
          <div className="stack">
            <p>{t(text, { name, organization: customer.name, role: session.role?.name ?? '' })}</p>
            {error && <ProblemBanner error={error} />}
            <div className="row wrap gap-s">
              <Button
                look={asked === 'remove' ? 'danger' : 'primary'}
                busy={transfer.isPending || remove.isPending}
                onClick={confirm}
              >
                {t(asked === 'transfer' ? 'members.transfer_confirm' : 'members.remove_confirm')}
              </Button>
              <Button look="quiet" onClick={close}>
                {t('act.back')}
              </Button>
            </div>
          </div>
        )}
      </Dialog>
    </section>
  );
}
