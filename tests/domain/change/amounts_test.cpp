// What changes cost: the acceptance amounts, and what must hold for any of them.
#include <rapidcheck.h>

#include "domain/change/next_period.h"
#include "domain/renewal/renewal.h"
#include "tests/domain/change/scene.h"

using namespace settle;
using change_test::lines;
using change_test::Scene;
using change_test::taxes;

TEST_CASE("two kinds of seats raised mid-period pay the days left") {
    Scene scene("workstaff", Date(2026, 3, 1));
    CHECK(scene.sell("plan pro cycle month manager 3 worker 40").due_now.total.str() == "252.61");
    scene.today = Date(2026, 3, 16);
    const Preview preview = scene.change("manager 4 worker 55");
    CHECK(lines(preview.due_now) == "15.43 25.16");
    CHECK(preview.due_now.lines[0].ratio == Ratio{16, 31});
    CHECK(taxes(preview.due_now) == "2.03 4.05");
    CHECK(preview.due_now.total.str() == "46.67");
    CHECK(preview.next_invoice_on == Date(2026, 4, 1));
    CHECK(preview.next_invoice.total.str() == "343.03");
}

TEST_CASE("a monthly plan becomes a bigger annual one, which binds for a year") {
    Scene scene("workstaff", Date(2026, 4, 1));
    scene.sell("plan pro cycle month manager 4 worker 55");
    scene.today = Date(2026, 4, 11);
    const Preview preview = scene.change("plan max cycle year");
    CHECK(lines(preview.due_now) == "-79.73 -119.17 1831.92 2664.75");
    CHECK(preview.due_now.net.str() == "4297.77");
    CHECK(taxes(preview.due_now) == "214.89 428.70");
    CHECK(preview.due_now.total.str() == "4941.36");
    CHECK(scene.subscription.period == Period{Date(2026, 4, 11), Date(2027, 4, 11)});
    CHECK(scene.subscription.commitment_end == Date(2027, 4, 11));

    scene.today = Date(2026, 10, 11);
    const Preview seats = scene.change("worker 60");
    CHECK(lines(seats.due_now) == "120.79");
    CHECK(seats.due_now.lines[0].ratio == Ratio{182, 365});
    CHECK(taxes(seats.due_now) == "6.04 12.05");
    CHECK(seats.due_now.total.str() == "138.88");
    CHECK(scene.subscription.commitment_end == Date(2027, 4, 11));
}

TEST_CASE("an upgrade credits the old plan and charges the new one") {
    Scene scene("beesbusy", Date(2026, 5, 1));
    scene.change("plan business cycle month user 12");
    scene.today = Date(2026, 5, 11);
    const Preview plan = scene.preview("plan enterprise").value();
    CHECK(lines(plan.due_now) == "-80.48 121.12");
    CHECK(plan.due_now.total.str() == "48.77");
    CHECK(plan.next_invoice.total.str() == "214.56");
    const Preview both = scene.preview("plan enterprise user 15").value();
    CHECK(lines(both.due_now) == "-80.48 151.40");
    CHECK(taxes(both.due_now) == "14.18");
    CHECK(both.due_now.total.str() == "85.10");
}

TEST_CASE("from monthly to annual: one credit, one year, a period of its own") {
    Scene scene("beesbusy", Date(2026, 5, 1));
    scene.change("plan business cycle month user 12");
    scene.today = Date(2026, 5, 11);
    const Preview year = scene.change("cycle year");
    CHECK(lines(year.due_now) == "-80.48 1140.48");
    CHECK(year.due_now.total.str() == "1272.00");
    CHECK(scene.subscription.period == Period{Date(2026, 5, 11), Date(2027, 5, 11)});
    scene.today = Date(2026, 12, 1);
    const Preview more = scene.change("user 15");
    CHECK(lines(more.due_now) == "125.77");
    CHECK(more.due_now.total.str() == "150.92");
}

TEST_CASE("a downgrade leaves a credit, which the summary of the next invoice uses up to what it comes to") {
    Scene one("agorapulse", Date(2026, 3, 1));
    one.change("plan advanced cycle month");
    one.today = Date(2026, 3, 11);
    const Preview down = one.change("plan standard");
    CHECK(down.due_now.lines.empty());
    CHECK(down.due_now.total.is_zero());
    CHECK(down.next_invoice.net.str() == "31.25");
    CHECK(down.next_invoice.total.str() == "37.50");

    Scene five("agorapulse", Date(2026, 3, 1));
    five.change("plan advanced cycle month user 5");
    five.today = Date(2026, 3, 4);
    const Preview much = five.change("plan standard user 1");
    CHECK(much.next_invoice.net.str() == "0.00");
    CHECK(much.next_invoice.total.str() == "0.00");
    const auto step = five.due(Date(2026, 4, 1));
    REQUIRE(step.has_value());
    CHECK(step->due == much.next_invoice);
    Money left = Money::zero(kEuro);
    for (const Line& line : step->after.carried) left += line.amount;
    CHECK(left.str() == "-710.29");
}

