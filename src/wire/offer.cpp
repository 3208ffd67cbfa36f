#include "wire/offer.h"

#include "domain/change/lines.h"
#include "domain/request/request.h"
#include "wire/contrast.h"
#include "wire/names.h"
#include "wire/texts.h"

namespace settle::wire {
namespace {

JsonArray json_of_names(const std::vector<std::string>& names) {
    JsonArray array;
    for (const std::string& name : names) array.push_back(json_of(std::string_view(name)));
    return array;
}

JsonArray json_of_cycles(const std::vector<Cycle>& cycles) {
    JsonArray array;
    for (const Cycle cycle : cycles) array.push_back(json_of(name_of(cycle)));
    return array;
}

/// Every cycle that some listed plan is sold by, the shortest first.
std::vector<Cycle> cycles_on_offer(const Catalog& catalog) {
    std::vector<Cycle> cycles;
    for (const Cycle cycle : {Cycle::kMonth, Cycle::kQuarter, Cycle::kYear})
        if (std::ranges::any_of(catalog.plans, [&](const Plan& plan) {
                return plan.listed && std::ranges::find(plan.cycles, cycle) != plan.cycles.end();
            }))
            cycles.push_back(cycle);
    return cycles;
}

JsonArray json_of_prices(const Prices& prices, Currency currency) {
    JsonArray array;
    for (const Cycle cycle : {Cycle::kMonth, Cycle::kQuarter, Cycle::kYear})
        if (const auto price = prices.find(currency, cycle))
            array.push_back(JsonObject{{"cycle", json_of(name_of(cycle))}, {"amount", price->str()}});
    return array;
}

/// What the plan costs for one cycle with the fewest units it allows; nothing when it has no such price.
std::optional<Money> price_at_minimum(const Plan& plan, Currency currency, Cycle cycle) {
    Money sum = Money::zero(currency);
    const auto base = plan.base.find(currency, cycle);
    if (base) sum += multiply_half_up(*base, 1, kWhole);
    bool has_price = base.has_value() || plan.free;
    for (const PlanItem& item : plan.items) {
        const std::int64_t units = std::max<std::int64_t>(0, item.min - item.included);
        if (units <= 0) continue;
        const auto price = item.prices.find(currency, cycle);
        if (!price) return std::nullopt;
        sum += multiply_half_up(*price, units, kWhole);
        has_price = true;
    }
    if (!has_price) return std::nullopt;
    return sum;
}

JsonObject json_of_plan_price(const Plan& plan, const Money& amount, Cycle cycle) {
    const int months = months_of(cycle);
    JsonObject object{{"cycle", json_of(name_of(cycle))},
                      {"amount", json_of(amount)},
                      {"per_month", json_of(share_half_up(amount, {1, months}))},
                      {"saving", nullptr},
                      {"saving_percent", nullptr}};
    const auto by_month = price_at_minimum(plan, amount.currency(), Cycle::kMonth);
    if (cycle == Cycle::kMonth || !by_month || !by_month->is_positive()) return object;
    const Money one_by_one = share_half_up(*by_month, {months, 1});
    const Money saving = one_by_one - amount;
    if (!saving.is_positive()) return object;
    object["saving"] = json_of(saving);
    object["saving_percent"] = saving.minor() * 100 / one_by_one.minor();
    return object;
}

JsonObject json_of_plan_item(const PlanItem& item, Currency currency) {
    return {{"item", json_of(item.item)},
            {"included", item.included},
            {"min", item.min},
            {"max", item.max},
            {"step", item.step},
            {"prices", json_of_prices(item.prices, currency)}};
}

JsonObject json_of_feature(const Feature& feature, const std::string& language) {
    const std::string& name = feature.name.in(language);
    return {{"code", json_of(feature.code)}, {"name", name.empty() ? feature.code.str() : name}};
}

JsonObject json_of_role(const Role& role, const std::string& language) {
    return {{"code", json_of(role.code)}, {"name", role.name.in(language)}, {"only_one", role.only_one}};
}

JsonObject json_of_plan(const Plan& plan, const Audience& audience) {
    const Currency currency = audience.catalog.currencies.front();
    JsonArray prices;
    if (!plan.contact_only)
        for (const Cycle cycle : plan.cycles)
            if (const auto amount = price_at_minimum(plan, currency, cycle))
                prices.push_back(json_of_plan_price(plan, *amount, cycle));
    JsonArray items;
    for (const PlanItem& item : plan.items) items.push_back(json_of_plan_item(item, currency));
    JsonArray features;
    for (const Feature& feature : audience.catalog.features)
        if (std::ranges::find(plan.features, feature.code) != plan.features.end())
            features.push_back(json_of_feature(feature, audience.language));
    return {{"code", json_of(plan.code)},
            {"name", plan.name.in(audience.language)},
            {"description", plan.description.in(audience.language)},
            {"included_text", plan.included_text.in(audience.language)},
            {"contact_only", plan.contact_only},
            {"self_managed", plan.self_managed},
            {"free", plan.free},
            {"cycles", json_of_cycles(plan.cycles)},
            {"prices", std::move(prices)},
            {"items", std::move(items)},
            {"features", std::move(features)}};
}

JsonObject json_of_item(const Item& item, const std::string& language) {
    return {{"code", json_of(item.code)},
            {"kind", json_of(name_of(item.kind))},
            {"name", item.name.in(language)},
            {"name_plural", item.name_plural.in(language)},
            {"description", item.description.in(language)},
            {"help_link", item.help_link.in(language)}};
}

JsonObject json_of_labels(const Audience& audience) {
    JsonObject labels;
    for (const std::string_view key : default_label_keys())
        labels[view(key)] = json_of(default_label(key, audience.language));
    for (const auto& [key, text] : audience.catalog.layout.labels) labels[view(key)] = text.in(audience.language);
    return labels;
}

JsonObject json_of_links(const Audience& audience) {
    JsonObject links;
    for (const auto& [key, text] : audience.catalog.layout.links) links[view(key)] = text.in(audience.language);
    return links;
}

/// Requests a customer may find a use for; a payment problem begins at a payment.
JsonArray json_of_request_types() {
    JsonArray types;
    for (int i = 0; i < static_cast<int>(RequestType::kCount); ++i)
        types.push_back(json_of(name_of(static_cast<RequestType>(i))));
    return types;
}

void put_texts(JsonObject& offer, const Audience& audience) {
    const Catalog& catalog = audience.catalog;
    const Layout& layout = catalog.layout;
    offer["layout"] = JsonObject{{"preset", layout.preset},
                                 {"accent", layout.accent},
                                 {"accent_text", json_of(text_colour_on(layout.accent))},
                                 {"logo", logo_address(catalog)},
                                 {"summary", layout.summary}};
    offer["labels"] = json_of_labels(audience);
    offer["links"] = json_of_links(audience);
}

void put_terms(JsonObject& offer, const Catalog& catalog) {
    offer["payment"] = JsonObject{{"card", catalog.payment.card},
                                  {"wallet", catalog.payment.wallet},
                                  {"card_brands", json_of_names(catalog.payment.card_brands)}};
    offer["refund_policy_version"] = catalog.refund_policy_version;
    offer["trial"] = catalog.trial
                         ? JsonValue(JsonObject{{"days", catalog.trial->days}, {"plan", json_of(catalog.trial->plan)}})
                         : JsonValue(nullptr);
    offer["invitations"] =
        JsonObject{{"expire_days", catalog.invitations.expire_days}, {"hold_seat", catalog.invitations.hold_seat}};
    offer["seller"] = JsonObject{{"legal_name", catalog.seller->legal_name},
                                 {"country", catalog.seller->country},
                                 {"email", catalog.seller->email}};
    offer["request_types"] = json_of_request_types();
}

}  // namespace

JsonObject json_of_offer(const Audience& audience) {
    const Catalog& catalog = audience.catalog;
    const Currency currency = catalog.currencies.front();
    const auto saving = saving_percent_max(catalog, Cycle::kMonth, Cycle::kYear);
    JsonArray plans;
    for (const Plan& plan : catalog.plans)
        if (plan.listed) plans.push_back(json_of_plan(plan, audience));
    JsonArray items;
    for (const Item& item : catalog.items) items.push_back(json_of_item(item, audience.language));
    JsonArray features;
    for (const Feature& feature : catalog.features) features.push_back(json_of_feature(feature, audience.language));
    JsonArray roles;
    for (const Role& role : catalog.roles) roles.push_back(json_of_role(role, audience.language));
    JsonObject offer{
        {"vendor", JsonObject{{"code", catalog.vendor}, {"name", catalog.vendor_name.in(audience.language)}}},
        {"language", audience.language},
        {"languages", json_of_names(catalog.languages)},
        {"version", catalog.version},
        {"currency", json_of(currency.code())},
        {"currency_decimals", currency.exponent()},
        {"cycles", json_of_cycles(cycles_on_offer(catalog))},
        {"default_cycle", json_of(name_of(catalog.layout.default_cycle))},
        {"saving_percent_max", saving && *saving > 0 ? JsonValue(*saving) : JsonValue(nullptr)},
        {"plans", std::move(plans)},
        {"items", std::move(items)},
        {"features", std::move(features)},
        {"roles", std::move(roles)}};
    put_texts(offer, audience);
    put_terms(offer, catalog);
    return offer;
}

std::string language_for(const Catalog& catalog, std::string_view wanted) {
    const auto known = std::ranges::find(catalog.languages, wanted);
    if (known != catalog.languages.end()) return *known;
    return catalog.languages.empty() ? "en" : catalog.languages.front();
}

std::string logo_address(const Catalog& catalog) {
    return catalog.layout.logo.empty() ? std::string()
                                       : fmt::format("/brand/{}/{}", catalog.vendor, catalog.layout.logo);
}

}  // namespace settle::wire
