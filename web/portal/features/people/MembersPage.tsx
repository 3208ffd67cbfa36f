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
import { usePortal } from '../../state/PortalContext';
import { hasNamedSeats, useMembers } from '../../state/people';
import { useAllSeats } from '../../state/peopleList';
import { plainWords } from '../../state/userRows';
import { AddMember } from './AddMember';

const manyMembers = 8;

/** Everybody in the organisation, with a seat or without. */
export function MembersPage() {
  const { t } = useTexts();
  const { label, may } = usePortal();
  return (
    <Page
      title={label('members')}
      lead={may('manage_members') ? t('members.lead') : undefined}
      aside={may('manage_members') && <AddMember />}
    >
      {may('manage_members') ? <Members /> : <WhoMay title={t('people.who_may')} />}
      <HelpLink screen="members" />
    </Page>
  );
}

function Members() {
  const { t } = useTexts();
  const { offer, label, roleName } = usePortal();
  const members = useMembers();
  const seats = useAllSeats();
  const [typed, setTyped] = useState('');
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
            <span className="muted small" role="status">
              {t('members.found', { count: shown.length })}
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
                        </LinkTo>
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
