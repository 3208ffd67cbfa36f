// Where the seller is registered for tax, and what it does with VAT numbers.
#include "adapters/catalog_yaml/sections.h"
#include "domain/customer/customer.h"
#include "domain/tax/tax_number.h"

namespace settle::catalog_yaml {
namespace {

constexpr std::size_t kRegistrationsMax = 100;
constexpr int kDaysMax = 3'650;

void read_day(const MapReader& map, std::string_view key, std::optional<Date>& out) {
    const YamlNode* node = map.find(key);
    if (node == nullptr) return;
    const auto text = read_scalar(*node, key, map.problems());
    if (!text) return;
    const auto day = Date::parse(*text);
    if (day) out = *day;
    else map.problems().add(*node, fmt::format("{}: \"{}\" is not a day such as 2026-01-31", key, text->substr(0, 64)));
}

TaxSpan read_span(const MapReader& map) {
    TaxSpan span;
    read_day(map, "from", span.from);
    read_day(map, "until", span.until);
    if (span.from && span.until && *span.until < *span.from)
        map.problems().add(*map.find("until"), "until: this day is before \"from\"");
    return span;
}

/// "true" for always, or from when and until when.
std::optional<TaxSpan> read_when(const YamlNode& node, std::string_view what, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"from", "until"};
    if (node.is_map()) return read_span(MapReader(node, what, kKeys, problems));
    const auto holds = read_bool(node, what, problems);
    if (!holds || !*holds) return std::nullopt;
    return TaxSpan{};
}

/// Which taxes there are in a country, and whether a province charges the tax.
struct Known {
    std::string_view country, region, tax;
};
constexpr Known kProvincial[] = {{"CA", "QC", "QST"}, {"CA", "BC", "PST"}, {"CA", "SK", "PST"}, {"CA", "MB", "RST"}};

void check_tax(const MapReader& map, const TaxRegistration& registration) {
    const auto is_this = [&](const Known& known) {
        return known.country == registration.country && known.region == registration.region &&
               known.tax == registration.tax;
    };
    const bool is_federal = registration.country == "CA" && registration.region.empty() && registration.tax == "GST";
    const bool is_vat = registration.country != "CA" && registration.region.empty() && registration.tax == "VAT";
    if (is_federal || is_vat || std::ranges::any_of(kProvincial, is_this)) return;
    map.problems().add(map.node(),
                       fmt::format("registrations: there is no {} of {}{}{}; in Canada write GST without a "
                                   "region, QST of QC, PST of BC or SK, RST of MB; elsewhere VAT",
                                   registration.tax.substr(0, 16), registration.country.substr(0, 16),
                                   registration.region.empty() ? "" : "-", registration.region.substr(0, 16)));
}

void check_number(const MapReader& map, TaxRegistration& registration) {
    const auto number = registration.country == "CA" ? parse_canadian_number(registration.number, registration.tax)
                                                     : parse_tax_number(registration.number, registration.country);
    if (number) registration.number = *number;
    else
        map.problems().add(*map.find("number"),
                           fmt::format("number: \"{}\" is not a {} number of {}", registration.number.substr(0, 64),
                                       registration.tax, registration.country));
}

void read_registration(const YamlNode& node, TaxRegime& regime, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"country", "region", "tax", "number", "from", "until"};
    const auto before = problems.count();
    const MapReader map(node, "registration", kKeys, problems);
    TaxRegistration registration{.country = {}, .region = {}, .tax = "VAT", .number = {}, .span = {}};
    if (map.require("country") != nullptr) map.read("country", registration.country);
    map.read("region", registration.region);
    map.read("tax", registration.tax);
    if (map.require("number") != nullptr) map.read("number", registration.number);
    registration.span = read_span(map);
    if (problems.count() != before) return;
    const auto country = parse_country(registration.country);
    if (!country || *country != registration.country) {
        problems.add(*map.find("country"), fmt::format("country: \"{}\" is not an ISO 3166-1 country such as FR",
                                                       registration.country.substr(0, 64)));
        return;
    }
    check_tax(map, registration);
    if (problems.count() != before) return;
    check_number(map, registration);
    if (regime.registrations.size() == kRegistrationsMax)
        problems.add(node, fmt::format("registrations: at most {}", kRegistrationsMax));
    else regime.registrations.push_back(std::move(registration));
}

void read_numbers(const YamlNode& node, NumberChecks& numbers, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"when_down", "retry_hours", "recheck_days", "correct_days"};
    static constexpr Named<NumberOutage> kWhenDown[] = {{"charge", NumberOutage::kCharge},
                                                        {"hold", NumberOutage::kHold}};
    const MapReader map(node, "numbers", kKeys, problems);
    if (const YamlNode* when_down = map.find("when_down"))
        if (const auto read = read_named(*when_down, "when_down", kWhenDown, problems)) numbers.when_down = *read;
    map.read("retry_hours", numbers.retry_hours, 1, 24 * 30);
    map.read("recheck_days", numbers.recheck_days, 0, kDaysMax);
    map.read("correct_days", numbers.correct_days, 0, kDaysMax);
}

}  // namespace

void read_tax_regime(const YamlNode& node, TaxRegime& regime, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"one_stop", "small_business", "registrations", "numbers"};
    const MapReader map(node, "tax", kKeys, problems);
    if (const YamlNode* one_stop = map.find("one_stop")) regime.one_stop = read_when(*one_stop, "one_stop", problems);
    if (const YamlNode* small = map.find("small_business"))
        regime.small_business = read_when(*small, "small_business", problems);
    if (const YamlNode* registrations = map.find("registrations"))
        for (const YamlNode& element : read_list(*registrations, "registrations", problems))
            read_registration(element, regime, problems);
    if (const YamlNode* numbers = map.find("numbers")) read_numbers(*numbers, regime.numbers, problems);
    // Who only says what is done with numbers leaves the rest as it is without the section.
    regime.is_told = map.find("one_stop") != nullptr || map.find("small_business") != nullptr ||
                     map.find("registrations") != nullptr;
}

}  // namespace settle::catalog_yaml
