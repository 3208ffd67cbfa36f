// Opening, migrating, and what happens around a transaction.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <fstream>
#include <thread>

#include "adapters/store/driver_sqlite.h"
#include "adapters/store/schema_sqlite.h"
#include "adapters/store/sql.gen.h"
#include "adapters/store/sql_transaction.h"
#include "adapters/store/sqlite_store.h"
#include "base/ensure.h"
#include "ports/desk.h"
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
    CHECK(raw.ask("SELECT group_concat(number || ' ' || name) FROM schema_version")
              .starts_with("1 0001_first,2 0002_life,3 0003_runs"));
}

namespace {

/// A file as the first version of the program left it: a paid first order with a change that waits, a card that
/// is asked for, and requests, several of one type.
void make_file_of_first_schema(const std::string& path) {
    RawFile raw(path);
    raw.run("CREATE TABLE schema_version (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)");
    raw.run(std::string(sql::migrations().front().sqlite).c_str());
    raw.run(R"sql(
        INSERT INTO schema_version VALUES (1, '0001_first');
        INSERT INTO customer VALUES ('acme', 'cus_1', 3, 'Acme', 'fr', 'Europe/Paris', '{"company":"Acme"}', 1000);
        INSERT INTO member VALUES ('acme', 'cus_1', 'mem_1', 'a@example.com', 'Ada', 'L', 'owner', 'en');
        INSERT INTO subscription VALUES ('acme', 'cus_1', 'sub_1', 5, 'active', 'pro', 'month', 'CAD', '2026-03-01', 0,
            '2026-03-01', '2026-04-01', NULL, NULL, 1, 1,
            '{"quantities":{"user":3},"charged":[{"invoice":"inv_1","line":0,"item":"user","plan":"pro","quantity":3,'
            || '"currency":"CAD","unit_price":10000000,"covers":["2026-03-01","2026-04-01"],"amount":3000,'
            || '"credited":0}],"carried":[],"scheduled":[{"on":"2026-04-01","set":{"plan":"basic"}}]}', '2026-04-01');
        INSERT INTO change_order VALUES ('acme', 'cus_1', 'chg_1', 'sub_1', 'applied', '{"plan":"pro"}', 'print-1',
            '2026-03-01', 1, 3000, 'CAD', '', 'member', 'owner', 'mem_1', NULL, '', 2000);
        INSERT INTO invoice VALUES ('acme', 'cus_1', 'inv_1', 'sub_1', '2026-0001', 2026, 1, 'invoice', 'first',
            'chg_1', '2026-03-01', NULL, '2026-03-01', '2026-04-01', 'paid', 3000, 3000, 3000, 'CAD', 'not_taxed', 'CA',
            '{"currency":"CAD","lines":[{"item":"user","plan":"pro","kind":"charge","quantity":3,'
            || '"unit_price":10000000,"covers":["2026-03-01","2026-04-01"],"ratio":[1,1],"amount":3000}],"taxes":[],'
            || '"seller":{"legal_name":"","address_lines":[],"legal_mentions":{},"tax_numbers":[]},"buyer":{}}');
        INSERT INTO number_series VALUES ('acme', 'invoice', 2026, 1);
        UPDATE change_order SET invoice = 'inv_1';
        INSERT INTO payment_attempt VALUES ('acme', 'cus_1', 'pay_1', 'chg_1', NULL, 1, 3000, 'CAD', 'succeeded',
            'card', NULL, 'ref', '', '', '', '{"kind":"card","expiry_month":0,"expiry_year":0}', 3000);
        INSERT INTO ledger_entry VALUES ('acme', 'cus_1', 'inv_1', 1, 1, 'receivable', 3000, 'CAD'),
            ('acme', 'cus_1', 'inv_1', 1, 2, 'revenue', -3000, 'CAD'),
            ('acme', 'cus_1', 'inv_1', 2, 1, 'cash', 3000, 'CAD'),
            ('acme', 'cus_1', 'inv_1', 2, 2, 'receivable', -3000, 'CAD');
    )sql");
    for (const auto& [id, type, state, at] : {std::tuple("req_1", "pause", "new", 1),
                                              {"req_2", "pause", "in_progress", 3},
                                              {"req_3", "pause", "new", 2},
                                              {"req_4", "pause", "declined", 9},
                                              {"req_5", "refund", "waiting_customer", 1},
                                              {"req_6", "contact", "new", 5},
                                              {"req_7", "contact", "new", 5}})
        raw.run(fmt::format("INSERT INTO request VALUES ('acme', 'cus_1', '{}', '{}', '{}', 4, 'Please', NULL, NULL, "
                            "'[]', 'member', 'owner', 'mem_1', '', '', {}, NULL)",
                            id, type, state, at)
                    .c_str());
}

}  // namespace

