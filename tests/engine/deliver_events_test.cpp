// Events on their way to whoever is told, with a receiver that fails on demand.
#include "engine/deliver_events.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <map>
#include <set>

#include "adapters/store/sqlite_store.h"
#include "tests/adapters/store/temporary_file.h"
#include "tests/contracts/store_samples.h"

using namespace settle;

namespace {

struct HandClock final : Clock {
    mutable Instant at = Instant{}.plus_seconds(1'000'000);
    Instant now() const override { return at; }
    void pass(std::int64_t seconds) { at = at.plus_seconds(seconds); }
};

/// Remembers what it got; refuses customers by name, keeping as a whole, or takes its time.
struct Listener final : EventReceiver {
    explicit Listener(HandClock& its_clock) : clock(its_clock) {}
    HandClock& clock;
    std::set<std::string> refused;
    bool keeps = true;
    int seconds_each = 0;
    std::function<void()> on_delivery = [] {};
    std::vector<std::string> got;

    Result<void> deliver(const OutboxEntry& act) override {
        clock.pass(seconds_each);
        if (refused.contains(act.customer.str())) return fail(ErrorCode::kStoreUnreachable, {}, "refused on demand");
        got.push_back(fmt::format("{}.{}", act.customer.str(), act.sequence));
        on_delivery();
        return {};
    }
    Result<void> keep() override {
        if (keeps) return {};
        return fail(ErrorCode::kStoreUnreachable, {}, "the disk is full");
    }
    std::string all() {
        const std::string text = fmt::format("{}", fmt::join(got, " "));
        got.clear();
        return text;
    }
};

struct Street {
    HandClock clock;
    std::unique_ptr<Store> store;
    Listener listener{clock};
    DeliveryOptions options{.batch = 10, .lease_seconds = 60, .backoff = {2, 600, 20}};

    explicit Street(int customers, int events_each = 3, const std::string& path = ":memory:")
        : store(open_sqlite_store({.path = path}).value()) {
        const auto written = store->write([&](Transaction& tx) -> Result<void> {
            for (int n = 1; n <= customers; ++n) {
                const std::string id = std::to_string(n);
                TRY_VOID(tx.add_customer(samples::kVendor, samples::customer("cus_" + id)));
                TRY_VOID(tx.add_subscription(samples::kVendor, samples::active_subscription("cus_" + id, "sub_" + id)));
            }
            return {};
        });
        REQUIRE_MESSAGE(written.has_value(), written.error().detail);
        for (int i = 0; i < events_each; ++i)
            for (int n = 1; n <= customers; ++n) add("cus_" + std::to_string(n), 100 + i);
    }
    void add(const std::string& customer, std::int64_t second) {
        Event event = samples::event(customer);
        event.at = Instant{}.plus_seconds(second);
        REQUIRE(store->write([&](Transaction& tx) { return tx.add_event(samples::kVendor, event); }).has_value());
    }
    DeliveryReport round(const std::stop_token& stop = {}) {
        return deliver_events(*store, listener, clock, options, stop);
    }
    OutboxFigures figures() {
        return look_up(*store, [&](Transaction& tx) { return tx.outbox_figures(clock.now()); }).value();
    }
};

}  // namespace

TEST_CASE("everything is delivered, each customer's in order") {
    Street street(2);
    CHECK(street.figures().waiting == 2);
    CHECK(street.figures().oldest == Instant{}.plus_seconds(100));
    for (int i = 0; i < 3; ++i) CHECK(street.round().delivered == 2);
    CHECK(street.listener.all() == "cus_1.1 cus_2.1 cus_1.2 cus_2.2 cus_1.3 cus_2.3");
    CHECK(street.round().delivered == 0);
    CHECK(street.figures().waiting == 0);
    CHECK(!street.figures().oldest);
}

TEST_CASE("what fails holds back the later events of its customer and of nobody else") {
    Street street(2);
    street.listener.refused = {"cus_1"};
    const DeliveryReport first = street.round();
    CHECK(first.delivered == 1);
    CHECK(first.failed == 1);
    CHECK(first.failures == std::vector<std::string>{"events: cus_1: refused on demand"});
    street.round();
    street.round();
    CHECK(street.listener.all() == "cus_2.1 cus_2.2 cus_2.3");
    CHECK(street.figures().waiting == 1);
    CHECK(street.figures().failing == 1);
    CHECK(street.figures().oldest == Instant{}.plus_seconds(100));
    street.listener.refused.clear();
    CHECK(street.round().delivered == 0);
    street.clock.pass(3);
    for (int i = 0; i < 3; ++i) street.round();
    CHECK(street.listener.all() == "cus_1.1 cus_1.2 cus_1.3");
    CHECK(street.figures().failing == 0);
}

