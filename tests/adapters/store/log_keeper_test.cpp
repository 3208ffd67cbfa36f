// The log of a file is written back while somebody writes.
#include "adapters/store/log_keeper.h"

#include <doctest/doctest.h>

#include "tests/adapters/store/temporary_file.h"

using namespace settle;

namespace {

using store::LogKeeper;
using store::SqliteDriver;
using store::WriterTurns;

/// Many more commits than it takes: only a log that nobody writes back lasts so long.
constexpr int kCommitsMax = 20'000;

struct Place {
    TemporaryFile file;
    WriterTurns turns;
    std::unique_ptr<SqliteDriver> writer = open();
    std::unique_ptr<LogKeeper> keeper;
    WriterTurns::Who who = WriterTurns::Who::kSlice;
    int pages = 0;
    int beginnings = 0;  ///< How often the log began anew.
    std::int64_t commits = 0;

    Place() {
        REQUIRE(writer->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE kept (x BLOB)")
                    .has_value());
        const LogKeeper::Limits limits{.worth_it = 10, .worth_it_beside_people = 5, .too_long = 40};
        keeper = LogKeeper::open(file.path(), 5'000, turns, limits).value();
        writer->watch_log([this](int now) {
            beginnings += now < pages;
            pages = now;
            keeper->log_has(now);
        });
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    std::unique_ptr<SqliteDriver> open() const {
        return SqliteDriver::open(file.path(), SqliteDriver::Access::kReadWrite, 5'000).value();
    }
    void commit() {
        const WriterTurns::Turn turn(turns, who);
        REQUIRE(writer->execute("BEGIN IMMEDIATE; INSERT INTO kept VALUES (zeroblob(3000)); COMMIT").has_value());
        ++commits;
    }
    void commit_until(int wanted) {
        for (int i = 0; beginnings < wanted && i < kCommitsMax; ++i) commit();
    }
};

}  // namespace

TEST_CASE("the log begins anew again and again while somebody writes, and nothing is lost") {
    for (const auto who : {WriterTurns::Who::kSlice, WriterTurns::Who::kPerson}) {
        Place place;
        place.who = who;
        place.commit_until(3);
        CHECK(place.beginnings == 3);
        CHECK(place.open()->scalar("SELECT COUNT(*) FROM kept").value() == place.commits);
    }
}

TEST_CASE("a log that somebody reads waits for them") {
    Place place;
    place.commit();
    const auto reader = place.open();
    REQUIRE(reader->execute("BEGIN").has_value());
    REQUIRE(reader->scalar("SELECT COUNT(*) FROM kept").value() == 1);
    for (int i = 0; i < 200; ++i) place.commit();
    CHECK(place.beginnings == 0);
    CHECK(reader->scalar("SELECT COUNT(*) FROM kept").value() == 1);
    REQUIRE(reader->execute("COMMIT").has_value());
    place.commit_until(1);
    CHECK(place.beginnings == 1);
    CHECK(reader->scalar("SELECT COUNT(*) FROM kept").value() == place.commits);
}

TEST_CASE("a short log is left alone") {
    Place place;
    for (int i = 0; i < 5; ++i) place.commit();
    CHECK(place.beginnings == 0);
    place.keeper.reset();
    CHECK(place.writer->write_back().value() == place.pages);
}
