// What happens around a PostgreSQL store: opening it, sharing it, losing it.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <barrier>
#include <latch>
#include <set>
#include <thread>

#include "adapters/store/driver_postgres.h"
#include "adapters/store/open_store.h"
#include "adapters/store/postgres_query.h"
#include "adapters/store/postgres_store.h"
#include "adapters/store/postgres_text.h"
#include "adapters/store/schema_postgres.h"
#include "base/ensure.h"
#include "tests/contracts/store_samples.h"
#include "tests/support/postgres_server.h"

using namespace settle;
using store::PostgresDriver;
using test::PostgresServer;
using test::TemporarySchema;

namespace {

Result<void> add_customer(Transaction& tx) { return tx.add_customer(samples::kVendor, samples::customer()); }

std::size_t count_customers(Store& store) {
    const auto found = look_up(store, [](Transaction& tx) { return tx.list_customers(samples::kVendor, {}); });
    REQUIRE(found.has_value());
    return found->size();
}

std::unique_ptr<Store> opened(const std::string& url) {
    auto store = open_postgres_store({.url = url});
    REQUIRE_MESSAGE(store.has_value(), store.error().detail);
    return *std::move(store);
}

std::unique_ptr<PostgresDriver> connected(const std::string& url) {
    auto db = PostgresDriver::open({.url = url, .lock_timeout_ms = 200});
    REQUIRE_MESSAGE(db.has_value(), db.error().detail);
    return *std::move(db);
}

std::string first_cell(PostgresDriver& db, const std::string& statement) {
    const auto cells = db.texts(statement);
    REQUIRE_MESSAGE(cells.has_value(), cells.error().detail);
    return cells->empty() ? "" : cells->front();
}

}  // namespace

TEST_CASE("PostgreSQL: the schema is made once, by whoever comes first") {
    const TemporarySchema database;
    std::vector<std::thread> threads;
    std::atomic<int> good = 0;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] { good += open_postgres_store({.url = database.url()}) ? 1 : 0; });
    for (std::thread& thread : threads) thread.join();
    CHECK(good == 6);
    const auto db = connected(database.url());
    CHECK(first_cell(*db, "SELECT COUNT(*) FROM schema_version") == std::to_string(sql::migrations().size()));
}

TEST_CASE("PostgreSQL: a database of a newer version is refused, and says what to do") {
    const TemporarySchema database;
    opened(database.url());
    const auto db = connected(database.url());
    REQUIRE(db->execute("INSERT INTO schema_version (number, name) VALUES (99, '0099_future')"));
    const auto refused = open_postgres_store({.url = database.url()});
    REQUIRE(!refused.has_value());
    CHECK(refused.error().code == ErrorCode::kStoreFailed);
    CHECK(refused.error().detail.find(fmt::format("schema 99, written by a newer version; this program knows up to {}",
                                                  sql::migrations().back().number)) != std::string::npos);
    CHECK(first_cell(*db, "SELECT MAX(number) FROM schema_version") == "99");
}

