// What is kept, and what the keeping promises. Everything belongs to a vendor.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "domain/change/order.h"
#include "domain/customer/customer.h"
#include "domain/invoice/invoice.h"
#include "domain/invoice/ledger.h"
#include "domain/mail/mail.h"
#include "domain/numbers/fact.h"
#include "domain/payment/payment.h"
#include "domain/people/invitation.h"
#include "domain/people/invitation_code.h"
#include "domain/people/notification.h"
#include "domain/people/people_list.h"
#include "domain/people/seat.h"
#include "domain/renewal/bill_run.h"
#include "domain/subscription/subscription.h"

namespace settle {

using VendorName = std::string;

class CatalogVersionStore;
class CredentialStore;
class RequestStore;
class TaxCheckStore;

/// Something that happened: written in the transaction that made it so, and handed to the outbox. The events of one
/// transaction about one customer, by one actor at one moment, are an act; acts are chained by hash per customer.
struct Event {
    CustomerId customer;
    std::string type;       ///< "subscription.activated"
    Actor actor;
    std::string on_behalf_of;
    std::string reason;
    Instant at;
    /// Facts, flat: "plan.before" -> "pro". Personal data goes to `personal`, which the hash leaves out.
    std::vector<std::pair<std::string, std::string>> data;
    std::vector<std::pair<std::string, std::string>> personal;
    // Set when read back:
    EventId id;
    std::int64_t sequence = 0;  ///< From 1, per customer.
    std::string hash;           ///< Of its act.
};

/// The edits of one person on one subscription that are not confirmed yet.
struct Draft {
    CustomerId customer;
    MemberId member;
    std::int64_t version = 0;
    Wanted wanted;
    std::string step;       ///< "summary", "billing", "payment"
    std::string method;     ///< "card", "wallet" or a payment method id
    Instant updated_at;
};

/// What the register answered, kept with the number for the tax office.
struct TaxEvidence {
    EvidenceId id;
    CustomerId customer;
    std::string number;
    std::string register_name;
    std::string verdict;    ///< "confirmed", "refused", "down"
    std::string consultation_number;
    std::string raw;
    Instant at;
};

/// How a session came about.
enum class SignInMethod : std::uint8_t { kLink, kPassword, kEmail, kProvider, kPasskey };
constexpr std::string_view name_of(SignInMethod method) {
    constexpr std::string_view kNames[] = {"link", "password", "email", "provider", "passkey"};
    return kNames[static_cast<std::size_t>(method)];
}

/// A person or program that was recognised.
struct Session {
    std::string token_hash;   ///< digest_hex of the token; the token itself is never kept.
    VendorName vendor;
    Actor actor;
    CustomerId customer;      ///< Empty for staff.
    MemberId member;          ///< Empty for staff.
    std::string csrf_token;
    Instant expires_at;
    std::string id = {};      ///< "ses_…": how its owner speaks of it. Not a secret.
    PersonId person = {};     ///< Who proved that the address is theirs; empty when an application vouched for them.
    SignInMethod opened_by = SignInMethod::kLink;
    Instant opened_at = {};
    std::string agent = {};   ///< What the browser calls itself.
};
struct SignInLink {
    std::string token_hash;
    VendorName vendor;
    Actor actor;
    CustomerId customer;
    MemberId member;
    std::string target;       ///< Path to open after signing in.
    Instant expires_at;
    bool reusable = false;    ///< Only the demo makes such links.
};
struct ApiKey {
    std::string id;           ///< "key_…"
    std::string secret_hash;
    VendorName vendor;
    std::string name;
    Instant created_at;
};

/// The first use of an Idempotency-Key and what it made.
struct KeyUse {
    VendorName vendor;
    std::string caller;       ///< Member, staff or API key.
    std::string route;        ///< Operation id.
    std::string key;
    std::string request_hash;
    std::string resource;     ///< Id of what was made, so that a replay can find it.
    int status = 0;           ///< 0 until the answer is stored.
    std::string content_type;
    std::string body;
    Instant created_at;
};

/// An act that leaves the house: the earliest of its customer that was not delivered yet.
struct OutboxEntry {
    VendorName vendor;
    CustomerId customer;
    std::int64_t sequence = 0;  ///< Of the first event.
    Instant leased_until;       ///< Until then nobody else gets it.
    int tries = 0;              ///< Deliveries that failed.
    std::vector<Event> events;
    std::optional<Error> unreadable = {};  ///< Why there are no events: it counts as a delivery that failed.
};

/// What waits to be delivered.
struct OutboxFigures {
    std::int64_t waiting = 0;       ///< Customers of whom something was not delivered yet.
    std::int64_t failing = 0;       ///< Those of whom the earliest failed at least once.
    std::optional<Instant> oldest;  ///< When the earliest of what waits happened.
};

/// A subscription that a step is due for, with all the step depends on.
struct DueCase {
    Customer customer;
    Subscription subscription;
    Quantities assigned;
    std::optional<PaymentMethod> default_method;
    /// Past due: the invoice that is owed, how often it was tried to be paid, and whether such a try is under way.
    struct Owed {
        Invoice invoice;
        int tries = 0;
        bool is_being_paid = false;
    };
    std::optional<Owed> owed = {};
    int billed_today = 0;  ///< Invoices that runs issued for it on the day of the run, for the runaway limit.
};

/// A posting about `document`; its entries sum to zero.
struct Posting {
    std::string document;
    std::vector<LedgerEntry> entries;
};

/// All that one step of one subscription writes. It is decided from a DueCase, and nothing else is read for it.
struct DueWrite {
    Subscription after;  ///< With the version that was read.
    /// Without a number: the writing transaction gives it the next one of its series, and fills it into the data
    /// "number" of the events, where that is empty.
    std::optional<Invoice> invoice = {};
    std::vector<Posting> postings = {};
    std::optional<PaymentAttempt> attempt = {};  ///< A charge that was decided on; sent once this is committed.
    std::vector<Event> events = {};
    std::optional<Date> pause_begins = {};
    std::optional<Date> pause_ends = {};
    std::vector<SeatHolder> released = {};  ///< Whoever holds one of these no more when it is written is passed over.
    std::optional<InvoiceId> given_up = {};  ///< The unpaid invoice nobody waits for any more.
    Counting counting = {};  ///< What the step changes in the vendor's figures.
};

/// What a run decides for one case.
struct NotDueYet {};  ///< In the customer's zone the day has not come.
using DueDecision = std::variant<DueWrite, NotDueYet, Parked>;
using DecideDue = std::function<DueDecision(const DueCase&)>;

/// What one slice of a run did.
struct SliceReport {
    int read = 0;  ///< 0: the round is over.
    int written = 0;
    int invoices = 0;
    int parked = 0;
    int stale = 0;  ///< Changed by somebody else meanwhile; the next round sees them.
    int not_due = 0;
    BillRunState run = BillRunState::kRunning;  ///< What was asked of the run meanwhile.
};

/// One pass over what is due, in the order of days and customers. Safe to use from several threads, which then work on
/// different slices. Of several processes one writes a subscription's step: on PostgreSQL the others pass it over, on
/// SQLite they find it stale.
class DueRound {
public:
    virtual ~DueRound() = default;
    /// Takes up to `limit` cases, asks `decide` about each, and writes what it says in one transaction, with the
    /// progress of the run. A case that cannot be written is parked; it does not stop the others. Fails with
    /// store_busy, store_unreachable, store_failed: then nothing of the slice was written; and with
    /// store_outcome_unknown: then the next pass sees whether it was.
    virtual Result<SliceReport> take(int limit, const DecideDue& decide) = 0;
    /// Parks a case whose step broke a contract on its way, which threw it out of `take`; counts it in the run.
    virtual Result<SliceReport> park(const Parked& broken) = 0;
};

/// A place in the order in which attempts were made; the first is before all of them.
struct AttemptPlace {
    Instant created_at;
    PaymentAttemptId id;
};
/// The same of credit notes.
struct CreditNotePlace {
    Date issued_on;
    InvoiceId id;
};

/// Which page of a list: the newest first, `after` is the id the last page ended with.
struct Page {
    std::string after;
    int limit = 50;
};

/// One transaction. Reads see what it wrote. Every method may fail with store_busy or store_failed.
class Transaction {
public:
    virtual ~Transaction() = default;

