// JSON values and the small pieces every document is made of.
#pragma once

#include <boost/json.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/money.h"
#include "domain/catalog/catalog.h"
#include "domain/subscription/subscription.h"

namespace settle::wire {

using JsonValue = boost::json::value;
using JsonObject = boost::json::object;
using JsonArray = boost::json::array;

/// Numbers of documents by their ids.
using InvoiceNumbers = std::map<InvoiceId, std::string>;

/// For whom a document is written: the vendor's words, in one language.
struct Audience {
    const Catalog& catalog;
    std::string language = "en";
    InvoiceNumbers numbers = {};  ///< Of the invoices that credit lines give back, as far as they are known.
};

inline boost::json::string_view view(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view view(const boost::json::string& text) { return {text.data(), text.size()}; }

/// A JSON string.
inline JsonValue json_of(std::string_view text) { return JsonValue(view(text)); }
inline JsonValue json_of(const Code& code) { return json_of(code.view()); }
inline JsonValue json_of(const Money& amount) { return json_of(std::string_view(amount.str())); }
inline JsonValue json_of(Date day) { return json_of(std::string_view(day.str())); }
inline JsonValue json_of(Instant instant) { return json_of(std::string_view(instant.str())); }
/// [first day, end day (out)].
inline JsonArray json_of(const Period& period) { return {json_of(period.first_day), json_of(period.end_day)}; }

JsonObject json_of(const Quantities& quantities);
/// Only what differs is there, as in what was sent; an act is `cancel`, `renewal`, `pause` or `resume`.
JsonObject json_of(const Wanted& wanted);

/// The value, or null for nothing and for an empty text, code or id.
inline JsonValue or_null(std::string_view text) { return text.empty() ? JsonValue(nullptr) : json_of(text); }
inline JsonValue or_null(const Code& code) { return or_null(code.view()); }
template <class T>
JsonValue or_null(const std::optional<T>& value) {
    return value ? JsonValue(json_of(*value)) : JsonValue(nullptr);
}

/// The text of a document.
std::string text_of_json(const JsonValue& value);

}  // namespace settle::wire
