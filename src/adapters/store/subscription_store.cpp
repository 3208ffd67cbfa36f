#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "adapters/store/sql_transaction.h"
#include "domain/renewal/renewal.h"

namespace settle::store {

Subscription read_subscription(Row& row) {
    Subscription subscription{
        .id = row.id<SubscriptionId>("id"),
        .customer = row.id<CustomerId>("customer"),
        .version = row.integer("version"),
        .state = row.name("state", SubscriptionState::kEnded),
        .plan = row.code("plan"),
        .cycle = row.name("cycle", Cycle::kYear),
        .currency = row.currency("currency"),
        .quantities = {},
        .anchor = row.day("anchor"),
        .period_number = row.integer("period_number"),
        .period = {row.day("period_first_day"), row.day("period_end_day")},
        .days_before_pause = 0,
        .commitment_end = row.maybe_day("commitment_end"),
        .trial_end = row.maybe_day("trial_end"),
        .trial_used = row.flag("trial_used"),
        .self_managed = row.flag("self_managed"),
        .charged = {},
        .carried = {},
        .scheduled = {},
        .commitment_start = {},
        .ends_on = {},
        .pause = {},
        .past_due = {},
        .reminders = {},
        .balance = Money::zero(kEuro),
        .agreed_prices = {},
        .catalog_version = 0,
        .counted = {},
    };
    SubscriptionBody body =
        row.keep("body", unpack_subscription_body(row.view("body"), subscription.currency, subscription.period),
                 SubscriptionBody{});
    subscription.quantities = std::move(body.quantities);
    subscription.charged = std::move(body.charged);
    subscription.carried = std::move(body.carried);
    subscription.scheduled = std::move(body.scheduled);
    subscription.commitment_start = body.commitment_start;
    subscription.ends_on = body.ends_on;
    subscription.pause = body.pause;
    subscription.days_before_pause = body.days_before_pause;
    subscription.past_due = std::move(body.past_due);
    subscription.reminders = std::move(body.reminders);
    subscription.balance = Money(body.balance_minor, subscription.currency);
    subscription.departures = std::move(body.departures);
    subscription.agreed_prices = std::move(body.agreed_prices);
    subscription.catalog_version = body.catalog_version;
    subscription.counted = body.counted;
    return subscription;
}

Result<void> SqlTransaction::add_subscription(const VendorName& vendor, const Subscription& s) {
    TRY_VOID(db_.run(sql::subscription::add, {{"vendor", vendor},
                                              {"customer", s.customer},
                                              {"id", s.id},
                                              {"version", s.version},
                                              {"state", name_of(s.state)},
                                              {"plan", s.plan},
                                              {"cycle", name_of(s.cycle)},
                                              {"currency", s.currency.code()},
                                              {"anchor", s.anchor},
                                              {"period_number", s.period_number},
                                              {"period_first_day", s.period.first_day},
                                              {"period_end_day", s.period.end_day},
                                              {"commitment_end", s.commitment_end},
                                              {"trial_end", s.trial_end},
                                              {"trial_used", s.trial_used},
                                              {"self_managed", s.self_managed},
                                              {"body", pack_body(s)},
                                              {"due_on", next_due_on(s)}}));
    return {};
}

Result<Subscription> SqlTransaction::load_subscription(const VendorName& vendor, const CustomerId& customer) {
    auto found =
        TRY(db_.first(sql::subscription::load, {{"vendor", vendor}, {"customer", customer}}, read_subscription));
    if (!found) return fail(ErrorCode::kCustomerNotFound, {}, customer.str());
    return *std::move(found);
}

Result<void> SqlTransaction::save_subscription(const VendorName& vendor, const Subscription& s) {
    const auto written = TRY(db_.run(sql::subscription::save, {{"state", name_of(s.state)},
                                                               {"plan", s.plan},
                                                               {"cycle", name_of(s.cycle)},
                                                               {"currency", s.currency.code()},
                                                               {"anchor", s.anchor},
                                                               {"period_number", s.period_number},
                                                               {"period_first_day", s.period.first_day},
                                                               {"period_end_day", s.period.end_day},
                                                               {"commitment_end", s.commitment_end},
                                                               {"trial_end", s.trial_end},
                                                               {"trial_used", s.trial_used},
                                                               {"self_managed", s.self_managed},
                                                               {"body", pack_body(s)},
                                                               {"due_on", next_due_on(s)},
                                                               {"vendor", vendor},
                                                               {"customer", s.customer},
                                                               {"id", s.id},
                                                               {"version", s.version}}));
    if (written == 0) return fail(ErrorCode::kVersionStale, {}, s.id.str());
    return {};
}

Result<Quantities> SqlTransaction::assigned_quantities(const VendorName& vendor, const CustomerId& customer) {
    Quantities assigned;
    const auto add = [&](Row& row) -> Result<void> {
        const Code item = row.code("item");
        if (row.error()) return fail(*row.error());
        assigned.set(item, row.integer("count"));
        return {};
    };
    TRY_VOID(db_.each(sql::assigned::list, {{"vendor", vendor}, {"customer", customer}}, add));
    return assigned;
}

Result<void> SqlTransaction::set_assigned_quantity(const VendorName& vendor, const CustomerId& customer,
                                                   const Code& item, std::int64_t count) {
    const std::int64_t before = TRY(assigned_quantities(vendor, customer)).of(item);
    TRY_VOID(
        db_.run(sql::assigned::set, {{"vendor", vendor}, {"customer", customer}, {"item", item}, {"count", count}}));
    return note_used(vendor, customer, item, count - before);
}

Result<void> SqlTransaction::begin_pause(const VendorName& vendor, const CustomerId& customer, Date from) {
    const auto written =
        TRY(db_.run(sql::pause::begin, {{"vendor", vendor}, {"customer", customer}, {"from_day", from}}));
    if (written == 0) return fail(ErrorCode::kAlreadyExists, {}, customer.str() + " paused on " + from.str());
    return {};
}

Result<void> SqlTransaction::end_pause(const VendorName& vendor, const CustomerId& customer, Date to) {
    const auto written = TRY(db_.run(sql::pause::end, {{"to_day", to}, {"vendor", vendor}, {"customer", customer}}));
    if (written == 0) return fail(ErrorCode::kStoreFailed, {}, customer.str() + " has no pause to end");
    return {};
}

Result<std::vector<Subscription>> SqlTransaction::due_subscriptions(const VendorName& vendor, Date day, int limit) {
    return db_.all(sql::subscription::list_due, {{"vendor", vendor}, {"day", day}, {"limit", limit}},
                   read_subscription);
}

}  // namespace settle::store
