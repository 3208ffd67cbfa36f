// What is altered in the log of staff's acts behind the store's back is found, and named.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include "adapters/store/driver_postgres.h"
#include "adapters/store/postgres_store.h"
#include "adapters/store/sqlite_store.h"
#include "ports/audit_log.h"
#include "tests/adapters/store/temporary_file.h"
#include "tests/contracts/store_samples.h"
#include "tests/support/postgres_server.h"

using namespace settle;

namespace {

/// Three acts of staff, a day apart, each in a transaction of its own.
Result<void> fill(Store& store) {
    TRY_VOID(store.write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_customer(samples::kVendor, samples::customer()));
        return tx.add_subscription(samples::kVendor, samples::subscription());
    }));
    for (int day = 1; day <= 3; ++day)
        TRY_VOID(store.write([&](Transaction& tx) -> Result<void> {
            Event event = samples::event();
            event.type = "credit.given";
            event.actor = {Actor::Kind::kStaff, "finance", "sam"};
            event.at = Instant{}.plus_seconds(day * 86'400);
            return tx.add_event(samples::kVendor, event);
        }));
    return {};
}

std::vector<Finding> found_in(Store& store, std::optional<Instant> since = {}) {
    std::vector<Finding> found;
    const auto report = store.verify(VerifyWish{.since = since, .on_finding = [&](const Finding& finding) {
                                                    if (finding.invariant == "audit") found.push_back(finding);
                                                }});
    REQUIRE(report.has_value());
    return found;
}

struct Corruption {
    const char* what;
    const char* sql;
    const char* subject;
    bool is_new;  ///< Also found by a look at what is of the last day.
};

const Corruption kCorruptions[] = {
    {"what was done", "UPDATE audit_entry SET verb = 'credit.taken' WHERE sequence = 2", "acme#2", false},
    {"who did it", "UPDATE audit_entry SET actor_id = 'max' WHERE sequence = 1", "acme#1", false},
    {"why", "UPDATE audit_entry SET reason = 'none' WHERE sequence = 3", "acme#3", true},
    {"what it was before", "UPDATE audit_entry SET facts = '[[\"plan.before\",\"pro\"]]' WHERE sequence = 2", "acme#2",
     false},
    {"when", "UPDATE audit_entry SET at = at + 1 WHERE sequence = 3", "acme#3", true},
    {"an entry that is gone", "DELETE FROM audit_entry WHERE sequence = 2", "acme#3", true},
    {"the last one cut off", "DELETE FROM audit_entry WHERE sequence = 3", "acme", true},
    {"the end, too", "DELETE FROM audit_entry; DELETE FROM audit_head", "", false},
    {"the end alone", "DELETE FROM audit_head", "acme", true},
    {"a hash made to fit", "UPDATE audit_entry SET hash = 'x' WHERE sequence = 2", "acme#2", true},
    {"the act that it tells of",
     "UPDATE act SET reason = 'none', hash = 'y' WHERE sequence = 3; DELETE FROM outbox; DELETE FROM untold_act",
     "acme#3", true},
};

void check(Store& store, const Corruption& corruption) {
    CAPTURE(corruption.what);
    const auto found = found_in(store);
    const auto recent = found_in(store, Instant{}.plus_seconds(3 * 86'400));
    if (std::string_view(corruption.subject).empty()) {
        CHECK(found.empty());  // The acts still say what was done.
        return;
    }
    REQUIRE(!found.empty());
    CHECK(found.front().subject == corruption.subject);
    CHECK(!recent.empty() == corruption.is_new);
}

}  // namespace

TEST_CASE("verify names the broken link of the log of staff's acts, on SQLite") {
    for (const Corruption& corruption : kCorruptions) {
        const TemporaryFile file;
        {
            const auto store = *open_sqlite_store({.path = file.path()});
            const auto filled = fill(*store);
            REQUIRE_MESSAGE(filled.has_value(), filled.error().detail);
            REQUIRE(found_in(*store).empty());
            REQUIRE(found_in(*store, Instant{}.plus_seconds(3 * 86'400)).empty());
        }
        sqlite3* raw = nullptr;
        REQUIRE(sqlite3_open(file.path().c_str(), &raw) == SQLITE_OK);
        const int code = sqlite3_exec(raw, corruption.sql, nullptr, nullptr, nullptr);
        CHECK_MESSAGE(code == SQLITE_OK, sqlite3_errmsg(raw));
        sqlite3_close(raw);
        check(**open_sqlite_store({.path = file.path()}), corruption);
    }
}

TEST_CASE("verify names the broken link of the log of staff's acts, on PostgreSQL") {
    for (const Corruption& corruption : kCorruptions) {
        const test::TemporarySchema made;
        const auto store = *open_postgres_store({.url = made.url()});
        const auto filled = fill(*store);
        REQUIRE_MESSAGE(filled.has_value(), filled.error().detail);
        REQUIRE(found_in(*store).empty());
        const auto db = *store::PostgresDriver::open({.url = made.url()});
        const auto corrupted = db->execute(corruption.sql);
        REQUIRE_MESSAGE(corrupted.has_value(), corrupted.error().detail);
        check(*store, corruption);
    }
}
