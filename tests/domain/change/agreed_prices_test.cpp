// What was agreed with one customer, instead of the catalog's prices.
#include "tests/domain/change/scene.h"

using namespace settle;
using change_test::lines;
using change_test::Scene;
using change_test::wish;

namespace {

AgreedLine agreed(std::int64_t count, const char* price) {
    return {"user", count, UnitPrice::parse(price, kEuro).value()};
}

}  // namespace

TEST_CASE("twelve users at 131.25 a month are 18 900.00 a year, and every later year") {
    Scene scene("agorapulse", Date(2026, 3, 2));
    scene.act_as("staff");
    Wanted wanted = wish("plan custom cycle year");
    wanted.lines = {agreed(12, "1575.00")};
    const Preview sold = preview_change(scene.view(), wanted).value();
    CHECK(lines(sold.due_now) == "18900.00");
    CHECK(sold.due_now.total.str() == "22680.00");
    CHECK(sold.next_invoice.net.str() == "18900.00");
    CHECK_FALSE(sold.after.self_managed);
    scene.take(sold);
    const auto renewal = scene.due(Date(2027, 3, 2)).value();
    CHECK(renewal.due.net.str() == "18900.00");

    // More of them at the price that was agreed.
    scene.today = Date(2026, 3, 3);
    CHECK(lines(scene.preview("user 13").value().due_now) == "1570.68");
    // A new agreement, of other numbers, replaces the old one.
    Wanted again = wish("");
    again.lines = {agreed(14, "1600")};
    const Preview dearer = preview_change(scene.view(), again).value();
    REQUIRE_FALSE(dearer.ruling.refusal.has_value());
    CHECK(dearer.next_invoice.net.str() == "22400.00");
}

TEST_CASE("only staff agree on prices, of items that exist, in the customer's currency") {
    Scene scene("agorapulse", Date(2026, 3, 2));
    const auto code = [&](const AgreedLine& line) {
        Wanted wanted = wish("plan custom cycle year");
        wanted.lines = {line};
        const auto preview = preview_change(scene.view(), wanted);
        REQUIRE_FALSE(preview.has_value());
        return preview.error().code;
    };
    CHECK(code(agreed(12, "10")) == ErrorCode::kStaffRequired);
    scene.act_as("staff");
    CHECK(code({"seat", 12, UnitPrice::parse("10", kEuro).value()}) == ErrorCode::kItemUnknown);
    CHECK(code({"user", 12, UnitPrice::parse("10", kCanadianDollar).value()}) == ErrorCode::kFieldInvalid);
    CHECK(code(agreed(0, "10")) == ErrorCode::kFieldInvalid);
}

TEST_CASE("an agreement holds as a whole, or waits as a whole for what was paid") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    scene.act_as("staff");
    Wanted wanted = wish("plan business cycle month");
    wanted.lines = {agreed(12, "8")};
    scene.take(preview_change(scene.view(), wanted).value());
    scene.today = Date(2026, 4, 16);
    // Fewer wait for the end of the period, with the price that goes with them.
    wanted = wish("");
    wanted.lines = {agreed(10, "7")};
    const Preview fewer = preview_change(scene.view(), wanted).value();
    CHECK(fewer.ruling.outcome == Outcome::kPeriodEnd);
    CHECK(fewer.due_now.lines.empty());
    CHECK(fewer.next_invoice.net.str() == "70.00");
    CHECK(fewer.after.agreed_prices.front().unit.str() == "8.00");
    // A price alone is changed at once: half a month at 9 instead of 8.
    wanted.lines = {agreed(12, "9")};
    const Preview dearer = preview_change(scene.view(), wanted).value();
    REQUIRE_FALSE(dearer.ruling.refusal.has_value());
    CHECK(lines(dearer.due_now) == "-48.00 54.00");
    CHECK(dearer.next_invoice.net.str() == "108.00");
    wanted.on = Date(2026, 4, 21);
    const Preview later = preview_change(scene.view(), wanted).value();
    CHECK(later.due_now.lines.empty());
    CHECK(later.next_invoice_on == Date(2026, 4, 21));
    CHECK(lines(later.next_invoice) == "-32.00 36.00");
    wanted.on.reset();
    wanted.lines = {agreed(12, "8")};
    CHECK(preview_change(scene.view(), wanted).value().ruling.refusal->code == ErrorCode::kNoChange);
}

TEST_CASE("an agreement for a later day takes the place of one that waits for that day or an earlier one") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    scene.act_as("staff");
    Wanted wanted = wish("plan business cycle month");
    wanted.lines = {agreed(12, "8")};
    scene.take(preview_change(scene.view(), wanted).value());
    const auto agree = [&](const char* price, Date on) {
        Wanted agreement = wish("");
        agreement.lines = {agreed(12, price)};
        agreement.on = on;
        const Preview preview = preview_change(scene.view(), agreement).value();
        REQUIRE_FALSE(preview.ruling.refusal.has_value());
        scene.take(preview);
        return preview;
    };
    CHECK(agree("9", Date(2026, 6, 1)).withdrawn.empty());
    const Preview same_day = agree("7", Date(2026, 6, 1));
    REQUIRE(same_day.withdrawn.size() == 1);
    CHECK(same_day.withdrawn.front().set.lines.front().unit_price.str() == "9.00");
    const Preview later = agree("10", Date(2026, 7, 1));
    REQUIRE(later.withdrawn.size() == 1);
    CHECK(later.withdrawn.front().on == Date(2026, 6, 1));
    // One that comes earlier holds until the later one does.
    CHECK(agree("6", Date(2026, 5, 1)).withdrawn.empty());
    REQUIRE(scene.subscription.scheduled.size() == 2);
    const auto steps = scene.live_until(Date(2026, 7, 1));
    REQUIRE(steps.size() == 3);
    CHECK(steps[0].due.net.str() == "72.00");
    CHECK(steps[1].due.net.str() == "72.00");
    CHECK(steps[2].due.net.str() == "120.00");
    CHECK(scene.subscription.scheduled.empty());
}

TEST_CASE("what was agreed for a later day is not taken apart by a change of plan before it") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    scene.change("plan business cycle month user 10");
    scene.act_as("staff");
    Wanted agreement = wish("plan business");
    agreement.lines = {agreed(12, "8")};
    agreement.on = Date(2026, 6, 1);
    scene.take(preview_change(scene.view(), agreement).value());
    scene.act_as("owner");
    CHECK(scene.change("plan enterprise").withdrawn.empty());
    REQUIRE(scene.subscription.scheduled.size() == 1);
    CHECK(scene.subscription.scheduled.front().set.plan->view() == "business");
}
