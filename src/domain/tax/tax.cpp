#include "domain/tax/tax.h"

#include "domain/tax/tax_number.h"

namespace settle {
namespace {

constexpr std::string_view kEuStates = "ATBEBGCYCZDEDKEEESFIFRGRHRHUIEITLTLULVMTNLPLPTROSESISK";

/// Whether `text` is these two letters. A decision asks dozens of times: calling to compare them was a third of it.
constexpr bool is_code(std::string_view two, std::string_view text) {
    return text.size() == 2 && two[0] == text[0] && two[1] == text[1];
}

bool is_eu_state(std::string_view country) {
    for (std::size_t at = 0; at < kEuStates.size(); at += 2)
        if (is_code(kEuStates.substr(at, 2), country)) return true;
    return false;
}

/// Whose VAT applies at an address. Monaco has no VAT of its own: sales there are sales in France
/// (Directive 2006/112/EC art. 7).
std::string_view vat_state_of(std::string_view country) { return country == "MC" ? "FR" : country; }

std::unexpected<Error> rate_unknown(std::string_view country, std::string_view region, Date day) {
    std::string place(country);
    if (!region.empty()) place.append("-").append(region);
    return fail(Error(ErrorCode::kTaxRateUnknown, "country").with("place", place).with("date", day.str()));
}

TaxDecision without_tax(TaxReason reason, std::string_view country) { return {reason, std::string(country), {}}; }

/// What the register said of a number that could move the sale's tax to the buyer: one of an EU
/// state other than the seller's. Any other number, even a confirmed one, counts as none.
TaxNumberStatus status_across_borders(const BillingInformation& buyer, std::string_view seller_state) {
    if (!buyer.tax_number) return TaxNumberStatus::kNone;
    const std::string issuer = country_of_tax_number(buyer.tax_number->number);
    if (!is_eu_state(issuer) || issuer == seller_state) return TaxNumberStatus::kNone;
    return buyer.tax_number->status;
}

TaxReason reason_in_eu(std::string_view seller_state, std::string_view buyer_state, const BillingInformation& buyer) {
    if (seller_state == buyer_state) {
        const bool confirmed = buyer.tax_number && buyer.tax_number->status == TaxNumberStatus::kConfirmed;
        return confirmed ? TaxReason::kDomesticBusiness : TaxReason::kDomestic;
    }
    switch (status_across_borders(buyer, seller_state)) {
        case TaxNumberStatus::kConfirmed: return TaxReason::kReverseCharge;
        case TaxNumberStatus::kUnverified: return TaxReason::kUnverifiedNumber;
        case TaxNumberStatus::kRefused:
        case TaxNumberStatus::kNone: return TaxReason::kDestination;
    }
    ENSURE(false);
}

Result<TaxDecision> decide_in_eu(const Seller& seller, const BillingInformation& buyer, Date day,
                                 const RateTable& rates) {
    const std::string_view seller_state = vat_state_of(seller.country);
    const std::string_view buyer_state = buyer.country.empty() ? seller_state : vat_state_of(buyer.country);
    if (!is_eu_state(buyer_state)) return without_tax(TaxReason::kOutsideScope, buyer_state);
    const TaxReason reason = reason_in_eu(seller_state, buyer_state, buyer);
    if (reason == TaxReason::kReverseCharge) return without_tax(reason, buyer_state);
    const auto rate = rates.find(buyer_state, "", "VAT", day);
    if (!rate) return rate_unknown(buyer_state, "", day);
    const std::string name = seller.tax_name.empty() ? "VAT" : seller.tax_name;
    return TaxDecision{reason, std::string(buyer_state), {{name, *rate}}};
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

bool is_in_eu(std::string_view country) { return is_eu_state(vat_state_of(country)); }

Result<TaxDecision> decide_tax(const Seller& seller, const BillingInformation& buyer, Date day,
                               const RateTable& rates) {
    if (seller.country == "CA") return decide_in_canada(seller, buyer, day, rates);
    if (is_in_eu(seller.country)) return decide_in_eu(seller, buyer, day, rates);
    return without_tax(TaxReason::kNotTaxed, seller.country);
}

}  // namespace settle
