import { useMemo, useState } from 'react';
import { Badge } from '../../../kit/Badge';
import { LinkTo } from '../../../kit/LinkTo';
import { LongTable } from '../../../kit/LongTable';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import { HelpLink } from '../../parts/HelpLink';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { WhoMay } from '../../parts/WhoMay';
import { type OpenInvitation, openOnes, useInvitations } from '../../state/invitations';
import { usePortal } from '../../state/PortalContext';
import { hasNamedSeats, useMembers } from '../../state/people';
import { useAllSeats } from '../../state/peopleList';
import { plainWords } from '../../state/userRows';
import { AddMember } from './AddMember';
import { Invitations } from './Invitations';
import { InvitePeople } from './InvitePeople';

const manyMembers = 8;

/** Everybody in the organisation, with a seat or without. */
export function MembersPage() {
  const { t } = useTexts();
  const { label, may } = usePortal();
  return (
    <Page
      title={label('members')}
      lead={may('manage_members') ? t('members.lead') : undefined}
      aside={
        may('manage_members') && (
          <div className="row wrap gap-s">
            <InvitePeople />
            <AddMember />
          </div>
        )
      }
    >
      {may('manage_members') ? (
        <>
          <Members />
          <Invitations />
        </>
      ) : (
        <WhoMay title={t('people.who_may')} />
      )}
      <HelpLink screen="members" />
    </Page>
  );
}

function Members() {
  const { t } = useTexts();
  const { offer, label, roleName } = usePortal();
  const members = useMembers();
  const seats = useAllSeats();
  const invitations = useInvitations();
  const [typed, setTyped] = useState('');
  const open = openOnes(invitations.data?.data ?? []);
  const invited = new Map(open.map(({ member, state }) => [member.id, state]));
  const seated = new Set(seats.data?.data.map(({ member }) => member.id));
  const all = useMemo(
    () =>
      (members.data?.data ?? []).map((member) => ({
        member,
        words: plainWords([member.name, member.email, member.position].join(' ')),
      })),
    [members.data],
  );
  const wanted = plainWords(typed).split(/\s+/);
  const shown = all.filter(({ words }) => wanted.every((word) => words.includes(word)));
  return (
    <Loaded query={members} lines={6}>
      {({ data }) => (
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
            <span className="row wrap gap-s small">
              <span className="muted" role="status">
                {t('members.found', { count: shown.length })}
              </span>
              {open.length > 0 && (
                <a id="to-invitations" className="link" href="#invitations">
                  {t('invitations.found', { count: open.length })}
                </a>
              )}
            </span>
            {hasNamedSeats(offer) && !seats.error && (
              <LinkTo look="secondary" icon="customers" to="/portal/users">
                {label('list_of_users')}
              </LinkTo>
            )}
          </div>
          {shown.length === 0 ? (
            <p className="empty">{t('people.none_found')}</p>
          ) : (
            <LongTable
              rows={shown}
              className="people-table members-table"
              caption={label('members')}
              from={typed}
              keyOf={({ member }) => member.id}
              head={
                <>
                  <th scope="col">{t('people.name')}</th>
                  <th scope="col" className="wide-only">
                    {t('members.role')}
                  </th>
                  <th scope="col" className="wide-only">
                    {label('subscription')}
                  </th>
                </>
              }
            >
              {({ member }) => {
                const { id, name, email, position, role } = member;
                const facts = [name !== email && email, position].filter(Boolean).join(' · ');
                const seat = seated.has(id) && <Badge tone="good">{t('members.has_seat')}</Badge>;
                return (
                  <>
                    <th scope="row">
                      <span className="person-name">
                        <LinkTo className="item-link" to={`/portal/members/${id}`}>
                          {name || email}
                        </LinkTo>{' '}
                        <InvitedBadge state={invited.get(id)} />
                      </span>
                      <span className="person-email">
                        {facts || (email ? '' : t('members.no_email'))}
                      </span>
                      <span className="row gap-s small muted narrow-only">
                        {seat} {roleName(role)}
                      </span>
                    </th>
                    <td className="wide-only">{roleName(role)}</td>
                    <td className="wide-only">{seat}</td>
                  </>
                );
              }}
            </LongTable>
          )}
        </section>
      )}
    </Loaded>
  );
}

/** Whoever was invited is a member at once, and shown apart until they come. */
function InvitedBadge({ state }: { state: OpenInvitation['state'] | undefined }) {
  const { t } = useTexts();
  if (state === 'pending') return <Badge tone="info">{t('invitations.invited')}</Badge>;
  if (state === 'expired')
    return <Badge tone="warning">{t('invitations.invitation_expired')}</Badge>;
  return null;
}
