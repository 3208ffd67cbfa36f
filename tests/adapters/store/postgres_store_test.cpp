// The contract of a store, kept by PostgreSQL; and what only a database that several share can do.
#include "adapters/store/driver_postgres.h"
#include "adapters/store/postgres_store.h"
#include "tests/contracts/store_fixture.h"
#include "tests/support/postgres_server.h"

using namespace settle;

namespace {

/// Opens the schema all cases share, without what the last one left there.
class StoreFixture : public store_contract::Fixture {
public:
    StoreFixture() {
        reopen();
        const auto db = store::PostgresDriver::open({.url = address()});
        REQUIRE_MESSAGE(db.has_value(), reason(db));
        const auto emptied = (*db)->execute(
            "DO $$ DECLARE name text; BEGIN FOR name IN SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' "
            "AND table_name <> 'schema_version' LOOP EXECUTE "
            "'ALTER TABLE ' || name || ' DISABLE TRIGGER ALL; DELETE FROM ' || name || '; ALTER TABLE ' || name || "
            "' ENABLE TRIGGER ALL'; END LOOP; END $$");
        REQUIRE_MESSAGE(emptied.has_value(), reason(emptied));
    }
    void reopen() {
        store_.reset();
        store_ = another();
    }
    /// As another process would open it.
    std::unique_ptr<Store> another() {
        auto opened = open_postgres_store({.url = address()});
        REQUIRE_MESSAGE(opened.has_value(), reason(opened));
        return *std::move(opened);
    }

    /// How many transactions that wrote something were committed so far.
    static std::string commits() {
        const auto db = store::PostgresDriver::open({.url = address()});
        return (*db)->texts("SELECT COALESCE(SUM(count), 0) FROM write_mark")->front();
    }

private:
    static const std::string& address() {
        static const test::TemporarySchema made;
        static const std::string url = made.url();
        return url;
    }
};

}  // namespace

#define STORE_KIND "PostgreSQL"
#include "tests/contracts/store_contract.h"

STORE_CASE("who looks for something to do and finds nothing commits nothing") {
    add_customer();
    const std::string before = commits();
    const auto looks = [&](Instant now) {
        write([&](Transaction& tx) -> Result<void> {
            TRY(tx.claim_outbox(now, 60, 10));
            TRY(tx.claim_untold(now, 60, 10));
            TRY(tx.claim_mails(now, 60, 10));
            return {};
        });
        const auto round = store().begin_due_round(samples::kVendor, Date(2026, 4, 1), Date(2026, 4, 1), {});
        CHECK(round->take(10, [](const DueCase&) -> DueDecision { return NotDueYet{}; })->read == 0);
    };
    looks(Instant{9'000});
    CHECK(commits() == before);
    write([](Transaction& tx) { return tx.add_event(samples::kVendor, samples::event()); });
    looks(Instant{9'000});
    CHECK(commits() != before);
}
