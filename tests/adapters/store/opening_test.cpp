// Opening, migrating, and what happens around a transaction.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <fstream>
#include <thread>

#include "adapters/store/sqlite_store.h"
#include "base/ensure.h"
#include "tests/adapters/store/temporary_file.h"
#include "tests/contracts/store_samples.h"

using namespace settle;

namespace {

class RawFile {
public:
    explicit RawFile(const std::string& path) { REQUIRE(sqlite3_open(path.c_str(), &db_) == SQLITE_OK); }
    ~RawFile() { sqlite3_close(db_); }
    RawFile(const RawFile&) = delete;
    RawFile& operator=(const RawFile&) = delete;
    void run(const char* sql) {
        REQUIRE_MESSAGE(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sqlite3_errmsg(db_));
    }
    std::string ask(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        REQUIRE(sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr) == SQLITE_OK);
        REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
        std::string answer = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
        sqlite3_finalize(statement);
        return answer;
    }

private:
    sqlite3* db_ = nullptr;
};

Result<void> add_customer(Transaction& tx) { return tx.add_customer(samples::kVendor, samples::customer()); }

std::size_t count_customers(Store& store) {
    const auto found = look_up(store, [](Transaction& tx) { return tx.list_customers(samples::kVendor, {}); });
    REQUIRE(found.has_value());
    return found->size();
}

}  // namespace

TEST_CASE("two stores in memory share nothing") {
    const auto one = *open_sqlite_store({}), other = *open_sqlite_store({});
    REQUIRE(one->write(add_customer).has_value());
    CHECK(count_customers(*one) == 1);
    CHECK(count_customers(*other) == 0);
}

TEST_CASE("a file is kept with a log, and every commit is synced") {
    const TemporaryFile file;
    REQUIRE(open_sqlite_store({.path = file.path()}).has_value());
    RawFile raw(file.path());
    CHECK(raw.ask("PRAGMA journal_mode") == "wal");
    CHECK(raw.ask("SELECT group_concat(number || ' ' || name) FROM schema_version") == "1 0001_first");
}

TEST_CASE("a file of a newer version is refused, and says what to do") {
    const TemporaryFile file;
    REQUIRE(open_sqlite_store({.path = file.path()}).has_value());
    RawFile(file.path()).run("INSERT INTO schema_version (number, name) VALUES (99, '0099_future')");
    const auto refused = open_sqlite_store({.path = file.path()});
    REQUIRE(!refused.has_value());
    CHECK(refused.error().code == ErrorCode::kStoreFailed);
    CHECK(refused.error().detail.find("schema 99, written by a newer version; this program knows up to 1") !=
          std::string::npos);
    CHECK(RawFile(file.path()).ask("SELECT MAX(number) FROM schema_version") == "99");
}

TEST_CASE("a database of another program is refused and left alone") {
    const TemporaryFile file;
    RawFile(file.path()).run("CREATE TABLE recipe (name TEXT)");
    const auto refused = open_sqlite_store({.path = file.path()});
    REQUIRE(!refused.has_value());
    CHECK(refused.error().detail.find("another program") != std::string::npos);
    CHECK(RawFile(file.path()).ask("SELECT COUNT(*) FROM sqlite_schema") == "1");
}

TEST_CASE("a file that is no database is refused") {
    const TemporaryFile file;
    std::ofstream(file.path()) << std::string(5'000, 'x');
    const auto refused = open_sqlite_store({.path = file.path()});
    REQUIRE(!refused.has_value());
    CHECK(refused.error().code == ErrorCode::kStoreFailed);
}

TEST_CASE("a folder that is not there is refused") {
    const auto refused = open_sqlite_store({.path = "/nowhere/at/all/settle.db"});
    REQUIRE(!refused.has_value());
    CHECK(refused.error().code == ErrorCode::kStoreFailed);
}

TEST_CASE("a file that another process writes is busy") {
    const TemporaryFile file;
    const auto store = *open_sqlite_store({.path = file.path(), .busy_timeout_ms = 20});
    RawFile other(file.path());
    other.run("BEGIN IMMEDIATE");
    const auto refused = store->write(add_customer);
    REQUIRE(!refused.has_value());
    CHECK(refused.error().code == ErrorCode::kStoreBusy);
    CHECK(count_customers(*store) == 0);
    other.run("COMMIT");
    CHECK(store->write(add_customer).has_value());
}

TEST_CASE("the boundaries of a write are announced, those of a read are not") {
    std::vector<std::string> reached;
    const auto store =
        *open_sqlite_store({.on_boundary = [&](std::string_view boundary) { reached.emplace_back(boundary); }});
    REQUIRE(store->write(add_customer).has_value());
    CHECK(reached == std::vector<std::string>{"begin", "before_commit", "after_commit"});
    reached.clear();
    CHECK(count_customers(*store) == 1);
    CHECK(reached.empty());
    REQUIRE(!store->write([](Transaction&) -> Result<void> { return fail(ErrorCode::kInternal); }).has_value());
    CHECK(reached == std::vector<std::string>{"begin"});
}

TEST_CASE("a stop at a boundary leaves all of the transaction or nothing") {
    for (const auto& [stop, kept] :
         {std::pair("begin", 0), std::pair("before_commit", 0), std::pair("after_commit", 1)}) {
        const TemporaryFile file;
        {
            const auto store = *open_sqlite_store({.path = file.path(), .on_boundary = [&](std::string_view boundary) {
                                                       if (boundary == stop) throw std::runtime_error("stop");
                                                   }});
            CHECK_THROWS_AS((void)store->write(add_customer), std::runtime_error);
        }
        CHECK(count_customers(**open_sqlite_store({.path = file.path()})) == static_cast<std::size_t>(kept));
    }
}

TEST_CASE("more readers than connections wait for their turn") {
    const TemporaryFile file;
    const auto store = *open_sqlite_store({.path = file.path(), .read_connections = 1});
    REQUIRE(store->write(add_customer).has_value());
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            for (int turn = 0; turn < 20; ++turn)
                if (look_up(*store,
                            [](Transaction& tx) { return tx.load_customer(samples::kVendor, samples::kCustomer); }))
                    ++right;
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(right == 160);
}

TEST_CASE("two stores on one file take turns") {
    const TemporaryFile file;
    const auto one = *open_sqlite_store({.path = file.path()});
    const auto other = *open_sqlite_store({.path = file.path()});
    REQUIRE(one->write(add_customer).has_value());
    CHECK(count_customers(*other) == 1);
    const Customer loaded = samples::customer();
    CHECK(other->write([&](Transaction& tx) { return tx.save_customer(samples::kVendor, loaded); }).has_value());
    const auto stale = one->write([&](Transaction& tx) { return tx.save_customer(samples::kVendor, loaded); });
    REQUIRE(!stale.has_value());
    CHECK(stale.error().code == ErrorCode::kVersionStale);
}
