#include "domain/tax/tax.h"

#include "domain/tax/tax_number.h"
#include "domain/tax/territories.h"

namespace settle {
namespace {

constexpr std::string_view kEuStates = "ATBEBGCYCZDEDKEEESFIFRGRHRHUIEITLTLULVMTNLPLPTROSESISK";

/// Whether `text` is these two letters. A decision asks dozens of times: calling to compare them was a third of it.
constexpr bool is_code(std::string_view two, std::string_view text) {
    return text.size() == 2 && two[0] == text[0] && two[1] == text[1];
}

/// By both letters: a decision asks several times.
constexpr auto kIsEuState = [] {
    std::array<bool, 26 * 26> table{};
    for (std::size_t at = 0; at < kEuStates.size(); at += 2)
        table[static_cast<std::size_t>((kEuStates[at] - 'A') * 26 + kEuStates[at + 1] - 'A')] = true;
    return table;
}();

constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

bool is_eu_state(std::string_view country) {
    return country.size() == 2 && is_capital(country[0]) && is_capital(country[1]) &&
           kIsEuState[static_cast<std::size_t>((country[0] - 'A') * 26 + country[1] - 'A')];
}

/// Whose VAT a seller's country has.
std::string_view home_of(const Seller& seller) {
    if (is_code("MC", seller.country)) return "FR";
    if (is_code("IM", seller.country)) return "GB";
    if (is_code("LI", seller.country)) return "CH";
    return seller.country;
}

std::unexpected<Error> rate_unknown(std::string_view country, std::string_view region, Date day) {
    std::string place(country);
    if (!region.empty()) place.append("-").append(region);
    return fail(Error(ErrorCode::kTaxRateUnknown, "country").with("place", place).with("date", day.str()));
}

TaxDecision without_tax(TaxReason reason, std::string_view place) { return {reason, std::string(place), {}}; }

/// Where a sale is made.
struct Place {
    std::string_view country;  ///< Whose tax law holds there; Monaco is France, Liechtenstein is Switzerland.
    std::string_view region;   ///< A province, or what has its own row in the table of rates.
    const Territory* territory = nullptr;

