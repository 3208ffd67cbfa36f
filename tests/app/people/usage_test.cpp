// What the vendor's application says is in use of a kind that is counted.
#include "app/people/usage.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;

namespace {

struct Agency : Town {
    explicit Agency(bool is_paid = true) {
        go_to(Date(2026, 4, 1));
        welcome("agorapulse", "FR");
        if (is_paid) buy(plan("standard", Cycle::kMonth, of("profile", 12)));
    }
    Result<SeatCount> says(std::int64_t count) {
        return report_usage(server(), customer, {.seat = "profile", .count = count});
    }
    Result<SeatCount> changes(std::int64_t change) {
        return report_usage(server(), customer, {.seat = "profile", .change = change});
    }
    std::int64_t taken() { return list_usage(as_owner(), customer).value().front().taken; }
};

}  // namespace

TEST_CASE("an application reports what is in use, up to what is paid for") {
    Agency agency;
    const SeatCount nine = agency.says(9).value();
    CHECK(nine.seat == Code("profile"));
    CHECK(nine.paid == 12);
    CHECK(nine.taken == 9);
    CHECK(nine.free() == 3);
    CHECK(agency.changes(3)->taken == 12);
    CHECK(agency.changes(1).error().code == ErrorCode::kNoSeat);
    CHECK(agency.says(13).error().code == ErrorCode::kNoSeat);
    CHECK(agency.taken() == 12);
    CHECK(agency.changes(-12)->taken == 0);
    CHECK(agency.changes(-1).error().code == ErrorCode::kFieldInvalid);
    CHECK(agency.says(0)->taken == 0);
    CHECK(agency.events("usage.reported") == 3);  // What changed nothing is no news.
}

TEST_CASE("nobody pays for fewer than are in use") {
    Agency agency;
    REQUIRE(agency.says(12).has_value());
    Wanted wanted;
    wanted.quantities = of("profile", 11);
    const Preview fewer = agency.preview(wanted).preview;
    REQUIRE(fewer.ruling.refusal.has_value());
    CHECK(fewer.ruling.refusal->code == ErrorCode::kInUse);
}

TEST_CASE("usage before the first payment, of other kinds and from others is refused") {
    Agency agency(false);
    CHECK(agency.says(1).error().code == ErrorCode::kPaymentRequired);
    CHECK(agency.says(0)->paid == 0);
    const auto named = report_usage(agency.server(), agency.customer, {.seat = "user", .count = 1});
    CHECK(named.error().code == ErrorCode::kFieldInvalid);
    const auto unknown = report_usage(agency.server(), agency.customer, {.seat = "desk", .count = 1});
    CHECK(unknown.error().code == ErrorCode::kItemUnknown);
    const auto owner = report_usage(agency.as_owner(), agency.customer, {.seat = "profile", .count = 1});
    CHECK(owner.error().code == ErrorCode::kStaffRequired);
}

TEST_CASE("the same report twice counts once") {
    Agency agency;
    Context caller = agency.server();
    caller.caller.once = OnceKey{"report_usage", "one-key", "hash"};
    CHECK(report_usage(caller, agency.customer, {.seat = "profile", .change = 4})->taken == 4);
    CHECK(report_usage(caller, agency.customer, {.seat = "profile", .change = 4})->taken == 4);
    CHECK(agency.taken() == 4);
}