TEST_CASE("PostgreSQL: a database of another program is refused and left alone") {
    const TemporarySchema database;
    const auto db = connected(database.url());
    REQUIRE(db->execute("CREATE TABLE recipe (name TEXT)"));
    const auto refused = open_postgres_store({.url = database.url()});
    REQUIRE(!refused.has_value());
    CHECK(refused.error().code == ErrorCode::kStoreFailed);
    CHECK(refused.error().detail.find("another program") != std::string::npos);
    CHECK(first_cell(*db, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema()") ==
          "1");
}

TEST_CASE("PostgreSQL: a migration that fails half-way leaves the database as it was") {
    const TemporarySchema database;
    const auto db = connected(database.url());
    // The last table of the first migration is there already.
    REQUIRE(
        db->execute("CREATE TABLE schema_version (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL); "
                    "CREATE TABLE feedback (vendor TEXT)"));
    CHECK(!open_postgres_store({.url = database.url()}).has_value());
    CHECK(first_cell(*db, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema()") ==
          "2");
}

TEST_CASE("PostgreSQL: an address that cannot be read or reached is refused without repeating its password") {
    for (const auto& [url, code] : {std::pair("postgres://settle:secret@/x?bad", ErrorCode::kStoreFailed),
                                    {"postgres://settle:secret@/x?host=/nowhere", ErrorCode::kStoreUnreachable},
                                    {"postgres://settle:secret@127.0.0.1:1/x", ErrorCode::kStoreUnreachable}}) {
        const auto refused = open_store({.url = url});
        REQUIRE(!refused.has_value());
        CHECK(refused.error().code == code);
        CHECK(refused.error().detail.find("secret") == std::string::npos);
    }
}

TEST_CASE("an address is shown without its password") {
    CHECK(without_password("settle.db") == "settle.db");
    CHECK(without_password("postgres://u@h/d") == "postgres://u@h/d");
    CHECK(without_password("postgres://h:5432/d") == "postgres://h:5432/d");
    CHECK(without_password("postgres://u:s3cret@h:5432/d") == "postgres://u:…@h:5432/d");
    CHECK(without_password("postgresql://u:p@ss@h/d?sslmode=require") == "postgresql://u:…@h/d?sslmode=require");
    CHECK(without_password("postgres://h/d?password=s3cret&x=1") == "postgres://h/d?password=…&x=1");
    CHECK(without_password("postgres://u:s3cret@") == "postgres://u:…@");
}

TEST_CASE("the beginning of an address says which kind of store it is") {
    CHECK(store_file("settle.db") == "settle.db");
    CHECK(store_file("sqlite:data/settle.db") == "data/settle.db");
    CHECK(!store_file("sqlite::memory:"));
    CHECK(!store_file("postgres://h/d"));
    CHECK(open_store({.url = "sqlite::memory:"}).has_value());
    const TemporarySchema database;
    CHECK(open_store({.url = database.url()}).has_value());
}

TEST_CASE("PostgreSQL: every text is compared byte for byte, whatever the database's language") {
    const TemporarySchema database;
    opened(database.url());
    const auto db = connected(database.url());
    const auto others = db->texts(
        "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = current_schema() "
        "AND table_name <> 'schema_version' AND data_type IN ('text', 'character', 'character varying') "
        "AND collation_name IS DISTINCT FROM 'C'");
    REQUIRE(others.has_value());
    for (const std::string& column : *others) FAIL_CHECK(column << " needs COLLATE \"C\"");
}

TEST_CASE("PostgreSQL: every query prepares on a fresh schema") {
    const TemporarySchema database;
    opened(database.url());
    const auto db = connected(database.url());
    for (const sql::Query* query : sql::all_queries()) {
        const auto numbered = store::number_arguments(query->postgres);
        const auto outcome = db->execute("PREPARE one AS " + numbered.text + "; DEALLOCATE one");
        CHECK_MESSAGE(outcome.has_value(), query->name << ": " << (outcome ? "" : outcome.error().detail));
    }
}

TEST_CASE("PostgreSQL: both dialects have the same tables, columns and rules") {
    const TemporarySchema database;
    opened(database.url());
    const auto db = connected(database.url());
    const auto invalid = db->texts("SELECT conname FROM pg_constraint WHERE NOT convalidated");
    REQUIRE(invalid.has_value());
    CHECK(invalid->empty());
    // SQLite's own list is read in queries_test.cpp; here the names that the code relies on.
    for (const char* rule : {"one_open_order_per_subscription", "one_live_order_per_fingerprint",
                             "one_open_attempt_per_order", "one_open_attempt_per_invoice", "one_open_save_per_customer",
                             "one_open_request_per_type", "one_invoice_per_period", "one_invoice_per_change"})
        CHECK_MESSAGE(
            first_cell(
                *db,
                fmt::format("SELECT COUNT(*) FROM pg_indexes WHERE indexname = '{}' AND schemaname = current_schema()",
                            rule)) == "1",
            rule);
}

TEST_CASE("names become numbers, once each, and only where they are names") {
    const auto query = store::number_arguments(
        "-- A query: of :nothing\n-- args: a, b\nSELECT ':a', \":b\", x::text FROM t WHERE y = :b AND z = :a AND w = "
        ":b");
    CHECK(query.text == "\n\nSELECT ':a', \":b\", x::text FROM t WHERE y = $1 AND z = $2 AND w = $1");
    CHECK(query.arguments == std::vector<std::string>{"b", "a"});
    CHECK(!query.writes);
    CHECK(store::number_arguments("UPDATE t SET a = :a").writes);
    CHECK(store::number_arguments("SELECT a FROM t FOR UPDATE").writes);
    CHECK(store::number_arguments("DELETE FROM t").writes);
    CHECK(!store::number_arguments("SELECT updated_at FROM t").writes);
}

TEST_CASE("texts that PostgreSQL refuses are changed and changed back; no two become the same") {
    std::string buffer, back;
    for (const std::string_view plain : {"", "a", "é€😀", "\x7f", "\n\t\x01"})
        CHECK(store::to_postgres(plain, buffer).data() == plain.data());
    const std::vector<std::string> odd = {std::string(1, '\0'),
                                          std::string("a\0b", 3),
                                          "\x1a",
                                          "\x1a"
                                          "1a",
                                          "\x80",
                                          "\xff\xfe",
                                          "\xc3",
                                          "\xe2\x82",
                                          "\xed\xa0\x80",
                                          "\xc0\x80",
                                          "\xf4\x90\x80\x80",
                                          "\xf8\x88\x80\x80\x80",
                                          "é\xc3",
                                          "\xe0\x80\x80",
                                          "\xf0\x80\x80\x80"};
    std::set<std::string> kept;
    for (const std::string& text : odd) {
        std::string changed(store::to_postgres(text, buffer));
        CHECK(changed != text);
        CHECK(store::from_postgres(changed, back) == text);
        CHECK(kept.insert(changed).second);
    }
    // PostgreSQL agrees with what needs no change.
    const TemporarySchema database;
    const auto db = connected(database.url());
    for (const std::string& text : kept)
        CHECK(first_cell(*db, "SELECT '" + text + "'") == std::string(store::from_postgres(text, back)));
}

TEST_CASE("PostgreSQL: two stores in one database see each other's work") {
    const TemporarySchema database;
    const auto one = opened(database.url()), other = opened(database.url());
    REQUIRE(one->write(add_customer).has_value());
    CHECK(count_customers(*other) == 1);
    const Customer loaded = samples::customer();
    CHECK(other->write([&](Transaction& tx) { return tx.save_customer(samples::kVendor, loaded); }).has_value());
    const auto stale = one->write([&](Transaction& tx) { return tx.save_customer(samples::kVendor, loaded); });
    REQUIRE(!stale.has_value());
    CHECK(stale.error().code == ErrorCode::kVersionStale);
}

TEST_CASE("PostgreSQL: a customer that another transaction holds is busy, the next one is not") {
    const TemporarySchema database;
    const auto store = *open_postgres_store({.url = database.url(), .busy_timeout_ms = 50});
    REQUIRE(store->write(add_customer).has_value());
    Customer second = samples::customer("cus_2");
    REQUIRE(store->write([&](Transaction& tx) { return tx.add_customer(samples::kVendor, second); }).has_value());
    const auto other = connected(database.url());
    REQUIRE(other->execute("BEGIN; SELECT 1 FROM customer WHERE id = 'cus_1' FOR UPDATE"));
    const auto touch = [&](const Customer& customer) {
        return store->write([&](Transaction& tx) { return tx.save_customer(samples::kVendor, customer); });
    };
    const auto busy = touch(samples::customer());
    REQUIRE(!busy.has_value());
    CHECK(busy.error().code == ErrorCode::kStoreBusy);
    CHECK(touch(second).has_value());
    CHECK(count_customers(*store) == 2);  // Reading waits for nobody.
    REQUIRE(other->execute("ROLLBACK"));
    CHECK(touch(samples::customer()).has_value());
}

TEST_CASE("PostgreSQL: a mail about a customer is queued whoever holds the customer") {
    const TemporarySchema database;
    const auto store = *open_postgres_store({.url = database.url(), .busy_timeout_ms = 50});
    REQUIRE(store->write(add_customer).has_value());
    const auto other = connected(database.url());
    // As CustomerLocks does.
    REQUIRE(other->execute("BEGIN; SELECT 1 FROM customer WHERE id = 'cus_1' FOR NO KEY UPDATE"));
    const auto queued = transact(*store, [](Transaction& tx) {
        Mail mail;
        mail.id = MailId("mail_1");
        mail.customer = samples::kCustomer;
        mail.about = "a link";
        mail.email = "ana@acme.example";
        return tx.add_mail(samples::kVendor, mail);
    });
    REQUIRE_MESSAGE(queued.has_value(), queued.error().detail);
    CHECK(*queued);
    REQUIRE(other->execute("ROLLBACK"));
}

TEST_CASE("PostgreSQL: two transactions that hold what the other wants: one is told to come back") {
    const TemporarySchema database;
    const auto store = opened(database.url());
    for (const char* id : {"cus_1", "cus_2"})
        REQUIRE(
            store->write([&](Transaction& tx) { return tx.add_customer(samples::kVendor, samples::customer(id)); }));
    std::barrier both(2);
    std::atomic<int> done = 0, busy = 0;
    const auto cross = [&](const char* first, const char* second) {
        const auto outcome = store->write([&](Transaction& tx) -> Result<void> {
            TRY(tx.load_customer(samples::kVendor, CustomerId(first)));
            both.arrive_and_wait();
            TRY(tx.load_customer(samples::kVendor, CustomerId(second)));
            return {};
        });
        if (outcome) ++done;
        else if (outcome.error().code == ErrorCode::kStoreBusy) ++busy;
    };
    std::jthread one([&] { cross("cus_1", "cus_2"); });
    cross("cus_2", "cus_1");
    one.join();
    CHECK(done == 1);
    CHECK(busy == 1);
}

TEST_CASE("PostgreSQL: rows that are found without naming their customer are locked as well") {
    const TemporarySchema database;
    const auto store = opened(database.url());
    const auto attempt = samples::attempt();
    REQUIRE(store->write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(add_customer(tx));
        TRY_VOID(tx.add_subscription(samples::kVendor, samples::subscription("cus_1", "sub_1")));
        TRY_VOID(tx.add_order(samples::kVendor, samples::order()));
        return tx.add_attempt(samples::kVendor, attempt);
    }));
    std::atomic<int> won = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            const auto outcome = store->write([&](Transaction& tx) -> Result<void> {
                auto found = TRY(tx.find_attempt(samples::kVendor, attempt.id));
                if (!found || found->state == AttemptState::kSucceeded) return {};
                found->state = AttemptState::kSucceeded;
                TRY_VOID(tx.save_attempt(samples::kVendor, *found));
                ++won;
                return {};
            });
            CHECK(outcome.has_value());
        });
    threads.clear();
    CHECK(won == 1);
}