    // Customers. save_* of an aggregate expect the version that was loaded and raise it by one:
    // fails with version_stale when somebody else was faster.
    virtual Result<void> add_customer(const VendorName&, const Customer&) = 0;
    virtual Result<Customer> load_customer(const VendorName&, const CustomerId&) = 0;  ///< customer_not_found
    virtual Result<void> save_customer(const VendorName&, const Customer&) = 0;
    virtual Result<std::vector<Customer>> list_customers(const VendorName&, const Page&) = 0;
    /// Fails with member_exists when the address is another member's, already_exists when there is an owner already.
    virtual Result<void> add_member(const VendorName&, const Member&) = 0;
    virtual Result<void> save_member(const VendorName&, const Member&) = 0;  ///< The same; member_not_found
    /// Also one who has left.
    virtual Result<std::optional<Member>> find_member(const VendorName&, const CustomerId&, const MemberId&) = 0;
    virtual Result<std::optional<Member>> find_member_by_email(const VendorName&, const CustomerId&,
                                                               std::string_view email) = 0;
    virtual Result<std::optional<Member>> find_owner(const VendorName&, const CustomerId&) = 0;
    /// Those who are there.
    virtual Result<std::vector<Member>> list_members(const VendorName&, const CustomerId&) = 0;
    /// The first of those who are there in a role.
    virtual Result<std::vector<Member>> members_in_role(const VendorName&, const CustomerId&, const Code& role,
                                                        int limit) = 0;
    virtual Result<void> add_tax_evidence(const VendorName&, const TaxEvidence&) = 0;
    virtual Result<std::vector<TaxEvidence>> list_tax_evidence(const VendorName&, const CustomerId&) = 0;