    bool is_outside() const { return territory != nullptr && territory->treatment == Territory::Treatment::kOutside; }
    bool is_overseas() const {
        return territory != nullptr && (territory->treatment == Territory::Treatment::kOverseas ||
                                        territory->treatment == Territory::Treatment::kOverseasUntaxed);
    }
    std::string name() const { return territory == nullptr ? std::string(country) : territory->place(); }
};

Place place_of(std::string_view country, std::string_view region, std::string_view postal_code) {
    const Territory* territory = Territories::built_in().find(country, postal_code);
    if (territory == nullptr) return {country, is_code("CA", country) ? region : std::string_view(), nullptr};
    switch (territory->treatment) {
        case Territory::Treatment::kPartOf: return {territory->key, {}, nullptr};
        case Territory::Treatment::kOwnRate:
        case Territory::Treatment::kOverseas: return {territory->country, territory->key, territory};
        case Territory::Treatment::kOutside:
        case Territory::Treatment::kOverseasUntaxed: return {territory->country, {}, territory};
    }
    ENSURE(false);
}

/// Until the buyer has said where it is, its summary is an estimate for the seller's own place.
Place place_of(const Seller& seller, const BillingInformation& buyer) {
    if (buyer.country.empty()) return place_of(seller.country, seller.region, {});
    return place_of(buyer.country, buyer.region, buyer.postal_code);
}

std::string tax_name(const Seller& seller) { return seller.tax_name.empty() ? "VAT" : seller.tax_name; }

Result<TaxDecision> at_rate_of(TaxReason reason, const Place& place, const Seller& seller, Date day,
                               const RateTable& rates) {
    const auto rate = rates.find(place.country, place.region, "VAT", day);
    if (!rate) return rate_unknown(place.country, place.region, day);
    return TaxDecision{reason, place.name(), {{tax_name(seller), *rate}}};
}

/// What the register said of a number that could move the sale's tax to the buyer: one of an EU
/// state other than the seller's. Any other number, even a confirmed one, counts as none.
TaxNumberStatus status_across_borders(const BillingInformation& buyer, std::string_view seller_state) {
    if (!buyer.tax_number) return TaxNumberStatus::kNone;
    const std::string issuer = country_of_tax_number(buyer.tax_number->number);
    if (!is_eu_state(issuer) || issuer == seller_state) return TaxNumberStatus::kNone;
    return buyer.tax_number->status;
}

TaxReason reason_at_home(const BillingInformation& buyer) {
    const bool confirmed = buyer.tax_number && buyer.tax_number->status == TaxNumberStatus::kConfirmed;
    return confirmed ? TaxReason::kDomesticBusiness : TaxReason::kDomestic;
}

/// A place of the seller's own state: at the rate of where the buyer is, which for electronic services is theirs for
/// businesses and is taken for consumers too (in France article 259 D of the tax code).
Result<TaxDecision> decide_at_home(const Seller& seller, const BillingInformation& buyer, const Place& place, Date day,
                                   const RateTable& rates) {
    if (place.territory != nullptr && place.territory->treatment == Territory::Treatment::kOverseasUntaxed)
        return without_tax(TaxReason::kOutsideScope, place.name());
    return at_rate_of(reason_at_home(buyer), place, seller, day, rates);
}

/// A place in another state of the EU than the seller's.
Result<TaxDecision> decide_across_borders(const Seller& seller, const BillingInformation& buyer, const Place& place,
                                          Date day, const RateTable& rates) {
    switch (status_across_borders(buyer, home_of(seller))) {
        case TaxNumberStatus::kConfirmed: return without_tax(TaxReason::kReverseCharge, place.name());
        case TaxNumberStatus::kUnverified: return at_rate_of(TaxReason::kUnverifiedNumber, place, seller, day, rates);
        case TaxNumberStatus::kRefused:
        case TaxNumberStatus::kNone: return at_rate_of(TaxReason::kDestination, place, seller, day, rates);
    }
    ENSURE(false);
}

/// What a province charges besides the federal tax, or instead of it.
struct Province {
    std::string_view code;
    std::string_view tax;    ///< Empty: the federal tax alone.
    Date applies_from = {};  ///< From when software as a service is subject to `tax`.
};
constexpr Province kProvinces[] = {
    {"AB", ""},    {"BC", "PST"}, {"MB", "RST", Date(2026, 1, 1)},
    {"NB", "HST"}, {"NL", "HST"}, {"NS", "HST"},
    {"NT", ""},    {"NU", ""},    {"ON", "HST"},
    {"PE", "HST"}, {"QC", "QST"}, {"SK", "PST"},
    {"YT", ""},
};

Result<TaxDecision> decide_in_canada(const Seller& seller, const BillingInformation& buyer, Date day,
                                     const RateTable& rates) {
    if (!buyer.country.empty() && buyer.country != "CA") return without_tax(TaxReason::kOutsideScope, buyer.country);
    // Until the buyer has said where it is, its summary is an estimate for the seller's own province.
    const std::string& region = buyer.region.empty() ? seller.region : buyer.region;
    const auto* province =
        std::ranges::find_if(kProvinces, [&](const Province& known) { return is_code(known.code, region); });
    if (province == std::end(kProvinces)) return rate_unknown("CA", region, day);

    TaxDecision decision{TaxReason::kProvince, "CA", {}};
    decision.components.reserve(2);
    // The harmonised tax replaces the federal one; every other provincial tax comes on top of it,
    // both on the price without tax.
    if (province->tax != "HST") {
        const auto federal = rates.find("CA", "", "GST", day);
        if (!federal) return rate_unknown("CA", region, day);
        decision.components.push_back({"GST", *federal});
    }
    if (!province->tax.empty() && day >= province->applies_from) {
        const auto provincial = rates.find("CA", region, province->tax, day);
        if (!provincial) return rate_unknown("CA", region, day);
        decision.components.push_back({std::string(province->tax), *provincial});
    }
    return decision;
}

}  // namespace

bool is_in_eu(std::string_view country) { return is_eu_state(country) || is_code("MC", country); }

std::string_view name_of(TaxReason reason) {
    switch (reason) {
        case TaxReason::kDomestic: return "domestic";
        case TaxReason::kDomesticBusiness: return "domestic_business";
        case TaxReason::kReverseCharge: return "reverse_charge";
        case TaxReason::kDestination: return "destination";
        case TaxReason::kUnverifiedNumber: return "unverified_number";
        case TaxReason::kOutsideScope: return "outside_scope";
        case TaxReason::kProvince: return "province";
        case TaxReason::kNotTaxed: return "not_taxed";
    }
    ENSURE(false);
}

Result<TaxDecision> decide_tax(const Seller& seller, const BillingInformation& buyer, Date day,
                               const RateTable& rates) {
    if (seller.country == "CA") return decide_in_canada(seller, buyer, day, rates);
    if (!is_in_eu(seller.country)) return without_tax(TaxReason::kNotTaxed, seller.country);
    const Place place = place_of(seller, buyer);
    if (!is_eu_state(place.country) || place.is_outside()) return without_tax(TaxReason::kOutsideScope, place.name());
    if (place.country == home_of(seller)) return decide_at_home(seller, buyer, place, day, rates);
    // For other states France's overseas departments are as far away as any third country (art. 6).
    if (place.is_overseas()) return without_tax(TaxReason::kOutsideScope, place.name());
    return decide_across_borders(seller, buyer, place, day, rates);
}

}  // namespace settle