TEST_CASE("PostgreSQL: a boundary that throws leaves all of the transaction or nothing") {
    for (const auto& [stop, kept] :
         {std::pair("begin", 0), std::pair("before_commit", 0), std::pair("after_commit", 1)}) {
        const TemporarySchema database;
        {
            const auto store =
                *open_postgres_store({.url = database.url(), .on_boundary = [&](std::string_view boundary) {
                                          if (boundary == stop) throw std::runtime_error("stop");
                                      }});
            CHECK_THROWS_AS((void)store->write(add_customer), std::runtime_error);
        }
        CHECK(count_customers(*opened(database.url())) == static_cast<std::size_t>(kept));
    }
}

TEST_CASE("PostgreSQL: more callers than connections wait for their turn") {
    const TemporarySchema database;
    const auto store = *open_postgres_store({.url = database.url(), .write_connections = 1, .read_connections = 1});
    REQUIRE(store->write(add_customer).has_value());
    std::vector<std::jthread> threads;
    std::atomic<int> right = 0;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            for (int turn = 0; turn < 20; ++turn)
                right += look_up(*store,
                                 [](Transaction& tx) { return tx.load_customer(samples::kVendor, samples::kCustomer); })
                             ? 1
                             : 0;
        });
    threads.clear();
    CHECK(right == 160);
}

