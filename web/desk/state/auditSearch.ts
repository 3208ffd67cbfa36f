/** What is looked for in the log of staff's acts, as the address bar keeps it. */
export interface AuditSearch {
  person: string;
  customer: string;
  verb: string;
  from: string;
  to: string;
}

export const everything: AuditSearch = { person: '', customer: '', verb: '', from: '', to: '' };

/** What is looked for most. */
export const verbs = [
  'credit.given',
  'invoice.issued',
  'invoice.waived',
  'payment.refunded',
  'payment.recorded',
  'trial.extended',
  'customer.billing_changed',
  'customer.blocked',
  'customer.unblocked',
  'subscription.changed',
  'request.decided',
  'request.filed',
  'member.changed',
  'portal_link.created',
  'bill_run.started',
  'audit.exported',
] as const;

const isDay = /^\d{4}-\d{2}-\d{2}$/;
const isCode = /^[\w.-]{0,64}$/;

/** Of the query of an address; what is none is left out. */
export function auditSearchFrom(query: string): AuditSearch {
  const given = new URLSearchParams(query);
  const code = (name: string) => {
    const text = (given.get(name) ?? '').trim();
    return isCode.test(text) ? text : '';
  };
  const day = (name: string) => {
    const text = given.get(name) ?? '';
    return isDay.test(text) ? text : '';
  };
  return {
    person: code('person'),
    customer: code('customer'),
    verb: code('verb'),
    from: day('from'),
    to: day('to'),
  };
}

/** Without what is left open. */
export function auditQuery(wish: AuditSearch): Partial<AuditSearch> {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== ''));
}

export function auditPath(wish: AuditSearch): string {
  const query = new URLSearchParams(auditQuery(wish)).toString();
  return `/desk/audit${query ? `?${query}` : ''}`;
}

/** Where the same is had as a file. */
export function auditFile(wish: AuditSearch): string {
  const query = new URLSearchParams(auditQuery(wish)).toString();
  return `/v1/audit/export${query ? `?${query}` : ''}`;
}
