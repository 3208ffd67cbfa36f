#include "adapters/system/ids.h"

#include <doctest/doctest.h>

#include <set>
#include <thread>

#include "base/id.h"

namespace settle {
namespace {

TEST_CASE("an id is a UUIDv7 without dashes behind its prefix") {
    RandomIds ids;
    const std::string id = ids.next("sub_");
    REQUIRE(id.size() == 4 + 32);
    CHECK(id.starts_with("sub_"));
    const std::string uuid = id.substr(4);
    CHECK(uuid.find_first_not_of("0123456789abcdef") == std::string::npos);
    CHECK(uuid[12] == '7');
    CHECK(std::string("89ab").find(uuid[16]) != std::string::npos);
    const auto milliseconds = std::stoll(uuid.substr(0, 12), nullptr, 16);
    const auto now =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count();
    CHECK(std::abs(now - milliseconds) < 10'000);
    CHECK(SubscriptionId::parse(id).has_value());
}

TEST_CASE("ids sort in the order they were made, also many within a millisecond") {
    RandomIds ids;
    std::string previous = ids.next("");
    for (int i = 0; i < 100'000; ++i) {
        std::string id = ids.next("");
        REQUIRE(previous < id);
        previous = std::move(id);
    }
}

TEST_CASE("several threads never get the same id") {
    RandomIds ids;
    std::array<std::vector<std::string>, 4> made;
    {
        std::vector<std::jthread> threads;
        for (auto& mine : made)
            threads.emplace_back([&ids, &mine] {
                for (int i = 0; i < 5'000; ++i) mine.push_back(ids.next("evt_"));
            });
    }
    std::set<std::string> all;
    for (const auto& mine : made) all.insert(mine.begin(), mine.end());
    CHECK(all.size() == 20'000);
}

TEST_CASE("a secret has 43 characters of base64url and never comes twice") {
    RandomIds random;
    CountingIds counting;
    for (IdSource* source : {static_cast<IdSource*>(&random), static_cast<IdSource*>(&counting)}) {
        const std::string first = source->secret();
        CHECK(first.size() == 43);
        CHECK(first.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
              std::string::npos);
        CHECK(first != source->secret());
    }
}

TEST_CASE("counted ids count per kind and are the same in every run") {
    CountingIds ids;
    CHECK(new_id<SubscriptionId>(ids).str() == "sub_1");
    CHECK(new_id<CustomerId>(ids).str() == "cus_1");
    CHECK(new_id<SubscriptionId>(ids).str() == "sub_2");
    CHECK(CountingIds().secret() == CountingIds().secret());
}

}  // namespace
}  // namespace settle
