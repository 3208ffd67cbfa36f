// The transaction of the port, on any driver; each aggregate has a file of its own.
#pragma once

#include <map>
#include <span>

#include "adapters/store/act.h"
#include "adapters/store/change_notes.h"
#include "adapters/store/sql_audit.h"
#include "adapters/store/sql_blocks.h"
#include "adapters/store/sql_catalog_versions.h"
#include "adapters/store/sql_credentials.h"
#include "adapters/store/sql_demos.h"
#include "adapters/store/sql_desk.h"
#include "adapters/store/sql_documents.h"
#include "adapters/store/sql_driver.h"
#include "adapters/store/sql_ledger.h"
#include "adapters/store/sql_numbers.h"
#include "adapters/store/sql_requests.h"
#include "adapters/store/sql_tax_checks.h"
#include "ports/store.h"

namespace settle::store {

/// A place in the order in which due subscriptions are taken.
struct DuePlace {
    Date due_on;
    CustomerId customer;
};

/// After a bill run every customer waits: who looks each few seconds at how many there are counts no million of them.
inline constexpr int kMostCounted = 10'000;

/// Lives as long as one write() or read(). Events wait until the end, so that those of one transaction about one
/// customer become one act: whoever commits calls finish() first.
class SqlTransaction final : public Transaction,
                             public SqlDesk,
                             public SqlAudit,
                             public SqlDocuments,
                             public SqlDemos,
                             public SqlNumbers,
                             public SqlLedger,
                             public SqlBlocks {
public:
    explicit SqlTransaction(Driver& db)
        : SqlDesk(db),
          SqlAudit(db),
          SqlDocuments(db),
          SqlDemos(db),
          SqlNumbers(db),
          SqlLedger(db),
          SqlBlocks(db),
          db_(db),
          credentials_(db),
          requests_(db),
          tax_checks_(db),
          catalog_versions_(db) {}

    Result<void> add_customer(const VendorName&, const Customer&) override;
    Result<Customer> load_customer(const VendorName&, const CustomerId&) override;
    Result<void> save_customer(const VendorName&, const Customer&) override;
    Result<std::vector<Customer>> list_customers(const VendorName&, const Page&) override;
    Result<void> add_member(const VendorName&, const Member&) override;
    Result<void> save_member(const VendorName&, const Member&) override;
    Result<std::optional<Member>> find_member(const VendorName&, const CustomerId&, const MemberId&) override;
    Result<std::optional<Member>> find_member_by_email(const VendorName&, const CustomerId&,
                                                       std::string_view email) override;
    Result<std::optional<Member>> find_owner(const VendorName&, const CustomerId&) override;
    Result<std::vector<Member>> list_members(const VendorName&, const CustomerId&) override;
    Result<std::vector<Member>> members_in_role(const VendorName&, const CustomerId&, const Code& role,
                                                int limit) override;
    Result<void> add_tax_evidence(const VendorName&, const TaxEvidence&) override;
    Result<std::vector<TaxEvidence>> list_tax_evidence(const VendorName&, const CustomerId&) override;
    Result<void> add_seat_holder(const VendorName&, const SeatHolder&) override;
    Result<void> release_seat(const VendorName&, const SeatHolder&, Instant until) override;
    Result<std::optional<SeatHolder>> find_seat(const VendorName&, const CustomerId&, const SeatId&) override;
    Result<std::vector<SeatHolder>> seats_of_member(const VendorName&, const CustomerId&, const MemberId&) override;
    Result<std::vector<SeatedMember>> list_seats(const VendorName&, const CustomerId&) override;
    Result<void> add_listed(const VendorName&, std::span<const ListedPerson>) override;
    Result<std::int64_t> count_listed(const VendorName&, const CustomerId&, const MemberId& author) override;
    Result<std::vector<ListedPerson>> list_listed(const VendorName&, const CustomerId&,
                                                  const MemberId& author) override;
    Result<bool> remove_listed(const VendorName&, const CustomerId&, const MemberId& author,
                               std::string_view email) override;
    Result<void> clear_listed(const VendorName&, const CustomerId&, const MemberId& author) override;
    Result<void> forget_seated(const VendorName&, const CustomerId&, const MemberId& author) override;
    Result<void> claim_listed(const VendorName&, const CustomerId&, const MemberId& author, const ChangeId&) override;
    Result<void> save_invitation_code(const VendorName&, const InvitationCode&) override;
    Result<std::optional<InvitationCode>> find_invitation_code(const VendorName&, const CustomerId&) override;
    Result<CustomerId> owner_of_invitation_code(const VendorName&, std::string_view code) override;
    Result<CodeTries> load_code_tries(const VendorName&, const CustomerId&, const MemberId&) override;
    Result<void> save_code_tries(const VendorName&, const CustomerId&, const MemberId&, const CodeTries&) override;
    Result<void> add_invitation(const VendorName&, const Invitation&) override;
    Result<void> save_invitation(const VendorName&, const Invitation&) override;
    Result<std::optional<Invitation>> find_invitation(const VendorName&, const CustomerId&,
                                                      const InvitationId&) override;
    Result<std::optional<Invitation>> open_invitation(const VendorName&, const CustomerId&, const MemberId&) override;
    Result<std::vector<InvitedMember>> list_invitations(const VendorName&, const CustomerId&) override;
    Result<std::vector<InvitedCount>> count_invitations(const VendorName&, const CustomerId&) override;
    Result<std::vector<Invitation>> expired_invitations(const VendorName&, Instant now, int limit) override;
    Result<void> add_notification(const VendorName&, const Notification&) override;
    Result<std::vector<Notification>> list_notifications(const VendorName&, const CustomerId&, const MemberId&,
                                                         int limit) override;
    Result<Unread> count_unread(const VendorName&, const CustomerId&, const MemberId&, std::string_view type) override;
    Result<void> read_notifications(const VendorName&, const CustomerId&, const MemberId&, const NotificationId& until,
                                    Instant at) override;
    Result<void> add_subscription(const VendorName&, const Subscription&) override;
    Result<Subscription> load_subscription(const VendorName&, const CustomerId&) override;
    Result<void> save_subscription(const VendorName&, const Subscription&) override;
    Result<Quantities> assigned_quantities(const VendorName&, const CustomerId&) override;
    Result<void> set_assigned_quantity(const VendorName&, const CustomerId&, const Code& item,
                                       std::int64_t count) override;
    Result<void> begin_pause(const VendorName&, const CustomerId&, Date from) override;
    Result<void> end_pause(const VendorName&, const CustomerId&, Date to) override;
    Result<std::vector<Subscription>> due_subscriptions(const VendorName&, Date day, int limit) override;
    Result<DueCase> load_due_case(const VendorName&, const CustomerId&, Date run_day) override;
    Result<std::string> write_due(const VendorName&, const DueWrite&, Date run_day) override;
    Result<void> add_bill_run(const VendorName&, const BillRun&) override;
    Result<BillRun> load_bill_run(const VendorName&, const std::string& id) override;
    Result<void> save_bill_run(const VendorName&, const BillRun& was, const BillRun& run) override;
    Result<std::vector<BillRun>> list_bill_runs(const VendorName&, const Page&) override;
    Result<std::int64_t> count_due(const VendorName&, Date until) override;
    Result<std::vector<Parked>> list_parked(const VendorName&, const Page&) override;
    Result<void> park(const VendorName&, const Parked&) override;
    Result<void> unpark(const VendorName&, const CustomerId&) override;
    Result<void> add_order(const VendorName&, const ChangeOrder&) override;
    Result<void> save_order(const VendorName&, const ChangeOrder&) override;
    Result<ChangeOrder> load_order(const VendorName&, const CustomerId&, const ChangeId&) override;
    Result<std::optional<ChangeOrder>> open_order(const VendorName&, const CustomerId&) override;
    Result<std::optional<ChangeOrder>> order_of_fingerprint(const VendorName&, const CustomerId&,
                                                            const std::string& fingerprint) override;
    Result<void> add_attempt(const VendorName&, const PaymentAttempt&) override;
    Result<void> save_attempt(const VendorName&, const PaymentAttempt&) override;
    Result<std::optional<PaymentAttempt>> find_attempt(const VendorName&, const PaymentAttemptId&) override;
    Result<std::optional<PaymentAttempt>> open_save(const VendorName&, const CustomerId&) override;
    Result<std::vector<PaymentAttempt>> attempts_of_order(const VendorName&, const CustomerId&,
                                                          const ChangeId&) override;
    Result<std::vector<PaymentAttempt>> attempts_of_invoice(const VendorName&, const CustomerId&,
                                                            const InvoiceId&) override;
    Result<std::vector<PaymentAttempt>> unfinished_attempts(const VendorName&, const AttemptPlace& after,
                                                            Instant before, int limit) override;
    Result<std::vector<PaymentAttempt>> unsent_charges(const VendorName&, const AttemptPlace& after,
                                                       int limit) override;
    Result<void> add_payment_method(const VendorName&, const PaymentMethod&) override;
    Result<std::vector<PaymentMethod>> list_payment_methods(const VendorName&, const CustomerId&) override;
    Result<Invoice> issue_invoice(const VendorName&, Invoice) override;
    Result<void> record_payment(const VendorName&, const CustomerId&, const InvoiceId&, Money paid,
                                InvoiceStatus) override;
    Result<Invoice> load_invoice(const VendorName&, const InvoiceId&) override;
    Result<std::vector<Invoice>> unfinished_refunds(const VendorName&, const CreditNotePlace& after,
                                                    int limit) override;
    Result<std::vector<Invoice>> list_invoices(const VendorName&, const CustomerId&) override;
    Result<void> post(const VendorName&, const CustomerId&, const std::string& document,
                      const std::vector<LedgerEntry>&) override;
    Result<std::optional<Draft>> load_draft(const VendorName&, const CustomerId&, const MemberId&) override;
    Result<void> save_draft(const VendorName&, const Draft&) override;
    Result<void> delete_draft(const VendorName&, const CustomerId&, const MemberId&) override;
    Result<void> add_event(const VendorName&, Event) override;
    Result<std::vector<Event>> list_events(const VendorName&, const CustomerId&, std::int64_t after_sequence,
                                           int limit) override;
    Result<std::vector<Event>> latest_events(const VendorName&, const CustomerId&, int limit) override;
    Result<std::vector<OutboxEntry>> claim_outbox(Instant now, std::int64_t lease_seconds, int limit) override;
    Result<void> finish_outbox(const OutboxEntry&) override;
    Result<void> retry_outbox(const OutboxEntry&, Instant at) override;
    Result<OutboxFigures> outbox_figures(Instant now) override;
    Result<std::vector<OutboxEntry>> claim_untold(Instant now, std::int64_t lease_seconds, int limit) override;
    Result<void> finish_untold(const OutboxEntry&) override;
    Result<void> retry_untold(const OutboxEntry&, Instant at) override;
    Result<int> forget_untold(Instant before, int limit) override;
    Result<bool> add_mail(const VendorName&, const Mail&) override;
    Result<std::vector<Mail>> claim_mails(Instant now, std::int64_t lease_seconds, int limit) override;
    Result<void> finish_mail(const Mail&, const MailOutcome&, Instant now) override;
    Result<void> retry_mail(const Mail&, Instant at, const std::string& why) override;
    Result<void> put_mail_off(const Mail&, Instant at) override;
    Result<void> revive_mail(const VendorName&, const MailId&, Instant now, Instant expires_at) override;
    Result<std::vector<Mail>> list_mails(const VendorName&, const CustomerId& customer, const Page&) override;
    Result<MailFigures> mail_figures() override;
    Result<void> add_sign_in_link(const SignInLink&) override;
    Result<SignInLink> take_sign_in_link(const std::string& token_hash, Instant now) override;
    Result<void> add_session(const Session&) override;
    Result<std::optional<Session>> find_session(const std::string& token_hash, Instant now) override;
    Result<bool> delete_session(const std::string& token_hash) override;
    Result<void> change_open_role(const VendorName&, const CustomerId&, const MemberId&, const Code& role) override;
    Result<void> end_what_is_open(const VendorName&, const CustomerId&, const MemberId&) override;
    Result<void> add_api_key(const ApiKey&) override;
    Result<std::optional<ApiKey>> find_api_key(const std::string& secret_hash) override;
    CredentialStore& credentials() override { return credentials_; }
    RequestStore& requests() override { return requests_; }
    TaxCheckStore& tax_checks() override { return tax_checks_; }
    CatalogVersionStore& catalog_versions() override { return catalog_versions_; }
    Result<void> add_key_use(const KeyUse&) override;
    Result<std::optional<KeyUse>> find_key_use(const VendorName&, const std::string& caller, const std::string& route,
                                               const std::string& key) override;
    Result<void> store_answer(const KeyUse&) override;
    Result<void> add_feedback(const VendorName&, const std::string& page, const std::string& verdict,
                              Instant at) override;

    /// Writes the events that were added so far.
    Result<void> write_events();
    /// The same, and what staff did into their log, last of all.
    Result<void> finish();
    /// Whom it wrote about; whoever commits tells of them afterwards.
    ChangeNotes& changes() { return changes_; }

    // What a round over the due needs beside the port.
    /// What a subscription that is past due owes.
    Result<std::optional<DueCase::Owed>> load_owed(const VendorName&, const Subscription& of);
    Result<std::vector<DuePlace>> due_after(const VendorName&, Date until, const DuePlace& place, int limit);
    /// Adds to the progress of `run`, if it is not empty; answers what was asked of it meanwhile.
    Result<BillRunState> advance_bill_run(const VendorName&, const std::string& run, const SliceReport& slice);

    /// An act behind the end of a chain, and its place in the outbox. Fails with already_exists when the chain went on.
    static Result<Act> add_act(Driver& db, const VendorName& vendor, std::int64_t sequence,
                               std::string_view previous_hash, std::span<const Event> events);
    /// A document that has its number, packed, with the versions that are printed on it.
    Result<void> add_invoice(const VendorName& vendor, const Invoice& invoice, const std::string& number,
                             std::int64_t series_number, const std::string& body, std::int64_t seller,
                             std::int64_t buyer);
    /// What a step writes beside its documents: pauses, and an invoice that is given up.
    Result<void> write_due_life(const VendorName& vendor, const DueWrite& write);
    /// The version of what is printed of a buyer or a seller; kept as a new one when nobody said it before.
    Result<std::int64_t> version_of(const VendorName& vendor, const CustomerId& customer,
                                    const BillingInformation& billing);
    Result<std::int64_t> version_of(const VendorName& vendor, const Seller& seller);

private:
    Result<bool> is_any(const sql::Query& find_waiting, Instant now);
    Result<std::vector<OutboxEntry>> claim_acts(const sql::Query& query, Instant now, std::int64_t lease_seconds,
                                                int limit);
    Result<std::vector<Event>> events_to_deliver(const OutboxEntry& entry);
    struct Position {
        Instant created_at;
        std::string id;
    };
    /// Where the page before ended; nothing when there is no such row.
    Result<std::optional<Position>> position_of(const sql::Query& query, const VendorName& vendor, const Page& page);

    using WrittenActs = std::vector<std::pair<VendorName, std::pair<Act, std::span<const Event>>>>;
    Result<void> add_acts(const VendorName& vendor, const CustomerId& customer,
                          const std::vector<std::vector<Event>>& acts, WrittenActs& written);

    Driver& db_;
    SqlCredentials credentials_;
    ChangeNotes changes_;
    SqlRequests requests_;
    SqlTaxChecks tax_checks_;
    SqlCatalogVersions catalog_versions_;
    /// Per customer: the acts, each with its events.
    std::map<std::pair<VendorName, CustomerId>, std::vector<std::vector<Event>>> unwritten_;
};

}  // namespace settle::store
