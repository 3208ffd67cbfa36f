// Whom a store tells of, in this process and in others.
#include "adapters/store/change_notes.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <mutex>
#include <thread>

#include "adapters/store/change_hub.h"
#include "adapters/store/driver_postgres.h"
#include "adapters/store/postgres_store.h"
#include "adapters/store/sqlite_store.h"
#include "domain/invoice/ledger.h"
#include "tests/adapters/store/temporary_file.h"
#include "tests/contracts/store_samples.h"
#include "tests/support/postgres_server.h"

using namespace settle;
using namespace std::chrono_literals;

namespace {

using Notices = std::vector<ChangeNotice>;

/// What somebody was told, in its order.
class Heard {
public:
    std::function<void(const ChangeNotice&)> listener() {
        return [this](const ChangeNotice& notice) {
            const std::lock_guard lock(mutex_);
            all_.push_back(notice);
        };
    }
    Notices take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(all_, {});
    }
    /// The next ones, as soon as there are as many; fewer when nothing comes for long.
    Notices wait_for(std::size_t count) {
        Notices found;
        for (int i = 0; i < 1'000 && found.size() < count; ++i) {
            for (ChangeNotice& notice : take()) found.push_back(std::move(notice));
            if (found.size() < count) std::this_thread::sleep_for(10ms);
        }
        return found;
    }

private:
    std::mutex mutex_;
    Notices all_;
};

ChangeNotice notice(const std::string& customer, std::int64_t act) {
    return {samples::kVendor, CustomerId(customer), act};
}
const ChangeNotice kMany{samples::kVendor, {}, 0};
const ChangeNotice kAnybody{};

void add_customers(Store& store, int count) {
    const auto added = store.write([&](Transaction& tx) -> Result<void> {
        for (int i = 0; i < count; ++i)
            TRY_VOID(tx.add_customer(samples::kVendor, samples::customer(fmt::format("cus_{}", i))));
        return {};
    });
    REQUIRE_MESSAGE(added.has_value(), added.error().detail);
}

/// Something happens to each of them, in one transaction.
Result<void> happens_to(Store& store, const std::vector<std::string>& customers) {
    return store.write([&](Transaction& tx) -> Result<void> {
        for (const std::string& customer : customers)
            TRY_VOID(tx.add_event(samples::kVendor, samples::event(customer)));
        return {};
    });
}

std::vector<std::string> ids(int count) {
    std::vector<std::string> all;
    for (int i = 0; i < count; ++i) all.push_back(fmt::format("cus_{}", i));
    return all;
}

/// A subscription that is due, of each customer.
void make_due(Store& store, int count) {
    const auto filled = store.write([&](Transaction& tx) -> Result<void> {
        for (int i = 0; i < count; ++i) {
            Subscription made = samples::subscription(fmt::format("cus_{}", i), fmt::format("sub_{}", i));
            made.state = SubscriptionState::kActive;
            made.plan = "pro";
            made.anchor = Date(2026, 3, 1);
            made.period = {Date(2026, 3, 1), Date(2026, 4, 1)};
            TRY_VOID(tx.add_subscription(samples::kVendor, made));
        }
        return {};
    });
    REQUIRE_MESSAGE(filled.has_value(), filled.error().detail);
}

void renew_all(Store& store) {
    const auto round = store.begin_due_round(samples::kVendor, Date(2026, 4, 1), Date(2026, 4, 1), {});
    const auto slice = round->take(100, [](const DueCase& due) -> DueDecision {
        DueWrite write{.after = due.subscription};
        write.after.period = {Date(2026, 4, 1), Date(2026, 5, 1)};
        write.events = {samples::event(due.customer.id.str())};
        return write;
    });
    REQUIRE_MESSAGE(slice.has_value(), slice.error().detail);
    REQUIRE(slice->written > 0);
}

}  // namespace

TEST_CASE("notices go to other processes as text, and come back as they were") {
    const Notices all = {notice("cus_1", 4), kMany, {"apes", CustomerId("cus_é"), 0}, kAnybody};
    CHECK(store::notices_in(store::text_of(all, 1'000)) == all);
    CHECK(store::notices_in(store::text_of(all, 10)) == Notices{kAnybody});
    CHECK(store::notices_in("").empty());
    for (const char* strange : {"x", "a\tb\n", "a\tb\tc\n", "a\tb\t1", "a\tb\t1\nx"})
        CHECK(store::notices_in(strange) == Notices{kAnybody});
}

TEST_CASE("a hub tells everybody who listens, for as long as they do") {
    ChangeHub hub;
    Heard first, second;
    const auto listening = hub.listen(first.listener());
    {
        const auto for_now = hub.listen(second.listener());
        hub.tell(kMany);
    }
    hub.tell(notice("cus_1", 4));
    CHECK(first.take() == Notices{kMany, notice("cus_1", 4)});
    CHECK(second.take() == Notices{kMany});
}

TEST_CASE("what was committed is told by customer, and of many it is told that there are") {
    Heard heard;
    const auto store = *open_sqlite_store({.on_change = heard.listener()});
    add_customers(*store, 20);
    CHECK(heard.take().empty());
    REQUIRE(happens_to(*store, {"cus_1", "cus_2", "cus_1"}));
    CHECK(heard.take() == Notices{notice("cus_1", 2), notice("cus_2", 1)});
    REQUIRE(happens_to(*store, ids(17)));
    CHECK(heard.take() == Notices{kMany});
    REQUIRE(store->read([](Transaction& tx) -> Result<void> {
        TRY(tx.load_customer(samples::kVendor, CustomerId("cus_1")));
        return {};
    }));
    CHECK(heard.take().empty());
}

TEST_CASE("what was given up is not told") {
    Heard heard;
    const auto store = *open_sqlite_store({.on_change = heard.listener()});
    add_customers(*store, 1);
    CHECK(!store->write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_event(samples::kVendor, samples::event("cus_0")));
        return fail(ErrorCode::kInternal);
    }));
    CHECK(heard.take().empty());
}

