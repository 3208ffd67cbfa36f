// Who may call what: one row per operation of the contract. The test makes the callers and compares.
//
//   who: 'open'        anybody, signed in or not
//        'signed_in'   members, staff and servers
//        'session'     members and staff
//        'proved'      whoever proved their address here: everybody of the test came in by an application's link
//        'customer'    about one customer: members with the right `member` ('any': each of them), staff with the right
//                      `staff`, the vendor's servers; it is not there for anybody else
//        'staff'       staff with the right `staff`, and the vendor's servers; about no customer unless `of_customer`
//   server, staff_even, person: the status servers, or staff who have the right, get instead: what is a member's own
//   foreign: the status another vendor's staff and servers get instead of 404; stranger: another customer's owner
//   path: what stands for the ids of the address; body: instead of the contract's example; query, headers
//   dry: only nobody and servers call it, because it would end what the others need

const customer = (member, staff, more = {}) => ({ who: 'customer', member, staff, ...more });
const staff = (right, more = {}) => ({ who: 'staff', staff: right, ...more });
const open = (more = {}) => ({ who: 'open', ...more });
const mine = (member, right = 'read_customers', more = {}) =>
  customer(member, right, { server: 401, staff_even: 401, foreign: [401, 404], ...more });

const nobody = { vendor: 'agorapulse', email: 'nobody@acme.example' };
/** An id of nothing. */
const none = (kind) => `${kind}_01a229bb6c2b7000963e6a32c031354d`;
const reason = { reason: 'because' };

