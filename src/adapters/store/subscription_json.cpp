#include "adapters/store/json_parts.h"
#include "adapters/store/records_json.h"
#include "base/ensure.h"

namespace settle::store {
namespace {

using json::Array;
using json::JsonValue;
using json::Object;

JsonValue of(Date day) { return JsonValue(day.str()); }

JsonValue of(const Period& period) { return Array{of(period.first_day), of(period.end_day)}; }

Period period_of(const JsonValue& value) {
    const Array& days = value.as_array();
    return {json::day_of(days.at(0)), json::day_of(days.at(1))};
}

/// A day and the name of what happens on it.
JsonValue pair_of(Date on, std::string_view name) { return Array{of(on), JsonValue(json::view(name))}; }

JsonValue of(const ChargedLine& line) {
    ENSURE(line.unit_price.currency() == line.amount.currency() && line.credited.currency() == line.amount.currency());
    Object object{{"invoice", line.invoice.str()}, {"line", line.line}, {"item", json::view(line.item.view())}};
    json::put(object, "plan", line.plan.view());
    object["quantity"] = line.quantity;
    json::put(object, line.unit_price);
    object["covers"] = of(line.covers);
    object["amount"] = line.amount.minor();
    object["credited"] = line.credited.minor();
    if (line.from_second != 0) object["from_second"] = line.from_second;
    return object;
}

ChargedLine charged_line_of(const JsonValue& value) {
    const Object& object = value.as_object();
    const Currency currency = json::currency_in(object);
    return ChargedLine{
        .invoice = InvoiceId(json::text_in(object, "invoice")),
        .line = static_cast<int>(json::number_in(object, "line")),
        .item = json::code_in(object, "item"),
        .plan = json::code_in(object, "plan"),
        .quantity = json::number_in(object, "quantity"),
        .unit_price = json::price_in(object),
        .covers = period_of(object.at("covers")),
        .amount = Money(json::number_in(object, "amount"), currency),
        .credited = Money(json::number_in(object, "credited"), currency),
        .from_second = json::count_in(object, "from_second"),
    };
}

JsonValue carried_of(const Line& line) {
    ENSURE(line.unit_price.currency() == line.amount.currency());
    Object object = json::of(line);
    object["currency"] = json::view(line.amount.currency().code());
    return object;
}

Line carried_line_of(const JsonValue& value) { return json::line_of(value, json::currency_in(value.as_object())); }

JsonValue of(const ScheduledChange& change) {
    Object object{{"on", of(change.on)}, {"set", json::of(change.set)}};
    json::put(object, "change", change.change.str());
    if (change.author != Actor{}) object["by"] = json::of(change.author);
    json::put(object, "held", change.held);
    return object;
}

ScheduledChange scheduled_change_of(const JsonValue& value) {
    const Object& object = value.as_object();
    const JsonValue* author = object.if_contains("by");
    return ScheduledChange{
        .on = json::day_in(object, "on"),
        .set = json::wanted_of(object.at("set")),
        .change = ChangeId(json::text_in(object, "change")),
        .author = author == nullptr ? Actor{} : json::actor_of(*author),
        .held = json::text_in(object, "held"),
    };
}

JsonValue of(const Pause& pause) {
    Object object{{"from", of(pause.from)}};
    json::put(object, "to", pause.to);
    if (pause.paid_days_left != 0) object["paid_days_left"] = pause.paid_days_left;
    if (pause.moves_commitment) object["moves_commitment"] = true;
    return object;
}

Pause pause_of(const JsonValue& value) {
    const Object& object = value.as_object();
    return Pause{
        .from = json::day_in(object, "from"),
        .to = json::maybe_day_in(object, "to"),
        .paid_days_left = json::count_in(object, "paid_days_left"),
        .moves_commitment = object.contains("moves_commitment"),
    };
}

JsonValue of(const PastDue& past_due) {
    Object object{{"invoice", past_due.invoice.str()}, {"since", of(past_due.since)}};
    json::put(object, "retries", past_due.retries, [](Date day) { return of(day); });
    json::put(object, "access_changes", past_due.access_changes,
              [](const PastDue::AccessChange& change) { return pair_of(change.on, name_of(change.access)); });
    json::put(object, "ends_on", past_due.ends_on);
    if (past_due.access != Access::kFull) object["access"] = json::view(name_of(past_due.access));
    return object;
}

Access access_of(const JsonValue& value) { return json::must(enum_of(json::view(value), Access::kNone)); }

PastDue past_due_of(const JsonValue& value) {
    const Object& object = value.as_object();
    const JsonValue* access = object.if_contains("access");
    return PastDue{
        .invoice = InvoiceId(json::text_in(object, "invoice")),
        .since = json::day_in(object, "since"),
        .retries = json::list_in<Date>(object, "retries", json::day_of),
        .access_changes = json::list_in<PastDue::AccessChange>(object, "access_changes",
                                                               [](const JsonValue& pair) {
                                                                   const Array& both = pair.as_array();
                                                                   return PastDue::AccessChange{
                                                                       json::day_of(both.at(0)), access_of(both.at(1))};
                                                               }),
        .ends_on = json::maybe_day_in(object, "ends_on"),
        .access = access == nullptr ? Access::kFull : access_of(*access),
    };
}

Reminder reminder_of(const JsonValue& pair) {
    const Array& both = pair.as_array();
    return {json::day_of(both.at(0)), json::must(enum_of(json::view(both.at(1)), ReminderKind::kRenewalAhead))};
}

JsonValue of(const AgreedPrice& price) {
    Object object{{"item", json::view(price.item.view())}};
    json::put(object, price.unit);
    return object;
}

AgreedPrice agreed_price_of(const JsonValue& value) {
    const Object& object = value.as_object();
    return {json::code_in(object, "item"), json::price_in(object)};
}

template <class T>
Array array_of(const std::vector<T>& values, JsonValue (*write)(const T&)) {
    Array array;
    for (const T& value : values) array.push_back(write(value));
    return array;
}

}  // namespace

std::string pack_body(const Subscription& subscription) {
    // The body says the balance without its currency: it is the subscription's.
    ENSURE(subscription.balance.is_zero() || subscription.balance.currency() == subscription.currency);
    Object object{{"quantities", json::of(subscription.quantities)}};
    object["charged"] = array_of<ChargedLine>(subscription.charged, of);
    object["carried"] = array_of<Line>(subscription.carried, carried_of);
    object["scheduled"] = array_of<ScheduledChange>(subscription.scheduled, of);
    json::put(object, "commitment_start", subscription.commitment_start);
    json::put(object, "ends_on", subscription.ends_on);
    if (subscription.pause) object["pause"] = of(*subscription.pause);
    if (subscription.days_before_pause != 0) object["days_before_pause"] = subscription.days_before_pause;
    if (subscription.past_due) object["past_due"] = of(*subscription.past_due);
    json::put(object, "reminders", subscription.reminders,
              [](const Reminder& reminder) { return pair_of(reminder.on, name_of(reminder.kind)); });
    if (!subscription.balance.is_zero()) object["balance"] = subscription.balance.minor();
    json::put(object, "agreed_prices", subscription.agreed_prices, [](const AgreedPrice& price) { return of(price); });
    return boost::json::serialize(object);
}

Result<SubscriptionBody> unpack_subscription_body(std::string_view text) {
    return json::unpacked(text, [](const JsonValue& value) {
        const Object& object = value.as_object();
        const JsonValue* pause = object.if_contains("pause");
        const JsonValue* past_due = object.if_contains("past_due");
        return SubscriptionBody{
            .quantities = json::quantities_of(object.at("quantities")),
            .charged = json::list_of<ChargedLine>(object.at("charged"), charged_line_of),
            .carried = json::list_of<Line>(object.at("carried"), carried_line_of),
            .scheduled = json::list_of<ScheduledChange>(object.at("scheduled"), scheduled_change_of),
            .commitment_start = json::maybe_day_in(object, "commitment_start"),
            .ends_on = json::maybe_day_in(object, "ends_on"),
            .pause = pause == nullptr ? std::nullopt : std::optional(pause_of(*pause)),
            .days_before_pause = json::count_in(object, "days_before_pause"),
            .past_due = past_due == nullptr ? std::nullopt : std::optional(past_due_of(*past_due)),
            .reminders = json::list_in<Reminder>(object, "reminders", reminder_of),
            .balance_minor = json::count_in(object, "balance"),
            .agreed_prices = json::list_in<AgreedPrice>(object, "agreed_prices", agreed_price_of),
        };
    });
}

}  // namespace settle::store
