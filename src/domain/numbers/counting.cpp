#include "domain/numbers/counting.h"

#include "domain/change/lines.h"

namespace settle {
namespace {

class Counter {
public:
    Counter(const Subscription& before, const Quantities& assigned, Subscription& after, OwedEnds owed)
        : before_(before), assigned_(assigned), after_(after), owed_(owed) {}

    std::vector<Fact> count(Money monthly) {
        const Counted was = before_.counted.value_or(Counted{Money::zero(before_.currency)});
        const bool held_units = holds_counted_units(before_);
        after_.counted = Counted{monthly, was.recurred || !monthly.is_zero()};
        move(was, monthly);
        count_units(held_units);
        count_trial(was);
        count_unpaid();
        return std::move(facts_);
    }

private:
    void add(Figure figure, std::string_view currency, std::string_view about, std::int64_t amount,
             std::int64_t count) {
        if (amount != 0 || count != 0)
            facts_.emplace_back(figure, std::string(currency), std::string(about), amount, count);
    }

    void move(const Counted& was, Money now) {
        if (was.monthly == now) return;
        // Amounts of two currencies have no difference.
        if (was.monthly.currency() != now.currency()) {
            add(Figure::kLost, was.monthly.currency().code(), {}, -was.monthly.minor(), was.monthly.is_zero() ? 0 : 1);
            if (!now.is_zero()) arrive(was.recurred, now);
            return;
        }
        const Money difference = now - was.monthly;
        if (was.monthly.is_zero()) return arrive(was.recurred, now);
        const Figure figure = now.is_zero() ? Figure::kLost : difference.is_negative() ? Figure::kDown : Figure::kUp;
        add(figure, now.currency().code(), {}, difference.minor(), 1);
    }
    void arrive(bool recurred, Money now) {
        add(recurred ? Figure::kBack : Figure::kNew, now.currency().code(), {}, now.minor(), 1);
    }

    void count_units(bool held) {
        static const Quantities kNone;
        const bool holds = holds_counted_units(after_);
        if (held != holds)
            for (const auto& [item, units] : assigned_)
                add(Figure::kUnitsUsed, {}, item.view(), holds ? units : -units, 0);
        const Quantities& was = held ? before_.quantities : kNone;
        const Quantities& now = holds ? after_.quantities : kNone;
        if (was == now) return;
        for (const auto& [item, units] : now) add(Figure::kUnitsSold, {}, item.view(), units - was.of(item), 0);
        for (const auto& [item, units] : was)
            if (!now.has(item)) add(Figure::kUnitsSold, {}, item.view(), -units, 0);
    }

    void count_trial(const Counted& was) {
        using enum SubscriptionState;
        if (before_.state != kTrialing && after_.state == kTrialing) add(Figure::kTrialBegun, {}, {}, 0, 1);
        if (before_.state == kTrialing && after_.state == kTrialEnded) add(Figure::kTrialOver, {}, {}, 0, 1);
        if (!was.recurred && after_.counted->recurred && after_.trial_used) add(Figure::kTrialWon, {}, {}, 0, 1);
    }

    void count_unpaid() {
        const auto& was = before_.past_due;
        const auto& now = after_.past_due;
        const std::int64_t owed = now ? now->owed_minor : 0;
        const std::int64_t owed_before = was ? was->owed_minor : 0;
        if (was && now && was->invoice == now->invoice)
            return add(Figure::kUnpaid, after_.currency.code(), {}, owed - owed_before, 0);
        if (was) {
            add(where_it_went(), before_.currency.code(), {}, owed_before, 1);
        }
        if (now) add(Figure::kUnpaid, after_.currency.code(), {}, owed, 1);
    }

    Figure where_it_went() const {
        if (owed_ == OwedEnds::kForgiven || after_.state == SubscriptionState::kEnded) return Figure::kGivenUp;
        return after_.state == SubscriptionState::kPaused ? Figure::kPutOff : Figure::kRecovered;
    }

    const Subscription& before_;
    const Quantities& assigned_;
    Subscription& after_;
    const OwedEnds owed_;
    std::vector<Fact> facts_;
};

}  // namespace

std::optional<Money> monthly_amount(const Catalog& catalog, const Subscription& subscription) {
    if (!is_live(subscription.state)) return Money::zero(subscription.currency);
    const auto price = period_price(catalog, subscription);
    if (!price) return std::nullopt;
    return share_half_up(*price, {1, months_of(subscription.cycle)});
}

bool holds_counted_units(const Subscription& subscription) {
    return subscription.counted && is_live(subscription.state);
}

std::vector<Fact> count_anew(const Catalog& catalog, const Subscription& before, const Quantities& assigned,
                             Subscription& after, OwedEnds owed) {
    const Money kept = before.counted && before.counted->monthly.currency() == after.currency
                           ? before.counted->monthly
                           : Money::zero(after.currency);
    return Counter(before, assigned, after, owed).count(monthly_amount(catalog, after).value_or(kept));
}

std::vector<Fact> count_first(const Catalog& catalog, Subscription& made) {
    const Subscription nothing{.currency = made.currency};
    return count_anew(catalog, nothing, {}, made);
}

}  // namespace settle