    // Seats. What named kinds have in use is the number of their holders.
    /// Fails with already_beneficiary when the member holds one of the kind.
    virtual Result<void> add_seat_holder(const VendorName&, const SeatHolder&) = 0;
    /// Fails with seat_not_found when nobody holds it any more.
    virtual Result<void> release_seat(const VendorName&, const SeatHolder&, Instant until) = 0;
    virtual Result<std::optional<SeatHolder>> find_seat(const VendorName&, const CustomerId&, const SeatId&) = 0;
    virtual Result<std::vector<SeatHolder>> seats_of_member(const VendorName&, const CustomerId&, const MemberId&) = 0;
    /// Who holds one now, in the order they came.
    virtual Result<std::vector<SeatedMember>> list_seats(const VendorName&, const CustomerId&) = 0;

    // Lists of people, one per member who keeps one.
    /// Those whose address stands on the author's list already stay as they are.
    virtual Result<void> add_listed(const VendorName&, std::span<const ListedPerson>) = 0;
    /// Whoever holds a seat by now, however they came to it, is counted and answered no more.
    virtual Result<std::int64_t> count_listed(const VendorName&, const CustomerId&, const MemberId& author) = 0;
    /// In the order they were listed.
    virtual Result<std::vector<ListedPerson>> list_listed(const VendorName&, const CustomerId&,
                                                          const MemberId& author) = 0;
    /// Answers whether they were there.
    virtual Result<bool> remove_listed(const VendorName&, const CustomerId&, const MemberId& author,
                                       std::string_view email) = 0;
    virtual Result<void> clear_listed(const VendorName&, const CustomerId&, const MemberId& author) = 0;
    /// Takes those off who hold a seat by now.
    virtual Result<void> forget_seated(const VendorName&, const CustomerId&, const MemberId& author) = 0;
    /// All who are on the list get their seats with this change.
    virtual Result<void> claim_listed(const VendorName&, const CustomerId&, const MemberId& author,
                                      const ChangeId&) = 0;

    // Invitation codes: one per customer, and no two alike of a vendor.
    /// Fails with invitation_code_taken.
    virtual Result<void> save_invitation_code(const VendorName&, const InvitationCode&) = 0;
    virtual Result<std::optional<InvitationCode>> find_invitation_code(const VendorName&, const CustomerId&) = 0;
    /// Whose code it is; empty: nobody's.
    virtual Result<CustomerId> owner_of_invitation_code(const VendorName&, std::string_view code) = 0;
    virtual Result<CodeTries> load_code_tries(const VendorName&, const CustomerId&, const MemberId&) = 0;
    virtual Result<void> save_code_tries(const VendorName&, const CustomerId&, const MemberId&, const CodeTries&) = 0;

