import { Icon } from '../../kit/Icon';
import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';

interface WhoMayProps {
  /** The service's reason, when it gave one. */
  text?: string | undefined;
  /** What they may do; without it: subscribe. */
  title?: string;
}

/** For those who may not: who may, by name, with a way to write to them. */
export function WhoMay({ text, title }: WhoMayProps) {
  const { t } = useTexts();
  const { session } = usePortal();
  const owners = session.owners ?? [];
  return (
    <div className="who-may stack gap-s">
      <p className="row gap-s">
        <Icon name="people" />
        <strong>{title ?? t('owner_only.title')}</strong>
      </p>
      {text && <p className="muted">{text}</p>}
      <ul className="plain-list">
        {owners.map((owner) => (
          <li key={owner.email ?? owner.name}>
            {owner.name || owner.email}
            {owner.email && (
              <>
                {' · '}
                <a className="link" href={`mailto:${owner.email}`}>
                  {owner.email}
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
