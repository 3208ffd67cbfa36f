// Rounds over what is due on PostgreSQL: a slice written at once, by several that know nothing of each other.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <atomic>
#include <set>
#include <thread>

#include "adapters/store/driver_postgres.h"
#include "adapters/store/postgres_store.h"
#include "base/ensure.h"
#include "domain/invoice/ledger.h"
#include "tests/contracts/store_samples.h"
#include "tests/support/postgres_server.h"

using namespace settle;
using samples::kVendor;

namespace {

constexpr Date kRunDay(2026, 4, 1);
constexpr Instant kAt{9'000};
const std::string kRun = "run_1";

std::string id_of(int number) { return fmt::format("cus_{:04}", number); }

/// A vendor with subscriptions that are due on kRunDay, in a database of its own.
class Town {
public:
    explicit Town(int due)
        : url_(test::PostgresServer::shared().url(test::PostgresServer::shared().create_database())) {
        store_ = open();
        must(store_->write([&](Transaction& tx) -> Result<void> {
            TRY_VOID(tx.add_bill_run(kVendor, {.id = kRun, .until = kRunDay, .started_by = {}, .started_at = kAt}));
            for (int i = 0; i < due; ++i) TRY_VOID(add(tx, i));
            return {};
        }));
    }
    std::unique_ptr<Store> open(PostgresOptions options = {}) const {
        options.url = url_;
        auto opened = open_postgres_store(options);
        REQUIRE_MESSAGE(opened.has_value(), opened.error().detail);
        return *std::move(opened);
    }
    Store& store() { return *store_; }
    std::unique_ptr<DueRound> round(Store& of, const std::string& run = kRun) const {
        return of.begin_due_round(kVendor, kRunDay, kRunDay, run);
    }
    template <class T>
    static T must(Result<T> result) {
        REQUIRE_MESSAGE(result.has_value(), result.error().detail);
        return *std::move(result);
    }
    static void must(const Result<void>& result) { REQUIRE_MESSAGE(result.has_value(), result.error().detail); }
    template <class Work>
    auto read(Work work) {
        return must(look_up(*store_, work));
    }
    std::vector<Invoice> invoices_of(int number) {
        return read([&](Transaction& tx) { return tx.list_invoices(kVendor, CustomerId(id_of(number))); });
    }
    Subscription subscription_of(int number) {
        return read([&](Transaction& tx) { return tx.load_subscription(kVendor, CustomerId(id_of(number))); });
    }
    /// Statements of somebody who does not go through the store.
    void execute(const std::string& script) const {
        const auto db = must(store::PostgresDriver::open({.url = url_}));
        must(db->execute(script));
    }
    void check_verified() {
        for (const Finding& finding : must(store_->verify()))
            FAIL_CHECK(finding.invariant << " of " << finding.subject << ": " << finding.what);
    }
    /// Everybody was billed once, and the numbers are those from 1 on.
    void check_billed_once(int due) {
        std::set<std::string> numbers;
        for (int i = 0; i < due; ++i) {
            const auto invoices = invoices_of(i);
            CHECK_MESSAGE(invoices.size() == 1, id_of(i));
            for (const Invoice& invoice : invoices) numbers.insert(invoice.number);
        }
        CHECK(std::cmp_equal(numbers.size(), due));
        for (int i = 1; i <= due; ++i) CHECK(numbers.contains(fmt::format("2026-{:04}", i)));
        check_verified();
    }

private:
    static Result<void> add(Transaction& tx, int number) {
        TRY_VOID(tx.add_customer(kVendor, samples::customer(id_of(number))));
        Subscription due = samples::subscription(id_of(number), fmt::format("sub_{:04}", number));
        due.state = SubscriptionState::kActive;
        due.plan = Code("pro");
        due.cycle = Cycle::kMonth;
        due.anchor = Date(2026, 3, 1);
        due.period = {Date(2026, 3, 1), kRunDay};
        TRY_VOID(tx.add_subscription(kVendor, due));
        Event event = samples::event(id_of(number));
        return tx.add_event(kVendor, std::move(event));
    }

    std::string url_;
    std::unique_ptr<Store> store_;
};

Event told(const DueCase& due, const std::string& type) {
    Event event;
    event.customer = due.customer.id;
    event.type = type;
    event.actor = {Actor::Kind::kServer, {}, "engine"};
    event.at = kAt;
    return event;
}

/// An invoice for the month that begins, and what is told of it.
DueWrite renewal(const DueCase& due) {
    DueWrite write{.after = due.subscription};
    write.after.period = {kRunDay, Date(2026, 5, 1)};
    ++write.after.period_number;
    Invoice invoice = samples::invoice("inv_" + due.customer.id.str(), InvoiceReason::kRenewal, write.after.period);
    invoice.customer = due.customer.id;
    invoice.subscription = due.subscription.id;
    invoice.issued_on = kRunDay;
    invoice.buyer = due.customer.billing;
    write.postings = {{invoice.id.str(), entries_for_issue(invoice)}};
    write.events = {told(due, "invoice.issued"), told(due, "subscription.renewed")};
    write.events.front().data = {{"invoice", invoice.id.str()}, {"number", ""}};
    write.invoice = std::move(invoice);
    return write;
}

DueDecision renew(const DueCase& due) { return renewal(due); }

/// Takes slices until the round is over; answers their sum.
SliceReport take_all(DueRound& round, int limit, const DecideDue& decide) {
    SliceReport all;
    while (true) {
        const SliceReport slice = Town::must(round.take(limit, decide));
        if (slice.read == 0) return all;
        all.read += slice.read;
        all.written += slice.written;
        all.invoices += slice.invoices;
        all.parked += slice.parked;
        all.stale += slice.stale;
        all.not_due += slice.not_due;
    }
}

}  // namespace

TEST_CASE("PostgreSQL: a round bills everybody once, numbers without a gap, with the run's progress") {
    Town town(25);
    const SliceReport done = take_all(*town.round(town.store()), 10, renew);
    CHECK(done.read == 25);
    CHECK(done.written == 25);
    CHECK(done.invoices == 25);
    town.check_billed_once(25);
    const Subscription after = town.subscription_of(3);
    CHECK(after.period.first_day == kRunDay);
    CHECK(after.version == 2);
    const BillRun run = town.read([&](Transaction& tx) { return tx.load_bill_run(kVendor, kRun); });
    CHECK(run.steps == 25);
    CHECK(run.invoices == 25);
    const auto due =
        town.read([&](Transaction& tx) { return tx.load_due_case(kVendor, CustomerId(id_of(3)), kRunDay); });
    CHECK(due.billed_today == 1);
    const auto events =
        town.read([&](Transaction& tx) { return tx.list_events(kVendor, CustomerId(id_of(3)), 1, 10); });
    REQUIRE(events.size() == 2);
    CHECK(events.front().type == "invoice.issued");
    CHECK(events.front().data[1].second == town.invoices_of(3).front().number);
    CHECK(take_all(*town.round(town.store()), 10, renew).read == 0);
}

TEST_CASE("PostgreSQL: a round decides from the case that a single customer's step would be decided from") {
    Town town(2);
    const CustomerId first(id_of(0));
    Town::must(town.store().write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_payment_method(kVendor, samples::method("pm_1", first.str())));
        TRY_VOID(tx.set_assigned_quantity(kVendor, first, Code("user"), 3));
        TRY_VOID(tx.set_assigned_quantity(kVendor, first, Code("profile"), 12));
        Customer moved = TRY(tx.load_customer(kVendor, first));
        moved.billing.own().city = "Lyon";
        return tx.save_customer(kVendor, moved);
    }));
    std::optional<DueCase> seen;
    take_all(*town.round(town.store()), 10, [&](const DueCase& due) -> DueDecision {
        if (due.customer.id == first) seen = due;
        return NotDueYet{};
    });
    REQUIRE(seen.has_value());
    const DueCase alone = town.read([&](Transaction& tx) { return tx.load_due_case(kVendor, first, kRunDay); });
    CHECK(seen->customer.billing == alone.customer.billing);
    CHECK(seen->customer.billing->city == "Lyon");
    CHECK(seen->customer.version == alone.customer.version);
    CHECK(seen->customer.time_zone == alone.customer.time_zone);
    CHECK(seen->assigned == alone.assigned);
    CHECK(seen->default_method->id == alone.default_method->id);
    CHECK(seen->default_method->details == alone.default_method->details);
    CHECK(seen->subscription.version == alone.subscription.version);
    CHECK(seen->subscription.period == alone.subscription.period);
}

