// What makes the schema divisible among machines: every key says the vendor, and of customers' rows the customer.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <map>
#include <set>

#include "adapters/store/driver_postgres.h"
#include "adapters/store/driver_sqlite.h"
#include "adapters/store/postgres_store.h"
#include "adapters/store/schema_sqlite.h"
#include "tests/support/postgres_server.h"

using namespace settle;

namespace {

/// Keys without the vendor, and why.
const std::map<std::string, std::string, std::less<>> kWithoutVendor{
    {"schema_version(number)", "about the schema itself; a copy on every machine"},
    {"write_mark(connection)", "about connections of servers; on the machine that they write to"},
    {"api_key(secret_hash)", "asked before anybody knows whose it is; the digest of 256 random bits meets no other"},
    {"session(token_hash)", "as api_key"},
    {"sign_in_link(token_hash)", "as api_key"},
    {"ticket(token_hash)", "as api_key"},
};

/// Keys of customers' rows without the customer, and why.
const std::map<std::string, std::string, std::less<>> kWithoutCustomer{
    {"invoice(vendor,kind,series_year,series_number)", "numbers have no gaps and no twins in the whole series"},
    {"invoice(vendor,id)", "an address that staff open names no customer; the id is random"},
    {"payment_attempt(vendor,id)", "a webhook of the bank names no customer; the id is random"},
    {"request(vendor,id)", "an address that staff open names no customer; the id is random"},
    {"mail(vendor,id)", "a mail to staff is about no customer; the id is random"},
    {"mail(vendor,about)", "a mail to staff is about no customer; what one is about begins with a random id"},
    {"audit_entry(vendor,sequence)", "the chain of what staff did is one per vendor, over all customers"},
    {"invitation_code(vendor,code_key)",
     "whoever enters a code names no customer; two customers have no code in common"},
};

struct Schema {
    std::vector<std::string> keys;     ///< "table(column,column)" of primary keys, unique indexes and foreign keys.
    std::set<std::string> customers;   ///< Tables about a customer.
    std::vector<std::string> keyless;  ///< Tables without a primary key.
};

std::set<std::string> columns_of(std::string_view key) {
    std::set<std::string> columns;
    std::string_view rest = key.substr(key.find('(') + 1);
    rest.remove_suffix(1);
    while (!rest.empty()) {
        const auto comma = std::min(rest.find(','), rest.size());
        columns.emplace(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return columns;
}

template <class Driver>
std::vector<std::string> ask(Driver& db, const std::string& statement) {
    const auto found = db.texts(statement);
    REQUIRE_MESSAGE(found.has_value(), found.error().detail);
    return *found;
}

void check_keys(const Schema& schema) {
    CHECK(schema.keys.size() > 40);  // A query that finds nothing would find nothing wrong.
    for (const std::string& key : schema.keys) {
        CAPTURE(key);
        const auto columns = columns_of(key);
        const std::string table = key.substr(0, key.find('('));
        CHECK((columns.contains("vendor") || kWithoutVendor.contains(key)));
        const bool is_of_customer = schema.customers.contains(table) && !kWithoutVendor.contains(key);
        CHECK((!is_of_customer || columns.contains("customer") || kWithoutCustomer.contains(key)));
    }
    // What people wrote about a page is only ever read as a whole.
    CHECK(schema.keyless == std::vector<std::string>{"feedback"});
}

void check_exceptions(const Schema& schema, std::string_view only_elsewhere) {
    for (const auto* exceptions : {&kWithoutVendor, &kWithoutCustomer})
        for (const auto& [key, reason] : *exceptions) {
            CAPTURE(key);
            CHECK((key == only_elsewhere || std::ranges::find(schema.keys, key) != schema.keys.end()));
        }
}

Schema sqlite_schema() {
    const auto db = store::SqliteDriver::open(":memory:", store::SqliteDriver::Access::kReadWrite, 0);
    REQUIRE(db.has_value());
    REQUIRE(store::migrate(**db).has_value());
    const std::string tables = "sqlite_schema AS t WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'";
    Schema schema;
    for (const std::string& table : ask(**db, "SELECT t.name FROM " + tables)) {
        const auto listed = [&](const std::string& of) {
            for (const std::string& columns : ask(**db, "SELECT group_concat(name, ',') FROM (" + of + ")"))
                if (!columns.empty()) schema.keys.push_back(fmt::format("{}({})", table, columns));
        };
        const std::size_t before = schema.keys.size();
        listed(fmt::format("SELECT name FROM pragma_table_info('{}') WHERE pk > 0 ORDER BY pk", table));
        if (schema.keys.size() == before) schema.keyless.push_back(table);
        const std::string indexes = "SELECT name FROM pragma_index_list('{}') WHERE \"unique\" = 1 AND origin <> 'pk'";
        for (const std::string& index : ask(**db, fmt::format(fmt::runtime(indexes), table)))
            listed(fmt::format("SELECT name FROM pragma_index_info('{}') ORDER BY seqno", index));
        const std::string references = "SELECT DISTINCT id FROM pragma_foreign_key_list('{}')";
        for (const std::string& id : ask(**db, fmt::format(fmt::runtime(references), table)))
            listed(fmt::format("SELECT \"from\" AS name FROM pragma_foreign_key_list('{}') WHERE id = {} ORDER BY seq",
                               table, id));
        for (const std::string& column : ask(**db, fmt::format("SELECT name FROM pragma_table_info('{}')", table)))
            if (column == "customer") schema.customers.insert(table);
    }
    return schema;
}

Schema postgres_schema() {
    const test::TemporarySchema made;
    REQUIRE(open_postgres_store({.url = made.url()}).has_value());
    const auto db = store::PostgresDriver::open({.url = made.url()});
    REQUIRE(db.has_value());
    const std::string ours = "relnamespace = current_schema()::regnamespace";
    const auto keys_of = [&](const std::string& from, const std::string& numbers) {
        return ask(**db, fmt::format("SELECT relname || '(' || string_agg(attname, ',' ORDER BY place) || ')' FROM {} "
                                     "CROSS JOIN LATERAL unnest({}) WITH ORDINALITY AS listed (number, place) "
                                     "JOIN pg_attribute ON attrelid = pg_class.oid AND attnum = listed.number "
                                     "WHERE {} AND {} GROUP BY relname, rule",
                                     from, numbers, ours, "is_rule"));
    };
    Schema schema;
    schema.keys = keys_of(
        "pg_class JOIN (SELECT indrelid, indexrelid AS rule, indkey, indisunique AS is_rule "
        "FROM pg_index) AS rules ON indrelid = pg_class.oid",
        "indkey");
    const auto references = keys_of(
        "pg_class JOIN (SELECT conrelid, oid AS rule, conkey, contype = 'f' AS is_rule "
        "FROM pg_constraint) AS rules ON conrelid = pg_class.oid",
        "conkey");
    schema.keys.insert(schema.keys.end(), references.begin(), references.end());
    for (const std::string& table :
         ask(**db, "SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid WHERE " + ours +
                       " AND relkind IN ('r', 'p') AND attname = 'customer' AND NOT attisdropped"))
        schema.customers.insert(table);
    schema.keyless = ask(**db, "SELECT relname FROM pg_class WHERE " + ours +
                                   " AND relkind IN ('r', 'p') AND NOT EXISTS (SELECT FROM pg_constraint "
                                   "WHERE conrelid = pg_class.oid AND contype = 'p')");
    return schema;
}

}  // namespace

TEST_CASE("every key of the SQLite schema names the vendor, and the customer where there is one") {
    const Schema schema = sqlite_schema();
    check_keys(schema);
    check_exceptions(schema, "write_mark(connection)");
}

TEST_CASE("every key of the PostgreSQL schema names the vendor, and the customer where there is one") {
    const Schema schema = postgres_schema();
    check_keys(schema);
    check_exceptions(schema, "");
}
