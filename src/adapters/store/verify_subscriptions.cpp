#include "adapters/store/rows.h"
#include "adapters/store/verify.h"

namespace settle::store {
namespace {

/// Something a subscription names, to be looked up once all of them were read.
struct Named {
    std::string vendor;
    Subscription subscription;
};

void check_state(const Subscription& subscription, std::vector<Finding>& findings) {
    const auto found = [&](std::string what) { findings.push_back({"state", subscription.id.str(), std::move(what)}); };
    const SubscriptionState state = subscription.state;
    const bool may_end = state == SubscriptionState::kEnding || state == SubscriptionState::kPastDue ||
                         state == SubscriptionState::kPaused;
    if (state == SubscriptionState::kEnding && !subscription.ends_on) found("it is ending, on no day");
    if (subscription.ends_on && !may_end)
        found(fmt::format("it ends on {}, and is {}", subscription.ends_on->str(), name_of(state)));
    if (state == SubscriptionState::kPastDue && !subscription.past_due) found("it is past due, for nothing");
    if (subscription.past_due && state != SubscriptionState::kPastDue)
        found(fmt::format("{} is not paid, and it is {}", subscription.past_due->invoice.str(), name_of(state)));
    if (state == SubscriptionState::kPaused && !subscription.pause) found("it is paused, since no day");
}

Result<void> check_names(Driver& db, const Named& named, std::vector<Finding>& findings) {
    const auto& [vendor, subscription] = named;
    if (subscription.past_due) {
        const InvoiceId& id = subscription.past_due->invoice;
        const auto invoice = TRY(db.first(sql::invoice::load, {{"vendor", vendor}, {"id", id}}, read_invoice));
        if (!invoice || invoice->customer != subscription.customer || invoice->status != InvoiceStatus::kOpen)
            findings.push_back({"state", subscription.id.str(), id.str() + " is past due, and no open invoice"});
    }
    for (const ScheduledChange& scheduled : subscription.scheduled) {
        // Those of the first schema have neither an author nor an order.
        if (scheduled.change.empty() && scheduled.author == Actor{}) continue;
        const auto order = TRY(db.first(
            sql::change::load, {{"vendor", vendor}, {"customer", subscription.customer}, {"id", scheduled.change}},
            [](Row& row) { return row.text("id"); }));
        if (!order)
            findings.push_back({"scheduled", subscription.id.str(),
                                fmt::format("what waits for {} comes from no order", scheduled.on.str())});
    }
    return {};
}

}  // namespace

Result<void> verify_subscriptions(Driver& db, const CustomerRange& range, std::vector<Finding>& findings) {
    std::vector<Named> naming;
    TRY_VOID(db.each(sql::verify::list_subscriptions,
                     {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
                     [&](Row& row) -> Result<void> {
                         Named read{row.text("vendor"), read_subscription(row)};
                         if (row.error()) {
                             findings.push_back({"state", read.subscription.id.str(), row.error()->detail});
                             return {};
                         }
                         check_state(read.subscription, findings);
                         if (read.subscription.past_due || !read.subscription.scheduled.empty())
                             naming.push_back(std::move(read));
                         return {};
                     }));
    for (const Named& named : naming) TRY_VOID(check_names(db, named, findings));
    return {};
}

}  // namespace settle::store
