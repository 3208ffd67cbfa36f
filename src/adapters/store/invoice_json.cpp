#include "adapters/store/json_parts.h"
#include "adapters/store/records_json.h"
#include "base/ensure.h"

namespace settle::store {
namespace {

using json::Array;
using json::JsonValue;
using json::Object;

Seller seller_of(const JsonValue& value) {
    const Object& object = value.as_object();
    Seller seller;
    seller.legal_name = json::text_in(object, "legal_name");
    for (const JsonValue& line : object.at("address_lines").as_array())
        seller.address_lines.emplace_back(json::view(line));
    seller.country = json::text_in(object, "country");
    seller.region = json::text_in(object, "region");
    for (const auto& [language, text] : object.at("legal_mentions").as_object())
        seller.legal_mentions.set(std::string(language.data(), language.size()), std::string(json::view(text)));
    for (const JsonValue& pair : object.at("tax_numbers").as_array())
        seller.tax_numbers.emplace_back(json::view(pair.as_array().at(0)), json::view(pair.as_array().at(1)));
    seller.tax_name = json::text_in(object, "tax_name");
    seller.email = json::text_in(object, "email");
    return seller;
}

}  // namespace

std::string pack(const Seller& seller) {
    std::string text;
    JsonText json(text);
    json.open_object();
    json.put_always("legal_name", seller.legal_name);
    json.key("address_lines");
    json::write_list(json, seller.address_lines, [&](const std::string& line) { json.text(line); });
    json.put("country", seller.country);
    json.put("region", seller.region);
    json.key("legal_mentions");
    json.open_object();
    for (const auto& [language, mention] : seller.legal_mentions.all()) json.put_always(language, mention);
    json.close_object();
    json.key("tax_numbers");
    json.open_array();
    for (const auto& [name, number] : seller.tax_numbers) {
        json.open_array();
        json.text(name);
        json.text(number);
        json.close_array();
    }
    json.close_array();
    json.put("tax_name", seller.tax_name);
    json.put("email", seller.email);
    json.close_object();
    return text;
}

Result<Seller> unpack_seller(std::string_view text) { return json::unpacked(text, seller_of); }

void append_body(std::string& text, const Invoice& invoice) {
    const json::LineContext context{invoice.amounts.net.currency(), invoice.period};
    JsonText json(text);
    json.open_object();
    json.key("lines");
    json.open_array();
    for (const Line& line : invoice.amounts.lines) json::write(json, line, context);
    json.close_array();
    json.key("taxes");
    json.open_array();
    for (const TaxAmount& tax : invoice.amounts.taxes) {
        ENSURE(tax.amount.currency() == context.currency);
        json.open_array();
        json.text(tax.name);
        json.number(tax.rate.ten_thousandths());
        json.number(tax.amount.minor());
        json.close_array();
    }
    json.close_array();
    json.close_object();
}

std::string pack_body(const Invoice& invoice) {
    std::string text;
    append_body(text, invoice);
    return text;
}

namespace {

/// A list of three, or an object in documents of the first schemas.
TaxAmount tax_of(const JsonValue& value, Currency currency) {
    if (value.is_array()) {
        const Array& parts = value.get_array();
        return {std::string(json::view(parts.at(0))), Percent(parts.at(1).as_int64()),
                Money(parts.at(2).as_int64(), currency)};
    }
    const Object& tax = value.as_object();
    return {json::text_in(tax, "name"), Percent(json::number_in(tax, "rate")),
            Money(json::number_in(tax, "amount"), currency)};
}

}  // namespace

Result<InvoiceBody> unpack_invoice_body(std::string_view text, Currency currency, Period period) {
    return json::unpacked(text, [&](const JsonValue& value) {
        const Object& object = value.as_object();
        // Documents of the first schemas say their currency themselves.
        const json::LineContext context{object.contains("currency") ? json::currency_in(object) : currency, period};
        InvoiceBody body;
        for (const JsonValue& line : object.at("lines").as_array()) body.lines.push_back(json::line_of(line, context));
        for (const JsonValue& tax : object.at("taxes").as_array()) body.taxes.push_back(tax_of(tax, context.currency));
        return body;
    });
}

}  // namespace settle::store
