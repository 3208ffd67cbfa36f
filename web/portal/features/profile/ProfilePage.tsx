import { useTexts } from '../../../text/Texts';
import { HelpLink } from '../../parts/HelpLink';
import { Loaded } from '../../parts/Loaded';
import { MemberInfo } from '../../parts/MemberInfo';
import { Page } from '../../parts/Page';
import { SeatFacts } from '../../parts/SeatFacts';
import { usePortal } from '../../state/PortalContext';
import { hasNamedSeats, useMember } from '../../state/people';
import { CodeEntry } from './CodeEntry';
import { LeaveSeat } from './LeaveSeat';

/** The signed-in member: who they are, what they may use, and a code that gives them a seat. */
export function ProfilePage() {
  const { t } = useTexts();
  const { session, offer, label } = usePortal();
  const query = useMember(session.member?.id ?? '');
  return (
    <Page title={label('profile')}>
      <Loaded query={query} lines={5}>
        {(details) => (
          <>
            <MemberInfo title={details.member.name || details.member.email} details={details} />
            {hasNamedSeats(offer) && (
              <>
                <section className="card stack" aria-labelledby="seat">
                  <h2 id="seat">{t('seat.title')}</h2>
                  <SeatFacts details={details} />
                  {details.seats.map((seat) => (
                    <LeaveSeat key={seat.id} seat={seat} />
                  ))}
                </section>
                <CodeEntry />
              </>
            )}
          </>
        )}
      </Loaded>
      <HelpLink screen="members" />
    </Page>
  );
}
