#include "domain/tax/place.h"

namespace settle::tax {
namespace {

constexpr std::string_view kEuStates = "ATBEBGCYCZDEDKEEESFIFRGRHRHUIEITLTLULVMTNLPLPTROSESISK";

/// By both letters: a decision asks several times.
constexpr auto kIsEuState = [] {
    std::array<bool, 26 * 26> table{};
    for (std::size_t at = 0; at < kEuStates.size(); at += 2)
        table[static_cast<std::size_t>((kEuStates[at] - 'A') * 26 + kEuStates[at + 1] - 'A')] = true;
    return table;
}();

constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

bool is_eu_state(std::string_view country) {
    return country.size() == 2 && is_capital(country[0]) && is_capital(country[1]) &&
           kIsEuState[static_cast<std::size_t>((country[0] - 'A') * 26 + country[1] - 'A')];
}

std::string_view home_of(const Seller& seller) {
    if (is_code("MC", seller.country)) return "FR";
    if (is_code("IM", seller.country)) return "GB";
    if (is_code("LI", seller.country)) return "CH";
    return seller.country;
}

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

Place place_of(const Seller& seller, const BillingInformation& buyer) {
    if (buyer.country.empty()) return place_of(seller.country, seller.region, {});
    return place_of(buyer.country, buyer.region, buyer.postal_code);
}

TaxDecision without_tax(TaxReason reason, std::string_view place) { return {reason, std::string(place), {}}; }

std::unexpected<Error> rate_unknown(std::string_view country, std::string_view region, Date day) {
    std::string place(country);
    if (!region.empty()) place.append("-").append(region);
    return fail(Error(ErrorCode::kTaxRateUnknown, "country").with("place", place).with("date", day.str()));
}

}  // namespace settle::tax