// Losing the server.

namespace {

/// Ends the connections of a store.
void cut_connections(const TemporarySchema& database) {
    PostgresServer::shared().run_sql(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = '" + database.name() +
        "'");
}

}  // namespace

TEST_CASE("PostgreSQL: connections that were cut while nobody used them are made anew, unnoticed") {
    const TemporarySchema database;
    const auto store = opened(database.url());
    REQUIRE(store->write(add_customer).has_value());
    CHECK(count_customers(*store) == 1);
    cut_connections(database);
    CHECK(count_customers(*store) == 1);
    CHECK(store->write([](Transaction& tx) { return tx.save_customer(samples::kVendor, samples::customer()); }));
}

TEST_CASE("PostgreSQL: a transaction whose connection is cut fails for now and leaves nothing") {
    const TemporarySchema database;
    const auto store = opened(database.url());
    const auto outcome = store->write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(add_customer(tx));
        cut_connections(database);
        const auto lost = tx.add_member(samples::kVendor, samples::member());
        CHECK(!lost);
        CHECK(lost.error().code == ErrorCode::kStoreUnreachable);
        return {};  // Even if the work does not mind.
    });
    REQUIRE(!outcome.has_value());
    CHECK(outcome.error().code == ErrorCode::kStoreUnreachable);
    CHECK(count_customers(*store) == 0);
    CHECK(store->write(add_customer).has_value());
}

