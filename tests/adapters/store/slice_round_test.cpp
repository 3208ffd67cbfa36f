// What a round promises while others write between its reading and its writing.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "adapters/store/sqlite_store.h"
#include "domain/invoice/ledger.h"
#include "domain/numbers/counting.h"
#include "ports/numbers.h"
#include "tests/adapters/store/temporary_file.h"
#include "tests/contracts/store_samples.h"

using namespace settle;

namespace {

constexpr Date kDay{2026, 4, 1};

std::unique_ptr<Store> store_with(const std::string& path, int customers) {
    auto store = *open_sqlite_store({.path = path});
    const auto filled = store->write([&](Transaction& tx) -> Result<void> {
        for (int i = 0; i < customers; ++i) {
            Subscription made = samples::subscription(fmt::format("cus_{}", i), fmt::format("sub_{}", i));
            made.state = SubscriptionState::kActive;
            made.plan = "pro";
            made.anchor = Date(2026, 3, 1);
            made.period = {Date(2026, 3, 1), kDay};
            TRY_VOID(tx.add_customer(samples::kVendor, samples::customer(made.customer.str())));
            TRY_VOID(tx.add_subscription(samples::kVendor, made));
        }
        return {};
    });
    REQUIRE_MESSAGE(filled.has_value(), filled.error().detail);
    return store;
}

DueWrite renewal_of(const DueCase& due) {
    DueWrite write{.after = due.subscription};
    write.after.period = {kDay, Date(2026, 5, 1)};
    Invoice invoice = samples::invoice("inv_" + due.customer.id.str(), InvoiceReason::kRenewal, write.after.period);
    invoice.customer = due.customer.id;
    invoice.subscription = due.subscription.id;
    write.postings = {{invoice.id.str(), entries_for_issue(invoice)}};
    write.events = {samples::event(due.customer.id.str())};
    write.invoice = std::move(invoice);
    return write;
}

/// A round over three, in which `meanwhile` happens after the second case was read.
SliceReport round_with(Store& store, const std::function<Result<void>(Transaction&)>& meanwhile) {
    const auto round = store.begin_due_round(samples::kVendor, kDay, kDay, {});
    bool is_done = false;
    const auto slice = round->take(10, [&](const DueCase& due) -> DueDecision {
        if (due.customer.id.str() == "cus_1" && !is_done) {
            is_done = true;
            REQUIRE(store.write(meanwhile).has_value());
        }
        return renewal_of(due);
    });
    REQUIRE_MESSAGE(slice.has_value(), slice.error().detail);
    const auto findings = store.verify();
    REQUIRE(findings.has_value());
    for (const Finding& finding : *findings)
        FAIL_CHECK(finding.invariant << " " << finding.subject << ": " << finding.what);
    return *slice;
}

}  // namespace

TEST_CASE("a subscription that changed meanwhile is left to the next round, and takes no number") {
    const TemporaryFile file;
    for (const std::string& path : {std::string(":memory:"), file.path()}) {
        const auto store = store_with(path, 3);
        const auto slice = round_with(*store, [](Transaction& tx) -> Result<void> {
            return tx.save_subscription(samples::kVendor,
                                        TRY(tx.load_subscription(samples::kVendor, CustomerId("cus_1"))));
        });
        CHECK(slice.read == 3);
        CHECK(slice.written == 2);
        CHECK(slice.stale == 1);
        const auto next = store->begin_due_round(samples::kVendor, kDay, kDay, {})->take(10, renewal_of);
        REQUIRE(next.has_value());
        CHECK(next->written == 1);
        const auto found =
            look_up(*store, [](Transaction& tx) { return tx.list_invoices(samples::kVendor, CustomerId("cus_1")); });
        CHECK(found.value().front().number == "2026-0003");
    }
}

