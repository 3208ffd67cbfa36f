#include "adapters/store/records_json.h"

#include "adapters/store/json_parts.h"

namespace settle::store {
namespace {

using json::Array;
using json::JsonValue;
using json::Object;

template <class T>
std::string text_of(const T& value) {
    std::string text;
    JsonText json(text);
    json::write(json, value);
    return text;
}

}  // namespace

std::string pack(const Wanted& wanted) { return text_of(wanted); }
std::string pack(const BillingInformation& billing) { return text_of(billing); }

std::string pack(const MethodDetails& details) {
    std::string text;
    JsonText json(text);
    json.open_object();
    json.put_always("kind", name_of(details.kind));
    json.put("brand", details.brand);
    json.put("last4", details.last4);
    json.put("expiry_month", details.expiry_month);
    json.put("expiry_year", details.expiry_year);
    json.put("token", details.token);
    json.put("fingerprint", details.fingerprint);
    json.close_object();
    return text;
}

std::string pack(const Pairs& pairs) {
    std::string text;
    JsonText json(text);
    json.open_array();
    for (const auto& [name, value] : pairs) {
        json.open_array();
        json.text(name);
        json.text(value);
        json.close_array();
    }
    json.close_array();
    return text;
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

void append(std::string& text, const std::vector<LedgerEntry>& entries) {
    JsonText json(text);
    json.open_array();
    for (const LedgerEntry& entry : entries) {
        json.open_array();
        json.text(entry.account);
        json.number(entry.amount.minor());
        json.close_array();
    }
    json.close_array();
}

std::string pack(const std::vector<LedgerEntry>& entries) {
    std::string text;
    append(text, entries);
    return text;
}

Result<std::vector<LedgerEntry>> unpack_entries(std::string_view text, Currency currency) {
    return json::unpacked(text, [&](const JsonValue& value) {
        return json::list_of<LedgerEntry>(value, [&](const JsonValue& element) {
            const Array& entry = element.as_array();
            return LedgerEntry{std::string(json::view(entry.at(0))), Money(entry.at(1).as_int64(), currency)};
        });
    });
}

}  // namespace settle::store
