// Who gives a seat up on a day to come, and what may then be paid for.
#include "app/people/departures.h"

#include "app/change/confirm_change.h"
#include "app/people/members.h"
#include "app/renewal/run_due.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;

namespace {

struct Hive : Town {
    std::vector<SeatId> seats;

    Hive() {
        go_to(Date(2026, 4, 1));
        welcome("beesbusy", "FR");
        buy(plan("business", Cycle::kMonth, of("user", 4)), "card_ok");
        for (const char* email : {"a@acme.example", "b@acme.example", "c@acme.example", "d@acme.example"})
            seats.push_back(assign_seat(as_owner(), {customer, {}, {}, {email, "", "", ""}, {}})->holder.id);
    }
    Result<void> leave(std::vector<SeatId> who, Date on) {
        return plan_departures(as_owner(), {customer, std::move(who), on});
    }
    std::optional<ErrorCode> refusal(std::int64_t users) {
        const auto preview = preview_change(as_owner(), {customer, app_test::users(users), std::nullopt}).value();
        if (!preview.preview.ruling.refusal) return std::nullopt;
        return preview.preview.ruling.refusal->code;
    }
    std::int64_t taken() { return list_seats(as_owner(), customer)->counts.front().taken; }
};

const Date kNextPeriod(2026, 5, 1);

}  // namespace

TEST_CASE("people leave on their day, and the reduction of that day is what is billed") {
    Hive hive;
    CHECK(hive.refusal(2) == ErrorCode::kBelowAssigned);
    REQUIRE(hive.leave({hive.seats[0], hive.seats[1]}, kNextPeriod).has_value());
    CHECK(hive.taken() == 4);
    CHECK(hive.refusal(1) == ErrorCode::kBelowAssigned);
    CHECK_FALSE(hive.refusal(2));
    hive.confirm(app_test::users(2), hive.preview(app_test::users(2)).fingerprint);
    hive.go_to(kNextPeriod);
    CHECK(run_due(hive.server(), hive.customer).value() == 2);
    CHECK(hive.taken() == 2);
    CHECK(hive.subscription().quantities.of("user") == 2);
    CHECK(hive.events("seat.release_planned") == 2);
    CHECK(hive.events("seat.released") == 2);
    CHECK(hive.events("subscription.change_clamped") == 0);
    CHECK(hive.invoices().back().amounts.net.str() == "19.80");
}

TEST_CASE("who is to leave may stay, leave on another day, or at once") {
    Hive hive;
    REQUIRE(hive.leave({hive.seats[0], hive.seats[1], hive.seats[2]}, kNextPeriod).has_value());
    REQUIRE(hive.leave({hive.seats[1]}, Date(2026, 4, 10)).has_value());
    REQUIRE(cancel_departure(hive.as_owner(), hive.customer, hive.seats[0]).has_value());
    CHECK(cancel_departure(hive.as_owner(), hive.customer, hive.seats[0]).error().code == ErrorCode::kSeatNotFound);
    REQUIRE(release_seat(hive.as_owner(), hive.customer, hive.seats[2]).has_value());
    const auto planned = hive.subscription().departures;
    REQUIRE(planned.size() == 1);
    CHECK(planned[0].seat == hive.seats[1]);
    CHECK(planned[0].on == Date(2026, 4, 10));
    hive.go_to(Date(2026, 4, 10));
    CHECK(run_due(hive.server(), hive.customer).value() == 1);
    CHECK(hive.taken() == 2);
    CHECK(hive.events("seat.released") == 2);
}

TEST_CASE("the same plan again is no news, and one survives the end of the subscription") {
    Hive hive;
    REQUIRE(hive.leave({hive.seats[0]}, kNextPeriod).has_value());
    const Subscription planned = hive.subscription();
    REQUIRE(hive.leave({hive.seats[0]}, kNextPeriod).has_value());
    CHECK(hive.subscription().version == planned.version);
    CHECK(hive.events("seat.release_planned") == 1);
    Subscription over = planned;
    over.end();
    CHECK(over.departures == planned.departures);
}

TEST_CASE("departures that cannot be are refused whole") {
    Hive hive;
    CHECK(hive.leave({hive.seats[0], SeatId("sea_none")}, kNextPeriod).error().code == ErrorCode::kSeatNotFound);
    CHECK(hive.leave({hive.seats[0]}, Date(2026, 4, 1)).error().code == ErrorCode::kFieldInvalid);
    CHECK(hive.leave({hive.seats[0]}, Date(2027, 6, 1)).error().code == ErrorCode::kFieldInvalid);
    CHECK(hive.subscription().departures.empty());
    const Member max = list_members(hive.server(), hive.customer).value().back();
    const Context as_max = hive.member(hive.customer, max.id, max.role);
    CHECK(plan_departures(as_max, {hive.customer, {hive.seats[0]}, kNextPeriod}).error().code ==
          ErrorCode::kRoleRequired);
    CHECK(cancel_departure(as_max, hive.customer, hive.seats[0]).error().code == ErrorCode::kRoleRequired);
}