TEST_CASE("who was put right since they were read is not parked") {
    const auto store = store_with(":memory:", 3);
    const auto round = store->begin_due_round(samples::kVendor, kDay, kDay, {});
    const auto slice = round->take(10, [&](const DueCase& due) -> DueDecision {
        if (due.customer.id.str() == "cus_2") return renewal_of(due);
        const bool is_changed = due.customer.id.str() == "cus_1";
        if (is_changed)
            REQUIRE(
                store->write([&](Transaction& tx) { return tx.save_subscription(samples::kVendor, due.subscription); })
                    .has_value());
        return Parked{due.customer.id, "internal", {}, Instant{1}, kDay};
    });
    REQUIRE(slice.has_value());
    CHECK(slice->written + slice->parked + slice->stale == 3);
    CHECK(slice->stale == 1);
    const auto parked = look_up(*store, [](Transaction& tx) { return tx.list_parked(samples::kVendor, Page{}); });
    for (const Parked& one : parked.value()) CHECK(one.customer.str() != "cus_1");
    CHECK(parked->size() == static_cast<std::size_t>(slice->parked));
}

TEST_CASE("events that came meanwhile stay before those of the round") {
    const auto store = store_with(":memory:", 3);
    const auto slice =
        round_with(*store, [](Transaction& tx) { return tx.add_event(samples::kVendor, samples::event("cus_1")); });
    CHECK(slice.written == 3);
    CHECK(slice.parked == 0);
    const auto events =
        look_up(*store, [](Transaction& tx) { return tx.list_events(samples::kVendor, CustomerId("cus_1"), 0, 10); });
    CHECK(events.value().size() == 2);
}

TEST_CASE("a unit put to use meanwhile is counted once where its subscription ends") {
    const auto store = store_with(":memory:", 3);
    const Code seat("seat");
    const CustomerId ended("cus_1");
    const Catalog catalog;
    const auto counted = store->write([&](Transaction& tx) -> Result<void> {
        Subscription known = TRY(tx.load_subscription(samples::kVendor, ended));
        const Subscription before = known;
        const Counting first{kDay, count_anew(catalog, before, {}, known)};
        TRY_VOID(tx.save_subscription(samples::kVendor, known));
        return numbers_of(tx).add_facts(samples::kVendor, ended, known.version + 1, first);
    });
    REQUIRE_MESSAGE(counted.has_value(), counted.error().detail);
    const auto round = store->begin_due_round(samples::kVendor, kDay, kDay, {});
    int decided = 0;
    const auto slice = round->take(10, [&](const DueCase& due) -> DueDecision {
        if (due.customer.id != ended) return renewal_of(due);
        if (++decided == 1)
            REQUIRE(store
                        ->write([&](Transaction& tx) -> Result<void> {
                            TRY_VOID(tx.set_assigned_quantity(samples::kVendor, ended, seat, 2));
                            return tx.add_event(samples::kVendor, samples::event(ended.str()));
                        })
                        .has_value());
        DueWrite write{.after = due.subscription};
        write.after.state = SubscriptionState::kEnded;
        write.events = {samples::event(ended.str())};
        write.counting = {kDay, count_anew(catalog, due.subscription, due.assigned, write.after)};
        return write;
    });
    REQUIRE_MESSAGE(slice.has_value(), slice.error().detail);
    CHECK(slice->written == 3);
    // What was decided with the number that had been read is not what was written.
    CHECK(decided == 2);
    const auto findings = store->verify();
    REQUIRE(findings.has_value());
    for (const Finding& finding : *findings)
        FAIL_CHECK(finding.invariant << " " << finding.subject << ": " << finding.what);
}

TEST_CASE("a document is printed with the billing information it was decided with") {
    const auto store = store_with(":memory:", 3);
    round_with(*store, [](Transaction& tx) -> Result<void> {
        Customer moved = TRY(tx.load_customer(samples::kVendor, CustomerId("cus_1")));
        moved.billing.own().city = "Lyon";
        return tx.save_customer(samples::kVendor, moved);
    });
    const auto found =
        look_up(*store, [](Transaction& tx) { return tx.list_invoices(samples::kVendor, CustomerId("cus_1")); });
    CHECK(found.value().front().buyer->city == "Paris");
}