TEST_CASE("what is billed now is not put off by something in the same wish that may wait") {
    Scene scene("agorapulse", Date(2026, 4, 1));
    scene.change("plan standard cycle month profile 12");
    scene.today = Date(2026, 4, 16);
    // One user more costs 49.50 for half a month, one profile less gives 7.50 back.
    const Preview preview = scene.change("user 2 profile 11");
    CHECK(lines(preview.due_now) == "49.50 -7.50");
    CHECK(preview.due_now.net.str() == "42.00");
    CHECK(preview.after.carried.empty());
    // One profile less alone is a credit that waits.
    const Preview less = scene.change("profile 10");
    CHECK(less.due_now.lines.empty());
    CHECK(less.after.carried.size() == 1);
}

TEST_CASE("the summary of the next invoice knows what was scheduled before") {
    Scene scene("beesbusy", Date(2026, 4, 1));
    scene.change("plan business cycle month user 14");
    scene.today = Date(2026, 4, 20);
    scene.change("user 12");
    scene.today = Date(2026, 4, 25);
    const Preview upgrade = scene.change("plan enterprise");
    CHECK(upgrade.next_invoice.net.str() == "178.80");
    const auto step = scene.due(Date(2026, 5, 1));
    REQUIRE(step.has_value());
    CHECK(step->due == upgrade.next_invoice);
    CHECK(step->after.quantities.of("user") == 12);
}

TEST_CASE("a fixed billing day begins with a part of the period it belongs to") {
    Scene scene("beesbusy", Date(2026, 4, 6));
    const Preview preview = scene.change("plan business cycle month user 10 day 15");
    CHECK(scene.subscription.period == Period{Date(2026, 4, 6), Date(2026, 4, 15)});
    CHECK(scene.subscription.full_period() == Period{Date(2026, 3, 15), Date(2026, 4, 15)});
    CHECK(preview.due_now.lines[0].ratio == Ratio{9, 31});
    CHECK(preview.due_now.net.str() == "28.74");
    CHECK(preview.next_invoice.net.str() == "99.00");

    Scene end("beesbusy", Date(2026, 3, 2));
    end.change("plan business cycle month user 1 day 31");
    CHECK(end.subscription.period == Period{Date(2026, 3, 2), Date(2026, 3, 31)});
    const auto first = end.due(Date(2026, 3, 31)).value();
    CHECK(first.after.period == Period{Date(2026, 3, 31), Date(2026, 4, 30)});
    end.subscription = first.after;
    const auto second = end.due(Date(2026, 4, 30)).value();
    CHECK(second.after.period == Period{Date(2026, 4, 30), Date(2026, 5, 31)});
}

namespace {

Money sum(const Amounts& amounts) {
    Money total = Money::zero(amounts.total.currency());
    for (const Line& line : amounts.lines) total += line.amount;
    return total;
}

Money waiting(const Subscription& subscription) {
    Money total = Money::zero(subscription.currency);
    for (const Line& line : subscription.carried) total += line.amount;
    return total;
}

Date day_of_period(const Subscription& subscription) {
    return subscription.period.first_day.plus_days(*rc::gen::inRange<std::int64_t>(0, subscription.period.days()));
}

std::string cycle() { return *rc::gen::element<std::string>("month", "year"); }
Date start() { return Date(2026, 1, 1).plus_days(*rc::gen::inRange<std::int64_t>(0, 800)); }

}  // namespace

TEST_CASE("units added and taken away on the same day cost exactly nothing") {
    CHECK(rc::check([] {
        Scene scene("agorapulse", start());
        const auto users = *rc::gen::inRange(1, 30);
        scene.change(fmt::format("plan {} cycle {} user {} profile 40",
                                 *rc::gen::element<std::string>("standard", "advanced"), cycle(), users));
        scene.today = day_of_period(scene.subscription);
        const auto more = *rc::gen::inRange(1, 30);
        const Preview up = scene.change(fmt::format("user {}", users + more));
        const auto kept = *rc::gen::inRange(0, more);
        if (kept > 0) scene.change(fmt::format("user {}", users + kept));
        scene.change(fmt::format("user {}", users));
        RC_ASSERT(sum(up.due_now) + waiting(scene.subscription) == Money::zero(kEuro));
    }));
}

TEST_CASE("a plan taken and left on the same day costs exactly nothing") {
    CHECK(rc::check([] {
        Scene scene("agorapulse", start());
        scene.change(fmt::format("plan standard cycle {} user {} profile {}", cycle(), *rc::gen::inRange(1, 30),
                                 *rc::gen::inRange(10, 60)));
        scene.today = day_of_period(scene.subscription);
        const Preview up = scene.change("plan advanced");
        scene.change("plan standard");
        RC_ASSERT(sum(up.due_now) + waiting(scene.subscription) == Money::zero(kEuro));
    }));
}

