#include "adapters/store/postgres_slice.h"

#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "base/ensure.h"
#include "domain/mail/decide_mails.h"
#include "domain/renewal/renewal.h"

namespace settle::store {
namespace {

using Type = ArrayColumns::Type;

/// "item count item count …"
Result<Quantities> quantities_in(std::string_view text) {
    Quantities found;
    while (!text.empty()) {
        const std::size_t middle = text.find(' ');
        const std::size_t end = std::min(text.find(' ', middle + 1), text.size());
        const Code item = TRY(Code::parse(text.substr(0, middle)));
        std::int64_t count = 0;
        std::from_chars(text.data() + middle + 1, text.data() + end, count);
        found.set(item, count);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return found;
}

/// Of entries that sum to zero.
Currency currency_of(const std::vector<LedgerEntry>& entries) {
    Money rest = Money::zero(entries.front().amount.currency());
    for (const LedgerEntry& entry : entries) rest += entry.amount;
    ENSURE(rest.is_zero());
    return rest.currency();
}

void read_case(Row& row, const DueScope& of, LockedCase& into) {
    into.due.subscription = read_subscription(row);
    const auto due_on = row.maybe_day("due_on");
    into.is_due = due_on && *due_on <= of.until;
    into.due.billed_today = row.small("billed_today");
    into.due.customer.billing = row.keep("billing", unpack_billing(row.view("billing")), BillingInformation{});
    if (!row.is_null("method"))
        into.due.default_method =
            PaymentMethod{.id = row.id<PaymentMethodId>("method"),
                          .customer = into.place.customer,
                          .details = row.keep("method_details", unpack_method_details(row.view("method_details")), {}),
                          .is_default = true};
    into.due.assigned = row.keep("assigned", quantities_in(row.view("assigned")), {});
    if (!row.is_null("next")) into.end = {row.integer("next"), row.text("hash")};
}

}  // namespace

LockedCase read_locked(Row& row, const VendorName& vendor) {
    const auto id = row.id<CustomerId>("customer");
    return LockedCase{
        .place = {.due_on = {}, .customer = id},
        .billing_version = row.integer("billing_version"),
        .due = {.customer = {.id = id,
                             .vendor = vendor,
                             .version = row.integer("version"),
                             .name = row.text("name"),
                             .language = row.text("language"),
                             .time_zone = row.text("time_zone"),
                             .billing = {},
                             .created_at = row.instant("created_at")},
                .subscription = {},
                .assigned = {},
                .default_method = {}},
        .end = {},
    };
}

Result<void> load_cases(PostgresDriver& db, SqlTransaction& tx, const DueScope& of, std::span<LockedCase> cases) {
    ArrayColumns wanted({{"customers", Type::kText}, {"billing_versions", Type::kInteger}});
    for (const LockedCase& one : cases) {
        wanted.text(one.place.customer.view());
        wanted.integer(one.billing_version);
    }
    const auto rows =
        TRY(db.fetch_over(sql::round::load_cases, {{"vendor", of.vendor}, {"run_day", of.run_day}}, wanted));
    TRY_VOID(rows.each([&](Row& row) -> Result<void> {
        const auto place = static_cast<std::size_t>(row.integer("place")) - 1;
        read_case(row, of, cases[place]);
        if (row.error()) return fail(*row.error());
        return {};
    }));
    for (LockedCase& one : cases)
        if (one.is_due) one.due.owed = TRY(tx.load_owed(of.vendor, one.due.subscription));
    return {};
}

SliceWriter::SliceWriter(PostgresDriver& db, const DueScope& of,
                         const std::function<void(std::string_view)>& on_statement)
    : db_(db),
      of_(of),
      on_statement_(on_statement),
      subscriptions_({{"customers", Type::kText},
                      {"ids", Type::kText},
                      {"versions", Type::kBigint},
                      {"states", Type::kText},
                      {"plans", Type::kText},
                      {"cycles", Type::kText},
                      {"currencies", Type::kText},
                      {"anchors", Type::kDay},
                      {"period_numbers", Type::kBigint},
                      {"period_first_days", Type::kDay},
                      {"period_end_days", Type::kDay},
                      {"commitment_ends", Type::kDay},
                      {"trial_ends", Type::kDay},
                      {"trials_used", Type::kInteger},
                      {"self_managed", Type::kInteger},
                      {"bodies", Type::kText},
                      {"due_days", Type::kDay},
                      {"billed_counts", Type::kInteger}}),
      queued_({{"customers", Type::kText}, {"sequences", Type::kBigint}, {"instants", Type::kBigint}}),
      postings_("posting", {"vendor", "customer", "document", "posting", "currency", "entries"}),
      attempts_("payment_attempt", {"vendor", "customer", "id", "change", "invoice", "ordinal", "amount_minor",
                                    "currency", "state", "method", "saved_method", "provider_reference", "redirect_url",
                                    "return_url", "reason_code", "details", "created_at"}),
      invoice_rows_(
          "invoice",
          {"vendor",           "customer",       "id",          "subscription", "number",         "series_year",
           "series_number",    "kind",           "reason",      "change",       "issued_on",      "due_on",
           "period_first_day", "period_end_day", "status",      "net_minor",    "total_minor",    "paid_minor",
           "currency",         "tax_reason",     "tax_country", "body",         "seller_version", "buyer_version"}),
      acts_("act", {"vendor", "customer", "sequence", "count", "chain", "actor_kind", "actor_role", "actor_id",
                    "on_behalf_of", "reason", "at", "events", "personal", "hash"}),
      untold_("untold_act", {"vendor", "customer", "sequence", "available_at", "tries"}) {}

bool SliceWriter::takes(const LockedCase& of, const DueWrite& write) {
    if (write.pause_begins || write.pause_ends || write.given_up || !write.released.empty()) return false;
    if (!write.counting.facts.empty()) return false;
    if (write.invoice && write.invoice->buyer != of.due.customer.billing) return false;
    // The number of a posting is known without asking only where it is the first of its document.
    return std::ranges::all_of(write.postings, [&](const Posting& posting) {
        return posting.entries.empty() || (write.invoice && posting.document == write.invoice->id.str());
    });
}

void SliceWriter::add(const LockedCase& of, DueWrite& write) {
    add_subscription(of, write);
    int count = 0;
    for (const Posting& posting : write.postings) {
        if (posting.entries.empty()) continue;
        const Currency currency = currency_of(posting.entries);
        postings_.text(of_.vendor);
        postings_.text(of.place.customer.view());
        postings_.text(posting.document);
        postings_.integer(++count);
        postings_.text(currency.code());
        postings_.text(pack(posting.entries));
    }
    if (write.attempt) add_attempt(*write.attempt);
    if (!write.events.empty()) {
        queued_.text(of.place.customer.view());
        queued_.bigint(of.end.next);
        queued_.bigint(write.events.front().at.micros);
    }
    invoices_ += write.invoice.has_value();
    added_.push_back({&of, &write});
}

void SliceWriter::add_subscription(const LockedCase& of, const DueWrite& write) {
    const Subscription& s = write.after;
    subscriptions_.text(s.customer.view());
    subscriptions_.text(s.id.view());
    subscriptions_.bigint(s.version);
    subscriptions_.text(name_of(s.state));
    subscriptions_.text(s.plan.view());
    subscriptions_.text(name_of(s.cycle));
    subscriptions_.text(s.currency.code());
    subscriptions_.day(s.anchor);
    subscriptions_.bigint(s.period_number);
    subscriptions_.day(s.period.first_day);
    subscriptions_.day(s.period.end_day);
    subscriptions_.day(s.commitment_end);
    subscriptions_.day(s.trial_end);
    subscriptions_.integer(s.trial_used);
    subscriptions_.integer(s.self_managed);
    subscriptions_.text(pack_body(s));
    subscriptions_.day(next_due_on(s));
    if (write.invoice) subscriptions_.integer(of.due.billed_today + 1);
    else subscriptions_.null();
}

void SliceWriter::add_attempt(const PaymentAttempt& attempt) {
    attempts_.text(of_.vendor);
    attempts_.text(attempt.customer.view());
    attempts_.text(attempt.id.view());
    attempts_.text_or_null(attempt.change.view());
    attempts_.text_or_null(attempt.invoice.view());
    attempts_.integer(attempt.ordinal);
    attempts_.bigint(attempt.amount.minor());
    attempts_.text(attempt.amount.currency().code());
    attempts_.text(name_of(attempt.state));
    attempts_.text(name_of(attempt.method));
    attempts_.text_or_null(attempt.saved_method.view());
    attempts_.text(attempt.provider_reference);
    attempts_.text(attempt.redirect_url);
    attempts_.text(attempt.return_url);
    attempts_.text(attempt.reason_code);
    attempts_.text(pack(attempt.details));
    attempts_.bigint(attempt.created_at.micros);
}

Result<void> SliceWriter::copy(std::string_view name, CopyRows& rows) {
    if (rows.is_empty()) return {};
    TRY(db_.copy_in(rows));
    said(name);
    return {};
}

Result<void> SliceWriter::write_unnumbered(SqlTransaction& tx) {
    if (is_empty()) return {};
    const auto saved = TRY(db_.fetch_over(sql::round::save_subscriptions,
                                          {{"vendor", of_.vendor}, {"run_day", of_.run_day}}, subscriptions_));
    said(sql::round::save_subscriptions.name);
    // Customers are locked: only who writes without locking them can have been faster.
    if (std::cmp_not_equal(saved.affected(), added_.size()))
        return fail(ErrorCode::kVersionStale, {}, "a subscription of the slice was changed past its customer's lock");
    if (queued_.size() > 0) {
        TRY(db_.fetch_over(sql::round::queue_acts, {{"vendor", of_.vendor}}, queued_));
        said(sql::round::queue_acts.name);
    }
    TRY_VOID(copy("round/copy_postings", postings_));
    std::map<const Seller*, std::int64_t> versions;
    for (Added& added : added_) {
        if (!added.write->invoice) continue;
        const auto [known, is_new] = versions.try_emplace(added.write->invoice->seller.address(), 0);
        if (is_new) known->second = TRY(tx.version_of(of_.vendor, added.write->invoice->seller));
        added.seller_version = known->second;
    }
    return {};
}

Result<void> SliceWriter::write_numbered() {
    if (is_empty()) return {};
    TRY_VOID(number_invoices());
    for (Added& added : added_) TRY_VOID(add_acts(added));
    TRY_VOID(copy("round/copy_invoices", invoice_rows_));
    // Behind the invoices that they pay: the database refuses an attempt without its invoice.
    TRY_VOID(copy("round/copy_attempts", attempts_));
    TRY_VOID(copy("round/copy_acts", acts_));
    return copy("round/copy_untold", untold_);
}

Result<void> SliceWriter::number_invoices() {
    std::map<std::pair<InvoiceKind, int>, std::vector<Added*>> series;
    for (Added& added : added_)
        if (const auto& invoice = added.write->invoice)
            series[{invoice->kind, static_cast<int>(invoice->issued_on.ymd().year())}].push_back(&added);
    for (auto& [which, members] : series) {
        const auto& [kind, year] = which;
        const auto rows = TRY(db_.fetch_unprotected(
            sql::invoice::take_numbers,
            {{"vendor", of_.vendor}, {"kind", name_of(kind)}, {"year", year}, {"count", members.size()}}));
        said(sql::invoice::take_numbers.name);
        std::int64_t number = 0;
        TRY_VOID(rows.each([&](Row& row) -> Result<void> {
            number = row.integer("last_number") - static_cast<std::int64_t>(members.size());
            return {};
        }));
        for (Added* added : members) {
            added->number = document_number(kind, year, ++number);
            add_invoice(*added, year, number);
        }
    }
    return {};
}

void SliceWriter::add_invoice(const Added& added, int year, std::int64_t number) {
    const Invoice& invoice = *added.write->invoice;
    const Currency currency = invoice.amounts.total.currency();
    ENSURE(invoice.amounts.net.currency() == currency && invoice.paid.currency() == currency);
    CopyRows& row = invoice_rows_;
    row.text(of_.vendor);
    row.text(invoice.customer.view());
    row.text(invoice.id.view());
    row.text(invoice.subscription.view());
    row.text(added.number);
    row.integer(year);
    row.bigint(number);
    row.text(name_of(invoice.kind));
    row.text(name_of(invoice.reason));
    row.text_or_null(invoice.change.view());
    row.day(invoice.issued_on);
    row.day(invoice.due_on);
    row.day(invoice.period.first_day);
    row.day(invoice.period.end_day);
    row.text(name_of(invoice.status));
    row.bigint(invoice.amounts.net.minor());
    row.bigint(invoice.amounts.total.minor());
    row.bigint(invoice.paid.minor());
    row.text(currency.code());
    row.text(name_of(invoice.tax_reason));
    row.text(invoice.tax_country);
    row.text(pack_body(invoice));
    row.integer(added.seller_version);
    row.integer(added.of->billing_version);
}

Result<void> SliceWriter::add_acts(Added& added) {
    std::span<Event> events = added.write->events;
    for (Event& event : events)
        for (auto& [name, value] : event.data)
            if (name == "number" && value.empty()) value = added.number;
    ChainEnd end = added.of->end;
    while (!events.empty()) {
        std::size_t count = 1;
        while (count < events.size() && are_one_act(events.front(), events[count])) ++count;
        const Act act = TRY(chain_act(added.of->place.customer, events.first(count), end));
        if (std::ranges::any_of(events.first(count),
                                [](const Event& event) { return makes_mails(event.type, event.data); })) {
            untold_.text(of_.vendor);
            untold_.text(act.customer.view());
            untold_.bigint(act.sequence);
            untold_.bigint(act.at.micros);
            untold_.integer(0);
        }
        events = events.subspan(count);
        acts_.text(of_.vendor);
        acts_.text(act.customer.view());
        acts_.bigint(act.sequence);
        acts_.integer(act.count);
        acts_.integer(act.chain);
        acts_.text(name_of(act.actor.kind));
        acts_.text(act.actor.role.view());
        acts_.text(act.actor.id);
        acts_.text(act.on_behalf_of);
        acts_.text(act.reason);
        acts_.bigint(act.at.micros);
        acts_.text(act.events);
        acts_.text(act.personal);
        acts_.text(act.hash);
    }
    return {};
}

}  // namespace settle::store