TEST_CASE("a file of the first schema is brought up to date with everything in it") {
    const TemporaryFile file;
    make_file_of_first_schema(file.path());
    for (int opened = 0; opened < 2; ++opened) {
        const auto store = open_sqlite_store({.path = file.path()});
        REQUIRE_MESSAGE(store.has_value(), store.error().detail);
        const auto looked = (*store)->read([](Transaction& tx) -> Result<void> {
            CHECK(TRY(tx.load_customer("acme", samples::kCustomer)).version == 3);
            CHECK(TRY(tx.list_members("acme", samples::kCustomer)).size() == 1);
            for (const char* word : {"acme", "ada", "a@example.com"})
                CHECK(TRY(desk_of(tx).find_customers("acme", {.words = {word}}, {}, 10)).size() == 1);
            const Subscription subscription = TRY(tx.load_subscription("acme", samples::kCustomer));
            CHECK(subscription.version == 5);
            CHECK(subscription.quantities.of("user") == 3);
            CHECK(subscription.charged.size() == 1);
            CHECK(subscription.scheduled.size() == 1);
            CHECK(subscription.balance == Money::zero(kCanadianDollar));
            CHECK(!subscription.past_due);
            const ChangeOrder order = TRY(tx.load_order("acme", samples::kCustomer, ChangeId("chg_1")));
            CHECK(order.invoice.str() == "inv_1");
            CHECK(order.effective_second == 0);
            CHECK(!order.scheduled_on);
            CHECK(order.reason.empty());
            CHECK(TRY(tx.load_invoice("acme", InvoiceId("inv_1"))).amounts.total == Money(3'000, kCanadianDollar));
            CHECK(TRY(tx.find_attempt("acme", PaymentAttemptId("pay_1")))->state == AttemptState::kSucceeded);
            std::string requests;
            for (const Request& request : TRY(tx.requests().list("acme", {.customer = samples::kCustomer}, {}))) {
                CHECK(request.assignee.empty());
                CHECK(request.due_at == request.created_at.plus_seconds(3 * 86'400));
                CHECK(request.waiting_since.has_value() == (request.state == RequestState::kWaitingCustomer));
                requests += fmt::format("{} {} {}, ", request.id.str(), name_of(request.state), request.version);
            }
            CHECK(requests ==
                  "req_4 declined 4, req_7 new 4, req_6 withdrawn 5, req_2 in_progress 4, req_3 withdrawn 5, "
                  "req_5 waiting_customer 4, req_1 withdrawn 5, ");
            return {};
        });
        CHECK_MESSAGE(looked.has_value(), looked.error().detail);
        const auto findings = (*store)->verify();
        REQUIRE(findings.has_value());
        for (const Finding& finding : *findings)
            FAIL_CHECK(finding.invariant << " " << finding.subject << ": " << finding.what);
    }
    CHECK(RawFile(file.path()).ask("SELECT COUNT(*) FROM schema_version") ==
          std::to_string(settle::sql::migrations().size()));
    const auto store = *open_sqlite_store({.path = file.path()});
    const auto written = store->write([](Transaction& tx) -> Result<void> {
        Subscription subscription = TRY(tx.load_subscription("acme", samples::kCustomer));
        subscription.balance = Money(100, kCanadianDollar);
        TRY_VOID(tx.save_subscription("acme", subscription));
        CHECK(TRY(tx.load_subscription("acme", samples::kCustomer)).balance == Money(100, kCanadianDollar));
        return tx.begin_pause("acme", samples::kCustomer, Date(2026, 3, 5));
    });
    CHECK_MESSAGE(written.has_value(), written.error().detail);
}

TEST_CASE("an upgrade spells the words of a customer as the program does") {
    const TemporaryFile file;
    const auto store = *open_sqlite_store({.path = file.path()});
    const auto added = store->write([](Transaction& tx) -> Result<void> {
        Customer customer = samples::customer();
        customer.name = "Société d’Études «Œuvre», ÅÞß×ÿ Łódź 東京/2 n°3";
        TRY_VOID(tx.add_customer("acme", customer));
        Member member = samples::member();
        member.first_name = "Inès-Zoë";
        member.email = "Inès.D'Arc@Example.com";
        TRY_VOID(tx.add_member("acme", member));
        Member left = samples::member("mem_2");
        left.left_at = Instant{1};
        return tx.add_member("acme", left);
    });
    REQUIRE(added.has_value());
    RawFile raw(file.path());
    constexpr const char* kWords =
        "SELECT group_concat(word || ' ' || source, ', ') FROM (SELECT * FROM customer_word ORDER BY word, source)";
    const std::string spelt = raw.ask(kWords);
    CHECK(spelt.find("societe ") != std::string::npos);
    const auto migrations = sql::migrations();
    raw.run("DELETE FROM customer_word");
    for (const char* ending : {"_desk", "_tax_words"}) {
        const auto upgrade =
            std::ranges::find_if(migrations, [&](const auto& one) { return one.name.ends_with(ending); });
        REQUIRE(upgrade != migrations.end());
        raw.run(std::string(upgrade->sqlite.substr(upgrade->sqlite.find("INSERT INTO customer_word"))).c_str());
    }
    CHECK(raw.ask(kWords) == spelt);
}

TEST_CASE("a file of a newer version is refused, and says what to do") {
    const TemporaryFile file;
    REQUIRE(open_sqlite_store({.path = file.path()}).has_value());
    RawFile(file.path()).run("INSERT INTO schema_version (number, name) VALUES (99, '0099_future')");
    const auto refused = open_sqlite_store({.path = file.path()});
    REQUIRE(!refused.has_value());
    CHECK(refused.error().code == ErrorCode::kStoreFailed);
    CHECK(refused.error().detail.find("schema 99, written by a newer version; this program knows up to " +
                                      std::to_string(settle::sql::migrations().size())) != std::string::npos);
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

TEST_CASE("a disk that is full undoes all of a transaction, whatever its maker does then") {
    const TemporaryFile file;
    const auto opened = store::SqliteDriver::open(file.path(), store::SqliteDriver::Access::kReadWrite, 0);
    REQUIRE(opened.has_value());
    store::SqliteDriver& db = **opened;
    REQUIRE(store::migrate(db).has_value());
    const auto pages = db.scalar("PRAGMA page_count");
    REQUIRE(db.execute("PRAGMA max_page_count = " + std::to_string(pages.value() + 10)).has_value());
    REQUIRE(db.control("BEGIN IMMEDIATE").has_value());
    store::SqlTransaction tx(db);
    Customer large = samples::customer();
    large.name = std::string(1 << 20, 'x');
    const auto full = tx.add_customer(samples::kVendor, large);
    REQUIRE(!full.has_value());
    CHECK(full.error().code == ErrorCode::kStoreUnreachable);
    // SQLite has rolled back by itself: without a transaction around it, this would stay.
    const auto next = tx.add_customer(samples::kVendor, samples::customer());
    REQUIRE(!next.has_value());
    CHECK(next.error().code == ErrorCode::kStoreUnreachable);
    CHECK(!db.commit().has_value());
    db.rollback();
    CHECK(RawFile(file.path()).ask("SELECT COUNT(*) FROM customer") == "0");
    REQUIRE(db.control("BEGIN IMMEDIATE").has_value());
    CHECK(tx.add_customer(samples::kVendor, samples::customer()).has_value());
    CHECK(db.commit().has_value());
    CHECK(RawFile(file.path()).ask("SELECT COUNT(*) FROM customer") == "1");
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

TEST_CASE("a stop after any statement of a transaction leaves nothing of it") {
    const auto stopped_after = [](const std::string& path, std::size_t stop) {
        std::vector<std::string> reached;
        const auto store = *open_sqlite_store({.path = path, .on_statement = [&](std::string_view query) {
                                                   reached.emplace_back(query);
                                                   if (reached.size() == stop) throw std::runtime_error("stop");
                                               }});
        if (stop == 0) REQUIRE(store->write(add_customer).has_value());
        else CHECK_THROWS_AS((void)store->write(add_customer), std::runtime_error);
        return reached.size();
    };
    const std::size_t count = stopped_after(TemporaryFile().path(), 0);
    CHECK(count > 0);
    for (std::size_t stop = 1; stop <= count; ++stop) {
        const TemporaryFile file;
        CHECK(stopped_after(file.path(), stop) == stop);
        CHECK(count_customers(**open_sqlite_store({.path = file.path()})) == 0);
    }
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
