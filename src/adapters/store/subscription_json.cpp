#include "adapters/store/json_parts.h"
#include "adapters/store/records_json.h"
#include "base/ensure.h"

namespace settle::store {
namespace {

using json::Array;
using json::JsonValue;
using json::Object;

void put_period(JsonText& json, const Period& period) {
    json.key("covers");
    json.open_array();
    json::write(json, period.first_day);
    json::write(json, period.end_day);
    json.close_array();
}

Period period_of(const JsonValue& value) {
    const Array& days = value.as_array();
    return {json::day_of(days.at(0)), json::day_of(days.at(1))};
}

/// A day and the name of what happens on it.
void write_pair(JsonText& json, Date on, std::string_view name) {
    json.open_array();
    json::write(json, on);
    json.text(name);
    json.close_array();
}

/// The document of a list of seven, when the charge before it stands in the same one.
constexpr std::int64_t kSameDocument = 0;

/// What the subscription charged for its present period is a list of seven; any other charge is an object.
void write(JsonText& json, const ChargedLine& line, const ChargedLine* before, const json::LineContext& context) {
    const Currency currency = line.amount.currency();
    ENSURE(line.unit_price.currency() == currency && line.credited.currency() == currency);
    const bool is_usual = currency == context.currency && line.covers == context.covers && line.credited.is_zero() &&
                          line.from_second == 0;
    if (is_usual) {
        json.open_array();
        if (before != nullptr && before->invoice == line.invoice) json.number(kSameDocument);
        else json.text(line.invoice.view());
        json.number(line.line);
        json.text(line.item.view());
        json.text(line.plan.view());
        json.number(line.quantity);
        json.number(line.unit_price.scaled_minor());
        json.number(line.amount.minor());
        json.close_array();
        return;
    }
    json.open_object();
    json.put_always("invoice", line.invoice.str());
    json.put("line", line.line);
    json.put_always("item", line.item.view());
    json.put("plan", line.plan.view());
    json.put("quantity", line.quantity);
    json::put(json, line.unit_price);
    put_period(json, line.covers);
    json.put("amount", line.amount.minor());
    json.put("credited", line.credited.minor());
    if (line.from_second != 0) json.put("from_second", line.from_second);
    json.close_object();
}

InvoiceId document_of(const JsonValue& value, const ChargedLine* before) {
    if (value.is_string()) return InvoiceId(std::string(json::view(value)));
    if (value.as_int64() != kSameDocument || before == nullptr) throw std::invalid_argument("a charge of no document");
    return before->invoice;
}

ChargedLine usual_charged_line_of(const Array& parts, const ChargedLine* before, const json::LineContext& context) {
    if (parts.size() != 7) throw std::invalid_argument("a charge of another length");
    return ChargedLine{
        .invoice = document_of(parts[0], before),
        .line = static_cast<int>(parts[1].as_int64()),
        .item = json::code_of(parts[2]),
        .plan = json::code_of(parts[3]),
        .quantity = parts[4].as_int64(),
        .unit_price = UnitPrice(parts[5].as_int64(), context.currency),
        .covers = context.covers,
        .amount = Money(parts[6].as_int64(), context.currency),
        .credited = Money::zero(context.currency),
        .from_second = 0,
    };
}

ChargedLine charged_line_of(const JsonValue& value, const ChargedLine* before, const json::LineContext& context) {
    if (value.is_array()) return usual_charged_line_of(value.get_array(), before, context);
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

std::vector<ChargedLine> charges_of(const JsonValue& value, const json::LineContext& context) {
    std::vector<ChargedLine> charges;
    for (const JsonValue& line : value.as_array())
        charges.push_back(charged_line_of(line, charges.empty() ? nullptr : &charges.back(), context));
    return charges;
}

void write_carried(JsonText& json, const Line& line) {
    ENSURE(line.unit_price.currency() == line.amount.currency());
    json.open_object();
    json::put(json, line);
    json.put_always("currency", line.amount.currency().code());
    json.close_object();
}

Line carried_line_of(const JsonValue& value) {
    return json::line_of(value, {json::currency_in(value.as_object()), {}});
}

void write(JsonText& json, const ScheduledChange& change) {
    json.open_object();
    json.put_always("on", change.on.str());
    json.key("set");
    json::write(json, change.set);
    json.put("change", change.change.str());
    if (change.author != Actor{}) {
        json.key("by");
        json::write(json, change.author);
    }
    json.put("held", change.held);
    json.close_object();
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

void write(JsonText& json, const Pause& pause) {
    json.open_object();
    json.put_always("from", pause.from.str());
    json::put(json, "to", pause.to);
    if (pause.paid_days_left != 0) json.put("paid_days_left", pause.paid_days_left);
    if (pause.moves_commitment) {
        json.key("moves_commitment");
        json.yes();
    }
    json.close_object();
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

void write(JsonText& json, const PastDue& past_due) {
    json.open_object();
    json.put_always("invoice", past_due.invoice.str());
    json.put_always("since", past_due.since.str());
    json::put(json, "retries", past_due.retries, [&](Date day) { json::write(json, day); });
    json::put(json, "access_changes", past_due.access_changes,
              [&](const PastDue::AccessChange& change) { write_pair(json, change.on, name_of(change.access)); });
    json::put(json, "ends_on", past_due.ends_on);
    if (past_due.access != Access::kFull) json.put("access", name_of(past_due.access));
    if (past_due.owed_minor != 0) json.put("owed", past_due.owed_minor);
    json.close_object();
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
        .owed_minor = json::count_in(object, "owed"),
    };
}

void write(JsonText& json, const Departure& departure) {
    json.open_array();
    json::write(json, departure.on);
    json.text(departure.seat.view());
    json.text(departure.item.view());
    json.text(departure.member.view());
    json.close_array();
}

Departure departure_of(const JsonValue& value) {
    const Array& parts = value.as_array();
    return {.on = json::day_of(parts.at(0)),
            .seat = SeatId(std::string(json::view(parts.at(1)))),
            .item = json::must(Code::parse(json::view(parts.at(2)))),
            .member = MemberId(std::string(json::view(parts.at(3))))};
}

Reminder reminder_of(const JsonValue& pair) {
    const Array& both = pair.as_array();
    return {json::day_of(both.at(0)), json::must(enum_of(json::view(both.at(1)), ReminderKind::kPauseEnding))};
}

void write(JsonText& json, const AgreedPrice& price) {
    json.open_object();
    json.put_always("item", price.item.view());
    json::put(json, price.unit);
    json.close_object();
}

AgreedPrice agreed_price_of(const JsonValue& value) {
    const Object& object = value.as_object();
    return {json::code_in(object, "item"), json::price_in(object)};
}

/// What recurs did so before: only that nothing recurs any more has to be said.
void write(JsonText& json, const Counted& counted) {
    json.put("counted", counted.monthly.minor());
    if (!counted.recurred || !counted.monthly.is_zero()) return;
    json.key("recurred");
    json.yes();
}

std::optional<Counted> counted_in(const Object& object, Currency currency) {
    if (!object.contains("counted")) return std::nullopt;
    const Money monthly(json::number_in(object, "counted"), currency);
    return Counted{monthly, !monthly.is_zero() || object.contains("recurred")};
}

}  // namespace

void append_body(std::string& text, const Subscription& subscription) {
    // The body says the balance without its currency: it is the subscription's.
    ENSURE(subscription.balance.is_zero() || subscription.balance.currency() == subscription.currency);
    const json::LineContext context{subscription.currency, subscription.period};
    JsonText json(text);
    json.open_object();
    json.key("quantities");
    json::write(json, subscription.quantities);
    json.key("charged");
    const ChargedLine* before = nullptr;
    json::write_list(json, subscription.charged, [&](const ChargedLine& line) {
        write(json, line, before, context);
        before = &line;
    });
    json.key("carried");
    json::write_list(json, subscription.carried, [&](const Line& line) { write_carried(json, line); });
    json.key("scheduled");
    json::write_list(json, subscription.scheduled, [&](const ScheduledChange& change) { write(json, change); });
    json::put(json, "commitment_start", subscription.commitment_start);
    json::put(json, "ends_on", subscription.ends_on);
    if (subscription.pause) {
        json.key("pause");
        write(json, *subscription.pause);
    }
    if (subscription.days_before_pause != 0) json.put("days_before_pause", subscription.days_before_pause);
    if (subscription.past_due) {
        json.key("past_due");
        write(json, *subscription.past_due);
    }
    json::put(json, "departures", subscription.departures, [&](const Departure& departure) { write(json, departure); });
    json::put(json, "reminders", subscription.reminders,
              [&](const Reminder& reminder) { write_pair(json, reminder.on, name_of(reminder.kind)); });
    if (!subscription.balance.is_zero()) json.put("balance", subscription.balance.minor());
    json::put(json, "agreed_prices", subscription.agreed_prices, [&](const AgreedPrice& price) { write(json, price); });
    if (subscription.catalog_version != 0) json.put("catalog", subscription.catalog_version);
    if (subscription.counted) write(json, *subscription.counted);
    json.close_object();
}

std::string pack_body(const Subscription& subscription) {
    std::string text;
    append_body(text, subscription);
    return text;
}

Result<SubscriptionBody> unpack_subscription_body(std::string_view text, Currency currency, Period period) {
    return json::unpacked(text, [&](const JsonValue& value) {
        const json::LineContext context{currency, period};
        const Object& object = value.as_object();
        const JsonValue* pause = object.if_contains("pause");
        const JsonValue* past_due = object.if_contains("past_due");
        return SubscriptionBody{
            .quantities = json::quantities_of(object.at("quantities")),
            .charged = charges_of(object.at("charged"), context),
            .carried = json::list_of<Line>(object.at("carried"), carried_line_of),
            .scheduled = json::list_of<ScheduledChange>(object.at("scheduled"), scheduled_change_of),
            .commitment_start = json::maybe_day_in(object, "commitment_start"),
            .ends_on = json::maybe_day_in(object, "ends_on"),
            .pause = pause == nullptr ? std::nullopt : std::optional(pause_of(*pause)),
            .days_before_pause = json::count_in(object, "days_before_pause"),
            .past_due = past_due == nullptr ? std::nullopt : std::optional(past_due_of(*past_due)),
            .departures = json::list_in<Departure>(object, "departures", departure_of),
            .reminders = json::list_in<Reminder>(object, "reminders", reminder_of),
            .balance_minor = json::count_in(object, "balance"),
            .agreed_prices = json::list_in<AgreedPrice>(object, "agreed_prices", agreed_price_of),
            .catalog_version = json::count_in(object, "catalog"),
            .counted = counted_in(object, currency),
        };
    });
}

}  // namespace settle::store
