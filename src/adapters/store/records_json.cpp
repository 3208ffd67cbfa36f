#include "adapters/store/records_json.h"

#include "adapters/store/json_parts.h"

namespace settle::store {
namespace {

using json::Array;
using json::JsonValue;
using json::Object;

std::string text_of(const JsonValue& value) { return boost::json::serialize(value); }

JsonValue of(const MethodDetails& details) {
    Object object{{"kind", json::view(name_of(details.kind))}};
    json::put(object, "brand", details.brand);
    json::put(object, "last4", details.last4);
    object["expiry_month"] = details.expiry_month;
    object["expiry_year"] = details.expiry_year;
    json::put(object, "token", details.token);
    json::put(object, "fingerprint", details.fingerprint);
    return object;
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
            .fingerprint = json::text_in(object, "fingerprint"),
        };
    });
}

Result<Pairs> unpack_pairs(std::string_view text) {
    return json::unpacked(text, [](const JsonValue& value) {
        return json::list_of<Pairs::value_type>(value, [](const JsonValue& pair) {
            const Array& both = pair.as_array();
            return Pairs::value_type(json::view(both.at(0)), json::view(both.at(1)));
        });
    });
}

}  // namespace settle::store
