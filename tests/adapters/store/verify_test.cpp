// Corruption that is planted behind the store's back is found by verify().
#include <doctest/doctest.h>
#include <sqlite3.h>

#include "adapters/store/sqlite_store.h"
#include "domain/invoice/ledger.h"
#include "tests/adapters/store/temporary_file.h"
#include "tests/contracts/store_samples.h"

using namespace settle;

namespace {

Invoice month(int n) {
    Invoice made =
        samples::invoice("inv_" + std::to_string(n), n == 1 ? InvoiceReason::kFirst : InvoiceReason::kRenewal,
                         {add_months(Date(2026, 1, 1), n - 1), add_months(Date(2026, 1, 1), n)});
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
    for (int n = 1; n <= 4; ++n) TRY_VOID(tx.add_event(samples::kVendor, samples::event("evt_" + std::to_string(n))));
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
     "UPDATE invoice SET body = replace(body, '\"amount\":600', '\"amount\":601') WHERE id = 'inv_2'", "totals"},
    {"a rate that does not give the tax",
     "UPDATE invoice SET body = replace(body, '\"rate\":200000', '\"rate\":100000') WHERE id = 'inv_2'", "totals"},
    {"a line that its quantity does not give",
     "UPDATE invoice SET body = replace(body, '\"quantity\":3', '\"quantity\":4') WHERE id = 'inv_2'", "totals"},
    {"lines in another currency",
     "UPDATE invoice SET body = replace(body, '\"currency\":\"EUR\"', '\"currency\":\"CAD\"') WHERE id = 'inv_2'",
     "totals"},
    {"a body that cannot be read", "UPDATE invoice SET body = '{' WHERE id = 'inv_2'", "totals"},
    {"a status nobody knows", "UPDATE invoice SET status = 'lost' WHERE id = 'inv_2'", "totals"},
    {"more paid than asked", "UPDATE invoice SET paid_minor = 3601 WHERE id = 'inv_2'", "status"},
    {"marked paid, half paid", "UPDATE invoice SET paid_minor = 1800 WHERE id = 'inv_2'", "status"},
    {"paid, marked open", "UPDATE invoice SET status = 'open' WHERE id = 'inv_2'", "status"},
    {"days billed twice", "UPDATE invoice SET period_end_day = '2026-03-02' WHERE id = 'inv_2'", "periods"},
    {"days never billed", "UPDATE invoice SET period_end_day = '2026-02-28' WHERE id = 'inv_2'", "periods"},
    {"a period without days", "UPDATE invoice SET period_end_day = period_first_day WHERE id = 'inv_4'", "periods"},
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
     "DROP INDEX invoice_by_series; DROP INDEX invoice_by_number; UPDATE invoice SET series_number = 3, number = "
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
     "UPDATE ledger_entry SET amount_minor = amount_minor + 1 WHERE document = 'inv_2' AND account = 'cash'", "ledger"},
    {"an entry that vanished", "DELETE FROM ledger_entry WHERE document = 'inv_2' AND account = 'revenue'", "ledger"},
    {"a payment nobody posted", "DELETE FROM ledger_entry WHERE document = 'inv_2' AND posting = 2", "ledger"},
    {"an event that was altered", "UPDATE event SET type = 'other' WHERE sequence = 2", "event_chain"},
    {"a fact that was altered", "UPDATE event SET data = replace(data, 'pro', 'max') WHERE sequence = 4",
     "event_chain"},
    {"an actor that was altered", "UPDATE event SET actor_id = 'mem_2' WHERE sequence = 1", "event_chain"},
    {"an instant that was altered", "UPDATE event SET at = at + 1 WHERE sequence = 3", "event_chain"},
    {"an event that vanished", "DELETE FROM outbox; DELETE FROM event WHERE sequence = 2", "event_chain"},
    {"a first event that vanished", "DELETE FROM outbox; DELETE FROM event WHERE sequence = 1", "event_chain"},
    {"a hash that was altered", "UPDATE event SET hash = 'x' WHERE sequence = 2", "event_chain"},
    {"a customer without a subscription",
     "INSERT INTO customer SELECT vendor, 'cus_2', version, name, language, time_zone, billing, created_at FROM "
     "customer",
     "one_subscription"},
    {"a row of a customer that is not there", "UPDATE ledger_entry SET customer = 'cus_404' WHERE document = 'inv_1'",
     "references"},
};

std::string described(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& finding : findings)
        text += finding.invariant + " " + finding.subject + ": " + finding.what + "\n";
    return text;
}

}  // namespace

TEST_CASE("verify finds each planted corruption") {
    const TemporaryFile file;
    const auto store = *open_sqlite_store({.path = file.path()});
    const auto filled = store->write(fill);
    REQUIRE_MESSAGE(filled.has_value(), filled.error().detail);
    REQUIRE(described(store->verify().value()) == "");
    for (const Corruption& corruption : kCorruptions) {
        CAPTURE(corruption.what);
        const TemporaryFile copy;
        sqlite3* raw = nullptr;
        REQUIRE(sqlite3_open(file.path().c_str(), &raw) == SQLITE_OK);
        REQUIRE(sqlite3_exec(raw, ("VACUUM INTO '" + copy.path() + "'").c_str(), nullptr, nullptr, nullptr) ==
                SQLITE_OK);
        sqlite3_close(raw);
        REQUIRE(sqlite3_open(copy.path().c_str(), &raw) == SQLITE_OK);
        const int code = sqlite3_exec(raw, corruption.sql, nullptr, nullptr, nullptr);
        CHECK_MESSAGE(code == SQLITE_OK, sqlite3_errmsg(raw));
        sqlite3_close(raw);
        const auto findings = (*open_sqlite_store({.path = copy.path()}))->verify();
        REQUIRE(findings.has_value());
        bool is_found = false;
        for (const Finding& finding : *findings) is_found = is_found || finding.invariant == corruption.invariant;
        CHECK_MESSAGE(is_found, "expected " << corruption.invariant << ", found:\n" << described(*findings));
    }
}

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
    CHECK(sqlite3_exec(raw, "UPDATE event SET personal = '[]'", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(raw);
    CHECK(described(store->verify().value()) == "");
}
