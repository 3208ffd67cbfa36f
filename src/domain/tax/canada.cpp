// Canada: the federal tax, the harmonised one that takes its place, and what provinces charge beside it.
#include "domain/tax/place.h"

namespace settle::tax {
namespace {

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

/// A Canadian seller that names no registration of its country collects every tax there is.
bool collects_all(const Seller& seller) {
    return is_code("CA", seller.country) &&
           std::ranges::none_of(seller.regime.registrations, [](const auto& known) { return known.country == "CA"; });
}

}  // namespace

Result<TaxDecision> decide_in_canada(const Seller& seller, std::string_view region, Date day, const RateTable& rates) {
    const TaxRegime& regime = seller.regime;
    const bool is_home = is_code("CA", seller.country);
    if (is_home && regime.is_exempt(day)) return without_tax(TaxReason::kExemptSeller, "CA");
    // Until the buyer has said where it is, its summary is an estimate for the seller's own province.
    if (region.empty() && is_home) region = seller.region;
    const bool all = collects_all(seller);
    // The harmonised tax is the federal one's registration too.
    const bool federal = all || regime.find("CA", "", "GST", day) != nullptr;
    const auto* province =
        std::ranges::find_if(kProvinces, [&](const Province& known) { return is_code(known.code, region); });
    if (province == std::end(kProvinces)) {
        if (all || federal) return rate_unknown("CA", region, day);
        return without_tax(TaxReason::kOutsideScope, "CA");
    }
    const bool is_harmonised = province->tax == "HST";
    const bool provincial =
        all || (is_harmonised ? federal : regime.find("CA", province->code, province->tax, day) != nullptr);

    TaxDecision decision{TaxReason::kProvince, "CA", {}};
    decision.components.reserve(2);
    // The harmonised tax replaces the federal one; every other provincial tax comes on top of it,
    // both on the price without tax.
    if (federal && !is_harmonised) {
        const auto rate = rates.find("CA", "", "GST", day);
        if (!rate) return rate_unknown("CA", region, day);
        decision.components.push_back({"GST", *rate});
    }
    if (provincial && !province->tax.empty() && day >= province->applies_from) {
        const auto rate = rates.find("CA", region, province->tax, day);
        if (!rate) return rate_unknown("CA", region, day);
        decision.components.push_back({std::string(province->tax), *rate});
    }
    if (decision.components.empty()) return without_tax(TaxReason::kOutsideScope, "CA");
    return decision;
}

}  // namespace settle::tax
