import { Badge } from '../../kit/Badge';
import { dayBefore } from '../../text/format';
import { useTexts } from '../../text/Texts';

/** Somebody gives their seat up; `on` is the first day without it. */
export function LeavesBadge({ on }: { on: string }) {
  const { t, day } = useTexts();
  return <Badge tone="warning">{t('people.leaves', { day: day(dayBefore(on)) })}</Badge>;
}
