import { useState } from 'react';
import { Badge } from '../../../kit/Badge';
import { LinkTo } from '../../../kit/LinkTo';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import { HelpLink } from '../../parts/HelpLink';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { WhoMay } from '../../parts/WhoMay';
import { usePortal } from '../../state/PortalContext';
import { hasNamedSeats, useMembers, useSeats } from '../../state/people';

const manySeats = 1000;
const manyMembers = 8;

/** Everybody in the organisation, with a seat or without. */
export function MembersPage() {
  const { t } = useTexts();
  const { label, may } = usePortal();
  return (
    <Page title={label('members')} lead={may('manage_members') ? t('members.lead') : undefined}>
      {may('manage_members') ? <Members /> : <WhoMay title={t('people.who_may')} />}
      <HelpLink screen="members" />
    </Page>
  );
}

function Members() {
  const { t } = useTexts();
  const { offer, label, roleName } = usePortal();
  const members = useMembers();
  const seats = useSeats('', 0, manySeats);
  const [typed, setTyped] = useState('');
  const seated = new Set(seats.data?.data.map(({ member }) => member.id));
  const wanted = typed.trim().toLowerCase();
  return (
    <Loaded query={members} lines={6}>
      {({ data }) => {
        const shown = data.filter((member) =>
          [member.name, member.email, member.position].some((text) =>
            text?.toLowerCase().includes(wanted),
          ),
        );
        return (
          <section className="card stack" aria-label={label('members')}>
            <div className="row wrap between">
              {data.length > manyMembers && (
                <TextField
                  className="search-field"
                  type="search"
                  name="search"
                  label={t('people.search')}
                  value={typed}
                  onText={setTyped}
                />
              )}
              <span className="muted small" role="status">
                {t('members.found', { count: shown.length })}
              </span>
              {hasNamedSeats(offer) && !seats.error && (
                <LinkTo look="secondary" icon="customers" to="/portal/users">
                  {label('list_of_users')}
                </LinkTo>
              )}
            </div>
            {shown.length === 0 && <p className="empty">{t('people.none_found')}</p>}
            <ul className="item-list">
              {shown.map((member) => (
                <li key={member.id} className="item">
                  <div className="item-main">
                    <LinkTo className="item-link" to={`/portal/members/${member.id}`}>
                      {member.name || member.email}
                    </LinkTo>
                    <span className="muted small person-email">
                      {[member.name !== member.email && member.email, member.position]
                        .filter(Boolean)
                        .join(' · ') || t('members.no_email')}
                    </span>
                  </div>
                  <span className="small">{roleName(member.role)}</span>
                  {seated.has(member.id) && <Badge tone="good">{t('members.has_seat')}</Badge>}
                </li>
              ))}
            </ul>
          </section>
        );
      }}
    </Loaded>
  );
}
