import { createContext, type ReactNode, useContext } from 'react';
import type { Session } from '../../api/types';
import { useTexts } from '../../text/Texts';

/** What a role of staff may do, as the vendor's catalog lists it. */
export type StaffRight =
  | 'sign_in_as'
  | 'provision'
  | 'correct_billing'
  | 'manage_people'
  | 'change_subscriptions'
  | 'give_credits'
  | 'record_payments'
  | 'refund'
  | 'decide_requests'
  | 'run_billing'
  | 'read_audit'
  | 'block_customers'
  | 'set_aside_commitments'
  | 'write_catalog';

const Lacks = createContext<NonNullable<Session['lacks']>>([]);

export function StaffRights({ session, children }: { session: Session; children: ReactNode }) {
  return <Lacks.Provider value={session.lacks ?? []}>{children}</Lacks.Provider>;
}

/** Why the one who is signed in may not, as a sentence; nothing when they may. */
export function useLacks(right: StaffRight): string | undefined {
  const { t } = useTexts();
  const lack = useContext(Lacks).find((one) => one.right === right);
  if (!lack) return undefined;
  return lack.who ? t('staff.lacks', { who: lack.who }) : t('staff.lacks_all');
}

interface OnlyWithProps {
  right: StaffRight;
  children: ReactNode;
}

/** What needs a right, or in its place why it is not there. */
export function OnlyWith({ right, children }: OnlyWithProps) {
  const lacks = useLacks(right);
  return lacks ? <p className="muted small">{lacks}</p> : children;
}
