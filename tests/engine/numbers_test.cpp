// Figures against what they are figures of, over random lives.
#include <random>

#include "app/checkout/start_trial.h"
#include "app/numbers/keep_subscription.h"
#include "app/numbers/read_numbers.h"
#include "app/payment/collect_payment.h"
#include "app/payment/pay_invoice.h"
#include "app/people/seats.h"
#include "app/people/usage.h"
#include "domain/numbers/counting.h"
#include "engine/tick.h"
#include "tests/engine/borough.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;

namespace {

Numbers numbers_of_town(Town& town, int months = 36) { return read_numbers(town.staff(), months).value(); }

class Lives {
public:
    explicit Lives(unsigned seed) : chance_(seed) { town_.go_to(Date(2026, 1, 5)); }

    void live(int months) {
        for (int month = 0; month < months; ++month) {
            for (int day : {3, 11, 19, 27}) {
                town_.go_to(Date(2026 + month / 12, static_cast<unsigned>(1 + month % 12), static_cast<unsigned>(day)));
                const TickReport report = tick(*town_.services, engine_test::kOneThread);
                for (const std::string& failure : report.failures) FAIL_CHECK(failure);
                if (customers_.size() < 9 && one_in(2)) arrive();
                for (const auto& [customer, owner] : customers_)
                    if (one_in(5)) act(customer, owner);
            }
            if (month == 6) raise_prices();
            tick(*town_.services, engine_test::kOneThread);
            compare();
        }
    }

    void note_what_happened(std::map<Figure, std::int64_t>& happened) {
        const auto sums =
            look_up(*town_.store, [&](Transaction& tx) { return settle::numbers_of(tx).sums(town_.vendor, ""); });
        for (const FigureSum& added : sums.value()) ++happened[added.sum.figure];
    }

private:
    Code either(Code one, Code other) { return one_in(2) ? one : other; }
    bool one_in(int n) { return std::uniform_int_distribution(1, n)(chance_) == 1; }
    std::int64_t from_to(std::int64_t from, std::int64_t to) {
        return std::uniform_int_distribution(from, to)(chance_);
    }

    void arrive() {
        town_.welcome("agorapulse", one_in(3) ? "BE" : "FR");
        customers_.emplace_back(town_.customer, town_.owner);
        if (one_in(2)) (void)start_trial(town_.as_owner(), town_.customer);
        else act(town_.customer, town_.owner);
    }

    /// Whatever it is: what is refused changes nothing, and that is part of the test.
    void act(const CustomerId& customer, const MemberId& owner) {
        town_.customer = customer;
        town_.owner = owner;
        const Subscription now = town_.subscription();
        if (now.past_due && one_in(2)) return pay_what_is_owed();
        Wanted wanted;
        if (!is_live(now.state) && now.state != SubscriptionState::kPaused) {
            wanted = plan(either("standard", "professional"), one_in(2) ? Cycle::kMonth : Cycle::kYear);
        } else {
            switch (from_to(0, 6)) {
                case 0: wanted.act = ChangeKind::kCancel; break;
                case 1: wanted.act = ChangeKind::kRenewalOn; break;
                case 2: wanted.plan = either("standard", "professional"); break;
                case 3: wanted.cycle = one_in(2) ? Cycle::kMonth : Cycle::kYear; break;
                case 4: (void)report_usage(town_.server(), customer, {"profile", from_to(0, 12)}); return;
                default:
                    wanted.quantities.set("user", from_to(1, 9));
                    if (one_in(2)) wanted.quantities.set("profile", from_to(10, 25));
            }
        }
        const auto seen = preview_change(town_.as_owner(), {customer, wanted, std::nullopt});
        if (!seen) return;
        const auto answer = confirm_change(town_.as_owner(), town_.confirmation(wanted, seen->fingerprint, "card"));
        if (!answer || !std::holds_alternative<ConfirmedChange>(*answer)) return;
        const auto& change = std::get<ConfirmedChange>(*answer);
        if (!change.attempt) return;
        // A card that pays once and never again makes renewals that are not paid.
        town_.pay_by_card(change.attempt->id, one_in(3) ? "4000000000000341" : "4242424242424242");
        (void)refresh_change(town_.as_owner(), customer, change.order.id);
    }

    void pay_what_is_owed() {
        const auto saving =
            add_payment_method(town_.as_owner(), town_.customer, MethodKind::kCard, "/portal/payment/return");
        if (!saving) return;
        town_.pay_by_card(saving->id, "4242424242424242");
        (void)refresh_attempt(town_.as_owner(), saving->id);
    }

    void raise_prices() {
        Catalog dearer = *town_.catalogs.find(town_.vendor).value();
        for (Plan& sold : dearer.plans)
            for (Price& row : sold.base.rows)
                row.unit = UnitPrice(row.unit.scaled_minor() * 11 / 10, row.unit.currency());
        town_.catalogs.put(std::move(dearer));
    }

