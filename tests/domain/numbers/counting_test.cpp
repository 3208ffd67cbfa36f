// The recurring amount, and how what changes it is told apart.
#include "domain/numbers/counting.h"

#include <rapidcheck.h>

#include "domain/change/lines.h"
#include "tests/domain/change/scene.h"

using namespace settle;
using change_test::Scene;

namespace {

std::string text_of(const std::vector<Fact>& facts) {
    std::string text;
    for (const Fact& fact : facts)
        text += fmt::format("{}{}{} {} {}", text.empty() ? "" : ", ", name_of(fact.figure),
                            fact.about.empty() ? "" : " " + fact.about, fact.amount, fact.count);
    return text;
}

/// One customer whose every save is counted.
struct Life {
    Scene scene;
    Subscription kept;

    explicit Life(const std::string& vendor, Date day = Date(2026, 4, 1))
        : scene(vendor, day), kept(scene.subscription) {
        count_first(scene.catalog, kept);
        scene.subscription = kept;
    }
    /// What the save of `after` changed.
    std::string save(Subscription after) {
        const std::string changed = text_of(count_anew(scene.catalog, kept, scene.assigned, after));
        kept = after;
        scene.subscription = after;
        return changed;
    }
    std::string change(const std::string& wanted) {
        scene.change(wanted);
        return save(scene.subscription);
    }
    std::string due(Date day) { return save(scene.due(day).value().after); }
};

}  // namespace

TEST_CASE("what recurs is a whole period at today's prices, per month, half up to the cent") {
    struct Row {
        const char* vendor;
        const char* wanted;
        const char* monthly;
    };
    const Row rows[] = {
        {"beesbusy", "plan business cycle month user 7", "69.30"},
        {"beesbusy", "plan business cycle year user 7", "55.44"},        // 665.28 / 12
        {"agorapulse", "plan standard cycle month", "99.00"},
        {"agorapulse", "plan standard cycle year profile 13", "115.00"},  // (948.00 + 3 × 144.00) / 12
    };
    for (const Row& row : rows) {
        CAPTURE(row.wanted);
        Life life(row.vendor);
        life.change(row.wanted);
        CHECK(life.kept.counted->monthly.str() == row.monthly);
    }
    Life life("beesbusy");
    life.change("plan business cycle year user 1");
    CHECK(life.kept.counted->monthly.str() == "7.92");
    life.kept.agreed_prices = {{"user", UnitPrice::parse("100.00", kEuro).value()}};
    CHECK(monthly_amount(life.scene.catalog, life.kept)->str() == "8.33");
    life.kept.agreed_prices = {{"user", UnitPrice::parse("100.02", kEuro).value()}};
    CHECK(monthly_amount(life.scene.catalog, life.kept)->str() == "8.34");
}

TEST_CASE("only what is in force recurs") {
    Life life("beesbusy");
    life.change("plan business cycle month user 7");
    using enum SubscriptionState;
    for (const auto state : {kNone, kTrialing, kTrialEnded, kIncomplete, kPaused, kEnded}) {
        life.kept.state = state;
        CHECK(monthly_amount(life.scene.catalog, life.kept)->is_zero());
    }
    for (const auto state : {kActive, kEnding, kPastDue}) {
        life.kept.state = state;
        CHECK(monthly_amount(life.scene.catalog, life.kept)->str() == "69.30");
    }
}

TEST_CASE("each movement has one name") {
    Life life("beesbusy");
    CHECK(life.change("plan business cycle month user 7") == "recurring.new 6930 1, units.sold user 7 0");
    CHECK(life.change("user 10") == "recurring.up 2970 1, units.sold user 3 0");
    CHECK(life.save(life.kept).empty());
    CHECK(life.due(Date(2026, 5, 1)).empty());  // A renewal that changes nothing says nothing.
    life.scene.today = Date(2026, 5, 1);
    Subscription fewer = life.kept;
    fewer.quantities.set("user", 4);
    CHECK(life.save(fewer) == "recurring.down -5940 1, units.sold user -6 0");
    Subscription over = life.kept;
    over.end();
    CHECK(life.save(over) == "recurring.lost -3960 1, units.sold user -4 0");
    CHECK(life.save(life.kept).empty());
    Subscription again = life.kept;
    again.state = SubscriptionState::kActive;
    CHECK(life.save(again) == "recurring.back 3960 1, units.sold user 4 0");
}

TEST_CASE("a price that changed counts when the subscription is saved next, from what was counted before") {
    Life life("beesbusy");
    life.change("plan business cycle month user 10");
    Subscription cheaper = life.kept;
    cheaper.agreed_prices = {{"user", UnitPrice::parse("5.00", kEuro).value()}};
    CHECK(life.save(cheaper) == "recurring.down -4900 1");
    CHECK(life.save(life.kept).empty());
}