TEST_CASE("PostgreSQL: what is written alone goes with the slice: pauses, other buyers, what is parked") {
    Town town(6);
    const SliceReport done = take_all(*town.round(town.store()), 10, [&](const DueCase& due) -> DueDecision {
        if (due.customer.id.str() == id_of(1)) return Parked{due.customer.id, "code", "detail", kAt, kRunDay};
        DueWrite write = renewal(due);
        if (due.customer.id.str() == id_of(2)) write.invoice->buyer.own().company = "Another";
        if (due.customer.id.str() == id_of(3)) {
            write.invoice.reset();
            write.postings.clear();
            write.after.state = SubscriptionState::kPaused;
            write.after.pause = Pause{.from = kRunDay};
            write.pause_begins = kRunDay;
        }
        return write;
    });
    CHECK(done.written == 5);
    CHECK(done.invoices == 4);
    CHECK(done.parked == 1);
    CHECK(town.invoices_of(2).front().buyer->company == "Another");
    CHECK(town.invoices_of(3).empty());
    CHECK(town.read([](Transaction& tx) { return tx.list_parked(kVendor, {}); }).size() == 1);
    town.check_verified();
}

TEST_CASE("PostgreSQL: one that breaks a rule is parked, and its slice is written") {
    Town town(8);
    // The period of one was billed before.
    Town::must(town.store().write([&](Transaction& tx) -> Result<void> {
        DueWrite write = renewal(TRY(tx.load_due_case(kVendor, CustomerId(id_of(4)), kRunDay)));
        write.invoice->id = InvoiceId("inv_before");
        TRY_VOID(tx.issue_invoice(kVendor, *write.invoice));
        return tx.post(kVendor, write.invoice->customer, "inv_before", write.postings.front().entries);
    }));
    const SliceReport done = take_all(*town.round(town.store()), 10, renew);
    CHECK(done.written == 7);
    CHECK(done.parked == 1);
    const auto parked = town.read([](Transaction& tx) { return tx.list_parked(kVendor, {}); });
    REQUIRE(parked.size() == 1);
    CHECK(parked.front().customer.str() == id_of(4));
    CHECK(parked.front().code == "already_exists");
    town.check_billed_once(8);
}

