// Corruption that is planted behind the store's back is found by verify().
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <functional>
#include <span>

#include "adapters/store/sqlite_store.h"
#include "adapters/store/verify.h"
#include "base/hash.h"
#include "domain/invoice/ledger.h"
#include "ports/document_archive.h"
#include "ports/numbers.h"
#include "tests/adapters/store/temporary_file.h"
#include "tests/contracts/store_samples.h"

using namespace settle;

namespace {

Invoice month(int n) {
    Invoice made =
        samples::invoice("inv_" + std::to_string(n), n == 1 ? InvoiceReason::kFirst : InvoiceReason::kRenewal,
                         {add_months(Date(2026, 1, 1), n - 1), add_months(Date(2026, 1, 1), n)});
    made.amounts.lines[0].covers = made.period;
    made.due_on.reset();
    return made;
}

Result<void> sell(Transaction& tx, Invoice invoice, PaymentAttempt attempt) {
    invoice = TRY(tx.issue_invoice(samples::kVendor, std::move(invoice)));
    TRY_VOID(tx.post(samples::kVendor, samples::kCustomer, invoice.id.str(), entries_for_issue(invoice)));
    TRY_VOID(
        tx.post(samples::kVendor, samples::kCustomer, invoice.id.str(), entries_for_payment(invoice.amounts.total)));
    TRY_VOID(tx.record_payment(samples::kVendor, samples::kCustomer, invoice.id, invoice.amounts.total,
                               InvoiceStatus::kPaid));
    attempt.state = AttemptState::kSucceeded;
    return tx.add_attempt(samples::kVendor, attempt);
}

/// A first order and three renewals, all paid, with four events.
Result<void> fill(Transaction& tx) {
    TRY_VOID(tx.add_customer(samples::kVendor, samples::customer()));
    TRY_VOID(tx.add_subscription(samples::kVendor, samples::active_subscription()));
    ChangeOrder order = samples::order();
    TRY_VOID(tx.add_order(samples::kVendor, order));
    Invoice first = month(1);
    first.change = order.id;
    TRY_VOID(sell(tx, first, samples::attempt("pay_1", "chg_1")));
    order.state = OrderState::kApplied;
    order.invoice = first.id;
    TRY_VOID(tx.save_order(samples::kVendor, order));
    for (int n = 2; n <= 4; ++n)
        TRY_VOID(sell(tx, month(n), samples::attempt("pay_" + std::to_string(n), "", "inv_" + std::to_string(n))));
    TRY_VOID(archive_of(tx).add_document(samples::kVendor,
                                         {.invoice = InvoiceId("inv_2"),
                                          .customer = samples::kCustomer,
                                          .format = DocumentFormat::kUbl,
                                          .languages = {"fr"},
                                          .settled = samples::euros(0),
                                          .renderer = "1",
                                          .digest = digest_hex("<x>"),
                                          .bytes = 3},
                                         "<x>"));
    for (int n = 1; n <= 4; ++n) {
        Event event = samples::event();
        event.at = Instant{7'000 + n};
        TRY_VOID(tx.add_event(samples::kVendor, event));
    }
    return {};
}

struct Corruption {
    const char* what;
    const char* sql;
    const char* invariant;
};

const Corruption kCorruptions[] = {
    {"a net that is not the sum of the lines", "UPDATE invoice SET net_minor = 2999 WHERE id = 'inv_2'", "totals"},
    {"a total that is not net and taxes", "UPDATE invoice SET total_minor = 3601, paid_minor = 3601 WHERE id = 'inv_2'",
     "totals"},
    {"a tax that its rate does not give",
     "UPDATE invoice SET body = replace(body, '200000,600]', '200000,601]') WHERE id = 'inv_2'", "totals"},
    {"a rate that does not give the tax",
     "UPDATE invoice SET body = replace(body, '200000,600]', '100000,600]') WHERE id = 'inv_2'", "totals"},
    {"a line that its quantity does not give",
     "UPDATE invoice SET body = replace(body, '\"pro\",3,', '\"pro\",4,') WHERE id = 'inv_2'", "totals"},
    {"lines in another currency",
     "UPDATE invoice SET body = replace(body, '{\"lines\"', '{\"currency\":\"CAD\",\"lines\"') WHERE id = 'inv_2'",
     "totals"},
    {"a body that cannot be read", "UPDATE invoice SET body = '{' WHERE id = 'inv_2'", "totals"},
    {"a status nobody knows", "UPDATE invoice SET status = 'lost' WHERE id = 'inv_2'", "totals"},
    {"more paid than asked", "UPDATE invoice SET paid_minor = 3601 WHERE id = 'inv_2'", "status"},
    {"marked paid, half paid", "UPDATE invoice SET paid_minor = 1800 WHERE id = 'inv_2'", "status"},
    {"paid, marked open", "UPDATE invoice SET status = 'open' WHERE id = 'inv_2'", "status"},
    {"days billed twice", "UPDATE invoice SET period_end_day = '2026-03-02' WHERE id = 'inv_2'", "periods"},
    {"days never billed", "UPDATE invoice SET period_end_day = '2026-02-28' WHERE id = 'inv_2'", "periods"},
    {"a period without days", "UPDATE invoice SET period_end_day = period_first_day WHERE id = 'inv_4'", "periods"},
    {"a document that was changed", "UPDATE document_part SET content = 'AAAA'", "documents"},
    {"a document of another length", "UPDATE document SET bytes = 4", "documents"},
    {"a document with another digest", "UPDATE document SET digest = 'f00'", "documents"},
    {"a document without its bytes", "DELETE FROM document_part", "documents"},
    {"a document that cannot be read", "UPDATE document_part SET content = '?'", "documents"},
    {"an invoice that vanished",
     "DELETE FROM payment_attempt WHERE id = 'pay_3'; DELETE FROM invoice WHERE id = 'inv_3'", "numbers"},
    {"the last invoice that vanished",
     "DELETE FROM payment_attempt WHERE id = 'pay_4'; DELETE FROM invoice WHERE id = 'inv_4'", "numbers"},
    {"a number that was skipped", "UPDATE invoice SET series_number = 9, number = '2026-0009' WHERE id = 'inv_4'",
     "numbers"},
    {"a number text that was altered", "UPDATE invoice SET number = '2026-0044' WHERE id = 'inv_4'", "numbers"},
    {"a series ahead of its documents", "UPDATE number_series SET last_number = 5", "numbers"},
    {"a series behind its documents", "UPDATE number_series SET last_number = 3", "numbers"},
    {"a series without documents", "INSERT INTO number_series VALUES ('acme', 'credit_note', 2026, 1)", "numbers"},
    {"a number used twice",
     "DROP INDEX invoice_by_series; UPDATE invoice SET series_number = 3, number = "
     "'2026-0003' WHERE id = 'inv_4'",
     "numbers"},
    {"an invoice charged twice",
     "INSERT INTO payment_attempt SELECT vendor, customer, 'pay_9', change, invoice, 2, amount_minor, currency, state, "
     "method, saved_method, provider_reference, redirect_url, return_url, reason_code, details, created_at FROM "
     "payment_attempt WHERE id = 'pay_2'",
     "one_charge_per_invoice"},
    {"an order charged twice",
     "INSERT INTO payment_attempt SELECT vendor, customer, 'pay_9', change, invoice, 2, amount_minor, currency, state, "
     "method, saved_method, provider_reference, redirect_url, return_url, reason_code, details, created_at FROM "
     "payment_attempt WHERE id = 'pay_1'",
     "one_charge_per_invoice"},
    {"a charge of another amount", "UPDATE payment_attempt SET amount_minor = 3599 WHERE id = 'pay_1'",
     "one_charge_per_invoice"},
    {"a charge of another currency", "UPDATE payment_attempt SET currency = 'CAD' WHERE id = 'pay_2'",
     "one_charge_per_invoice"},
    {"a charge of an order that still waits", "UPDATE change_order SET state = 'awaiting_payment'",
     "one_charge_per_invoice"},
    {"an order applied without payment",
     "DELETE FROM payment_attempt WHERE id = 'pay_1'; UPDATE invoice SET status = 'open', paid_minor = 0 WHERE id = "
     "'inv_1'",
     "paid_before_applied"},
    {"an order applied without invoice",
     "DELETE FROM payment_attempt WHERE id = 'pay_1'; UPDATE change_order SET invoice = NULL", "paid_before_applied"},
    {"a posting that does not balance",
     "UPDATE posting SET entries = replace(entries, '\"cash\",3600', '\"cash\",3601') WHERE document = 'inv_2'",
     "ledger"},
    {"an entry that vanished",
     "UPDATE posting SET entries = json_remove(entries, '$[1]') WHERE document = 'inv_2' AND posting = 1", "ledger"},
    {"a posting that cannot be read", "UPDATE posting SET entries = '[[' WHERE document = 'inv_2' AND posting = 2",
     "ledger"},
    {"a payment nobody posted", "DELETE FROM posting WHERE document = 'inv_2' AND posting = 2", "ledger"},
    {"an event that was altered", "UPDATE act SET events = replace(events, 'activated', 'ended') WHERE sequence = 2",
     "event_chain"},
    {"a fact that was altered", "UPDATE act SET events = replace(events, 'pro', 'max') WHERE sequence = 4",
     "event_chain"},
    {"an event more than there was",
     "UPDATE act SET events = json_insert(events, '$[#]', json('[\"x\"]')) WHERE sequence = 4", "event_chain"},
    {"an event counted twice", "UPDATE act SET count = 2 WHERE sequence = 4", "event_chain"},
    {"an actor that was altered", "UPDATE act SET actor_id = 'mem_2' WHERE sequence = 1", "event_chain"},
    {"a reason that was altered", "UPDATE act SET reason = '' WHERE sequence = 1", "event_chain"},
    {"an instant that was altered", "UPDATE act SET at = at + 1 WHERE sequence = 3", "event_chain"},
    {"an event that vanished", "DELETE FROM outbox; DELETE FROM act WHERE sequence = 2", "event_chain"},
    {"a first event that vanished", "DELETE FROM outbox; DELETE FROM act WHERE sequence = 1", "event_chain"},
    {"a hash that was altered", "UPDATE act SET hash = 'x' WHERE sequence = 2", "event_chain"},
    {"an act in a chain nobody knows", "UPDATE act SET chain = 3 WHERE sequence = 2", "event_chain"},
    {"an act said to be of the first schemas", "UPDATE act SET chain = 1 WHERE sequence = 2", "event_chain"},
    {"a customer without a subscription",
     "INSERT INTO customer SELECT vendor, 'cus_2', version, name, language, time_zone, created_at, billing_version "
     "FROM "
     "customer",
     "one_subscription"},
    {"a member of a customer that is not there",
     "INSERT INTO member (vendor, customer, id, email, first_name, last_name, role, language) "
     "VALUES ('acme', 'cus_404', 'mem_9', '', '', '', 'owner', 'en')",
     "references"},
    {"a seat of a member that is not there",
     "INSERT INTO seat_holder VALUES ('acme', 'cus_1', 'seat_9', 'user', 'mem_404', 'manual', 1, NULL)", "references"},
    {"a person on a seat that nobody counts",
     "INSERT INTO member (vendor, customer, id, email, first_name, last_name, role, language) "
     "VALUES ('acme', 'cus_1', 'mem_8', '', '', '', 'owner', 'en'); "
     "INSERT INTO seat_holder VALUES ('acme', 'cus_1', 'seat_9', 'user', 'mem_8', 'manual', 1, NULL)",
     "seats"},
    {"an owner who has left",
     "INSERT INTO member (vendor, customer, id, email, first_name, last_name, role, language, is_owner, left_at) "
     "VALUES ('acme', 'cus_1', 'mem_7', '', '', '', 'owner', 'en', 1, 5)",
     "owner"},
    {"a posting of a customer that is not there", "UPDATE posting SET customer = 'cus_404' WHERE document = 'inv_1'",
     "references"},
    {"a day of a posting that is not there",
     "INSERT INTO posting_day VALUES ('acme', 'cus_1', 'inv_1', 9, '2026-03-01')", "references"},
    {"an act of a customer that is not there", "UPDATE act SET customer = 'cus_404' WHERE sequence = 4", "references"},
    {"a document of a customer that is not there", "UPDATE invoice SET customer = 'cus_404' WHERE id = 'inv_4'",
     "references"},
    {"a document of a subscription that is not there", "UPDATE invoice SET subscription = 'sub_404' WHERE id = 'inv_4'",
     "references"},
    {"a document of a change that is not there", "UPDATE invoice SET change = 'chg_404' WHERE id = 'inv_1'",
     "references"},
    {"a document of a seller that is not there", "DELETE FROM seller_version", "references"},
    {"a document of a buyer that is not there", "UPDATE invoice SET buyer_version = 2 WHERE id = 'inv_2'",
     "references"},
    {"a customer without billing information", "UPDATE customer SET billing_version = 7", "references"},
    {"billing information of nobody", "INSERT INTO billing_version VALUES ('acme', 'cus_404', 1, '{}')", "references"},
    {"an act to deliver that is not there", "UPDATE outbox SET sequence = 9", "references"},
    {"a first attempt that vanished", "UPDATE payment_attempt SET ordinal = 2 WHERE id = 'pay_2'", "attempts"},
    {"a total no browser can read",
     "UPDATE invoice SET total_minor = 9007199254740993, paid_minor = 9007199254740993 WHERE id = 'inv_2'", "amounts"},
    {"a line no browser can read",
     "UPDATE invoice SET body = replace(body, '3000', '-9007199254740993') WHERE id = 'inv_2'", "amounts"},
    {"an entry no browser can read",
     "UPDATE posting SET entries = replace(entries, '3600', '9007199254740993') WHERE document = 'inv_2'", "amounts"},
    {"a refund of nothing", "UPDATE invoice SET kind = 'credit_note', reason = 'refund' WHERE id = 'inv_4'", "credits"},
};

Subscription of_life(const std::string& n, SubscriptionState state) {
    Subscription made = samples::active_subscription("cus_" + n, "sub_" + n);
    made.state = state;
    made.currency = kEuro;
    made.balance = samples::euros(0);
    made.scheduled.clear();
    return made;
}

Invoice billed(const std::string& n, const std::string& id, InvoiceReason reason, const char* first, const char* end) {
    Invoice made = samples::invoice(id, reason, {samples::day(first), samples::day(end)});
    made.customer = CustomerId("cus_" + n);
    made.subscription = SubscriptionId("sub_" + n);
    made.due_on.reset();
    return made;
}

/// Issued, and paid: from the balance first, the rest by one charge unless it stays open.
Result<void> settle_invoice(Transaction& tx, Invoice invoice, Money from_balance, bool is_charged = true) {
    const CustomerId customer = invoice.customer;
    const std::string id = invoice.id.str();
    const Money rest = invoice.amounts.total - from_balance;
    invoice.paid = is_charged ? invoice.amounts.total : from_balance;
    invoice.status = is_charged ? InvoiceStatus::kPaid : InvoiceStatus::kOpen;
    TRY(tx.issue_invoice(samples::kVendor, invoice));
    TRY_VOID(tx.post(samples::kVendor, customer, id, entries_for_issue(invoice)));
    if (from_balance.is_positive())
        TRY_VOID(tx.post(samples::kVendor, customer, id, entries_for_balance(from_balance)));
    if (!is_charged) return {};
    TRY_VOID(tx.post(samples::kVendor, customer, id, entries_for_payment(rest)));
    PaymentAttempt attempt = samples::attempt("pay_" + id, "", id);
    attempt.customer = customer;
    attempt.amount = rest;
    attempt.state = AttemptState::kSucceeded;
    return tx.add_attempt(samples::kVendor, attempt);
}

/// Paused, for the second time: ten days in February put March off by ten days; on the first of April seats
/// were added, then the second pause began.
Result<void> fill_paused(Transaction& tx) {
    Subscription subscription = of_life("1", SubscriptionState::kPaused);
    subscription.pause = Pause{.from = samples::day("2026-04-01"), .to = {}, .paid_days_left = 10};
    TRY_VOID(tx.add_subscription(samples::kVendor, subscription));
    const Money nothing = samples::euros(0);
    TRY_VOID(settle_invoice(tx, billed("1", "inv_1", InvoiceReason::kFirst, "2026-01-01", "2026-02-01"), nothing));
    TRY_VOID(settle_invoice(tx, billed("1", "inv_2", InvoiceReason::kRenewal, "2026-02-01", "2026-03-01"), nothing));
    TRY_VOID(tx.begin_pause(samples::kVendor, subscription.customer, samples::day("2026-02-10")));
    TRY_VOID(tx.end_pause(samples::kVendor, subscription.customer, samples::day("2026-02-20")));
    TRY_VOID(settle_invoice(tx, billed("1", "inv_3", InvoiceReason::kRenewal, "2026-03-11", "2026-04-11"), nothing));
    Invoice seats = billed("1", "inv_4", InvoiceReason::kChange, "2026-03-11", "2026-04-11");
    seats.issued_on = samples::day("2026-04-01");
    TRY_VOID(settle_invoice(tx, seats, nothing));
    return tx.begin_pause(samples::kVendor, subscription.customer, samples::day("2026-04-01"));
}

/// Past due, with a change that waits. Of 10.00 given, 6.00 and 1.00 went into invoices.
Result<void> fill_past_due(Transaction& tx) {
    Subscription subscription = of_life("2", SubscriptionState::kPastDue);
    subscription.balance = samples::euros(300);
    subscription.past_due = PastDue{
        .invoice = InvoiceId("inv_6"), .since = samples::day("2026-03-01"), .retries = {}, .access_changes = {}};
    subscription.scheduled = {{.on = samples::day("2026-04-01"),
                               .set = samples::agreed_wish(),
                               .change = ChangeId("chg_1"),
                               .author = samples::owner()}};
    TRY_VOID(tx.add_subscription(samples::kVendor, subscription));
    ChangeOrder order = samples::order();
    order.customer = subscription.customer;
    order.subscription = subscription.id;
    order.state = OrderState::kApplied;
    order.due = samples::euros(0);
    TRY_VOID(tx.add_order(samples::kVendor, order));
    TRY_VOID(tx.post(samples::kVendor, subscription.customer, "gift", entries_for_goodwill(samples::euros(1'000))));
    TRY_VOID(settle_invoice(tx, billed("2", "inv_5", InvoiceReason::kFirst, "2026-02-01", "2026-03-01"),
                            samples::euros(600)));
    return settle_invoice(tx, billed("2", "inv_6", InvoiceReason::kRenewal, "2026-03-01", "2026-04-01"),
                          samples::euros(100), false);
}

/// Ending, by somebody who saved two cards.
Result<void> fill_ending(Transaction& tx) {
    Subscription subscription = of_life("3", SubscriptionState::kEnding);
    subscription.ends_on = samples::day("2026-04-01");
    TRY_VOID(tx.add_subscription(samples::kVendor, subscription));
    for (const char* id : {"pay_1", "pay_2"}) {
        PaymentAttempt attempt = samples::attempt(id, "");
        attempt.customer = subscription.customer;
        attempt.amount = samples::euros(0);
        attempt.state = AttemptState::kSucceeded;
        TRY_VOID(tx.add_attempt(samples::kVendor, attempt));
    }
    return {};
}

Result<void> fill_life(Transaction& tx) {
    for (const char* id : {"cus_1", "cus_2", "cus_3"})
        TRY_VOID(tx.add_customer(samples::kVendor, samples::customer(id)));
    TRY_VOID(fill_paused(tx));
    TRY_VOID(fill_past_due(tx));
    return fill_ending(tx);
}

const Corruption kLifeCorruptions[] = {
    {"an invoice inside a pause that is over", "UPDATE invoice SET issued_on = '2026-02-19' WHERE id = 'inv_3'",
     "pauses"},
    {"an invoice on the first day of a pause", "UPDATE invoice SET issued_on = '2026-02-10' WHERE id = 'inv_3'",
     "pauses"},
    {"an invoice inside a pause that runs", "UPDATE invoice SET issued_on = '2026-04-02' WHERE id = 'inv_4'", "pauses"},
    {"an invoice after the pause began that day", "UPDATE pause SET invoices_before = 0 WHERE to_day IS NULL",
     "pauses"},
    {"paused, without a record", "DELETE FROM pause WHERE to_day IS NULL", "pauses"},
    {"paused, and the record says it is over", "UPDATE pause SET to_day = '2026-04-05' WHERE to_day IS NULL", "pauses"},
    {"paused since another day", "UPDATE pause SET from_day = '2026-04-02' WHERE to_day IS NULL", "pauses"},
    {"a pause that runs, of a subscription that is active",
     "UPDATE subscription SET state = 'active' WHERE id = 'sub_1'", "pauses"},
    {"a pause that runs, of a subscription that ended", "UPDATE subscription SET state = 'ended' WHERE id = 'sub_1'",
     "pauses"},
    {"a pause that ends before it begins", "UPDATE pause SET to_day = '2026-02-09' WHERE to_day IS NOT NULL", "pauses"},
    {"a pause inside another", "UPDATE pause SET to_day = '2026-04-02' WHERE to_day IS NOT NULL", "pauses"},
    {"fewer days paused than not billed", "UPDATE pause SET to_day = '2026-02-19' WHERE to_day IS NOT NULL", "periods"},
    {"more days paused than not billed", "UPDATE pause SET to_day = '2026-02-21' WHERE to_day IS NOT NULL", "periods"},
    {"days not billed that no pause explains", "DELETE FROM pause WHERE to_day IS NOT NULL", "periods"},
    {"a pause too late to explain them",
     "UPDATE pause SET from_day = '2026-03-12', to_day = '2026-03-22' WHERE to_day IS NOT NULL", "periods"},
    {"a pause of somebody else", "UPDATE pause SET customer = 'cus_2' WHERE to_day IS NOT NULL", "periods"},
    {"ending on no day", "UPDATE subscription SET body = json_remove(body, '$.ends_on') WHERE id = 'sub_3'", "state"},
    {"active, with a day it ends on", "UPDATE subscription SET state = 'active' WHERE id = 'sub_3'", "state"},
    {"ended, with a day it ends on", "UPDATE subscription SET state = 'ended' WHERE id = 'sub_3'", "state"},
    {"past due for nothing", "UPDATE subscription SET body = json_remove(body, '$.past_due') WHERE id = 'sub_2'",
     "state"},
    {"active, with something past due", "UPDATE subscription SET state = 'active' WHERE id = 'sub_2'", "state"},
    {"past due for an invoice that is not there",
     "UPDATE subscription SET body = json_set(body, '$.past_due.invoice', 'inv_404') WHERE id = 'sub_2'", "state"},
    {"past due for an invoice that is paid",
     "UPDATE subscription SET body = json_set(body, '$.past_due.invoice', 'inv_5') WHERE id = 'sub_2'", "state"},
    {"past due for an open invoice of somebody else",
     "UPDATE invoice SET status = 'open' WHERE id = 'inv_4'; UPDATE subscription SET body = json_set(body, "
     "'$.past_due.invoice', 'inv_4') WHERE id = 'sub_2'",
     "state"},
    {"past due for an invoice that was given up", "UPDATE invoice SET status = 'uncollectible' WHERE id = 'inv_6'",
     "state"},
    {"paused since no day", "UPDATE subscription SET body = json_remove(body, '$.pause') WHERE id = 'sub_1'", "state"},
    {"a subscription that cannot be read", "UPDATE subscription SET body = '{' WHERE id = 'sub_3'", "state"},
    {"a change that waits and comes from no order",
     "UPDATE subscription SET body = json_set(body, '$.scheduled[0].change', 'chg_404') WHERE id = 'sub_2'",
     "scheduled"},
    {"a change that waits and does not say where it comes from",
     "UPDATE subscription SET body = json_remove(body, '$.scheduled[0].change') WHERE id = 'sub_2'", "scheduled"},
    {"an order that vanished while its change waits", "DELETE FROM change_order WHERE id = 'chg_1'", "scheduled"},
    {"a balance the ledger does not know",
     "UPDATE subscription SET body = json_set(body, '$.balance', 301) WHERE id = 'sub_2'", "balance"},
    {"a balance that was forgotten", "UPDATE subscription SET body = json_remove(body, '$.balance') WHERE id = 'sub_2'",
     "balance"},
    {"a balance in another currency", "UPDATE subscription SET currency = 'CAD' WHERE id = 'sub_2'", "balance"},
    {"a gift that was posted elsewhere",
     "UPDATE posting SET entries = replace(entries, 'customer_balance', 'cash') WHERE document = 'gift'", "balance"},
    {"a gift nobody gave",
     "INSERT INTO posting VALUES ('acme', 'cus_3', 'gift', 1, 'EUR', '[[\"goodwill\",5],[\"customer_balance\",-5]]')",
     "balance"},
    {"a charge of what the balance had paid", "UPDATE payment_attempt SET amount_minor = 3600 WHERE id = 'pay_inv_5'",
     "one_charge_per_invoice"},
    {"money taken for nothing", "UPDATE payment_attempt SET amount_minor = 1 WHERE id = 'pay_2'",
     "one_charge_per_invoice"},
};

std::string described(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& finding : findings)
        text += finding.invariant + " " + finding.subject + ": " + finding.what + "\n";
    return text;
}

/// Nothing is found in what `fill` writes, and each corruption is found in a copy of it.
void check_each(const std::function<Result<void>(Transaction&)>& fill, std::span<const Corruption> corruptions) {
    const TemporaryFile file;
    const auto store = *open_sqlite_store({.path = file.path()});
    const auto filled = store->write(fill);
    REQUIRE_MESSAGE(filled.has_value(), filled.error().detail);
    REQUIRE(described(store->verify().value()) == "");
    for (const Corruption& corruption : corruptions) {
        INFO(std::string(corruption.what));
        const TemporaryFile copy;
        sqlite3* raw = nullptr;
        REQUIRE(sqlite3_open(file.path().c_str(), &raw) == SQLITE_OK);
        REQUIRE(sqlite3_exec(raw, ("VACUUM INTO '" + copy.path() + "'").c_str(), nullptr, nullptr, nullptr) ==
                SQLITE_OK);
        sqlite3_close(raw);
        REQUIRE(sqlite3_open(copy.path().c_str(), &raw) == SQLITE_OK);
        const int code = sqlite3_exec(raw, corruption.sql, nullptr, nullptr, nullptr);
        CHECK_MESSAGE(code == SQLITE_OK, sqlite3_errmsg(raw));
        CHECK_MESSAGE(sqlite3_total_changes(raw) > 0, "nothing was corrupted");
        sqlite3_close(raw);
        const auto findings = (*open_sqlite_store({.path = copy.path()}))->verify();
        REQUIRE(findings.has_value());
        bool is_found = false;
        for (const Finding& finding : *findings) is_found = is_found || finding.invariant == corruption.invariant;
        CHECK_MESSAGE(is_found, "expected " << std::string(corruption.invariant) << ", found:\n"
                                            << described(*findings));
    }
}

}  // namespace

TEST_CASE("verify finds each planted corruption") { check_each(fill, kCorruptions); }

TEST_CASE("verify finds each planted corruption of pauses, debts and balances") {
    check_each(fill_life, kLifeCorruptions);
}

namespace {

/// The same with figures: one subscription that is counted, three units of it in use, and all documents.
Result<void> fill_counted(Transaction& tx) {
    TRY_VOID(fill(tx));
    Subscription counted = TRY(tx.load_subscription(samples::kVendor, samples::kCustomer));
    counted.quantities = {};
    counted.quantities.set("profile", 5);
    counted.counted = Counted{Money(9'900, counted.currency), true};
    TRY_VOID(tx.save_subscription(samples::kVendor, counted));
    TRY_VOID(tx.set_assigned_quantity(samples::kVendor, samples::kCustomer, "profile", 3));
    TRY_VOID(numbers_of(tx).add_facts(
        samples::kVendor, samples::kCustomer, 2,
        {Date(2026, 1, 1),
         {{.figure = Figure::kNew, .currency = std::string(counted.currency.code()), .amount = 9'900, .count = 1},
          {.figure = Figure::kUnitsSold, .about = "profile", .amount = 5}}}));
    TRY(numbers_of(tx).count_documents(samples::kVendor, 100));
    return {};
}

const Corruption kOfFigures[] = {
    {"an amount that no movement explains", "UPDATE number_fact SET amount = 9901 WHERE amount = 9900", "figures"},
    {"units that nobody sold", "DELETE FROM number_fact WHERE about = 'profile'", "figures"},
    {"a sum that its facts do not give", "UPDATE number_sum SET amount = amount + 1 WHERE figure = 'recurring.new'",
     "sums"},
    {"a sum that was forgotten", "DELETE FROM number_sum WHERE figure = 'recurring.new'", "sums"},
    {"a fact that was counted twice", "UPDATE number_sum SET count = 2 WHERE figure = 'recurring.new'", "sums"},
    {"taxes that no document has", "UPDATE number_sum SET amount = amount + 1 WHERE figure = 'document.tax'", "sums"},
    {"documents that were counted, and are said not to be", "UPDATE counted_series SET number = 3", "sums"},
    {"units in use that nobody uses", "UPDATE number_sum SET amount = 4 WHERE figure = 'units.used'", "sums"},
};

}  // namespace

TEST_CASE("verify finds each planted corruption of figures") { check_each(fill_counted, kOfFigures); }

TEST_CASE("verify accepts what later facts explain") {
    const auto store = *open_sqlite_store({});
    const auto filled = store->write([](Transaction& tx) -> Result<void> {
        TRY_VOID(fill(tx));
        // Another cycle from 10 April on: the change replaces the period, the renewal follows it.
        Invoice change = samples::invoice("inv_5", InvoiceReason::kChange, {Date(2026, 4, 10), Date(2027, 4, 10)});
        TRY_VOID(sell(tx, change, samples::attempt("pay_5", "", "inv_5")));
        Invoice renewal = samples::invoice("inv_6", InvoiceReason::kRenewal, {Date(2027, 4, 10), Date(2028, 4, 10)});
        TRY_VOID(sell(tx, renewal, samples::attempt("pay_6", "", "inv_6")));
        // It ended; half a year later the customer came back.
        Invoice back = samples::invoice("inv_7", InvoiceReason::kFirst, {Date(2028, 10, 1), Date(2028, 11, 1)});
        TRY_VOID(sell(tx, back, samples::attempt("pay_7", "", "inv_7")));
        // Staff provisioned it, payable by transfer.
        Invoice open = samples::invoice("inv_8", InvoiceReason::kRenewal, {Date(2028, 11, 1), Date(2028, 12, 1)});
        open.change = ChangeId("chg_8");
        ChangeOrder order = samples::order("chg_8", "print-8");
        order.state = OrderState::kApplied;
        TRY_VOID(tx.add_order(samples::kVendor, order));
        open = TRY(tx.issue_invoice(samples::kVendor, open));
        TRY_VOID(tx.post(samples::kVendor, samples::kCustomer, "inv_8", entries_for_issue(open)));
        order.invoice = open.id;
        return tx.save_order(samples::kVendor, order);
    });
    REQUIRE_MESSAGE(filled.has_value(), filled.error().detail);
    CHECK(described(store->verify().value()) == "");
}

TEST_CASE("erasing personal data keeps the chain of events whole") {
    const TemporaryFile file;
    const auto store = *open_sqlite_store({.path = file.path()});
    REQUIRE(store->write(fill).has_value());
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(file.path().c_str(), &raw) == SQLITE_OK);
    CHECK(sqlite3_exec(raw, "UPDATE act SET personal = ''", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(raw);
    CHECK(described(store->verify().value()) == "");
}

namespace {

struct Document {
    InvoiceReason reason;
    const char* first;
    const char* end;
    const char* issued_on = nullptr;  ///< The first day when it is left out.
    InvoiceKind kind = InvoiceKind::kInvoice;
};

/// What is found in a chain of documents with pauses beside it.
std::size_t findings_in(const std::vector<std::pair<const char*, const char*>>& pauses,
                        const std::vector<Document>& documents) {
    store::Pauses known;
    for (const auto& [from, to] : pauses) known["acme/cus_1"].push_back({samples::day(from), samples::day(to)});
    store::PeriodChain chain(known);
    std::vector<Finding> findings;
    for (const Document& document : documents) {
        Invoice invoice =
            samples::invoice("inv", document.reason, {samples::day(document.first), samples::day(document.end)});
        if (document.issued_on != nullptr) invoice.issued_on = samples::day(document.issued_on);
        invoice.kind = document.kind;
        chain.add("acme", invoice, findings);
    }
    return findings.size();
}

constexpr auto kFirst = InvoiceReason::kFirst, kRenewal = InvoiceReason::kRenewal, kChange = InvoiceReason::kChange;
constexpr Document kJanuary{kFirst, "2026-01-01", "2026-02-01"};

}  // namespace

TEST_CASE("a pause puts off the next period by exactly its days") {
    const auto next_on = [](const char* first) {
        return findings_in({{"2026-01-10", "2026-01-20"}}, {kJanuary, {kRenewal, first, "2026-06-01"}});
    };
    CHECK(next_on("2026-02-11") == 0);
    for (const char* other : {"2026-01-20", "2026-02-01", "2026-02-10", "2026-02-12"}) CHECK(next_on(other) == 1);
}

TEST_CASE("a pause at the end of a period puts off the next one to its own end") {
    const auto next_on = [](const char* first) {
        return findings_in({{"2026-02-01", "2026-03-15"}}, {kJanuary, {kRenewal, first, "2026-06-01"}});
    };
    CHECK(next_on("2026-03-15") == 0);
    CHECK(next_on("2026-03-14") == 1);
    CHECK(next_on("2026-03-16") == 1);
}

TEST_CASE("several pauses of one period add up, and each counts once") {
    CHECK(findings_in({{"2026-01-10", "2026-01-15"}, {"2026-01-20", "2026-01-21"}, {"2026-01-25", "2026-01-25"}},
                      {kJanuary, {kRenewal, "2026-02-07", "2026-03-07"}, {kRenewal, "2026-03-07", "2026-04-07"}}) == 0);
}

TEST_CASE("a period that was billed in the morning is put off by the pause of that day") {
    CHECK(findings_in({{"2026-02-01", "2026-02-11"}},
                      {kJanuary, {kRenewal, "2026-02-01", "2026-03-01"}, {kRenewal, "2026-03-11", "2026-04-11"}}) == 0);
}

TEST_CASE("a change counts the pauses before it, and those after it count for the next period") {
    CHECK(findings_in({{"2026-01-10", "2026-01-20"}}, {kJanuary,
                                                       {kChange, "2026-01-20", "2026-02-11", "2026-01-25"},
                                                       {kRenewal, "2026-02-11", "2026-03-11"}}) == 0);
    CHECK(findings_in({{"2026-01-10", "2026-01-12"}}, {kJanuary,
                                                       {kChange, "2026-01-01", "2026-02-01", "2026-01-10"},
                                                       {kRenewal, "2026-02-03", "2026-03-03"}}) == 0);
}

TEST_CASE("who comes back before the days of an early end are over begins anew") {
    CHECK(findings_in({}, {kJanuary, {kFirst, "2026-01-20", "2026-02-20"}, {kRenewal, "2026-02-20", "2026-03-20"}}) ==
          0);
    CHECK(findings_in({}, {kJanuary, {kFirst, "2026-01-20", "2026-02-20"}, {kRenewal, "2026-02-01", "2026-03-01"}}) ==
          1);
}

TEST_CASE("a credit note changes nothing about which days were billed") {
    CHECK(findings_in({}, {kJanuary,
                           {kRenewal, "2026-02-01", "2026-03-01"},
                           {kFirst, "2026-01-01", "2026-02-01", "2026-02-15", InvoiceKind::kCreditNote},
                           {kChange, "2026-01-01", "2026-02-01", "2026-02-16", InvoiceKind::kCreditNote},
                           {kRenewal, "2026-03-01", "2026-04-01"}}) == 0);
}

namespace {

Invoice of_total(const char* id, std::int64_t minor, const char* credits = "") {
    const bool is_note = *credits != '\0';
    Invoice made =
        samples::invoice(id, is_note ? InvoiceReason::kRefund : kFirst, {Date(2026, 1, 1), Date(2026, 2, 1)});
    made.kind = is_note ? InvoiceKind::kCreditNote : InvoiceKind::kInvoice;
    made.amounts.total = samples::euros(minor);
    made.amounts.lines[0].credits_invoice = InvoiceId(credits);
    return made;
}

std::string found_in(const std::vector<Invoice>& documents) {
    store::GivenBack given_back;
    std::vector<Finding> findings;
    for (const Invoice& document : documents) given_back.add("acme/cus_1", document, findings);
    given_back.close(findings);
    return described(findings);
}

/// Customers 0001 to `count`, each with an event a minute after the one before.
void add_customers(Store& store, int count) {
    const auto written = store.write([&](Transaction& tx) -> Result<void> {
        for (int n = 1; n <= count; ++n) {
            const std::string id = fmt::format("{:04}", n);
            TRY_VOID(tx.add_customer(samples::kVendor, samples::customer("cus_" + id)));
            TRY_VOID(tx.add_subscription(samples::kVendor, of_life(id, SubscriptionState::kActive)));
            Event event = samples::event("cus_" + id);
            event.at = Instant{}.plus_seconds(60L * n);
            TRY_VOID(tx.add_event(samples::kVendor, event));
        }
        return {};
    });
    REQUIRE_MESSAGE(written.has_value(), written.error().detail);
}

void corrupt(const TemporaryFile& file, const std::string& sql) {
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(file.path().c_str(), &raw) == SQLITE_OK);
    CHECK_MESSAGE(sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK, sqlite3_errmsg(raw));
    sqlite3_close(raw);
}

}  // namespace

TEST_CASE("no more is given back than an invoice asked for, in one part or several") {
    const Invoice invoice = of_total("inv_1", 3600);
    CHECK(found_in({invoice, of_total("cre_1", -2000, "inv_1"), of_total("cre_2", -1600, "inv_1")}).empty());
    CHECK(found_in({of_total("cre_1", -3600, "inv_1"), invoice}).empty());
    CHECK(found_in({invoice, of_total("cre_1", -2000, "inv_1"), of_total("cre_2", -1601, "inv_1")}) ==
          "credits inv_1: 3601 minor units are given back of 3600\n");
    CHECK(found_in({invoice, of_total("cre_1", -1, "inv_2")}) == "credits inv_2: it is given back, and is not there\n");
}

TEST_CASE("every customer is looked at, however many there are, and every row that says it is of one") {
    const TemporaryFile file;
    const auto store = *open_sqlite_store({.path = file.path()});
    add_customers(*store, 1'203);
    std::vector<std::string> progress;
    const auto look = [&] {
        std::string found;
        VerifyWish wish;
        wish.on_finding = [&](const Finding& finding) { found += finding.subject + " "; };
        wish.on_progress = [&](std::int64_t done, std::int64_t of) {
            progress.push_back(fmt::format("{}/{}", done, of));
        };
        const auto report = store->verify(wish);
        REQUIRE(report.has_value());
        CHECK(report->customers == 1'203);
        CHECK(report->left_out.empty());
        return found;
    };
    CHECK(look().empty());
    CHECK(progress == std::vector<std::string>{"500/1203", "1000/1203", "1203/1203"});
    // The first, the ends of what is looked at at once, the last; nobody before, in between, behind, of another vendor.
    for (const char* id : {"0001", "0500", "0501", "1000", "1001", "1203"})
        corrupt(file, fmt::format("UPDATE act SET reason = 'altered' WHERE customer = 'cus_{}'", id));
    for (const char* of : {"'acme', 'a'", "'acme', 'cus_0500x'", "'acme', 'zzz'", "'nobody', 'cus_1'"})
        corrupt(file, fmt::format("INSERT INTO posting VALUES ({}, 'lost', 1, 'EUR', '[]')", of));
    CHECK(look() == "lost evt_0001-1 evt_0500-1 lost evt_0501-1 evt_1000-1 lost evt_1001-1 evt_1203-1 lost ");
}

TEST_CASE("since a moment, only customers about whom something happened are looked at") {
    const TemporaryFile file;
    const auto store = *open_sqlite_store({.path = file.path()});
    add_customers(*store, 1'203);
    for (const char* id : {"0700", "1199", "1203"})
        corrupt(file, fmt::format("UPDATE act SET reason = 'altered' WHERE customer = 'cus_{}'", id));
    corrupt(file,
            "UPDATE number_series SET last_number = 7; INSERT INTO number_series VALUES ('acme','invoice',2026,7)");
    const auto look = [&](int since) {
        std::string found;
        VerifyWish wish;
        wish.since = Instant{}.plus_seconds(60L * since);
        wish.on_finding = [&](const Finding& finding) { found += finding.subject + " "; };
        const auto report = store->verify(wish);
        REQUIRE(report.has_value());
        CHECK(report->left_out == std::vector<std::string>{"storage", "numbers", "sums"});
        return fmt::format("{}: {}", report->customers, found);
    };
    CHECK(look(1'204) == "0: ");
    CHECK(look(1'203) == "1: evt_1203-1 ");
    CHECK(look(1'200) == "4: evt_1203-1 ");
    CHECK(look(1'199) == "5: evt_1199-1 evt_1203-1 ");
    // Beyond one in eight, all that lie between are looked at too.
    CHECK(look(900) == "703: evt_0700-1 evt_1199-1 evt_1203-1 ");
}