TEST_CASE("what is given back of a charge never exceeds it") {
    CHECK(rc::check([] {
        Scene scene("agorapulse", start());
        using Books = std::map<std::pair<std::string, int>, Money>;
        Books left;
        const auto give_back = [](Books& books, const Line& line) {
            if (line.kind != LineKind::kCredit) return;
            RC_ASSERT(line.amount.is_negative());
            const auto charge = books.find({line.credits_invoice.str(), line.credits_line});
            if (charge == books.end()) return;  // A charge that itself still waits for its invoice.
            charge->second += line.amount;
            RC_ASSERT(!charge->second.is_negative());
        };
        const auto book = [&](const Preview& preview) {
            const Lines& now = preview.due_now.lines;
            for (std::size_t i = 0; i < now.size(); ++i)
                if (now[i].kind == LineKind::kCharge)
                    left.emplace(std::pair(fmt::format("inv_{}", scene.invoices), static_cast<int>(i)), now[i].amount);
            for (const Line& line : now) give_back(left, line);
            // What waits for the next invoice was not given yet, but is promised.
            Books promised = left;
            for (const Line& line : scene.subscription.carried) give_back(promised, line);
        };
        book(scene.change(fmt::format("plan standard cycle {} user {} profile {}", cycle(), *rc::gen::inRange(1, 9),
                                      *rc::gen::inRange(10, 30))));
        const auto steps = *rc::gen::inRange(1, 8);
        for (int step = 0; step < steps; ++step) {
            const auto days_left = scene.subscription.period.end_day - scene.today;
            if (days_left > 1) scene.today = scene.today.plus_days(*rc::gen::inRange<std::int64_t>(0, days_left));
            const auto preview =
                scene
                    .preview(fmt::format("plan {} user {} profile {}",
                                         *rc::gen::element<std::string>("standard", "professional", "advanced"),
                                         *rc::gen::inRange(1, 9), *rc::gen::inRange(10, 30)))
                    .value();
            if (preview.ruling.refusal) continue;
            scene.take(preview);
            book(preview);
        }
    }));
}

TEST_CASE("the order of changes of two different items does not matter") {
    CHECK(rc::check([] {
        Scene first("workstaff", start());
        first.sell(fmt::format("plan {} cycle {} manager {} worker {}", *rc::gen::element<std::string>("pro", "max"),
                               cycle(), *rc::gen::inRange(1, 20), *rc::gen::inRange(10, 99)));
        first.today = day_of_period(first.subscription);
        Scene second = first;
        const std::string managers = fmt::format("manager {}", *rc::gen::inRange(20, 40));
        const std::string workers = fmt::format("worker {}", *rc::gen::inRange(99, 200));
        const Money one = sum(first.change(managers).due_now) + sum(first.change(workers).due_now);
        const Money other = sum(second.change(workers).due_now) + sum(second.change(managers).due_now);
        RC_ASSERT(one == other);
        RC_ASSERT(first.subscription.quantities == second.subscription.quantities);
    }));
}

TEST_CASE("net is the sum of the lines, each tax is of the net, the total is their sum") {
    CHECK(rc::check([] {
        Scene scene("workstaff", start());
        const Preview sold = scene.sell(fmt::format("plan pro cycle {} manager {} worker {}", cycle(),
                                                    *rc::gen::inRange(1, 50), *rc::gen::inRange(10, 500)));
        scene.today = day_of_period(scene.subscription);
        const Preview up = scene.change(
            fmt::format("plan max manager {} worker {}", *rc::gen::inRange(50, 99), *rc::gen::inRange(500, 999)));
        for (const Amounts* amounts : {&sold.due_now, &up.due_now, &up.next_invoice}) {
            RC_ASSERT(amounts->net == sum(*amounts));
            Money total = amounts->net;
            for (const TaxAmount& tax : amounts->taxes) {
                RC_ASSERT(tax.amount == tax_half_up(amounts->net, tax.rate));
                total += tax.amount;
            }
            RC_ASSERT(amounts->total == total);
        }
    }));
}

TEST_CASE("the renewal bills what the last summary announced") {
    CHECK(rc::check([] {
        Scene scene("agorapulse", start());
        Preview last = scene.change(fmt::format("plan advanced cycle {} user {} profile {}", cycle(),
                                                *rc::gen::inRange(1, 20), *rc::gen::inRange(10, 60)));
        const auto steps = *rc::gen::inRange(0, 5);
        for (int step = 0; step < steps; ++step) {
            const auto days_left = scene.subscription.period.end_day - scene.today;
            if (days_left > 1) scene.today = scene.today.plus_days(*rc::gen::inRange<std::int64_t>(0, days_left));
            auto preview =
                scene
                    .preview(fmt::format("plan {} cycle {} user {}",
                                         *rc::gen::element<std::string>("standard", "professional", "advanced"),
                                         cycle(), *rc::gen::inRange(1, 20)))
                    .value();
            if (preview.ruling.refusal) continue;
            scene.take(preview);
            last = std::move(preview);
        }
        const auto due = scene.due(scene.subscription.period.end_day);
        RC_ASSERT(due.has_value());
        RC_ASSERT(due->on == last.next_invoice_on);
        RC_ASSERT(due->due == last.next_invoice);
        RC_ASSERT(!due->due.net.is_negative());
    }));
}
