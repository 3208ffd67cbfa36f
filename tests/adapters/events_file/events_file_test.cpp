#include "adapters/events_file/events_file.h"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <boost/json/src.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/adapters/store/temporary_file.h"

namespace settle {
namespace {

OutboxEntry act(std::int64_t sequence, int count = 1, std::size_t size = 1) {
    OutboxEntry made{
        .vendor = "acme", .customer = CustomerId("cus_1"), .sequence = sequence, .leased_until = {}, .events = {}};
    for (int i = 0; i < count; ++i) {
        Event event;
        event.customer = made.customer;
        event.type = "invoice.issued";
        event.at = Instant{1'795'262'400'000'000};
        event.data = {{"number", "\"1\"\n€"}, {"filler", std::string(size, 'x')}};
        event.personal = {{"name", "Ada"}};
        event.sequence = sequence + i;
        event.id = EventId(fmt::format("evt_1-{}", event.sequence));
        made.events.push_back(event);
    }
    return made;
}

struct Desk {
    TemporaryFile place;
    std::string path = place.path();
    std::unique_ptr<EventReceiver> file = make_events_file(path);
    std::string text() const {
        std::ifstream input(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(input), std::istreambuf_iterator<char>()};
    }
};

/// The disk takes no file beyond `bytes` for as long as it lives.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t bytes) {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit small{bytes, before_.rlim_max};
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

TEST_CASE("an event is a line with its facts and without personal data") {
    Desk desk;
    REQUIRE(desk.file->deliver(act(1, 2)).has_value());
    REQUIRE(desk.file->keep().has_value());
    const std::string text = desk.text();
    CHECK(text == lines_of(act(1, 2)));
    CHECK(std::ranges::count(text, '\n') == 2);
    const auto line = boost::json::parse(text.substr(0, text.find('\n'))).as_object();
    CHECK(line.at("id") == "evt_1-1");
    CHECK(line.at("type") == "invoice.issued");
    CHECK(line.at("time") == "2026-11-21T12:00:00Z");
    CHECK(line.at("vendor") == "acme");
    CHECK(line.at("customer") == "cus_1");
    CHECK(line.at("sequence") == 1);
    CHECK(line.at("data").at("number") == "\"1\"\n€");
    CHECK(text.find("Ada") == std::string::npos);
}

TEST_CASE("a folder that is not there is an error that says so, until it is") {
    const TemporaryFile place;
    const auto folder = std::filesystem::path(place.path()).parent_path() / "later";
    const auto file = make_events_file((folder / "events.jsonl").string());
    const auto refused = file->deliver(act(1));
    REQUIRE(!refused);
    CHECK(refused.error().detail.find("later/events.jsonl: No such file or directory") != std::string::npos);
    std::filesystem::create_directory(folder);
    CHECK(file->deliver(act(1)).has_value());
    CHECK(file->keep().has_value());
}

TEST_CASE("what a full disk takes half of is taken back, and comes whole when there is room") {
    Desk desk;
    REQUIRE(desk.file->deliver(act(1)).has_value());
    {
        const SmallDisk disk(desk.text().size() + 50);
        CHECK(!desk.file->deliver(act(2, 1, 10'000)));
    }
    CHECK(desk.text() == lines_of(act(1)));
    REQUIRE(desk.file->deliver(act(2, 1, 10'000)).has_value());
    CHECK(desk.text() == lines_of(act(1)) + lines_of(act(2, 1, 10'000)));
}

TEST_CASE("a line that a falling machine tore does not spoil the next") {
    Desk desk;
    std::ofstream(desk.path) << "{\"id\":\"ev";
    REQUIRE(desk.file->deliver(act(1)).has_value());
    CHECK(desk.text() == "{\"id\":\"ev\n" + lines_of(act(1)));
}

TEST_CASE("a file that was moved away is made anew") {
    Desk desk;
    REQUIRE(desk.file->deliver(act(1)).has_value());
    REQUIRE(desk.file->keep().has_value());
    std::filesystem::rename(desk.path, desk.path + ".1");
    REQUIRE(desk.file->deliver(act(2)).has_value());
    REQUIRE(desk.file->keep().has_value());
    CHECK(desk.text() == lines_of(act(2)));
}

TEST_CASE("a file that was moved away while it was written: all of it comes again, into a new one") {
    Desk desk;
    REQUIRE(desk.file->deliver(act(1)).has_value());
    SUBCASE("it is nowhere yet") { std::filesystem::remove(desk.path); }
    SUBCASE("another process made it anew") {
        std::filesystem::remove(desk.path);
        std::ofstream(desk.path) << "";
    }
    const auto kept = desk.file->keep();
    REQUIRE_FALSE(kept.has_value());
    CHECK(kept.error().detail == desk.path + " was moved away while it was written");
    REQUIRE(desk.file->deliver(act(1)).has_value());
    REQUIRE(desk.file->keep().has_value());
    CHECK(desk.text() == lines_of(act(1)));
}

TEST_CASE("what is no regular file is refused before anything is written to it") {
    Desk desk;
    REQUIRE(mkfifo(desk.path.c_str(), 0600) == 0);
    const auto taken = desk.file->deliver(act(1));
    REQUIRE_FALSE(taken.has_value());
    CHECK(taken.error().detail == desk.path + " is no regular file");
}

}  // namespace
}  // namespace settle
