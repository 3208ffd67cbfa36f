import { nextDueDay } from '../state/life';
import { useSubscription } from '../state/queries';
import { DemoClock } from './DemoClock';
import { useDemoClock } from './useDemoClock';

/** The demo's clock in the portal, which knows what is due next for the customer. */
export function PortalClock() {
  const clock = useDemoClock();
  const { data } = useSubscription();
  if (!clock) return null;
  return <DemoClock clock={clock} nextDue={data && nextDueDay(data, clock.today)} />;
}
