import { type ReactNode, useRef, useState } from 'react';
import type { NewInvitation, SeatList } from '../../../api/types';
import { Select } from '../../../kit/Select';
import { useTexts } from '../../../text/Texts';
import { firstSeat } from '../../state/invitations';
import { usePortal } from '../../state/PortalContext';
import { useSeats } from '../../state/people';

/** What whoever is invited is to be here, and what they get. */
export function useInviteChoices() {
  const { language: spoken } = useTexts();
  const { offer } = usePortal();
  // Before anything is paid for there are no seats to give, and people come without.
  const { data } = useSeats();
  const counts: SeatList['counts'] = data?.counts ?? [];
  const roles = offer.roles.filter((role) => !role.only_one);
  // Roles are listed from the one that may most to the one that may least.
  const [role, setRole] = useState(roles.at(-1)?.code ?? '');
  const [picked, setSeat] = useState<string>();
  const [language, setLanguage] = useState(spoken);
  // It stays as it was found: when the last free seat goes, whoever comes next is not quietly invited without.
  const found = useRef<string>(undefined);
  if (data) found.current ??= firstSeat(counts, offer.invitations.hold_seat);
  const seat = picked ?? found.current ?? '';
  return {
    counts,
    roles,
    role,
    setRole,
    seat,
    setSeat,
    language,
    setLanguage,
    wish: (person: NewInvitation['person']): NewInvitation => ({
      person: { ...person, language },
      ...(role && { role }),
      ...(seat && { seat }),
    }),
  };
}

interface InviteChoicesProps {
  choices: ReturnType<typeof useInviteChoices>;
  roleError?: ReactNode;
}

/** The role, the seat and the language of the mail; nothing to ask where there is one only. */
export function InviteChoices({ choices, roleError }: InviteChoicesProps) {
  const { t, language } = useTexts();
  const { offer } = usePortal();
  const { counts, roles, seat } = choices;
  const names = new Intl.DisplayNames(language, { type: 'language' });
  return (
    <>
      {roles.length > 1 && (
        <Select
          label={t('members.role')}
          name="role"
          value={choices.role}
          options={roles.map(({ code, name }) => ({ value: code, text: name }))}
          error={roleError}
          onPick={choices.setRole}
        />
      )}
      {offer.languages.length > 1 && (
        <Select
          label={t('invite.language')}
          name="language"
          value={choices.language}
          options={offer.languages.map((code) => ({ value: code, text: names.of(code) ?? code }))}
          onPick={choices.setLanguage}
        />
      )}
      {counts.length > 0 && (
        <Select
          className="full"
          label={t('invite.seat')}
          name="seat"
          value={seat}
          options={[
            { value: '', text: t('invite.no_seat') },
            ...counts.map(({ seat: kind, name, free }) => ({
              value: kind,
              text: `${name} · ${t('people.free', { free })}`,
            })),
          ]}
          hint={seat && t(offer.invitations.hold_seat ? 'invite.seat_held' : 'invite.seat_later')}
          onPick={choices.setSeat}
        />
      )}
    </>
  );
}
