#include "adapters/store/records_json.h"

#include "adapters/store/json_parts.h"
#include "base/ensure.h"

namespace settle::store {
namespace {

using json::Array;
using json::JsonValue;
using json::Object;

std::string text_of(const JsonValue& value) { return boost::json::serialize(value); }

JsonValue of(const Period& period) { return Array{JsonValue(period.first_day.str()), JsonValue(period.end_day.str())}; }

Period period_of(const JsonValue& value) {
    const Array& days = value.as_array();
    return {json::must(Date::parse(json::view(days.at(0)))), json::must(Date::parse(json::view(days.at(1))))};
}

JsonValue of(const ChargedLine& line) {
    ENSURE(line.unit_price.currency() == line.amount.currency() && line.credited.currency() == line.amount.currency());
    Object object{{"invoice", line.invoice.str()}, {"line", line.line}, {"item", json::view(line.item.view())}};
    json::put(object, "plan", line.plan.view());
    object["quantity"] = line.quantity;
    object["currency"] = json::view(line.amount.currency().code());
    object["unit_price"] = line.unit_price.scaled_minor();
    object["covers"] = of(line.covers);
    object["amount"] = line.amount.minor();
    object["credited"] = line.credited.minor();
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
        .unit_price = UnitPrice(json::number_in(object, "unit_price"), currency),
        .covers = period_of(object.at("covers")),
        .amount = Money(json::number_in(object, "amount"), currency),
        .credited = Money(json::number_in(object, "credited"), currency),
    };
}

JsonValue carried_of(const Line& line) {
    ENSURE(line.unit_price.currency() == line.amount.currency());
    Object object = json::of(line);
    object["currency"] = json::view(line.amount.currency().code());
    return object;
}

JsonValue of(const ScheduledChange& change) { return Object{{"on", change.on.str()}, {"set", json::of(change.set)}}; }

JsonValue of(const MethodDetails& details) {
    Object object{{"kind", json::view(name_of(details.kind))}};
    json::put(object, "brand", details.brand);
    json::put(object, "last4", details.last4);
    object["expiry_month"] = details.expiry_month;
    object["expiry_year"] = details.expiry_year;
    json::put(object, "token", details.token);
    return object;
}

template <class T, class Read>
std::vector<T> list_of(const JsonValue& value, Read read) {
    std::vector<T> found;
    for (const JsonValue& element : value.as_array()) found.push_back(read(element));
    return found;
}

}  // namespace

std::string pack(const Wanted& wanted) { return text_of(json::of(wanted)); }
std::string pack(const BillingInformation& billing) { return text_of(json::of(billing)); }
std::string pack(const MethodDetails& details) { return text_of(of(details)); }

std::string pack(const Pairs& pairs) {
    Array array;
    for (const auto& [name, text] : pairs) array.push_back(Array{JsonValue(name), JsonValue(text)});
    return text_of(array);
}

Result<Wanted> unpack_wanted(std::string_view text) { return json::unpacked(text, json::wanted_of); }
Result<BillingInformation> unpack_billing(std::string_view text) { return json::unpacked(text, json::billing_of); }

Result<MethodDetails> unpack_method_details(std::string_view text) {
    return json::unpacked(text, [](const JsonValue& value) {
        const Object& object = value.as_object();
        return MethodDetails{
            .kind = json::must(enum_of(json::view(object.at("kind")), MethodKind::kTransfer)),
            .brand = json::text_in(object, "brand"),
            .last4 = json::text_in(object, "last4"),
            .expiry_month = static_cast<int>(json::number_in(object, "expiry_month")),
            .expiry_year = static_cast<int>(json::number_in(object, "expiry_year")),
            .token = json::text_in(object, "token"),
        };
    });
}

Result<Pairs> unpack_pairs(std::string_view text) {
    return json::unpacked(text, [](const JsonValue& value) {
        return list_of<Pairs::value_type>(value, [](const JsonValue& pair) {
            const Array& both = pair.as_array();
            return Pairs::value_type(json::view(both.at(0)), json::view(both.at(1)));
        });
    });
}

std::string pack_body(const Subscription& subscription) {
    Object object{{"quantities", json::of(subscription.quantities)}};
    Array charged;
    for (const ChargedLine& line : subscription.charged) charged.push_back(of(line));
    Array carried;
    for (const Line& line : subscription.carried) carried.push_back(carried_of(line));
    Array scheduled;
    for (const ScheduledChange& change : subscription.scheduled) scheduled.push_back(of(change));
    object["charged"] = std::move(charged);
    object["carried"] = std::move(carried);
    object["scheduled"] = std::move(scheduled);
    return text_of(object);
}

Result<SubscriptionBody> unpack_subscription_body(std::string_view text) {
    return json::unpacked(text, [](const JsonValue& value) {
        const Object& object = value.as_object();
        return SubscriptionBody{
            .quantities = json::quantities_of(object.at("quantities")),
            .charged = list_of<ChargedLine>(object.at("charged"), charged_line_of),
            .carried = list_of<Line>(object.at("carried"),
                                     [](const JsonValue& element) {
                                         return json::line_of(element, json::currency_in(element.as_object()));
                                     }),
            .scheduled = list_of<ScheduledChange>(object.at("scheduled"),
                                                  [](const JsonValue& element) {
                                                      const Object& change = element.as_object();
                                                      return ScheduledChange{json::day_in(change, "on"),
                                                                             json::wanted_of(change.at("set"))};
                                                  }),
        };
    });
}

}  // namespace settle::store