TEST_CASE("an act that cannot be read is put off like one that is refused, and stops nobody else") {
    const TemporaryFile file;
    Street street(2, 2, file.path());
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(file.path().c_str(), &raw) == SQLITE_OK);
    CHECK(sqlite3_exec(raw, "UPDATE act SET events = '[' WHERE customer = 'cus_1' AND sequence = 1", nullptr, nullptr,
                       nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_changes(raw) == 1);
    sqlite3_close(raw);
    const DeliveryReport first = street.round();
    CHECK(first.delivered == 1);
    CHECK(first.failed == 1);
    REQUIRE(first.failures.size() == 1);
    CHECK(first.failures[0].starts_with("events: cus_1: "));
    CHECK(street.round().delivered == 1);
    CHECK(street.listener.all() == "cus_2.1 cus_2.2");
    CHECK(street.figures().failing == 1);
}

TEST_CASE("a failing delivery is tried again ever later, up to a limit") {
    Street street(1, 1);
    street.listener.refused = {"cus_1"};
    std::vector<std::int64_t> waited;
    for (Instant tried = street.clock.at; waited.size() < 4; street.clock.pass(1)) {
        if (street.round().failed == 0) continue;
        waited.push_back((street.clock.at.micros - tried.micros) / 1'000'000);
        tried = street.clock.at;
    }
    // Looked at second by second, so that chance rounds up.
    CHECK(waited[0] == 0);
    CHECK((waited[1] == 2 || waited[1] == 3));
    CHECK((waited[2] == 4 || waited[2] == 5));
    CHECK((waited[3] >= 8 && waited[3] <= 10));
    const OutboxEntry act{
        .vendor = "acme", .customer = CustomerId("cus_1"), .sequence = 1, .leased_until = {}, .events = {}};
    const Instant now = Instant{}.plus_seconds(50);
    const std::int64_t expected[] = {2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600};
    for (int failures = 1; failures <= 11; ++failures) {
        const std::int64_t wait = next_try(act, failures, now, {}).micros - now.micros;
        const std::int64_t least = expected[failures - 1] * 1'000'000;
        CHECK(wait >= least);
        CHECK(wait <= least + least / 5);
    }
    CHECK(next_try(act, 1'000, now, {}).micros - now.micros <= 720'000'000);
}

TEST_CASE("what failed together does not come back together") {
    std::set<std::int64_t> waits;
    for (int n = 0; n < 100; ++n) {
        const OutboxEntry act{.vendor = "acme",
                              .customer = CustomerId("cus_" + std::to_string(n)),
                              .sequence = 1,
                              .leased_until = {},
                              .events = {}};
        const std::int64_t wait = next_try(act, 9, Instant{}, {}).micros;
        CHECK(wait == next_try(act, 9, Instant{}, {}).micros);
        waits.insert(wait / 1'000'000);
    }
    CHECK(waits.size() > 30);
}

TEST_CASE("what was delivered and not kept comes again") {
    Street street(2, 1);
    street.listener.keeps = false;
    const DeliveryReport lost = street.round();
    CHECK(lost.delivered == 0);
    CHECK(lost.failed == 2);
    CHECK(lost.failures == std::vector<std::string>{"events: keeping what was delivered: the disk is full"});
    street.listener.keeps = true;
    street.clock.pass(3);
    CHECK(street.round().delivered == 2);
    CHECK(street.listener.all() == "cus_1.1 cus_2.1 cus_1.1 cus_2.1");
}

TEST_CASE("one that is asked to stop finishes what it delivered and leaves the rest to others") {
    Street street(3, 1);
    std::stop_source stop;
    street.listener.on_delivery = [&] { stop.request_stop(); };
    CHECK(street.round(stop.get_token()).delivered == 1);
    street.listener.on_delivery = [] {};
    CHECK(street.round().delivered == 0);
    street.clock.pass(60);
    CHECK(street.round().delivered == 2);
    CHECK(street.listener.all() == "cus_1.1 cus_2.1 cus_3.1");
}

TEST_CASE("one that dies in the middle is taken over from when its lease is over, and nothing is lost") {
    Street street(2, 2);
    REQUIRE(transact(*street.store, [&](Transaction& tx) { return tx.claim_outbox(street.clock.now(), 60, 10); })
                .value()
                .size() == 2);
    street.clock.pass(59);
    CHECK(street.round().delivered == 0);
    street.clock.pass(1);
    street.round();
    street.round();
    CHECK(street.listener.all() == "cus_1.1 cus_2.1 cus_1.2 cus_2.2");
}

TEST_CASE("a slow receiver does not deliver what somebody else may have taken") {
    Street street(10, 1);
    street.listener.seconds_each = 15;
    CHECK(street.round().delivered == 2);
    CHECK(street.listener.all() == "cus_1.1 cus_10.1");
}

TEST_CASE("workers beside each other share the work") {
    Street street(25);
    Listener other(street.clock);
    for (int i = 0; i < 20; ++i) {
        street.round();
        deliver_events(*street.store, other, street.clock, street.options);
    }
    CHECK(!street.listener.got.empty());
    CHECK(!other.got.empty());
    CHECK(street.listener.got.size() + other.got.size() == 75);
    CHECK(street.figures().waiting == 0);
}