    // Invitations by mail: one that is not over per member.
    virtual Result<void> add_invitation(const VendorName&, const Invitation&) = 0;
    virtual Result<void> save_invitation(const VendorName&, const Invitation&) = 0;
    virtual Result<std::optional<Invitation>> find_invitation(const VendorName&, const CustomerId&,
                                                              const InvitationId&) = 0;
    /// Pending or expired.
    virtual Result<std::optional<Invitation>> open_invitation(const VendorName&, const CustomerId&,
                                                              const MemberId&) = 0;
    /// At most a thousand: those that are pending or expired before the others, the newest of each first.
    virtual Result<std::vector<InvitedMember>> list_invitations(const VendorName&, const CustomerId&) = 0;
    /// Of each kind of seat that pending invitations are about.
    virtual Result<std::vector<InvitedCount>> count_invitations(const VendorName&, const CustomerId&) = 0;
    /// Pending ones whose time was over by `now`, longest first, over all customers.
    virtual Result<std::vector<Invitation>> expired_invitations(const VendorName&, Instant now, int limit) = 0;

    // What members are told.
    virtual Result<void> add_notification(const VendorName&, const Notification&) = 0;
    virtual Result<std::vector<Notification>> list_notifications(const VendorName&, const CustomerId&, const MemberId&,
                                                                 int limit) = 0;  ///< Newest first.
    struct Unread {
        std::int64_t all = 0;
        std::int64_t of_type = 0;
    };
    virtual Result<Unread> count_unread(const VendorName&, const CustomerId&, const MemberId&,
                                        std::string_view type) = 0;
    virtual Result<void> read_notifications(const VendorName&, const CustomerId&, const MemberId&,
                                            const NotificationId& until, Instant at) = 0;

    // Subscriptions: exactly one per customer, made with the customer in state none.
    virtual Result<void> add_subscription(const VendorName&, const Subscription&) = 0;
    virtual Result<Subscription> load_subscription(const VendorName&, const CustomerId&) = 0;
    virtual Result<void> save_subscription(const VendorName&, const Subscription&) = 0;
    /// Units in use per item: 0 for every item until people and reports fill them.
    virtual Result<Quantities> assigned_quantities(const VendorName&, const CustomerId&) = 0;
    virtual Result<void> set_assigned_quantity(const VendorName&, const CustomerId&, const Code& item,
                                               std::int64_t count) = 0;
    /// Pauses that began, for the record: no document may be issued in one. A customer's open one has no `to`.
    virtual Result<void> begin_pause(const VendorName&, const CustomerId&, Date from) = 0;
    virtual Result<void> end_pause(const VendorName&, const CustomerId&, Date to) = 0;
    /// Subscriptions whose next step is due on or before `day`, oldest first.
    virtual Result<std::vector<Subscription>> due_subscriptions(const VendorName&, Date day, int limit) = 0;

    /// What the next step of the customer's subscription depends on; `run_day` says which day billed_today counts.
    virtual Result<DueCase> load_due_case(const VendorName&, const CustomerId&, Date run_day) = 0;
    /// Writes a step; answers the number of its invoice, if it has one. Fails with version_stale, already_exists,
    /// payment_in_progress.
    virtual Result<std::string> write_due(const VendorName&, const DueWrite&, Date run_day) = 0;

    // Runs and what they left behind.
    /// Fails with already_exists while another run of the vendor is not over.
    virtual Result<void> add_bill_run(const VendorName&, const BillRun&) = 0;
    virtual Result<BillRun> load_bill_run(const VendorName&, const std::string& id) = 0;  ///< not_found
    /// All but what was done, which slices count. Fails with version_stale when somebody wrote it since `was` was read.
    virtual Result<void> save_bill_run(const VendorName&, const BillRun& was, const BillRun& run) = 0;
    virtual Result<std::vector<BillRun>> list_bill_runs(const VendorName&, const Page&) = 0;  ///< Newest first.
    virtual Result<std::int64_t> count_due(const VendorName&, Date until) = 0;
    virtual Result<std::vector<Parked>> list_parked(const VendorName&, const Page&) = 0;
    /// Takes it out of the runs; whoever saves the subscription lets them take it up again.
    virtual Result<void> park(const VendorName&, const Parked&) = 0;
    /// Lets the runs take it up again. Fails with not_found when it is not parked.
    virtual Result<void> unpark(const VendorName&, const CustomerId&) = 0;

