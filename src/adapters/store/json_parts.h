// The pieces that several packed bodies share. Reading throws what Boost.JSON throws; unpacked()
// turns that into an error of ours before it can leave the room.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/store/enum_text.h"
#include "adapters/store/json_text.h"
#include "base/date.h"
#include "base/id.h"
#include "base/money.h"
#include "domain/catalog/quantities.h"
#include "domain/change/change.h"
#include "domain/customer/customer.h"
#include "domain/invoice/invoice.h"

namespace settle::store::json {

using Object = boost::json::object;
using Array = boost::json::array;
using JsonValue = boost::json::value;

inline boost::json::string_view view(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view view(const JsonValue& value) {
    const auto& text = value.as_string();
    return {text.data(), text.size()};
}

/// The parsed text given to `read`; whatever it throws fails with store_failed.
template <class Read>
auto unpacked(std::string_view text, Read read) -> Result<std::invoke_result_t<Read, const JsonValue&>> {
    try {
        boost::json::monotonic_resource memory;
        boost::json::parse_options options;
        options.allow_invalid_utf8 = true;  // What was let in once must stay readable.
        const JsonValue value = boost::json::parse(view(text), &memory, options);
        return read(value);
    } catch (const std::exception& problem) {
        return fail(ErrorCode::kStoreFailed, {}, std::string("unreadable body: ") + problem.what());
    }
}

/// The value, or an exception for unpacked() to catch.
template <class T>
T must(Result<T> result) {
    if (!result) throw std::invalid_argument(result.error().detail.empty() ? "malformed value" : result.error().detail);
    return *std::move(result);
}

/// Empty when it is absent.
inline std::string text_in(const Object& object, const char* name) {
    const JsonValue* found = object.if_contains(name);
    return found == nullptr ? std::string() : std::string(view(*found));
}
inline std::int64_t number_in(const Object& object, const char* name) { return object.at(name).as_int64(); }
/// 0 when it is absent.
inline std::int64_t count_in(const Object& object, const char* name) {
    return object.contains(name) ? number_in(object, name) : 0;
}
/// Empty text is the empty code.
inline Code code_of(const JsonValue& value) {
    const std::string_view text = view(value);
    return text.empty() ? Code() : must(Code::parse(text));
}
/// Empty when it is absent.
inline Code code_in(const Object& object, const char* name) {
    const JsonValue* found = object.if_contains(name);
    return found == nullptr ? Code() : code_of(*found);
}
inline Date day_of(const JsonValue& value) { return must(Date::parse(view(value))); }
inline Date day_in(const Object& object, const char* name) { return day_of(object.at(name)); }
inline void write(JsonText& json, Date day) { json.text(day.str()); }
inline void put(JsonText& json, const char* name, const std::optional<Date>& day) {
    if (day) json.put_always(name, day->str());
}
inline std::optional<Date> maybe_day_in(const Object& object, const char* name) {
    const JsonValue* found = object.if_contains(name);
    return found == nullptr ? std::nullopt : std::optional(day_of(*found));
}
inline Currency currency_in(const Object& object) { return must(Currency::parse(view(object.at("currency")))); }

void write(JsonText& json, const Quantities& quantities);
Quantities quantities_of(const JsonValue& value);
void write(JsonText& json, const Wanted& wanted);
Wanted wanted_of(const JsonValue& value);
void write(JsonText& json, const BillingInformation& billing);
BillingInformation billing_of(const JsonValue& value);
void write(JsonText& json, const Actor& actor);
Actor actor_of(const JsonValue& value);
/// Two fields: a price with its currency.
void put(JsonText& json, const UnitPrice& price);
UnitPrice price_in(const Object& object);

template <class T, class Read>
std::vector<T> list_of(const JsonValue& value, Read read) {
    std::vector<T> found;
    for (const JsonValue& element : value.as_array()) found.push_back(read(element));
    return found;
}
/// Empty when it is absent.
template <class T, class Read>
std::vector<T> list_in(const Object& object, const char* name, Read read) {
    const JsonValue* found = object.if_contains(name);
    return found == nullptr ? std::vector<T>() : list_of<T>(*found, read);
}
template <class T, class Write>
void write_list(JsonText& json, const std::vector<T>& values, Write write_one) {
    json.open_array();
    for (const T& value : values) write_one(value);
    json.close_array();
}
/// Nothing when it is empty.
template <class T, class Write>
void put(JsonText& json, const char* name, const std::vector<T>& values, Write write_one) {
    if (values.empty()) return;
    json.key(name);
    write_list(json, values, write_one);
}

/// What is not in a line because the document it stands in says it once.
struct LineContext {
    Currency currency;
    Period covers;
};
/// A charge of all days that the document covers is a list of five, and of six where the parts of the whole are
/// counted: 30 of 30. Any other line is an object.
void write(JsonText& json, const Line& line, const LineContext& context);
/// The fields of a line without its currency, for an object that is open.
void put(JsonText& json, const Line& line);
Line line_of(const JsonValue& value, const LineContext& context);

}  // namespace settle::store::json