export const rows = {
  read_session: { who: 'signed_in' },
  sign_out: { who: 'signed_in', dry: true },
  read_sign_in: open({ query: '?vendor=agorapulse' }),
  sign_in_with_password: open({ body: { ...nobody, password: 'x' } }),
  sign_in_with_code: open({ body: { vendor: 'agorapulse', ticket: 'x', code: '000000' } }),
  set_up_code_at_sign_in: open({ body: { vendor: 'agorapulse', ticket: 'x' } }),
  set_password_with_ticket: open({
    body: { vendor: 'agorapulse', ticket: 'x', password: 'correct horse battery' },
  }),
  request_sign_in_link: open({ body: nobody }),
  request_password_link: open({ body: nobody }),
  sign_in_with_link: open({ body: { vendor: 'agorapulse', ticket: 'x' } }),
  begin_passkey_sign_in: open({ body: { vendor: 'agorapulse' } }),
  sign_in_with_passkey: open({
    body: {
      vendor: 'agorapulse',
      challenge: 'x',
      credential: 'x',
      client_data: 'x',
      authenticator_data: 'x',
      signature: 'x',
    },
  }),
  begin_at_provider: open({ path: { provider: 'none' }, query: '?vendor=agorapulse' }),
  return_from_provider: open({ path: { vendor: 'agorapulse', provider: 'none' } }),
  read_security: { who: 'session' },
  change_password: { who: 'proved', body: { present: '', wanted: 'correct horse battery' } },
  set_up_code: { who: 'proved', server: 403 },
  confirm_code: { who: 'proved', body: { code: '000000' } },
  end_second_factor: { who: 'proved' },
  renew_recovery_codes: { who: 'proved' },
  begin_passkey: { who: 'proved' },
  add_passkey: { who: 'proved', person: 401 },
  remove_passkey: { who: 'proved', path: { passkey: 'x' } },
  end_session: { who: 'session', path: { session: none('ses') } },
  end_other_sessions: { who: 'session' },
  list_organisations: { who: 'session' },
  switch_organisation: { who: 'proved', body: { customer: none('cus') } },
  create_portal_link: staff('sign_in_as', {
    of_customer: true,
    body: ({ customer, member }) => ({ customer, member }),
  }),
  read_offer: { who: 'signed_in' },
  list_customers: staff('read_customers'),
  create_customer: staff('provision'),
  read_customer: customer('any', 'read_customers'),
  change_billing: customer('edit_billing', 'correct_billing', { headers: { 'If-Match': '"99"' } }),
  check_tax_number: customer('edit_billing', 'correct_billing', { foreign: 200 }),
  list_members: customer('manage_members', 'read_customers'),
  add_member: customer('manage_members', 'manage_people', {
    body: { email: 'nobody@acme.example', first_name: 'No', last_name: 'Body', role: 'king' },
    foreign: [404, 422],
  }),
  read_member: customer('manage_members', 'read_customers', { path: { member: none('mem') } }),
  edit_member: customer('manage_members', 'manage_people', { path: { member: none('mem') } }),
  remove_member: customer('manage_members', 'manage_people', { path: { member: none('mem') } }),
  transfer_ownership: customer('transfer', 'manage_people', { body: { member: none('mem') } }),
  list_seats: customer('manage_members', 'read_customers'),
  assign_seat: customer('manage_members', 'manage_people', { body: { member: none('mem') } }),
  release_seat: customer('manage_members', 'manage_people', { path: { seat: none('seat') } }),
  plan_departures: customer('manage_members', 'manage_people', {
    body: { seats: [none('seat')], on: '2030-01-01' },
  }),
  cancel_departure: customer('manage_members', 'manage_people', { path: { seat: none('seat') } }),
  list_usage: customer('any', 'read_customers'),
  report_usage: staff('provision', { of_customer: true, stranger: 404, path: { kind: 'profile' } }),
  read_invitation_code: customer('manage_members', 'manage_people'),
  set_invitation_code: customer('manage_members', 'manage_people'),
  switch_invitation_code: customer('manage_members', 'manage_people'),
  redeem_invitation_code: customer('any', 'manage_people', { body: { code: 'NOT-A-CODE' } }),
  list_invitations: customer('manage_members', 'read_customers'),
  invite: customer('manage_members', 'manage_people'),
  cancel_invitation: customer('manage_members', 'manage_people', { path: { invitation: none('ivt') } }),
  resend_invitation: customer('manage_members', 'manage_people', { path: { invitation: none('ivt') } }),
  read_people_list: mine('manage_members', 'manage_people'),
  add_to_people_list: mine('manage_members', 'manage_people'),
  discard_people_list: mine('manage_members', 'manage_people'),
  take_off_people_list: mine('manage_members', 'manage_people', { query: '?email=x@acme.example' }),
  import_people_list: mine('manage_members', 'manage_people', { csv: 'email\nana@acme.example\n' }),
  people_list_template: customer('any', 'read_customers', { foreign: 200 }),
  apply_people_list: mine('manage_members', 'manage_people'),
  list_notifications: mine('any'),
  read_notifications: mine('any', 'read_customers', { body: { until: none('ntf') } }),
  read_subscription: customer('view_subscription', 'read_customers'),
  subscribe: customer('change_quantities', 'change_subscriptions', { body: ({ wish }) => wish }),
  start_trial: customer('start_trial', 'change_subscriptions'),
  preview_change: customer('view_subscription', 'read_customers', {
    body: ({ wish }) => ({ set: wish.set }),
  }),
  confirm_change: customer('change_quantities', 'change_subscriptions', { body: ({ wish }) => wish }),
  read_change: customer('view_subscription', 'read_customers', { path: { change: none('chg') } }),
  refresh_change: customer('order', 'change_subscriptions', { path: { change: none('chg') } }),
  cancel_change: customer('order', 'change_subscriptions', { path: { change: none('chg') } }),
  undo_scheduled_change: customer('any', 'change_subscriptions', { path: { change: none('chg') } }),
  extend_trial: staff('change_subscriptions', { of_customer: true }),
  give_credit: staff('give_credits', { of_customer: true, body: { amount: '1.00', ...reason } }),
  read_draft: mine('any'),
  save_draft: mine('any', 'read_customers', { body: { set: {} } }),
  discard_draft: mine('any'),
  list_invoices: customer('view_invoices', 'read_customers'),
  read_invoice: customer('view_invoices', 'read_customers'),
  pay_invoice: customer('edit_billing', 'record_payments', { body: { pay_with: 'card' } }),
  refund_invoice: staff('refund', { of_customer: true, body: { amount: '0.00', ...reason } }),
  refresh_payment: customer('edit_billing', 'read_customers'),
  add_payment_method: customer('edit_billing', 'correct_billing', {
    body: { kind: 'card', return_url: 'https://elsewhere.example/' },
  }),
  list_payment_methods: customer('edit_billing', 'read_customers'),
  read_entitlements: customer('any', 'read_customers'),
  list_tax_evidence: staff('read_customers', { of_customer: true }),
  list_requests: { ...staff('read_customers'), who: 'mixed', member: 'file_request' },
  file_request: customer('file_request', 'decide_requests', {
    body: ({ customer }) => ({ customer, type: 'contact', message: 'Hello' }),
  }),
  read_request: customer('any', 'read_customers'),
  decide_request: staff('decide_requests', { of_customer: true, body: { accept: false } }),
  add_request_message: customer('any', 'decide_requests'),
  withdraw_request: customer('file_request', 'decide_requests', {
    staff_even: [403, 409],
    server: [403, 409],
  }),
  count_requests: staff('read_customers'),
  assign_request: staff('decide_requests', { of_customer: true }),
  add_request_note: staff('decide_requests', { of_customer: true }),
  mark_request_duplicate: staff('decide_requests', { of_customer: true }),
  propose: staff('decide_requests', { of_customer: true }),
  take_back_proposal: staff('decide_requests', { of_customer: true }),
  answer_proposal: customer('file_request', 'decide_requests', {
    body: { proposal: 1, accept: false },
    staff_even: 403,
    foreign: [403, 404],
  }),
  attach_file: customer('file_request', 'decide_requests', { query: '?name=a.txt', body: 'text' }),
  read_attachment: customer('any', 'read_customers', { path: { attachment: none('att') } }),
  list_request_views: staff('read_customers'),
  add_request_view: staff('read_customers'),
  save_request_view: staff('read_customers', { path: { view: none('view') } }),
  remove_request_view: staff('read_customers', { path: { view: none('view') } }),
  follow_customer: customer('any', 'read_customers'),
  follow_vendor: staff('read_customers'),
  list_events: staff('read_customers', {
    of_customer: true,
    query: ({ customer }) => `?customer=${customer}`,
  }),
  list_acts: staff('read_customers', { of_customer: true }),
  list_payments: staff('read_customers', { of_customer: true }),
  list_mails: staff('read_customers', { of_customer: true }),
  list_refused_mails: staff('read_customers'),
  retry_mail: staff('run_billing', { path: { mail: none('mail') } }),
  list_failing_deliveries: staff('run_billing'),
  retry_delivery: staff('run_billing', { of_customer: true }),
  read_operations: staff('run_billing'),
  foresee_bill_run: staff('run_billing'),
  list_bill_runs: staff('run_billing'),
  start_bill_run: staff('run_billing', { body: { until: '2999-01-01' } }),
  read_bill_run: staff('run_billing', { path: { run: none('run') } }),
  pause_bill_run: staff('run_billing', { path: { run: none('run') } }),
  resume_bill_run: staff('run_billing', { path: { run: none('run') } }),
  list_parked_subscriptions: staff('run_billing'),
  retry_parked_subscription: staff('run_billing', { of_customer: true }),
  list_help: { who: 'signed_in' },
  read_help: { who: 'signed_in', path: { slug: 'none' } },
  give_feedback: { who: 'signed_in' },
  read_demo_clock: { who: 'signed_in' },
  move_demo_clock: { who: 'signed_in', body: {} },
  receive_provider_webhook: open({ path: { provider: 'sandbox' } }),
  healthz: open(),
  readyz: open(),
  metrics: open(),
  openapi: open(),
};
