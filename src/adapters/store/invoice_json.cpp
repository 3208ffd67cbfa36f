#include "adapters/store/json_parts.h"
#include "adapters/store/records_json.h"
#include "base/ensure.h"

namespace settle::store {
namespace {

using json::Array;
using json::JsonValue;
using json::Object;

JsonValue of(const Seller& seller) {
    Object object{{"legal_name", seller.legal_name}};
    Array address;
    for (const std::string& line : seller.address_lines) address.push_back(JsonValue(line));
    object["address_lines"] = std::move(address);
    json::put(object, "country", seller.country);
    json::put(object, "region", seller.region);
    Object mentions;
    for (const auto& [language, text] : seller.legal_mentions.all()) mentions[language] = text;
    object["legal_mentions"] = std::move(mentions);
    Array numbers;
    for (const auto& [name, number] : seller.tax_numbers) numbers.push_back(Array{JsonValue(name), JsonValue(number)});
    object["tax_numbers"] = std::move(numbers);
    json::put(object, "tax_name", seller.tax_name);
    json::put(object, "email", seller.email);
    return object;
}

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

std::string pack_body(const Invoice& invoice) {
    const Currency currency = invoice.amounts.net.currency();
    Object object{{"currency", json::view(currency.code())}};
    Array lines;
    for (const Line& line : invoice.amounts.lines) {
        // One document, one currency: it is written once for all of them.
        ENSURE(line.amount.currency() == currency && line.unit_price.currency() == currency);
        lines.push_back(json::of(line));
    }
    Array taxes;
    for (const TaxAmount& tax : invoice.amounts.taxes) {
        ENSURE(tax.amount.currency() == currency);
        taxes.push_back(
            Object{{"name", tax.name}, {"rate", tax.rate.ten_thousandths()}, {"amount", tax.amount.minor()}});
    }
    object["lines"] = std::move(lines);
    object["taxes"] = std::move(taxes);
    object["seller"] = of(invoice.seller);
    object["buyer"] = json::of(invoice.buyer);
    return boost::json::serialize(object);
}

Result<InvoiceBody> unpack_invoice_body(std::string_view text) {
    return json::unpacked(text, [](const JsonValue& value) {
        const Object& object = value.as_object();
        const Currency currency = json::currency_in(object);
        InvoiceBody body;
        for (const JsonValue& line : object.at("lines").as_array()) body.lines.push_back(json::line_of(line, currency));
        for (const JsonValue& element : object.at("taxes").as_array()) {
            const Object& tax = element.as_object();
            body.taxes.push_back(TaxAmount{json::text_in(tax, "name"), Percent(json::number_in(tax, "rate")),
                                           Money(json::number_in(tax, "amount"), currency)});
        }
        body.seller = seller_of(object.at("seller"));
        body.buyer = json::billing_of(object.at("buyer"));
        return body;
    });
}

}  // namespace settle::store