TEST_CASE("PostgreSQL: one that breaks a contract is parked, and its slice is written") {
    Town town(8);
    const SliceReport done = take_all(*town.round(town.store()), 10, [](const DueCase& due) -> DueDecision {
        DueWrite write = renewal(due);
        // Entries that do not sum to zero.
        if (due.customer.id.str() == id_of(5)) write.postings.front().entries.pop_back();
        return write;
    });
    CHECK(done.written == 7);
    CHECK(done.parked == 1);
    const auto parked = town.read([](Transaction& tx) { return tx.list_parked(kVendor, {}); });
    REQUIRE(parked.size() == 1);
    CHECK(parked.front().code == "internal");
    CHECK(town.invoices_of(5).empty());
    town.check_verified();
}

TEST_CASE("PostgreSQL: two stores over one database, each with two threads, bill everything exactly once") {
    constexpr int kDue = 120;
    Town town(kDue);
    const auto other = town.open();
    const auto here = town.round(town.store()), there = town.round(*other);
    std::atomic<int> written = 0;
    {
        std::vector<std::jthread> threads;
        for (DueRound* round : {here.get(), here.get(), there.get(), there.get()})
            threads.emplace_back([&written, round] { written += take_all(*round, 7, renew).written; });
    }
    CHECK(written == kDue);
    town.check_billed_once(kDue);
}

TEST_CASE("PostgreSQL: what a round that was killed had taken is free at once, and taken by another") {
    struct Killed {};
    Town town(20);
    bool is_killing = true;
    auto other = town.open({.url = {}, .on_statement = [&](std::string_view query) {
                                if (is_killing && query == "round/copy_invoices") throw Killed();
                            }});
    auto there = town.round(*other);
    CHECK_THROWS_AS((void)there->take(10, renew), Killed);
    there.reset();
    other.reset();
    const SliceReport done = take_all(*town.round(town.store()), 10, renew);
    CHECK(done.written == 20);
    town.check_billed_once(20);
}

TEST_CASE("PostgreSQL: a customer that somebody else has is passed by, and taken at the end of the round") {
    Town town(20);
    const auto other = town.open();
    const auto round = town.round(town.store());
    std::atomic<bool> is_locked = false, may_go = false;
    std::jthread holder([&] {
        Town::must(other->write([&](Transaction& tx) -> Result<void> {
            Subscription held = TRY(tx.load_subscription(kVendor, CustomerId(id_of(0))));
            is_locked = true;
            while (!may_go) std::this_thread::sleep_for(std::chrono::milliseconds(1));
            held.quantities.set("user", 77);
            return tx.save_subscription(kVendor, held);
        }));
    });
    while (!is_locked) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    CHECK(Town::must(round->take(10, renew)).written == 9);
    CHECK(Town::must(round->take(10, renew)).written == 10);
    may_go = true;
    const SliceReport last = take_all(*round, 10, renew);
    CHECK(last.written == 1);
    CHECK(town.subscription_of(0).quantities.of(Code("user")) == 77);
    town.check_billed_once(20);
}

TEST_CASE("PostgreSQL: what was changed past its customer's lock is decided again") {
    Town town(6);
    bool is_first = true;
    const SliceReport done = take_all(*town.round(town.store()), 10, [&](const DueCase& due) -> DueDecision {
        if (std::exchange(is_first, false)) town.execute("UPDATE subscription SET version = version + 1");
        return renewal(due);
    });
    CHECK(done.written == 6);
    town.check_billed_once(6);
}

TEST_CASE("PostgreSQL: a transaction that says nothing for too long is ended, and lets go what it holds") {
    Town town(3);
    const auto silent = town.open({.url = {}, .idle_timeout_ms = 100});
    const auto round = town.round(*silent);
    const auto outcome = round->take(10, [](const DueCase& due) -> DueDecision {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        return renewal(due);
    });
    REQUIRE(!outcome.has_value());
    CHECK(outcome.error().code == ErrorCode::kStoreUnreachable);
    CHECK(town.invoices_of(0).empty());
    CHECK(take_all(*town.round(town.store()), 10, renew).written == 3);
    CHECK(take_all(*town.round(*silent), 10, renew).read == 0);
    town.check_billed_once(3);
}
