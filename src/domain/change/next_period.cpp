#include "domain/change/next_period.h"

#include "domain/change/lines.h"

namespace settle {
namespace {

// Credits are used up to what the charges come to; a line that is only partly used is split, and the
// two parts add up to it.
void use_carried(Subscription& after, Lines& lines) {
    Money open = Money::zero(after.currency);
    for (const Line& line : lines) open += line.amount;
    // Charges that waited come first, so that credits find all there is to reduce.
    std::ranges::stable_partition(after.carried, [](const Line& line) { return !line.amount.is_negative(); });
    std::vector<Line> waiting;
    for (Line& line : after.carried) {
        const Money left = open + line.amount;
        if (!left.is_negative()) {
            open = left;
            lines.push_back(line);
            continue;
        }
        Line rest = line;
        rest.amount = left;
        waiting.push_back(rest);
        if (open.is_zero()) continue;
        line.amount = -open;
        open = Money::zero(after.currency);
        lines.push_back(line);
    }
    after.carried = std::move(waiting);
}

// Applies the scheduled changes whose day has come to what is kept for the next period.
void apply_scheduled(const Catalog& catalog, Subscription& after, Date on) {
    for (const ScheduledChange& change : after.scheduled) {
        if (change.on > on) continue;
        if (change.set.plan) after.plan = *change.set.plan;
        for (const auto& [item, count] : change.set.quantities) after.quantities.set(item, count);
        if (change.set.cycle && *change.set.cycle != after.cycle) {
            after.cycle = *change.set.cycle;
            after.anchor = on;
            after.period_number = -1;
        }
    }
    std::erase_if(after.scheduled, [&](const ScheduledChange& change) { return change.on <= on; });
    if (const Plan* plan = catalog.find_plan(after.plan)) after.self_managed = plan->self_managed;
}

}  // namespace

Lines begin_next_period(const Catalog& catalog, Subscription& subscription) {
    apply_scheduled(catalog, subscription, subscription.period.end_day);
    subscription.period_number += 1;
    subscription.period = subscription.full_period();

    const Plan* plan = catalog.find_plan(subscription.plan);
    ENSURE(plan != nullptr);
    const Target target{plan, subscription.cycle, subscription.currency, subscription.quantities};
    Lines lines = charge_lines(target, subscription.period, subscription.period.days());
    subscription.charged.clear();
    remember_charges(subscription, lines);
    use_carried(subscription, lines);
    return lines;
}

}  // namespace settle
