// Backups: made while others write, found out when a bit of them changed, and put back.
#include "adapters/store/backup.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <fstream>
#include <random>
#include <thread>

#include "adapters/store/sql.gen.h"
#include "adapters/store/sqlite_store.h"
#include "tests/adapters/store/temporary_file.h"
#include "tests/contracts/store_samples.h"

using namespace settle;
using store::Existing;

namespace {

void run_sql(const std::string& path, const std::string& script) {
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
    CHECK_MESSAGE(sqlite3_exec(db, script.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK, sqlite3_errmsg(db));
    sqlite3_close(db);
}

Result<void> add_one(Transaction& tx, const std::string& number) {
    TRY_VOID(tx.add_customer(samples::kVendor, samples::customer("cus_" + number)));
    TRY_VOID(tx.add_subscription(samples::kVendor, samples::subscription("cus_" + number, "sub_" + number)));
    Event event = samples::event("evt_" + number);
    event.customer = CustomerId("cus_" + number);
    return tx.add_event(samples::kVendor, event);
}

/// A store with one customer in a folder of its own, and places beside it.
struct Place {
    TemporaryFile file;
    std::string store = file.path();
    std::string copy = file.path() + ".backup";
    std::string other = file.path() + ".other";

    Place() {
        const auto opened = *open_sqlite_store({.path = store});
        REQUIRE(opened->write([](Transaction& tx) { return add_one(tx, "1"); }).has_value());
    }
    void back_up_once() {
        const auto made = back_up({.store = store, .file = copy});
        REQUIRE_MESSAGE(made.has_value(), text_of(made.error(), "en"));
    }
    std::string refusal_of_restore(Existing existing = Existing::kKeep) {
        const auto restored = restore({.file = copy, .store = other, .existing = existing});
        if (restored) return "";
        CHECK(restored.error().code == ErrorCode::kFileMalformed);
        return text_of(restored.error(), "en");
    }
};

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
void put_bytes(const std::string& path, std::string_view bytes) {
    std::filesystem::remove(path);
    std::ofstream(path, std::ios::binary) << bytes;
}

std::size_t count_customers(const std::string& path) {
    const auto opened = open_sqlite_store({.path = path});
    REQUIRE_MESSAGE(opened.has_value(), opened.error().detail);
    CHECK((*opened)->verify().value().empty());
    return look_up(**opened, [](Transaction& tx) { return tx.list_customers(samples::kVendor, {.limit = 100'000}); })
        .value()
        .size();
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

TEST_CASE("a backup holds the store, tells what is in it, and can only be read") {
    Place place;
    std::vector<std::string> steps;
    const auto made = back_up({.store = place.store,
                               .file = place.copy,
                               .on_progress = [&](std::string_view step, std::int64_t done, std::int64_t of) {
                                   CHECK(done <= of);
                                   if (steps.empty() || steps.back() != step) steps.emplace_back(step);
                               }});
    REQUIRE_MESSAGE(made.has_value(), text_of(made.error(), "en"));
    CHECK(made->facts.schema == sql::migrations().back().number);
    CHECK(made->facts.customers == 1);
    CHECK(made->facts.invoices == 0);
    REQUIRE(made->facts.last_event.has_value());
    CHECK(made->is_verified);
    CHECK(made->findings.empty());
    CHECK(made->bytes == static_cast<std::int64_t>(std::filesystem::file_size(place.copy)));
    CHECK(steps.back() == "sealing");
    CHECK(std::filesystem::status(place.copy).permissions() == std::filesystem::perms::owner_read);
    CHECK(!std::filesystem::exists(place.copy + ".partial"));
    CHECK(!std::filesystem::exists(place.copy + "-wal"));

    const auto restored = restore({.file = place.copy, .store = place.other});
    REQUIRE_MESSAGE(restored.has_value(), text_of(restored.error(), "en"));
    CHECK(restored->facts.customers == 1);
    CHECK(restored->facts.last_event == made->facts.last_event);
    CHECK(restored->kept_as.empty());
    CHECK(count_customers(place.other) == 1);
}

TEST_CASE("a store that an older program left is backed up as it is, with any way to keep events") {
    for (const sql::Migration& last : sql::migrations()) {
        INFO(last.name);
        const TemporaryFile old;
        run_sql(old.path(), "CREATE TABLE schema_version (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)");
        for (const sql::Migration& migration : sql::migrations().first(static_cast<std::size_t>(last.number)))
            run_sql(old.path(), fmt::format("{}; INSERT INTO schema_version (number, name) VALUES ({}, '{}')",
                                            migration.sqlite, migration.number, migration.name));
        const auto made = back_up({.store = old.path(), .file = old.path() + ".backup"});
        REQUIRE_MESSAGE(made.has_value(), text_of(made.error(), "en"));
        CHECK(made->facts.schema == last.number);
        CHECK(!made->facts.last_event);
    }
}

TEST_CASE("a backup that is there is replaced only when asked") {
    Place place;
    put_bytes(place.copy, "yesterday's");
    const auto refused = back_up({.store = place.store, .file = place.copy});
    REQUIRE(!refused.has_value());
    CHECK(has(text_of(refused.error(), "en"), "exists already"));
    CHECK(bytes_of(place.copy) == "yesterday's");
    REQUIRE(back_up({.store = place.store, .file = place.copy, .existing = Existing::kReplace}).has_value());
    CHECK(place.refusal_of_restore().empty());
}

TEST_CASE("what is no store of this program is not backed up") {
    const TemporaryFile file;
    const std::string copy = file.path() + ".backup";
    const auto refusal = [&] {
        const auto made = back_up({.store = file.path(), .file = copy});
        REQUIRE(!made.has_value());
        CHECK(!std::filesystem::exists(copy));
        CHECK(!std::filesystem::exists(copy + ".partial"));
        return text_of(made.error(), "en");
    };
    CHECK(has(refusal(), "there is no store"));
    put_bytes(file.path(), std::string(9'000, 'x'));
    CHECK(has(refusal(), "not a store of Settle"));
    std::filesystem::remove(file.path());
    run_sql(file.path(), "CREATE TABLE recipe (name TEXT)");
    CHECK(has(refusal(), "another program"));
    std::filesystem::remove(file.path());
    REQUIRE(open_sqlite_store({.path = file.path()}).has_value());
    run_sql(file.path(), "INSERT INTO schema_version (number, name) VALUES (99, '0099_future')");
    CHECK(has(refusal(), "schema 99, written by a newer version"));
}

TEST_CASE("a store with something wrong in it is backed up, and that is told") {
    Place place;
    run_sql(place.store, "UPDATE act SET reason = 'altered'");
    const auto made = back_up({.store = place.store, .file = place.copy});
    REQUIRE(made.has_value());
    REQUIRE(!made->findings.empty());
    CHECK(made->findings.front().invariant == "event_chain");
    CHECK(place.refusal_of_restore().empty());
}

TEST_CASE("one flipped bit anywhere in a backup is found") {
    Place place;
    place.back_up_once();
    const std::string whole = bytes_of(place.copy);
    std::mt19937_64 random(20'260'301);
    int refused = 0;
    const auto try_bit = [&](std::size_t bit) {
        std::string changed = whole;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
        put_bytes(place.copy, changed);
        if (!place.refusal_of_restore().empty()) ++refused;
        else FAIL_CHECK("bit " << bit << " is not missed");
        CHECK(!std::filesystem::exists(place.other));
    };
    for (int i = 0; i < 200; ++i) try_bit(random() % (whole.size() * 8));
    // And all kinds of places of the seal.
    for (std::size_t byte = whole.size() - store::kSealBytes; byte < whole.size(); byte += 7)
        try_bit(byte * 8 + byte % 8);
    CHECK(refused == 274);
    put_bytes(place.copy, whole);
    CHECK(place.refusal_of_restore().empty());
}

TEST_CASE("what is not a whole backup is refused, and why") {
    Place place;
    place.back_up_once();
    const std::string whole = bytes_of(place.copy);
    put_bytes(place.copy, whole.substr(0, whole.size() - 1));
    CHECK(has(place.refusal_of_restore(), "without the seal"));
    put_bytes(place.copy, whole.substr(0, 100));
    CHECK(has(place.refusal_of_restore(), "no complete backup"));
    put_bytes(place.copy, whole + "x");
    CHECK(has(place.refusal_of_restore(), "without the seal"));
    put_bytes(place.copy, whole.substr(0, 4096) + whole.substr(8192));
    CHECK(has(place.refusal_of_restore(), "damaged"));
    put_bytes(place.copy, "");
    CHECK(has(place.refusal_of_restore(), "no complete backup"));
    std::filesystem::remove(place.copy);
    CHECK(has(place.refusal_of_restore(), "cannot be opened"));
    run_sql(place.copy, "CREATE TABLE recipe (name TEXT)");
    CHECK(has(place.refusal_of_restore(), "another program"));
    put_bytes(place.copy, bytes_of(place.store));
    CHECK(has(place.refusal_of_restore(), "without the seal"));
    CHECK(!std::filesystem::exists(place.other));
    CHECK(!std::filesystem::exists(place.other + ".partial"));
}

TEST_CASE("a backup of a newer schema is refused") {
    Place place;
    const std::string text = store::seal_text({.schema = 99}, 4096);
    store::RunningDigest digest;
    const std::string pages(4096, '\0');
    digest.add(pages);
    digest.add(text);
    put_bytes(place.copy, pages + text + digest.finish() + "\n");
    CHECK(has(place.refusal_of_restore(), "schema 99, written by a newer version"));
}

TEST_CASE("a store that is there is replaced only when asked, and kept under another name") {
    Place place;
    place.back_up_once();
    const auto write = [&](const std::string& path, const char* number) {
        const auto opened = *open_sqlite_store({.path = path});
        REQUIRE(opened->write([&](Transaction& tx) { return add_one(tx, number); }).has_value());
    };
    write(place.other, "8");
    write(place.other, "9");
    CHECK(has(place.refusal_of_restore(), "already"));
    CHECK(count_customers(place.other) == 2);
    {
        const auto in_use = *open_sqlite_store({.path = place.other});
        CHECK(has(place.refusal_of_restore(Existing::kReplace), "stop the server first"));
        REQUIRE(in_use->write([&](Transaction& tx) { return add_one(tx, "10"); }).has_value());
    }
    const auto restored = restore({.file = place.copy, .store = place.other, .existing = Existing::kReplace});
    REQUIRE_MESSAGE(restored.has_value(), text_of(restored.error(), "en"));
    CHECK(restored->kept_as == place.other + ".replaced-1");
    CHECK(count_customers(place.other) == 1);
    CHECK(count_customers(restored->kept_as) == 3);

    // A store that cannot be read any more is the very reason to restore: it goes out of the way.
    put_bytes(place.other, std::string(9'000, 'x'));
    const auto again = restore({.file = place.copy, .store = place.other, .existing = Existing::kReplace});
    REQUIRE_MESSAGE(again.has_value(), text_of(again.error(), "en"));
    CHECK(again->kept_as == place.other + ".replaced-2");
    CHECK(bytes_of(again->kept_as) == std::string(9'000, 'x'));
    CHECK(count_customers(place.other) == 1);
}

TEST_CASE("two backups to one file do not mix, and what a killed one left is written over") {
    Place place;
    put_bytes(place.copy + ".partial", std::string(1'000'000, 'x'));
    {
        const auto other = store::StagedFile::open(place.copy);
        REQUIRE(other.has_value());
        const auto refused = back_up({.store = place.store, .file = place.copy});
        REQUIRE(!refused.has_value());
        CHECK(has(text_of(refused.error(), "en"), "another process"));
        CHECK(std::filesystem::exists(place.copy + ".partial"));
    }
    place.back_up_once();
    CHECK(place.refusal_of_restore().empty());
}

TEST_CASE("a backup made while others write is one moment, and holds nobody up") {
    Place place;
    const auto live = *open_sqlite_store({.path = place.store, .busy_timeout_ms = 20});
    REQUIRE(live->write([](Transaction& tx) -> Result<void> {
                    for (int i = 0; i < 4'000; ++i) TRY_VOID(add_one(tx, "before_" + std::to_string(i)));
                    return {};
                })
                .has_value());
    std::atomic<bool> is_over = false;
    std::atomic<int> written = 0, refused = 0;
    // A check that fails leaves this scope, and must not wait for ever.
    std::jthread writer([&](const std::stop_token& stop) {
        // Two customers at a time: a copy of one moment has an even number of them, and none without the one before.
        for (int i = 0; !is_over && !stop.stop_requested(); ++i) {
            const auto outcome = live->write([&](Transaction& tx) -> Result<void> {
                TRY_VOID(add_one(tx, fmt::format("during_{}_a", i)));
                return add_one(tx, fmt::format("during_{}_b", i));
            });
            outcome ? ++written : ++refused;
        }
    });
    for (int copy = 0; copy < 5; ++copy) {
        const int before = written;
        const std::string path = place.copy + std::to_string(copy), back = path + ".restored";
        int during = 0;
        const auto made = back_up(
            {.store = place.store, .file = path, .on_progress = [&](std::string_view step, std::int64_t, std::int64_t) {
                 // Slow enough for writers to come in between the pages.
                 if (step != "copying") return;
                 std::this_thread::sleep_for(std::chrono::milliseconds(2));
                 during = written - before;
             }});
        REQUIRE_MESSAGE(made.has_value(), text_of(made.error(), "en"));
        CHECK(made->findings.empty());
        CHECK(during > 0);
        REQUIRE(restore({.file = path, .store = back}).has_value());
        const std::size_t found = count_customers(back);
        CHECK(found == static_cast<std::size_t>(made->facts.customers));
        CHECK(found >= 4'001 + static_cast<std::size_t>(before) * 2);
        CHECK((found - 4'001) % 2 == 0);
        while (written == before) std::this_thread::yield();
    }
    is_over = true;
    writer.join();
    CHECK(refused == 0);
}
