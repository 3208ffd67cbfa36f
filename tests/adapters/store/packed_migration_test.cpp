// A store of the schemas before the packed layout, with data in it, reads the same afterwards.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "adapters/store/driver_postgres.h"
#include "adapters/store/postgres_store.h"
#include "adapters/store/sql.gen.h"
#include "adapters/store/sqlite_store.h"
#include "base/hash.h"
#include "tests/adapters/store/temporary_file.h"
#include "tests/contracts/store_samples.h"
#include "tests/support/postgres_server.h"

using namespace settle;

namespace {

constexpr int kSchemasBefore = 3;

/// The hash of an event as the first schemas defined it, spelled out.
std::string hash_of(const std::string& previous, int sequence, const std::string& id, const std::string& type,
                    std::int64_t at, const std::vector<std::string>& data) {
    std::string text;
    const auto append = [&](const std::string& part) { text += fmt::format("{}:{},", part.size(), part); };
    for (const std::string& part :
         {previous, std::to_string(sequence), id, type, std::string("member"), std::string("owner"),
          std::string("mem_1"), std::string(), std::string("because"), std::to_string(at)})
        append(part);
    for (const std::string& part : data) append(part);
    return digest_hex(text);
}

std::string event_row(const std::string& previous, int sequence, const std::string& id, const std::string& type,
                      const std::vector<std::string>& data, const std::string& packed) {
    const std::int64_t at = 5'000 + sequence;
    return fmt::format(
        "INSERT INTO event (vendor, customer, sequence, id, type, actor_kind, actor_role, actor_id, on_behalf_of, "
        "reason, at, data, personal, hash, previous_hash) VALUES ('acme', 'cus_1', {}, '{}', '{}', 'member', 'owner', "
        "'mem_1', '', 'because', {}, '{}', '[[\"email\",\"a@example.com\"]]', '{}', '{}');",
        sequence, id, type, at, packed, hash_of(previous, sequence, id, type, at, data), previous);
}

std::string invoice_row(int number, const char* kind, const char* reason, const std::string& change,
                        const std::string& lines, std::int64_t total, const char* seller, const char* buyer) {
    return fmt::format(
        "INSERT INTO invoice (vendor, customer, id, subscription, number, series_year, series_number, kind, reason, "
        "change, issued_on, due_on, period_first_day, period_end_day, status, net_minor, total_minor, paid_minor, "
        "currency, tax_reason, tax_country, body) VALUES ('acme', 'cus_1', 'inv_{0}', 'sub_1', '2026-{0:04}', 2026, "
        "{0}, '{1}', '{2}', {3}, '2026-0{0}-01', NULL, '2026-0{0}-01', '2026-0{4}-01', 'open', {5}, {5}, 0, 'EUR', "
        "'not_taxed', 'FR', '{{\"currency\":\"EUR\",\"lines\":[{6}],\"taxes\":[{{\"name\":\"TVA\",\"rate\":0,"
        "\"amount\":0}}],\"seller\":{{\"legal_name\":\"{7}\",\"address_lines\":[\"1 place\"],\"country\":\"FR\","
        "\"legal_mentions\":{{\"fr\":\"Été \\\"1\\\"\"}},\"tax_numbers\":[[\"TVA\",\"1\"]]}},\"buyer\":{8}}}');",
        number, kind, reason, change, number + 1, total, lines, seller, buyer);
}

constexpr const char* kLine = R"({"item":"user","plan":"pro","kind":"charge","quantity":3,"unit_price":10000000,)"
                              R"("covers":["2026-01-01","2026-02-01"],"ratio":[1,1],"amount":3000})";
constexpr const char* kOldBuyer = R"({"company":"Acme \"old\"","country":"FR"})";
constexpr const char* kNewBuyer = R"({"company":"Acme","country":"FR","tax_number":{"number":"FR1","status":"none"}})";

