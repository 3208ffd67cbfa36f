// Who sells, and what the portal looks like.
#include "adapters/catalog_yaml/sections.h"

#include "domain/customer/customer.h"

namespace settle::catalog_yaml {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "Europe/Paris", "America/Argentina/Ushuaia", "UTC". Whether the zone exists is for the clock to say.
bool looks_like_time_zone(std::string_view text) {
    if (text == "UTC") return true;
    if (text.empty() || !is_upper(text.front()) || text.find('/') == std::string_view::npos || text.back() == '/')
        return false;
    return std::ranges::all_of(text, [](char c) {
        return is_lower(c) || is_upper(c) || is_digit(c) || c == '/' || c == '_' || c == '-' || c == '+';
    });
}

bool looks_like_color(std::string_view text) {
    if (text.size() != 7 || text.front() != '#') return false;
    return std::ranges::all_of(text.substr(1),
                               [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
}

// A file beside the catalog: no folders, so that a catalog can not point outside its own.
bool looks_like_file_name(std::string_view text) {
    return !text.starts_with('.') && std::ranges::all_of(text, [](char c) {
        return is_lower(c) || is_upper(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
    });
}

void expect_one_of(const MapReader& map, std::string_view key, std::string_view value,
                   std::span<const std::string_view> known) {
    const YamlNode* node = map.find(key);
    if (node != nullptr && !value.empty() && std::ranges::find(known, value) == known.end())
        add_unknown(*node, key, value, known, map.problems());
}

void read_place(const MapReader& map, Seller& seller) {
    map.read("country", seller.country);
    map.read("region", seller.region);
    if (!seller.country.empty()) {
        const auto country = parse_country(seller.country);
        if (!country || *country != seller.country) {
            map.problems().add(
                *map.find("country"),
                fmt::format("country: \"{}\" is not an ISO 3166-1 country such as FR", seller.country.substr(0, 64)));
            return;
        }
    }
    if (!seller.region.empty() && !parse_region(seller.country, seller.region))
        map.problems().add(*map.find("region"),
                           fmt::format("region: \"{}\" is not a province of {}; write its two letters, such as QC",
                                       seller.region.substr(0, 64), seller.country));
}

}  // namespace

void read_vendor(const YamlNode& node, Catalog& catalog, Problems& problems) {
    if (const auto code = read_code(node, "vendor", problems)) catalog.vendor = code->str();
}

void read_version(const YamlNode& node, Catalog& catalog, Problems& problems) {
    if (const auto version = read_integer(node, "version", 1, INT32_MAX, problems)) catalog.version = *version;
}

void read_time_zone(const YamlNode& node, Catalog& catalog, Problems& problems) {
    const auto zone = read_scalar(node, "time_zone", problems);
    if (!zone) return;
    catalog.time_zone = *zone;
    if (!looks_like_time_zone(*zone))
        problems.add(node,
                     fmt::format("time_zone: \"{}\" is not a time zone such as Europe/Paris", zone->substr(0, 64)));
}

void read_refund_policy_version(const YamlNode& node, Catalog& catalog, Problems& problems) {
    if (auto version = read_scalar(node, "refund_policy_version", problems))
        catalog.refund_policy_version = *std::move(version);
}

void read_currencies(const YamlNode& node, Catalog& catalog, Problems& problems) {
    for (const YamlNode& element : read_list(node, "currencies", problems)) {
        const auto text = read_scalar(element, "currencies", problems);
        if (!text) continue;
        const auto currency = Currency::parse(*text);
        if (!currency)
            problems.add(element, fmt::format("currencies: \"{}\" is not an ISO 4217 currency such as EUR",
                                              text->substr(0, 64)));
        else if (std::ranges::find(catalog.currencies, *currency) != catalog.currencies.end())
            problems.add(element, fmt::format("currencies: {} stands here twice", *text));
        else catalog.currencies.push_back(*currency);
    }
    if (node.is_list() && node.elements().empty()) problems.add(node, "currencies: at least one is needed");
}

void read_languages(const YamlNode& node, Catalog& catalog, Problems& problems) {
    for (const YamlNode& element : read_list(node, "languages", problems)) {
        const auto text = read_scalar(element, "languages", problems);
        if (!text) continue;
        if (text->size() != 2 || !is_lower((*text)[0]) || !is_lower((*text)[1]))
            problems.add(element, fmt::format("languages: \"{}\" is not a language of two letters such as fr",
                                              text->substr(0, 64)));
        else if (std::ranges::find(catalog.languages, *text) != catalog.languages.end())
            problems.add(element, fmt::format("languages: {} stands here twice", *text));
        else catalog.languages.push_back(*text);
    }
    if (node.is_list() && node.elements().empty()) problems.add(node, "languages: at least one is needed");
}

void read_seller(const YamlNode& node, Catalog& catalog, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"legal_name",  "address",  "country", "region",
                                                 "tax_numbers", "tax_name", "email",   "tax"};
    const MapReader map(node, "seller", kKeys, problems);
    Seller& seller = catalog.seller.own();
    if (map.require("legal_name") != nullptr) map.read("legal_name", seller.legal_name);
    if (map.require("address") != nullptr) map.read("address", seller.address_lines);
    map.require("country");
    read_place(map, seller);
    map.read("tax_name", seller.tax_name);
    if (map.require("email") != nullptr) map.read("email", seller.email);
    if (!seller.email.empty() && !parse_email(seller.email))
        problems.add(*map.find("email"),
                     fmt::format("email: \"{}\" is not an e-mail address", seller.email.substr(0, 64)));
    if (const YamlNode* numbers = map.find("tax_numbers"))
        for (const auto& entry : MapReader(*numbers, "tax_numbers", {}, problems).entries())
            if (auto number = read_scalar(entry.value, entry.key, problems))
                seller.tax_numbers.emplace_back(entry.key, *std::move(number));
    if (const YamlNode* tax = map.find("tax")) read_tax_regime(*tax, seller.regime, problems);
}

void read_layout(const YamlNode& node, Catalog& catalog, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"preset", "accent", "logo", "summary", "default_cycle"};
    static constexpr std::string_view kPresets[] = {"table", "counts", "configurator"};
    static constexpr std::string_view kSummaries[] = {"right", "bottom-left"};
    const MapReader map(node, "layout", kKeys, problems);
    Layout& layout = catalog.layout;
    if (map.require("preset") != nullptr) map.read("preset", layout.preset);
    expect_one_of(map, "preset", layout.preset, kPresets);
    map.read("summary", layout.summary);
    expect_one_of(map, "summary", layout.summary, kSummaries);
    map.read("accent", layout.accent);
    if (!layout.accent.empty() && !looks_like_color(layout.accent))
        problems.add(*map.find("accent"),
                     fmt::format("accent: \"{}\" is not a colour such as \"#f57c00\"", layout.accent.substr(0, 64)));
    map.read("logo", layout.logo);
    if (!looks_like_file_name(layout.logo))
        problems.add(*map.find("logo"), fmt::format("logo: \"{}\" is not the name of a file beside the catalog",
                                                    layout.logo.substr(0, 64)));
    if (const YamlNode* cycle = map.find("default_cycle"))
        if (const auto read = read_cycle(*cycle, "default_cycle", problems)) layout.default_cycle = *read;
}

TransferAccount read_transfer_account(const YamlNode& node, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"holder", "iban", "bic"};
    const MapReader map(node, "transfer_account", kKeys, problems);
    TransferAccount account;
    map.read("holder", account.holder);
    map.require("iban");
    map.read("iban", account.iban);
    map.read("bic", account.bic);
    if (!account.iban.empty() && !is_iban(account.iban))
        problems.add(*map.find("iban"), "iban: not an IBAN with fitting check digits, in capitals and without blanks");
    if (!account.bic.empty() && !is_bic(account.bic))
        problems.add(*map.find("bic"), "bic: not a BIC of 8 or 11 letters and digits");
    return account;
}