TEST_CASE("a slice of a round is told once") {
    Heard heard;
    const auto store = *open_sqlite_store({.on_change = heard.listener()});
    add_customers(*store, 3);
    make_due(*store, 3);
    renew_all(*store);
    CHECK(heard.take() == Notices{kMany});
}

TEST_CASE("two processes on one file: that the other wrote is noticed, and one's own writes are not told twice") {
    const TemporaryFile file;
    Heard heard;
    const auto ours = *open_sqlite_store({.path = file.path(), .on_change = heard.listener(), .hears_others = true});
    add_customers(*ours, 2);
    std::this_thread::sleep_for(1'100ms);
    REQUIRE(happens_to(*ours, {"cus_0"}));
    std::this_thread::sleep_for(1'500ms);
    CHECK(heard.take() == Notices{notice("cus_0", 1)});
    const auto theirs = *open_sqlite_store({.path = file.path()});
    REQUIRE(happens_to(*theirs, {"cus_1"}));
    CHECK(heard.wait_for(1) == Notices{kAnybody});
    REQUIRE(happens_to(*theirs, {"cus_1"}));
    REQUIRE(happens_to(*ours, {"cus_0"}));
    CHECK(heard.wait_for(2).size() == 2);
    std::this_thread::sleep_for(1'500ms);
    CHECK(heard.take().empty());
}

TEST_CASE("PostgreSQL: every process tells all others, by customer, and itself once") {
    const test::TemporarySchema schema, elsewhere;
    Heard ours, theirs;
    const auto here = *open_postgres_store({.url = schema.url(), .on_change = ours.listener(), .hears_others = true});
    std::this_thread::sleep_for(500ms);
    const auto there =
        *open_postgres_store({.url = schema.url(), .on_change = theirs.listener(), .hears_others = true});
    // Nobody knows what happened before the line was there, and whoever comes second tells the first one too.
    REQUIRE(ours.wait_for(2) == Notices{kAnybody, kAnybody});
    REQUIRE(theirs.wait_for(1) == Notices{kAnybody});
    add_customers(*here, 20);
    REQUIRE(happens_to(*here, {"cus_1", "cus_2"}));
    CHECK(ours.take() == Notices{notice("cus_1", 1), notice("cus_2", 1)});
    CHECK(theirs.wait_for(2) == Notices{notice("cus_1", 1), notice("cus_2", 1)});
    REQUIRE(happens_to(*there, ids(20)));
    CHECK(ours.wait_for(1) == Notices{kMany});
    CHECK(!here->write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_event(samples::kVendor, samples::event("cus_0")));
        return fail(ErrorCode::kInternal);
    }));
    // What is in another schema of the database concerns nobody here; who does not listen tells all the same.
    const auto stranger = *open_postgres_store({.url = elsewhere.url()});
    add_customers(*stranger, 1);
    REQUIRE(happens_to(*stranger, {"cus_0"}));
    const auto command = *open_postgres_store({.url = schema.url()});
    REQUIRE(happens_to(*command, {"cus_3"}));
    CHECK(ours.wait_for(1) == Notices{notice("cus_3", 2)});
    std::this_thread::sleep_for(100ms);
    CHECK(ours.take().empty());
    CHECK(theirs.take() == Notices{kMany, notice("cus_3", 2)});
}

TEST_CASE("PostgreSQL: a slice of a round is told once, here and there") {
    const test::TemporarySchema schema;
    Heard ours, theirs;
    const auto here = *open_postgres_store({.url = schema.url(), .on_change = ours.listener()});
    const auto there =
        *open_postgres_store({.url = schema.url(), .on_change = theirs.listener(), .hears_others = true});
    REQUIRE(theirs.wait_for(1) == Notices{kAnybody});
    add_customers(*here, 3);
    make_due(*here, 3);
    renew_all(*here);
    CHECK(ours.take() == Notices{kMany});
    CHECK(theirs.wait_for(1) == Notices{kMany});
}

TEST_CASE("PostgreSQL: who was cut off listens again, and is told that something may have been missed") {
    const test::TemporarySchema schema;
    Heard theirs;
    const auto here = *open_postgres_store({.url = schema.url()});
    const auto there =
        *open_postgres_store({.url = schema.url(), .on_change = theirs.listener(), .hears_others = true});
    REQUIRE(theirs.wait_for(1) == Notices{kAnybody});
    add_customers(*here, 1);
    test::PostgresServer::shared().run_sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_notify%' "
        "AND application_name = '" +
        schema.name() + "'");
    CHECK(theirs.wait_for(1) == Notices{kAnybody});
    REQUIRE(happens_to(*here, {"cus_0"}));
    CHECK(theirs.wait_for(1) == Notices{notice("cus_0", 1)});
}