/// Three events, three documents of two sellers and two buyers, their postings, a parked subscription.
std::string data_before() {
    std::string script = fmt::format(
        "INSERT INTO customer (vendor, id, version, name, language, time_zone, billing, created_at) VALUES "
        "('acme', 'cus_1', 3, 'Acme', 'fr', 'Europe/Paris', '{}', 1000), "
        "('acme', 'cus_2', 1, 'Quiet', 'en', 'UTC', '{{}}', 2000);"
        "INSERT INTO subscription (vendor, customer, id, version, state, plan, cycle, currency, anchor, period_number, "
        "period_first_day, period_end_day, commitment_end, trial_end, trial_used, self_managed, body, due_on) VALUES "
        "('acme', 'cus_1', 'sub_1', 5, 'active', 'pro', 'month', 'EUR', '2026-01-01', 2, '2026-03-01', '2026-04-01', "
        "NULL, NULL, 1, 1, '{{\"quantities\":{{\"user\":3}},\"charged\":[],\"carried\":[],\"scheduled\":[]}}', "
        "'2026-04-01'), ('acme', 'cus_2', 'sub_2', 1, 'none', '', 'month', 'EUR', '2026-01-01', 0, '1970-01-01', "
        "'1970-01-01', NULL, NULL, 0, 1, '{{\"quantities\":{{}},\"charged\":[],\"carried\":[],\"scheduled\":[]}}', "
        "NULL);"
        "INSERT INTO change_order (vendor, customer, id, subscription, state, wanted, fingerprint, effective_on, "
        "subscription_version, due_minor, currency, accepted_policy, actor_kind, actor_role, actor_id, invoice, "
        "refusal, created_at) VALUES ('acme', 'cus_1', 'chg_1', 'sub_1', 'failed', '{{}}', '', '2026-01-01', 1, 0, "
        "'EUR', '', 'member', 'owner', 'mem_1', NULL, '', 2000);"
        "INSERT INTO number_series (vendor, kind, year, last_number) VALUES ('acme', 'invoice', 2026, 3);",
        kNewBuyer);
    script += invoice_row(1, "invoice", "first", "'chg_1'", kLine, 3'000, "Seller", kOldBuyer);
    script += invoice_row(2, "invoice", "renewal", "NULL", kLine, 3'000, "Seller", kNewBuyer);
    script += invoice_row(3, "invoice", "renewal", "NULL", kLine, 3'000, "Seller renamed", kOldBuyer);
    for (int n = 1; n <= 3; ++n)
        script += fmt::format(
            "INSERT INTO ledger_entry (vendor, customer, document, posting, position, account, amount_minor, currency) "
            "VALUES ('acme', 'cus_1', 'inv_{0}', 1, 1, 'receivable', 3000, 'EUR'), "
            "('acme', 'cus_1', 'inv_{0}', 1, 2, 'revenue', -3000, 'EUR');",
            n);
    const std::string first = hash_of("", 1, "evt_a", "subscription.activated", 5'001, {"plan", "pro"});
    const std::string second = hash_of(first, 2, "evt_b", "invoice.issued", 5'002, {"number", "2026-0001", "x", "\""});
    script += event_row("", 1, "evt_a", "subscription.activated", {"plan", "pro"}, R"([["plan","pro"]])");
    script += event_row(first, 2, "evt_b", "invoice.issued", {"number", "2026-0001", "x", "\""},
                        R"([["number","2026-0001"],["x","\""]])");
    script += event_row(second, 3, "evt_c", "subscription.changed", {}, "[]");
    for (const char* id : {"evt_a", "evt_b", "evt_c"})
        script += fmt::format(
            "INSERT INTO outbox (vendor, event, customer, available_at, tries) VALUES ('acme', '{}', "
            "'cus_1', 5001, 0);",
            id);
    return script;
}

std::string script_of(bool is_postgres) {
    std::string script = "CREATE TABLE schema_version (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL);";
    for (const sql::Migration& migration : sql::migrations()) {
        if (migration.number > kSchemasBefore) break;
        script += is_postgres ? migration.postgres : migration.sqlite;
        script += fmt::format("INSERT INTO schema_version (number, name) VALUES ({}, '{}');", migration.number,
                              migration.name);
    }
    return script + data_before();
}

void check_read(Transaction& tx, Result<void>& outcome) {
    outcome = [&]() -> Result<void> {
        const CustomerId customer("cus_1");
        const Customer loaded = TRY(tx.load_customer("acme", customer));
        CHECK(loaded.version == 3);
        CHECK(loaded.billing->company == "Acme");
        REQUIRE(loaded.billing->tax_number);
        CHECK(loaded.billing->tax_number->number == "FR1");
        CHECK(TRY(tx.load_customer("acme", CustomerId("cus_2"))).billing == BillingInformation{});
        CHECK(TRY(tx.list_customers("acme", {})).size() == 2);
        const auto invoices = TRY(tx.list_invoices("acme", customer));
        REQUIRE(invoices.size() == 3);
        const std::string buyers[] = {"Acme \"old\"", "Acme", "Acme \"old\""};
        const std::string sellers[] = {"Seller", "Seller", "Seller renamed"};
        for (std::size_t i = 0; i < 3; ++i) {
            const Invoice& invoice = invoices[i];
            CHECK(invoice.number == fmt::format("2026-{:04}", i + 1));
            CHECK(invoice.buyer->company == buyers[i]);
            CHECK(invoice.seller->legal_name == sellers[i]);
            CHECK(invoice.seller->address_lines == std::vector<std::string>{"1 place"});
            CHECK(invoice.seller->legal_mentions.all().size() == 1);
            CHECK(invoice.seller->tax_numbers.size() == 1);
            REQUIRE(invoice.amounts.lines.size() == 1);
            CHECK(invoice.amounts.lines[0].covers == Period{Date(2026, 1, 1), Date(2026, 2, 1)});
            CHECK(invoice.amounts.lines[0].amount == samples::euros(3'000));
            CHECK(invoice.amounts.taxes.size() == 1);
            CHECK(invoice.amounts.total == samples::euros(3'000));
        }
        CHECK(invoices[0].change.str() == "chg_1");
        const auto events = TRY(tx.list_events("acme", customer, 0, 10));
        REQUIRE(events.size() == 3);
        CHECK(events[0].id.str() == "evt_a");
        CHECK(events[1].id.str() == "evt_b");
        CHECK(events[1].type == "invoice.issued");
        CHECK(events[1].data == decltype(events[1].data){{"number", "2026-0001"}, {"x", "\""}});
        CHECK(events[1].personal == decltype(events[1].data){{"email", "a@example.com"}});
        CHECK(events[1].at == Instant{5'002});
        CHECK(events[2].data.empty());
        CHECK(events[2].sequence == 3);
        CHECK(events[0].hash == hash_of("", 1, "evt_a", "subscription.activated", 5'001, {"plan", "pro"}));
        return {};
    }();
}

void check_nothing_found(Store& store) {
    const auto findings = store.verify();
    REQUIRE_MESSAGE(findings.has_value(), findings.error().detail);
    for (const Finding& finding : *findings)
        FAIL_CHECK(finding.invariant << " " << finding.subject << ": " << finding.what);
}

/// Reads what was there, goes on with it, and proves all of it.
void check_store(Store& store) {
    Result<void> outcome;
    REQUIRE(store
                .read([&](Transaction& tx) -> Result<void> {
                    check_read(tx, outcome);
                    return {};
                })
                .has_value());
    REQUIRE_MESSAGE(outcome.has_value(), outcome.error().detail);
    check_nothing_found(store);
    const auto gone_on = store.write([&](Transaction& tx) -> Result<void> {
        Event event = samples::event();
        TRY_VOID(tx.add_event("acme", event));
        Invoice invoice = samples::invoice("inv_4", InvoiceReason::kRenewal, {Date(2026, 4, 1), Date(2026, 5, 1)});
        invoice = TRY(tx.issue_invoice("acme", invoice));
        CHECK(invoice.number == "2026-0004");
        return tx.post("acme", invoice.customer, "inv_4", entries_for_issue(invoice));
    });
    REQUIRE_MESSAGE(gone_on.has_value(), gone_on.error().detail);
    const auto twice = store.write([&](Transaction& tx) -> Result<void> {
        TRY(tx.issue_invoice("acme",
                             samples::invoice("inv_5", InvoiceReason::kRenewal, {Date(2026, 3, 1), Date(2026, 4, 1)})));
        return {};
    });
    REQUIRE(!twice.has_value());
    CHECK(twice.error().code == ErrorCode::kAlreadyExists);
    check_nothing_found(store);
    for (std::int64_t sequence = 1; sequence <= 4; ++sequence) {
        const auto taken = transact(store, [](Transaction& tx) { return tx.claim_outbox(Instant{9'000}, 60, 10); });
        REQUIRE(taken.has_value());
        REQUIRE(taken->size() == 1);
        CHECK(taken->front().sequence == sequence);
        REQUIRE(store.write([&](Transaction& tx) { return tx.finish_outbox(taken->front()); }).has_value());
    }
}

}  // namespace

TEST_CASE("a file of the third schema reads the same in the packed layout") {
    const TemporaryFile file;
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(file.path().c_str(), &raw) == SQLITE_OK);
    CHECK_MESSAGE(sqlite3_exec(raw, script_of(false).c_str(), nullptr, nullptr, nullptr) == SQLITE_OK,
                  sqlite3_errmsg(raw));
    sqlite3_close(raw);
    const auto store = open_sqlite_store({.path = file.path()});
    REQUIRE_MESSAGE(store.has_value(), store.error().detail);
    check_store(**store);
}

TEST_CASE("PostgreSQL: a database of the third schema reads the same in the packed layout") {
    const test::TemporarySchema database;
    const auto db = store::PostgresDriver::open({.url = database.url()});
    REQUIRE(db.has_value());
    const auto made = (*db)->execute(script_of(true));
    REQUIRE_MESSAGE(made.has_value(), made.error().detail);
    const auto store = open_postgres_store({.url = database.url()});
    REQUIRE_MESSAGE(store.has_value(), store.error().detail);
    check_store(**store);
}

TEST_CASE("an event of the first schemas that was altered before the upgrade is still found") {
    const TemporaryFile file;
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(file.path().c_str(), &raw) == SQLITE_OK);
    const std::string script = script_of(false) + "UPDATE event SET type = 'other' WHERE sequence = 2;";
    REQUIRE(sqlite3_exec(raw, script.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(raw);
    const auto store = open_sqlite_store({.path = file.path()});
    REQUIRE(store.has_value());
    const auto findings = (*store)->verify();
    REQUIRE(findings.has_value());
    REQUIRE(findings->size() == 1);
    CHECK(findings->front().invariant == "event_chain");
}
