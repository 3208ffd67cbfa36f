import { useRef, useState } from 'react';
import type { Invitation } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Button } from '../../../kit/Button';
import { Dialog } from '../../../kit/Dialog';
import { LinkTo } from '../../../kit/LinkTo';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { Loaded } from '../../parts/Loaded';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { SeatProblem } from '../../parts/SeatProblem';
import {
  type OpenInvitation,
  openOnes,
  useCancelInvitation,
  useInvitations,
  useResendInvitation,
} from '../../state/invitations';
import { usePortal } from '../../state/PortalContext';
import { Pager } from './Pager';

const perPage = 10;

const nameOf = ({ member }: Invitation) => member.name || member.email;

/** Who was invited and has not come: until when they can, and writing to them again or taking it back. */
export function Invitations() {
  const { t } = useTexts();
  const query = useInvitations();
  const heading = useRef<HTMLHeadingElement>(null);
  const open = query.data && openOnes(query.data.data);
  const resend = useResendInvitation();
  const say = useToast();
  const [asked, setAsked] = useState<Invitation>();
  const toHeading = () => heading.current?.focus();
  const sendAgain = (invitation: Invitation) =>
    resend.mutate(invitation, {
      onSuccess: () => say(t('invitations.sent_again', { name: nameOf(invitation) })),
    });
  const askToCancel = (invitation: Invitation) => {
    resend.reset();
    setAsked(invitation);
  };
  return (
    <section id="invitations" className="card stack" aria-labelledby="invitations-title">
      <div className="row wrap between">
        <h2 id="invitations-title" ref={heading} tabIndex={-1}>
          {t('invitations.title')}
        </h2>
        <span className="muted small" role="status">
          {open && open.length > 0 && t('invitations.found', { count: open.length })}
        </span>
      </div>
      {resend.error && resend.variables && (
        <SeatProblem error={resend.error}>
          {t('invitations.not_sent', { name: nameOf(resend.variables) })}
        </SeatProblem>
      )}
      <Loaded query={{ ...query, data: open }} lines={2}>
        {(invitations) =>
          invitations.length === 0 ? (
            <p className="muted">{t('invitations.none')}</p>
          ) : (
            <List
              invitations={invitations}
              sending={resend.isPending ? resend.variables.id : undefined}
              onResend={sendAgain}
              onCancel={askToCancel}
              toHeading={toHeading}
            />
          )
        }
      </Loaded>
      <CancelDialog invitation={asked} onClose={() => setAsked(undefined)} toHeading={toHeading} />
    </section>
  );
}

interface ListProps {
  invitations: OpenInvitation[];
  /** The one that is being sent again. */
  sending: string | undefined;
  onResend: (invitation: Invitation) => void;
  onCancel: (invitation: Invitation) => void;
  toHeading: () => void;
}

function List({ invitations, sending, onResend, onCancel, toHeading }: ListProps) {
  const [offset, setOffset] = useState(0);
  const total = invitations.length;
  // The last one of a page may be gone: then the page before is the last.
  const from = offset < total ? offset : Math.max(0, Math.ceil(total / perPage) - 1) * perPage;
  return (
    <div className="stack">
      <ul className="plain-list invitation-list">
        {invitations.slice(from, from + perPage).map((invitation) => (
          <Row
            key={invitation.id}
            invitation={invitation}
            busy={sending === invitation.id}
            onResend={() => onResend(invitation)}
            onCancel={() => onCancel(invitation)}
          />
        ))}
      </ul>
      <Pager
        offset={from}
        size={perPage}
        total={total}
        onMove={(to) => {
          setOffset(to);
          toHeading();
        }}
      />
    </div>
  );
}

interface RowProps {
  invitation: OpenInvitation;
  busy: boolean;
  onResend: () => void;
  onCancel: () => void;
}

function Row({ invitation, busy, onResend, onCancel }: RowProps) {
  const { t, instant } = useTexts();
  const { itemName } = usePortal();
  const { member, seat, state, sends } = invitation;
  const name = nameOf(invitation);
  const isExpired = state === 'expired';
  const until = instant(invitation.expires_at);
  const facts = [
    seat ? itemName(seat, 1) : t('invitations.no_seat'),
    t('invitations.sent', { at: instant(invitation.sent_at), count: sends }),
    isExpired ? t('invitations.expired_at', { at: until }) : t('invitations.until', { at: until }),
  ];
  return (
    <li className="row wrap between gap-s invitation">
      <div className="invitation-words">
        <p className="row wrap gap-s">
          <LinkTo className="item-link" to={`/portal/members/${member.id}`}>
            {name}
          </LinkTo>
          {isExpired && <Badge tone="warning">{t('invitations.expired')}</Badge>}
        </p>
        {name !== member.email && <p className="person-email">{member.email}</p>}
        <p className="small muted capital">{facts.join(' · ')}</p>
      </div>
      <div className="row wrap gap-s">
        <Button busy={busy} onClick={onResend}>
          {t('invitations.resend')}
          <span className="visually-hidden"> {name}</span>
        </Button>
        <Button className="invitation-cancel" onClick={onCancel}>
          {t('invitations.cancel_short')}
          <span className="visually-hidden"> {t('invitations.cancel_rest', { name })}</span>
        </Button>
      </div>
    </li>
  );
}

interface CancelDialogProps {
  invitation: Invitation | undefined;
  onClose: () => void;
  toHeading: () => void;
}

/** Asked again before it happens: the same invitation cannot be brought back, only sent anew. */
function CancelDialog({ invitation, onClose, toHeading }: CancelDialogProps) {
  const { t } = useTexts();
  const { customer } = usePortal();
  const say = useToast();
  const cancel = useCancelInvitation();
  const isGone = useRef(false);
  const name = invitation ? nameOf(invitation) : '';
  // Called once more when the dialog has closed: under an open one nothing takes the focus, and the button that opened
  // it may be gone with its row.
  const close = () => {
    cancel.reset();
    onClose();
    if (isGone.current) toHeading();
    isGone.current = false;
  };
  const confirm = () => {
    if (!invitation) return;
    cancel.mutate(invitation, {
      onSuccess: () => {
        isGone.current = true;
        say(t('invitations.cancelled', { name }));
        onClose();
      },
    });
  };
  return (
    <Dialog
      open={invitation !== undefined}
      title={t('invitations.cancel_title', { name })}
      closeLabel={t('kit.close')}
      onClose={close}
    >
      <div className="stack">
        <p>
          {t(invitation?.seat ? 'invitations.cancel_text_seat' : 'invitations.cancel_text', {
            name,
            organization: customer.name,
          })}
        </p>
        {cancel.error && <ProblemBanner error={cancel.error} />}
        <div className="row wrap gap-s">
          <Button look="danger" busy={cancel.isPending} onClick={confirm}>
            {t('invitations.cancel')}
          </Button>
          <Button look="quiet" onClick={close}>
            {t('act.back')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