TEST_CASE("of a plan that is not sold any more nobody knows, and what was counted stays") {
    Life life("beesbusy");
    life.change("plan business cycle month user 10");
    Subscription lost = life.kept;
    lost.plan = "discontinued";
    CHECK(life.save(lost).empty());
    CHECK(life.kept.counted->monthly.str() == "99.00");
}

TEST_CASE("another currency is lost in one and new in the other") {
    Life life("beesbusy");
    life.change("plan business cycle month user 10");
    Subscription moved = life.kept;
    moved.currency = kCanadianDollar;
    moved.agreed_prices = {{"user", UnitPrice::parse("15.00", kCanadianDollar).value()}};
    CHECK(life.save(moved) == "recurring.lost -9900 1, recurring.back 15000 1");
}

TEST_CASE("trials begin, end without an order, and are won by the first amount that recurs") {
    Life life("agorapulse", Date(2026, 1, 5));
    CHECK(life.save(start_trial(life.scene.view()).value()) == "trial.begun 0 1");
    CHECK(life.due(Date(2026, 2, 4)) == "trial.over 0 1");
    life.scene.today = Date(2026, 2, 10);
    CHECK(life.change("plan standard cycle month") ==
          "recurring.new 9900 1, units.sold profile 10 0, units.sold user 1 0, trial.won 0 1");
}

TEST_CASE("units are in use among those that count, from the day they count") {
    Life life("agorapulse");
    life.scene.assigned.set("user", 3);
    CHECK(life.change("plan standard cycle month user 7") ==
          "recurring.new 69300 1, units.used user 3 0, units.sold profile 10 0, units.sold user 7 0");
    Subscription over = life.kept;
    over.end();
    CHECK(life.save(over) ==
          "recurring.lost -69300 1, units.used user -3 0, units.sold profile -10 0, units.sold user -7 0");
}

TEST_CASE("what is not paid falls, and is recovered, given up, put off or another one") {
    Life life("beesbusy");
    life.change("plan business cycle month user 10");
    const auto owing = [&](const std::string& invoice, std::int64_t owed) {
        Subscription late = life.kept;
        fall_past_due(life.scene.catalog, late, InvoiceId(invoice), Date(2026, 5, 1));
        late.past_due->owed_minor = owed;
        return late;
    };
    CHECK(life.save(owing("inv_1", 11'880)) == "unpaid.fell 11880 1");
    CHECK(life.save(owing("inv_1", 10'000)) == "unpaid.fell -1880 0");
    CHECK(life.save(owing("inv_2", 500)) == "unpaid.recovered 10000 1, unpaid.fell 500 1");
    Subscription paid = life.kept;
    recover(paid);
    CHECK(life.save(paid) == "unpaid.recovered 500 1");
    life.save(owing("inv_3", 700));
    Subscription paused = life.kept;
    paused.state = SubscriptionState::kPaused;
    paused.past_due.reset();
    CHECK(life.save(paused).ends_with("unpaid.put_off 700 1"));
    paused.state = SubscriptionState::kActive;
    life.save(paused);
    life.save(owing("inv_4", 800));
    Subscription over = life.kept;
    over.end();
    CHECK(life.save(over).ends_with("unpaid.given_up 800 1"));
}

TEST_CASE("who was there before there were figures begins with all there is") {
    Life life("beesbusy");
    life.change("plan business cycle month user 7");
    Subscription known = life.kept;
    known.counted.reset();
    life.kept = known;
    CHECK(life.save(known) == "recurring.new 6930 1, units.sold user 7 0");
}

TEST_CASE("what recurs is what the next renewal charges") {
    CHECK(rc::check([] {
        Life life("agorapulse", Date(2026, 1, 1).plus_days(*rc::gen::inRange<std::int64_t>(0, 400)));
        const auto cycle = *rc::gen::element<std::string>("month", "year");
        life.change(fmt::format("plan {} cycle {} user {} profile {} x_plus {}",
                                *rc::gen::element<std::string>("standard", "professional"), cycle,
                                *rc::gen::inRange(4, 30), *rc::gen::inRange(20, 90), *rc::gen::inRange(0, 3)));
        const DueStep step = life.scene.due(life.kept.period.end_day).value();
        Money charged = Money::zero(kEuro);
        for (const Line& line : step.due.lines)
            if (line.kind == LineKind::kCharge) charged += line.amount;
        RC_ASSERT(charged == period_price(life.scene.catalog, life.kept));
        RC_ASSERT(share_half_up(charged, {1, cycle == "year" ? 12 : 1}) == life.kept.counted->monthly);
    }));
}