TEST_CASE("PostgreSQL: a connection cut before the commit was sent is told from one cut after it") {
    const TemporarySchema database;
    bool is_cut = false;
    const auto store = *open_postgres_store({.url = database.url(), .on_boundary = [&](std::string_view boundary) {
                                                 if (is_cut && boundary == "before_commit") cut_connections(database);
                                             }});
    is_cut = true;
    const auto outcome = store->write(add_customer);
    REQUIRE(!outcome.has_value());
    CHECK(outcome.error().code == ErrorCode::kStoreUnreachable);
    is_cut = false;
    CHECK(count_customers(*store) == 0);
}

TEST_CASE("PostgreSQL: a mark says whether its transaction was committed, and keeps a late one from it") {
    const TemporarySchema database;
    opened(database.url());
    const auto db = connected(database.url()), other = connected(database.url());
    const auto write_something = [&] {
        db->begin("BEGIN", PostgresDriver::Access::kReadWrite);
        return db->run(sql::feedback::add, {{"vendor", "acme"}, {"page", "/"}, {"verdict", "good"}, {"at", 1}});
    };
    REQUIRE(write_something());
    REQUIRE(db->commit());
    const store::WriteMark first = db->mark();
    CHECK(first.count == 1);
    // The second is not there yet: it was not committed, and will not be.
    CHECK(other->was_committed({first.connection, 2}).value() == false);
    CHECK(other->was_committed(first).value());
    REQUIRE(write_something());
    const auto late = db->commit();
    REQUIRE(!late.has_value());
    CHECK(late.error().code == ErrorCode::kStoreFailed);
    CHECK(first_cell(*other, "SELECT COUNT(*) FROM feedback") == "1");
    CHECK(other->was_committed({"never seen", 1}).value() == false);
}

TEST_CASE("PostgreSQL: asking a mark waits for the transaction that is setting it") {
    const TemporarySchema database;
    opened(database.url());
    const auto other = connected(database.url()), asking = connected(database.url());
    REQUIRE(other->execute("BEGIN; INSERT INTO write_mark (connection, count) VALUES ('c', 1)"));
    const auto busy = asking->was_committed({"c", 1});
    REQUIRE(!busy.has_value());
    CHECK(busy.error().code == ErrorCode::kStoreBusy);
    REQUIRE(other->execute("COMMIT"));
    CHECK(asking->was_committed({"c", 1}).value());
}

TEST_CASE("PostgreSQL: a statement that fails inside all_or_nothing undoes the whole of it, and only that") {
    const TemporarySchema database;
    opened(database.url());
    const auto db = connected(database.url());
    const auto add = [&](const char* secret) -> Result<void> {
        TRY(db->run(sql::access::add_api_key,
                    {{"vendor", "acme"}, {"id", secret}, {"secret_hash", secret}, {"name", "n"}, {"created_at", 1}}));
        return {};
    };
    db->begin("BEGIN", PostgresDriver::Access::kReadWrite);
    CHECK(add("a"));
    CHECK(add("a").error().code == ErrorCode::kAlreadyExists);
    CHECK(add("b"));
    CHECK(db->all_or_nothing([&]() -> Result<void> {
                CHECK(add("c"));
                CHECK(!add("a"));
                CHECK(!add("d"));  // Nothing runs any more until the bracket is left.
                return {};
            })
              .error()
              .code == ErrorCode::kAlreadyExists);
    CHECK(db->all_or_nothing([&]() -> Result<void> {
        CHECK(add("e"));
        CHECK(!db->all_or_nothing([&]() -> Result<void> {
            CHECK(add("f"));
            return fail(ErrorCode::kInternal);
        }));
        CHECK(db->all_or_nothing([&] { return add("g"); }));
        return {};
    }));
    CHECK_THROWS_AS((void)db->all_or_nothing([&]() -> Result<void> {
        CHECK(add("h"));
        throw std::runtime_error("torn");
    }),
                    std::runtime_error);
    CHECK(db->all_or_nothing([]() -> Result<void> { return {}; }));
    REQUIRE(db->commit());
    CHECK(first_cell(*db, "SELECT string_agg(id, '' ORDER BY id) FROM api_key") == "abeg");
}

