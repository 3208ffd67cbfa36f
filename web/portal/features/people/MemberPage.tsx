import type { MemberDetails } from '../../../api/types';
import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { HelpLink } from '../../parts/HelpLink';
import { Loaded } from '../../parts/Loaded';
import { MemberInfo } from '../../parts/MemberInfo';
import { Page } from '../../parts/Page';
import { usePortal } from '../../state/PortalContext';
import { hasNamedSeats, useMember } from '../../state/people';
import { MemberActs } from './MemberActs';
import { MemberSeat } from './MemberSeat';

interface MemberPageProps {
  id: string;
}

/** One person of the organisation: who they are, under it their seat, and what can be done. */
export function MemberPage({ id }: MemberPageProps) {
  const { label } = usePortal();
  const query = useMember(id);
  const { data } = query;
  return (
    <Page
      before={<LinkTo to="/portal/members">{label('members')}</LinkTo>}
      title={data ? data.member.name || data.member.email : label('member_profile')}
    >
      <Loaded query={query} lines={5}>
        {(details) => <Profile details={details} />}
      </Loaded>
      <HelpLink screen="members" />
    </Page>
  );
}

function Profile({ details }: { details: MemberDetails }) {
  const { t } = useTexts();
  const { offer, may } = usePortal();
  return (
    <>
      <MemberInfo title={t('members.info')} details={details} />
      {hasNamedSeats(offer) && may('manage_members') && <MemberSeat details={details} />}
      <MemberActs member={details.member} />
    </>
  );
}