    // Changes. At most one awaits payment per subscription, and a fingerprint is awaited or applied
    // once: add_order fails with payment_in_progress otherwise.
    virtual Result<void> add_order(const VendorName&, const ChangeOrder&) = 0;
    virtual Result<void> save_order(const VendorName&, const ChangeOrder&) = 0;
    virtual Result<ChangeOrder> load_order(const VendorName&, const CustomerId&,
                                           const ChangeId&) = 0;  ///< change_not_found
    /// The order awaiting payment, if any.
    virtual Result<std::optional<ChangeOrder>> open_order(const VendorName&, const CustomerId&) = 0;
    /// The order with this fingerprint that awaits payment or was applied, if any.
    virtual Result<std::optional<ChangeOrder>> order_of_fingerprint(const VendorName&, const CustomerId&,
                                                                    const std::string& fingerprint) = 0;

    // Payments. At most one attempt per order or invoice is not final: fails with payment_in_progress.
    virtual Result<void> add_attempt(const VendorName&, const PaymentAttempt&) = 0;
    virtual Result<void> save_attempt(const VendorName&, const PaymentAttempt&) = 0;
    virtual Result<std::optional<PaymentAttempt>> find_attempt(const VendorName&, const PaymentAttemptId&) = 0;
    virtual Result<std::vector<PaymentAttempt>> attempts_of_order(const VendorName&, const CustomerId&,
                                                                  const ChangeId&) = 0;
    virtual Result<std::vector<PaymentAttempt>> attempts_of_invoice(const VendorName&, const CustomerId&,
                                                                    const InvoiceId&) = 0;
    /// The attempt to save a card or wallet that is not final, if any; there is at most one.
    virtual Result<std::optional<PaymentAttempt>> open_save(const VendorName&, const CustomerId&) = 0;
    /// Attempts that are not final and were created before `before`, over all customers, behind a place in the order in
    /// which they were made.
    virtual Result<std::vector<PaymentAttempt>> unfinished_attempts(const VendorName&, const AttemptPlace& after,
                                                                    Instant before, int limit) = 0;
    /// Charges of invoices to a saved method that were decided and not sent, behind a place in the order in which they
    /// were decided.
    virtual Result<std::vector<PaymentAttempt>> unsent_charges(const VendorName&, const AttemptPlace& after,
                                                               int limit) = 0;
    /// Or takes the place of the one with its id. Becomes the default if it says so.
    virtual Result<void> add_payment_method(const VendorName&, const PaymentMethod&) = 0;
    virtual Result<std::vector<PaymentMethod>> list_payment_methods(const VendorName&, const CustomerId&) = 0;

    // Invoices. issue_invoice takes the next number of the vendor's series for the kind and the year
    // of issued_on, last thing before it is written, so that no number is ever lost; fails with
    // already_exists when the period (first, renewal) or the change was billed before.
    virtual Result<Invoice> issue_invoice(const VendorName&, Invoice) = 0;
    virtual Result<void> record_payment(const VendorName&, const CustomerId&, const InvoiceId&, Money paid,
                                        InvoiceStatus) = 0;
    virtual Result<Invoice> load_invoice(const VendorName&, const InvoiceId&) = 0;  ///< invoice_not_found
    /// Credit notes whose money did not go back yet, behind a place in the order in which they were issued.
    virtual Result<std::vector<Invoice>> unfinished_refunds(const VendorName&, const CreditNotePlace& after,
                                                            int limit) = 0;
    virtual Result<std::vector<Invoice>> list_invoices(const VendorName&, const CustomerId&) = 0;  ///< Oldest first.
    virtual Result<void> post(const VendorName&, const CustomerId&, const std::string& document,
                              const std::vector<LedgerEntry>&) = 0;

    /// What is asked of staff: ports/request_store.h.
    virtual RequestStore& requests() = 0;
    /// Which numbers are to be asked about again: ports/tax_check_store.h.
    virtual TaxCheckStore& tax_checks() = 0;
    /// What was or will be sold: ports/catalog_versions.h.
    virtual CatalogVersionStore& catalog_versions() = 0;

