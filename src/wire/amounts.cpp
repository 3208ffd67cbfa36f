#include "wire/amounts.h"

#include "wire/texts.h"

namespace settle::wire {
namespace {

JsonArray json_of_taxes(const TaxAmounts& taxes, const Audience& audience) {
    JsonArray array;
    for (const TaxAmount& tax : taxes)
        array.push_back(JsonObject{{"name", json_of(std::string_view(tax.name))},
                                   {"label", json_of(word_for("tax", tax.name, audience.language))},
                                   {"rate", json_of(std::string_view(tax.rate.str()))},
                                   {"amount", json_of(tax.amount)}});
    return array;
}

JsonArray names_and_numbers(const std::vector<std::pair<std::string, std::string>>& numbers, const Audience& audience) {
    JsonArray array;
    for (const auto& [name, number] : numbers)
        array.push_back(JsonObject{{"name", json_of(word_for("tax", name, audience.language))},
                                   {"number", json_of(std::string_view(number))}});
    return array;
}

JsonObject json_of_seller(const Seller& seller, const Audience& audience) {
    JsonArray address;
    for (const std::string& line : seller.address_lines) address.push_back(json_of(std::string_view(line)));
    return {{"name", seller.legal_name},
            {"address", std::move(address)},
            {"country", seller.country},
            {"tax_numbers", names_and_numbers(seller.tax_numbers, audience)},
            {"mentions", seller.legal_mentions.in(audience.language)}};
}

JsonObject json_of_buyer(const BillingInformation& buyer, const Audience& audience) {
    const auto joined = [](const std::string& a, const std::string& b) {
        return a.empty() || b.empty() ? a + b : a + " " + b;
    };
    const std::string person = joined(buyer.first_name, buyer.last_name);
    JsonArray address;
    for (const std::string& line : {buyer.company.empty() ? std::string() : person, buyer.line1, buyer.line2,
                                    joined(buyer.postal_code, buyer.city), buyer.region})
        if (!line.empty()) address.push_back(json_of(std::string_view(line)));
    JsonArray numbers;
    if (buyer.tax_number) numbers = names_and_numbers({{"VAT", buyer.tax_number->number}}, audience);
    return {{"name", buyer.company.empty() ? person : buyer.company},
            {"address", std::move(address)},
            {"country", buyer.country},
            {"tax_numbers", std::move(numbers)},
            {"mentions", ""}};
}

// The invoice a credit note gives back.
JsonValue json_of_credited(const Invoice& invoice, const Audience& audience) {
    if (invoice.kind != InvoiceKind::kCreditNote || invoice.amounts.lines.empty()) return nullptr;
    const InvoiceId& original = invoice.amounts.lines.front().credits_invoice;
    const auto number = audience.numbers.find(original);
    return JsonObject{{"id", original.str()},
                      {"number", number == audience.numbers.end() ? std::string() : number->second}};
}

}  // namespace

std::string name_of_line(const Line& line, const Audience& audience) {
    if (line.item == kPlanItem) {
        const Plan* plan = audience.catalog.find_plan(line.plan);
        const std::string name = plan == nullptr ? line.plan.str() : plan->name.in(audience.language);
        return fmt::format(fmt::runtime(phrase(Phrase::kPlanPrice, audience.language)), name);
    }
    const Item* item = audience.catalog.find_item(line.item);
    if (item == nullptr && (line.item == kRefundItem || line.item == kTaxCorrectionItem))
        return std::string(word_for("line", line.item.view(), audience.language));
    if (item == nullptr) return line.item.str();
    return (line.quantity == 1 ? item->name : item->name_plural).in(audience.language);
}

JsonObject json_of(const Line& line, const Audience& audience) {
    return {{"item", json_of(line.item)},
            {"name", name_of_line(line, audience)},
            {"kind", json_of(name_of(line.kind))},
            {"quantity", fmt::to_string(line.quantity)},
            {"unit_price", line.unit_price.str()},
            {"from", json_of(line.covers.first_day)},
            {"to", json_of(line.covers.end_day)},
            {"ratio", JsonArray{line.ratio.part, line.ratio.whole}},
            {"exact", exact_amount(line)},
            {"amount", json_of(line.amount)},
            {"explanation", explain(line, audience)}};
}

JsonObject json_of(const Amounts& amounts, const Audience& audience) {
    JsonArray lines;
    for (const Line& line : amounts.lines) lines.push_back(json_of(line, audience));
    return {{"currency", json_of(amounts.total.currency().code())},
            {"lines", std::move(lines)},
            {"net", json_of(amounts.net)},
            {"taxes", json_of_taxes(amounts.taxes, audience)},
            {"total", json_of(amounts.total)}};
}

JsonObject json_of(const Amounts& amounts, Date on, const Audience& audience) {
    JsonObject object = json_of(amounts, audience);
    object["on"] = json_of(on);
    return object;
}

JsonObject json_of(const Invoice& invoice, const Audience& audience) {
    JsonObject object{{"id", invoice.id.str()},
                      {"customer", invoice.customer.str()},
                      {"number", invoice.number},
                      {"kind", json_of(name_of(invoice.kind))},
                      {"reason", json_of(name_of(invoice.reason))},
                      {"issued_on", json_of(invoice.issued_on)},
                      {"due_on", or_null(invoice.due_on)},
                      {"period", json_of(invoice.period)},
                      {"status", json_of(name_of(invoice.status))}};
    for (auto& member : json_of(invoice.amounts, audience)) object[member.key()] = std::move(member.value());
    object["credits"] = json_of_credited(invoice, audience);
    object["paid"] = json_of(invoice.paid);
    object["open"] = json_of(invoice.amounts.total - invoice.paid);
    const std::string text =
        tax_text(invoice.tax_reason, invoice.tax_country, invoice.seller->country, audience.language);
    object["tax"] = JsonObject{{"reason", json_of(name_of(invoice.tax_reason))}, {"text", text}};
    object["seller"] = json_of_seller(invoice.seller, audience);
    object["buyer"] = json_of_buyer(invoice.buyer, audience);
    return object;
}

}  // namespace settle::wire
