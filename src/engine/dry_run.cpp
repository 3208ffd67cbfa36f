#include "engine/dry_run.h"

#include "app/renewal/decide_due.h"
#include "domain/renewal/renewal.h"
#include "engine/due_rounds.h"

namespace settle {
namespace {

class Foresight {
public:
    Foresight(const Context& context, const CatalogTimeline& timeline, Instant at, const OnForeseen& on_invoice,
              DryRun& result)
        : context_(context), timeline_(timeline), at_(at), on_invoice_(on_invoice), result_(result) {}

    // The run takes one step a pass; here they follow each other in memory.
    void follow(DueCase due) {
        bool any = false;
        while (const auto on = next_due_on(due.subscription)) {
            if (*on > result_.until) break;
            DueDecision decision = decide_due(context_, timeline_, due, at_);
            if (std::holds_alternative<NotDueYet>(decision)) break;
            if (auto* parked = std::get_if<Parked>(&decision)) {
                result_.parked.push_back(std::move(*parked));
                break;
            }
            take(std::move(std::get<DueWrite>(decision)), due);
            any = true;
        }
        result_.subscriptions += any ? 1 : 0;
    }

private:
    void take(DueWrite write, DueCase& due) {
        ++result_.steps;
        if (write.invoice) {
            ++due.billed_today;
            add(*write.invoice);
            on_invoice_(*write.invoice);
        }
        if (write.attempt && due.owed) due.owed->is_being_paid = true;
        for (const SeatHolder& left : write.released) due.assigned.set(left.seat, due.assigned.of(left.seat) - 1);
        due.subscription = std::move(write.after);
        if (!due.subscription.past_due) due.owed.reset();
    }

    void add(const Invoice& invoice) {
        const Amounts& amounts = invoice.amounts;
        const Money nothing = Money::zero(amounts.total.currency());
        ForeseenTotals& sums = result_.by_currency
                                   .try_emplace(std::string(amounts.total.currency().code()),
                                                ForeseenTotals{0, nothing, {}, nothing, nothing})
                                   .first->second;
        ++sums.invoices;
        sums.net += amounts.net;
        sums.total += amounts.total;
        sums.from_balance += invoice.paid;
        for (const TaxAmount& tax : amounts.taxes)
            sums.taxes.try_emplace({tax.name, tax.rate.str()}, nothing).first->second += tax.amount;
    }

    const Context& context_;
    const CatalogTimeline& timeline_;
    const Instant at_;
    const OnForeseen& on_invoice_;
    DryRun& result_;
};

// A run on a day to come sees it at its end, wherever that is: no customer's day is later than the vendor's by more.
Result<Instant> seen_at(const Context& context, const Catalog& catalog, Date until) {
    const Instant now = context.with.clock.now();
    const Date today = TRY(context.with.zones.day_in(catalog.time_zone, now));
    if (until <= today) return now;
    return TRY(context.with.zones.start_of(catalog.time_zone, until.plus_days(1))).plus_seconds(-1);
}

}  // namespace

Result<DryRun> foresee_bill_run(Services& services, const VendorName& vendor, Date until, int batch,
                                const OnForeseen& on_invoice) {
    const Context context = engine_context(services, vendor);
    const auto timeline = TRY(context.timeline());
    const Instant at = TRY(seen_at(context, *timeline->house(), until));
    const Date run_day = TRY(services.zones.day_in(timeline->house()->time_zone, at));
    DryRun result{.until = until};
    Foresight foresight(context, *timeline, at, on_invoice, result);
    const auto round = services.store.begin_due_round(vendor, until, run_day, {});
    while (true) {
        std::vector<DueCase> cases;
        const SliceReport slice = TRY(round->take(batch, [&](const DueCase& due) -> DueDecision {
            cases.push_back(due);
            return NotDueYet{};
        }));
        // A slice that met another's lock is read again: what counts is what it was answered with.
        cases.erase(cases.begin(), cases.end() - slice.not_due);
        for (DueCase& due : cases) foresight.follow(std::move(due));
        if (slice.read == 0) return result;
    }
}

Result<DryRun> foresee_customer(Services& services, const VendorName& vendor, const CustomerId& customer, Date until,
                                const OnForeseen& on_invoice) {
    const Context context = engine_context(services, vendor);
    const auto timeline = TRY(context.timeline());
    const Instant at = TRY(seen_at(context, *timeline->house(), until));
    const Date run_day = TRY(services.zones.day_in(timeline->house()->time_zone, at));
    DryRun result{.until = until};
    Foresight(context, *timeline, at, on_invoice, result).follow(TRY(look_up(services.store, [&](Transaction& tx) {
        return tx.load_due_case(vendor, customer, run_day);
    })));
    return result;
}

}  // namespace settle