TEST_CASE("PostgreSQL: many rows go in by COPY and by one round trip, with every kind of value") {
    const TemporarySchema database;
    opened(database.url());
    const auto db = connected(database.url());
    REQUIRE(
        db->execute("CREATE TABLE sample (number BIGINT, small INTEGER, tiny SMALLINT, text TEXT, code CHAR(3), "
                    "day DATE, CONSTRAINT sample_key UNIQUE (number))"));
    const std::string odd("a\0\xff€", 6);
    const std::vector<std::string_view> columns = {"number", "small", "tiny", "text", "code", "day"};
    const std::vector<store::Value> values = {std::numeric_limits<std::int64_t>::min(),
                                              -1,
                                              7,
                                              odd,
                                              "EUR",
                                              Date(1999, 12, 31),
                                              2,
                                              3,
                                              4,
                                              std::optional<std::string>(),
                                              std::optional<std::string>(),
                                              std::optional<Date>()};
    db->begin("BEGIN", PostgresDriver::Access::kReadWrite);
    const auto copied = db->copy_in("sample", columns, values);
    REQUIRE_MESSAGE(copied.has_value(), copied.error().detail);
    CHECK(*copied == 2);
    REQUIRE(db->commit());
    std::string back;
    CHECK(first_cell(*db,
                     "SELECT number || ' ' || small || ' ' || tiny || ' ' || code || ' ' || day FROM sample "
                     "WHERE small = -1") == "-9223372036854775808 -1 7 EUR 1999-12-31");
    CHECK(first_cell(*db, "SELECT text FROM sample WHERE small = -1") == odd);
    CHECK(first_cell(*db, "SELECT COUNT(*) FROM sample WHERE text IS NULL AND code IS NULL AND day IS NULL") == "1");

    db->begin("BEGIN", PostgresDriver::Access::kReadWrite);
    CHECK(!db->all_or_nothing([&]() -> Result<void> {
        TRY(db->copy_in("sample", columns, values));
        return {};
    }));
    std::vector<std::vector<store::Arg>> sets;
    for (int i = 0; i < 300; ++i) sets.push_back({{"vendor", "acme"}, {"page", "/"}, {"verdict", "good"}, {"at", i}});
    CHECK(db->run_each(sql::feedback::add, sets).value() == 300);
    REQUIRE(db->commit());
    CHECK(first_cell(*db, "SELECT COUNT(*) || ' ' || (SELECT COUNT(*) FROM sample) FROM feedback") == "300 2");

    db->begin("BEGIN", PostgresDriver::Access::kReadWrite);
    CHECK(db->copy_in("sample", columns, values).error().code == ErrorCode::kAlreadyExists);
    CHECK(!db->commit());  // Nothing protected it.
}

TEST_CASE("PostgreSQL: a broken contract while many statements are sent leaves the connection in order") {
    const TemporarySchema database;
    opened(database.url());
    const auto db = connected(database.url());
    db->begin("BEGIN", PostgresDriver::Access::kReadWrite);
    const std::vector<std::vector<store::Arg>> sets = {
        {{"vendor", "acme"}, {"page", "/"}, {"verdict", "good"}, {"at", 1}}, {{"vendor", "acme"}}};
    CHECK_THROWS_AS((void)db->run_each(sql::feedback::add, sets), ContractViolation);
    db->rollback();
    CHECK(db->is_usable());
    CHECK(first_cell(*db, "SELECT COUNT(*) FROM feedback") == "0");
}

TEST_CASE("PostgreSQL: who finds every connection in use is told to come back") {
    const TemporarySchema database;
    const auto store = open_postgres_store({.url = database.url(), .busy_timeout_ms = 200, .write_connections = 1});
    REQUIRE(store.has_value());
    std::latch held(1);
    std::latch release(1);
    Result<void> first;
    std::thread holder([&] {
        first = (*store)->write([&](Transaction& tx) -> Result<void> {
            held.count_down();
            release.wait();
            return add_customer(tx);
        });
    });
    held.wait();
    const auto refused = (*store)->write([](Transaction&) -> Result<void> { return {}; });
    release.count_down();
    holder.join();
    REQUIRE(!refused.has_value());
    CHECK(refused.error().code == ErrorCode::kStoreBusy);
    CHECK(first.has_value());
    CHECK(count_customers(**store) == 1);
}