    // Drafts.
    virtual Result<std::optional<Draft>> load_draft(const VendorName&, const CustomerId&, const MemberId&) = 0;
    virtual Result<void> save_draft(const VendorName&, const Draft&) = 0;  ///< version_stale
    virtual Result<void> delete_draft(const VendorName&, const CustomerId&, const MemberId&) = 0;

    // Events and what leaves the house.
    virtual Result<void> add_event(const VendorName&, Event) = 0;  ///< Also queues it in the outbox.
    virtual Result<std::vector<Event>> list_events(const VendorName&, const CustomerId&, std::int64_t after_sequence,
                                                   int limit) = 0;
    /// The customer's last `limit` events, newest first.
    virtual Result<std::vector<Event>> latest_events(const VendorName&, const CustomerId&, int limit) = 0;
    /// Takes up to `limit` acts that wait since `now` or longer, over all vendors, and keeps everybody else from them
    /// for a while: of each customer the earliest one, so that none is delivered before or beside an earlier one.
    virtual Result<std::vector<OutboxEntry>> claim_outbox(Instant now, std::int64_t lease_seconds, int limit) = 0;
    /// It was delivered: the customer's next act may go. Nothing happens when the lease ran out and somebody else
    /// took it; they both delivered it.
    virtual Result<void> finish_outbox(const OutboxEntry&) = 0;
    /// It could not be delivered, and is tried again from `at` on; the same holds of the lease.
    virtual Result<void> retry_outbox(const OutboxEntry&, Instant at) = 0;
    /// Over all vendors.
    virtual Result<OutboxFigures> outbox_figures(Instant now) = 0;

    // Mails. What happened is told by mail apart from the outbox: an act with an event that makes a mail waits to be
    // told from the transaction on that wrote it.
    /// Takes up to `limit` acts that wait to be told since `now` or longer, over all vendors, and keeps everybody else
    /// from them for a while.
    virtual Result<std::vector<OutboxEntry>> claim_untold(Instant now, std::int64_t lease_seconds, int limit) = 0;
    /// Its mails are queued. Nothing happens when the lease ran out and somebody else took it.
    virtual Result<void> finish_untold(const OutboxEntry&) = 0;
    /// It could not be told, and is tried again from `at` on; the same holds of the lease.
    virtual Result<void> retry_untold(const OutboxEntry&, Instant at) = 0;
    /// Forgets up to `limit` acts that have waited since before then; answers how many.
    virtual Result<int> forget_untold(Instant before, int limit) = 0;
    /// Queues it; answers whether it is new: a mail about the same was queued before otherwise.
    virtual Result<bool> add_mail(const VendorName&, const Mail&) = 0;
    /// Takes up to `limit` mails that wait since `now` or longer, over all vendors, and keeps everybody else from them.
    virtual Result<std::vector<Mail>> claim_mails(Instant now, std::int64_t lease_seconds, int limit) = 0;
    /// It is not tried again. Nothing happens when the lease ran out and somebody else took it; the same holds of
    /// retry_mail and put_mail_off.
    virtual Result<void> finish_mail(const Mail&, const MailOutcome&, Instant now) = 0;
    virtual Result<void> retry_mail(const Mail&, Instant at, const std::string& why) = 0;
    /// Nobody tried it: it is there for anybody from `at` on.
    virtual Result<void> put_mail_off(const Mail&, Instant at) = 0;
    /// Waits again, if it was refused and still says something. Fails with not_found.
    virtual Result<void> revive_mail(const VendorName&, const MailId&, Instant now, Instant expires_at) = 0;
    /// Of one customer, or of all when `customer` is empty; newest first.
    virtual Result<std::vector<Mail>> list_mails(const VendorName&, const CustomerId& customer, const Page&) = 0;
    /// Over all vendors.
    virtual Result<MailFigures> mail_figures() = 0;

    // Who is who.
    virtual Result<void> add_sign_in_link(const SignInLink&) = 0;
    virtual Result<SignInLink> take_sign_in_link(const std::string& token_hash,
                                                 Instant now) = 0;  ///< sign_in_link_spent; used up unless reusable
    virtual Result<void> add_session(const Session&) = 0;
    virtual Result<std::optional<Session>> find_session(const std::string& token_hash, Instant now) = 0;
    /// Answers whether it was still there.
    virtual Result<bool> delete_session(const std::string& token_hash) = 0;
    /// Sessions and links of a member go on with another role.
    virtual Result<void> change_open_role(const VendorName&, const CustomerId&, const MemberId&, const Code& role) = 0;
    /// Ends the sessions of a member, and uses up their links.
    virtual Result<void> end_what_is_open(const VendorName&, const CustomerId&, const MemberId&) = 0;
    virtual Result<void> add_api_key(const ApiKey&) = 0;
    virtual Result<std::optional<ApiKey>> find_api_key(const std::string& secret_hash) = 0;