void read_payment(const YamlNode& node, Catalog& catalog, Problems& problems) {
    static constexpr std::string_view kKeys[] = {
        "card", "card_brands", "wallet", "transfer_due_days", "transfer_account", "dunning"};
    static constexpr std::string_view kBrands[] = {"visa",   "mastercard", "amex",    "discover",
                                                   "diners", "jcb",        "unionpay"};
    const MapReader map(node, "payment", kKeys, problems);
    PaymentOptions& payment = catalog.payment;
    map.read("card", payment.card);
    map.read("wallet", payment.wallet);
    map.read("transfer_due_days", payment.transfer_due_days, 0, 365);
    if (const YamlNode* account = map.find("transfer_account"))
        payment.transfer_account = read_transfer_account(*account, problems);
    if (const YamlNode* brands = map.find("card_brands"))
        for (const YamlNode& element : read_list(*brands, "card_brands", problems)) {
            const auto brand = read_scalar(element, "card_brands", problems);
            if (!brand) continue;
            if (std::ranges::find(kBrands, *brand) == std::end(kBrands))
                add_unknown(element, "card brand", *brand, kBrands, problems);
            else payment.card_brands.push_back(*brand);
        }
    if (const YamlNode* dunning = map.find("dunning")) read_dunning(*dunning, catalog, problems);
    if (payment.card && payment.card_brands.empty())
        problems.add(node, "payment: cards are taken, so the key \"card_brands\" must say which");
}

}  // namespace settle::catalog_yaml
