import type { ReactNode } from 'react';
import type { Act } from '../../api/types';
import { LinkTo } from '../../kit/LinkTo';
import { usePortal } from '../../portal/state/PortalContext';
import { useTexts } from '../../text/Texts';
import { useEventWords } from './useEventWords';

interface ActItemProps {
  act: Act;
  /** What ids stand for. */
  names: Record<string, string>;
}

/** What one person did, or one step brought about: who, when, what followed, and the ways to it. */
export function ActItem({ act, names }: ActItemProps) {
  const { t, instant } = useTexts();
  const eventWords = useEventWords();
  const sentences = act.events.map((event) => eventWords(event, names));
  return (
    <>
      <p className="small muted">
        <time dateTime={act.at}>{instant(act.at)}</time> · <ActorName act={act} />
      </p>
      <p>{sentences.join('. ')}.</p>
      {act.reason && <p className="small">{t('acts.reason', { reason: act.reason })}</p>}
      <ActLinks act={act} names={names} />
    </>
  );
}

/** Who it was; of members their name. */
export function ActorName({ act }: { act: Act }) {
  const { t } = useTexts();
  const { roleName } = usePortal();
  const { kind, id, name, role } = act.actor;
  if (kind === 'member')
    return (
      <>
        <strong>{name || id}</strong>
        {role && ` (${roleName(role)})`}
      </>
    );
  if (kind === 'staff') return <strong>{t('act_by.staff', { id })}</strong>;
  return <strong>{t(id === 'engine' ? 'act_by.itself' : 'act_by.application')}</strong>;
}

/** The ways to documents and requests that an act is about, each once. */
function ActLinks({ act, names }: ActItemProps) {
  const { customer } = usePortal();
  const links = new Map<string, ReactNode>();
  for (const { data } of act.events) {
    for (const id of [data.invoice, data.credit_note]) {
      if (id && names[id])
        links.set(
          id,
          <LinkTo to={`/desk/customers/${customer.id}/invoices/${id}`}>{names[id]}</LinkTo>,
        );
    }
    if (data.request)
      links.set(
        data.request,
        <LinkTo to={`/desk/requests/${data.request}`}>
          <code>{data.request}</code>
        </LinkTo>,
      );
  }
  if (links.size === 0) return null;
  return (
    <p className="row wrap gap-s small">
      {[...links].map(([id, link]) => (
        <span key={id}>{link}</span>
      ))}
    </p>
  );
}
