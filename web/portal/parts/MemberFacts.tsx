import type { MemberDetails } from '../../api/types';
import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';

interface MemberFactsProps {
  details: MemberDetails;
}

/** Who a member is, as far as the organisation knows them. */
export function MemberFacts({ details }: MemberFactsProps) {
  const { t, language } = useTexts();
  const { roleName } = usePortal();
  const { member } = details;
  const facts = [
    [t('people.email'), member.email || t('members.no_email')],
    [t('people.position'), member.position],
    [t('members.role'), roleName(member.role)],
    [
      t('account.language'),
      member.language && new Intl.DisplayNames(language, { type: 'language' }).of(member.language),
    ],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]));
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="person-fact">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
