import type { StaffRequest } from '../../../api/types';
import { requestState } from '../../../text/requestWords';
import { formatSpan } from '../../../text/span';
import type { Texts } from '../../../text/Texts';

/** How a request stands against its target: "due in 3 hours", "overdue by 2 days". */
export function dueWords(request: StaffRequest, { t, language }: Texts): string {
  const left = request.due_in_seconds ?? 0;
  const span = formatSpan(left, language);
  return request.overdue ? t('desk.overdue_by', { span }) : t('desk.due_in', { span });
}

export function ageWords(request: StaffRequest, { t, language }: Texts): string {
  return t('desk.age', { span: formatSpan(request.age_seconds ?? 0, language) });
}

/** Where a request stands, as staff say it: what waits for "you" waits for the customer here. */
export function deskState(code: string, { t }: Texts): string {
  return code === 'waiting_customer' ? t('desk.state_waiting') : requestState(code, t);
}