    void compare() {
        const Numbers numbers = numbers_of_town(town_);
        CHECK(!numbers.is_counting);
        Money recurring = Money::zero(kEuro), unpaid = recurring, net = recurring, tax = recurring;
        std::int64_t paying = 0, sold = 0, used = 0;
        for (const auto& [customer, owner] : customers_) {
            town_.customer = customer;
            const Subscription kept = town_.subscription();
            // A price that changed counts from the next save on.
            recurring += kept.counted->monthly;
            paying += kept.counted->monthly.is_positive() ? 1 : 0;
            if (is_live(kept.state)) {
                sold += kept.quantities.of("profile");
                used += usage_of(customer);
            }
            for (const Invoice& document : town_.invoices()) {
                for (const LedgerEntry& entry : entries_for_issue(document)) {
                    if (entry.account == "revenue") net -= entry.amount;
                    if (entry.account == "tax_payable") tax -= entry.amount;
                }
                if (kept.past_due && kept.past_due->invoice == document.id)
                    unpaid += document.amounts.total - document.paid;
            }
        }
        const CurrencyNumbers& euros = numbers.report.currencies.front();
        CHECK(euros.recurring.back().closing == recurring);
        CHECK(euros.recurring.back().closing_count == paying);
        CHECK(euros.unpaid.back().closing == unpaid);
        for (const TaxNumbers& country : numbers.report.taxes) {
            net -= country.net;
            tax -= country.tax;
        }
        CHECK(net.is_zero());
        CHECK(tax.is_zero());
        for (const UnitNumbers& units : numbers.report.units)
            if (units.item == "profile") {
                CHECK(units.sold == sold);
                CHECK(units.used == used);
            }
        if (!prices_moved()) check_against_catalog();
        const auto findings = town_.store->verify().value();
        for (const Finding& finding : findings) FAIL_CHECK(finding.what);
    }

    bool prices_moved() const {
        return town_.clock.now() > town_.zones.start_of("Europe/Paris", Date(2026, 7, 1)).value();
    }

    /// Nothing is remembered here: each subscription is priced anew.
    void check_against_catalog() {
        for (const auto& [customer, owner] : customers_) {
            town_.customer = customer;
            const Subscription kept = town_.subscription();
            CHECK(monthly_amount(*town_.catalogs.find(town_.vendor).value(), kept) == kept.counted->monthly);
        }
    }

    std::int64_t usage_of(const CustomerId& customer) {
        return look_up(*town_.store, [&](Transaction& tx) { return tx.assigned_quantities(town_.vendor, customer); })
            .value()
            .of("profile");
    }

    std::mt19937 chance_;
    Town town_;
    std::vector<std::pair<CustomerId, MemberId>> customers_;
};

}  // namespace

TEST_CASE("over random lives the figures are what they are figures of, to the cent") {
    std::map<Figure, std::int64_t> happened;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        Lives lives(seed);
        lives.live(15);
        lives.note_what_happened(happened);
    }
    // Lives in which nothing of a kind ever happens would prove nothing about it.
    for (int figure = 0; figure < static_cast<int>(Figure::kCount); ++figure) {
        CAPTURE(name_of(static_cast<Figure>(figure)));
        if (static_cast<Figure>(figure) != Figure::kPutOff) CHECK(happened[static_cast<Figure>(figure)] > 0);
    }
}

TEST_CASE("who was there before there were figures is counted as of their first document") {
    Town town;
    town.go_to(Date(2026, 2, 10));
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 10)));
    REQUIRE(town.store
                ->write([&](Transaction& tx) -> Result<void> {
                    Subscription known = TRY(tx.load_subscription(town.vendor, town.customer));
                    // As the store was before: the movements of this one are taken back.
                    TRY_VOID(settle::numbers_of(tx).add_facts(
                        town.vendor, town.customer, 99,
                        {Date(2026, 2, 10),
                         {{.figure = Figure::kNew, .currency = "EUR", .amount = -9900, .count = -1},
                          {.figure = Figure::kUnitsSold, .about = "user", .amount = -10}}}));
                    known.counted.reset();
                    return tx.save_subscription(town.vendor, known);
                })
                .has_value());
    town.go_to(Date(2026, 4, 1));
    CHECK(numbers_of_town(town).report.currencies.front().recurring.back().closing.is_zero());
    while (count_customers(town.server(), 1).value()) {
    }
    const Numbers numbers = numbers_of_town(town, 3);
    const auto& months = numbers.report.currencies.front().recurring;
    CHECK(months[0].month == "2026-02");
    CHECK(months[0].added.str() == "99.00");
    CHECK(months[2].closing.str() == "99.00");
    CHECK(!count_customers(town.server(), 1).value());
}

TEST_CASE("a renewal that changes nothing adds to no figure") {
    Town town;
    town.go_to(Date(2026, 2, 10));
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 10)));
    tick(*town.services, engine_test::kOneThread);
    town.go_to(Date(2026, 3, 10));
    std::vector<std::string> written;
    town.on_statement = [&](std::string_view query) { written.emplace_back(query); };
    CHECK(tick(*town.services, engine_test::kOneThread).steps_taken == 1);
    town.on_statement = nullptr;
    CHECK(town.invoices().size() == 2);
    CHECK(std::ranges::none_of(written, [](const std::string& query) { return query.starts_with("number/add_"); }));
}

TEST_CASE("only staff see figures, and what falls due comes in the order of days") {
    Town town;
    town.go_to(Date(2026, 2, 10));
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kYear, of("user", 10)));
    CHECK(read_numbers(town.as_owner(), 12).error().code == ErrorCode::kStaffRequired);
    CHECK(list_upcoming(town.as_owner(), {}, 10).error().code == ErrorCode::kStaffRequired);
    const CustomerId first = town.customer;
    town.go_to(Date(2026, 2, 12));
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 2)));
    const auto rows = list_upcoming(town.staff(), {Date(1970, 1, 1), {}}, 10).value();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].step.subscription.customer == town.customer);
    CHECK(name_of(rows[0].kind) == "renewal");
    CHECK(rows[0].amount->str() == "19.80");
    CHECK(rows[0].step.customer_name == "Acme");
    const auto next = list_upcoming(town.staff(), {rows[0].step.on, town.customer}, 10).value();
    REQUIRE(next.size() == 1);
    CHECK(next[0].step.subscription.customer == first);
}