    /// How people prove who they are: ports/credentials.h.
    virtual CredentialStore& credentials() = 0;

    // Repetition. add_key_use fails with already_exists when the key is known.
    virtual Result<void> add_key_use(const KeyUse&) = 0;
    virtual Result<std::optional<KeyUse>> find_key_use(const VendorName&, const std::string& caller,
                                                       const std::string& route, const std::string& key) = 0;
    virtual Result<void> store_answer(const KeyUse&) = 0;  ///< status, content_type, body

    // Voices of readers.
    virtual Result<void> add_feedback(const VendorName&, const std::string& page, const std::string& verdict,
                                      Instant at) = 0;
};

/// One thing `settle verify` found wrong.
struct Finding {
    std::string invariant;  ///< "totals", "periods", "numbers", "one_charge_per_invoice", "ledger", "event_chain", …
    std::string subject;  ///< Id of what is wrong.
    std::string what;
};

/// What verify() looks at, and who hears of it while it does.
struct VerifyWish {
    /// Only customers about whom something happened since then; what needs all of them is left out. All when empty.
    std::optional<Instant> since = {};
    std::function<void(const Finding&)> on_finding = {};
    /// Customers looked at so far, of how many.
    std::function<void(std::int64_t done, std::int64_t of)> on_progress = {};
};

struct VerifyReport {
    std::int64_t customers = 0;  ///< That were looked at.
    std::int64_t findings = 0;
    std::vector<std::string> left_out;  ///< Invariants that only a look at everything can tell.
};

class Store {
public:
    virtual ~Store() = default;
    /// Runs `work` in a transaction that commits when it answers a value, and leaves nothing behind
    /// when it answers an error or throws. Never call a provider inside.
    virtual Result<void> write(const std::function<Result<void>(Transaction&)>& work) = 0;
    /// Runs `work` on a consistent snapshot; writing is a broken contract.
    virtual Result<void> read(const std::function<Result<void>(Transaction&)>& work) = 0;
    /// A pass over what is due on or before `until`, for the run `run` if it is not empty; `run_day` is the day the
    /// runaway limit counts for.
    virtual std::unique_ptr<DueRound> begin_due_round(const VendorName& vendor, Date until, Date run_day,
                                                      const std::string& run) = 0;
    /// Checks what must always hold, on one snapshot. What it needs of memory does not grow with the store.
    virtual Result<VerifyReport> verify(const VerifyWish& wish) = 0;
    /// All that is wrong with everything there is.
    Result<std::vector<Finding>> verify() {
        std::vector<Finding> findings;
        TRY_VOID(verify(VerifyWish{.on_finding = [&](const Finding& finding) { findings.push_back(finding); }}));
        return findings;
    }
};

/// write() and read() with a result: transact(store, [&](Transaction& tx) -> Result<Invoice> {…}).
template <class Work>
auto transact(Store& store, Work&& work) -> std::invoke_result_t<Work, Transaction&> {
    using Answer = std::invoke_result_t<Work, Transaction&>;
    std::optional<Answer> answer;
    auto outcome = store.write([&](Transaction& tx) -> Result<void> {
        answer.emplace(work(tx));
        if (!*answer) return fail(answer->error());
        return {};
    });
    if (!outcome) return fail(outcome.error());
    return *std::move(answer);
}
template <class Work>
auto look_up(Store& store, Work&& work) -> std::invoke_result_t<Work, Transaction&> {
    using Answer = std::invoke_result_t<Work, Transaction&>;
    std::optional<Answer> answer;
    auto outcome = store.read([&](Transaction& tx) -> Result<void> {
        answer.emplace(work(tx));
        if (!*answer) return fail(answer->error());
        return {};
    });
    if (!outcome) return fail(outcome.error());
    return *std::move(answer);
}

}  // namespace settle
