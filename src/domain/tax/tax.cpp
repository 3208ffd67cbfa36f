#include "domain/tax/tax.h"

#include "domain/tax/place.h"
#include "domain/tax/tax_number.h"

namespace settle {
namespace {

using tax::home_of;
using tax::is_code;
using tax::is_eu_state;
using tax::Place;
using tax::place_of;
using tax::without_tax;

std::string tax_name(const Seller& seller) { return seller.tax_name.empty() ? "VAT" : seller.tax_name; }

Result<TaxDecision> at_rate_of(TaxReason reason, const Place& place, const Seller& seller, Date day,
                               const RateTable& rates) {
    const auto rate = rates.find(place.country, place.region, "VAT", day);
    if (!rate) return tax::rate_unknown(place.country, place.region, day);
    return TaxDecision{reason, place.name(), {{tax_name(seller), *rate}}};
}

/// What the register said of a number that could move the sale's tax to a buyer in the EU: one of an EU state other
/// than the seller's. Any other number, even a confirmed one, counts as none.
TaxNumberStatus status_in_eu(const BillingInformation& buyer, std::string_view seller_state) {
    if (!buyer.tax_number) return TaxNumberStatus::kNone;
    const std::string issuer = country_of_tax_number(buyer.tax_number->number);
    if (!is_eu_state(issuer) || issuer == seller_state) return TaxNumberStatus::kNone;
    return buyer.tax_number->status;
}

/// The same of a number that `country` itself issued.
TaxNumberStatus status_in(const BillingInformation& buyer, std::string_view country) {
    if (!buyer.tax_number || country_of_tax_number(buyer.tax_number->number) != country) return TaxNumberStatus::kNone;
    return buyer.tax_number->status;
}

TaxReason reason_at_home(const BillingInformation& buyer) {
    const bool confirmed = buyer.tax_number && buyer.tax_number->status == TaxNumberStatus::kConfirmed;
    return confirmed ? TaxReason::kDomesticBusiness : TaxReason::kDomestic;
}

/// Whether the seller collects VAT where it is established: always in the EU, where states have rates without its
/// saying more; elsewhere it says so by a number. An exempt seller is one of them, on other days.
bool has_home_vat(const Seller& seller, Date day) {
    const std::string_view home = home_of(seller);
    if (is_eu_state(home)) return true;
    if (!is_code("GB", home) && !is_code("CH", home) && !is_code("NO", home)) return false;
    const auto is_of_home = [&](const TaxRegistration& known) { return known.country == home; };
    if (std::ranges::any_of(seller.regime.registrations, is_of_home))
        return seller.regime.find(home, "", "VAT", day) != nullptr;
    return !seller.tax_numbers.empty() || seller.regime.small_business.has_value();
}

/// Whether anything is known of where the seller collects tax.
bool has_tax_area(const Seller& seller, Date day) {
    return seller.regime.is_told || is_code("CA", seller.country) || has_home_vat(seller, day);
}

/// A place of the seller's own state: at the rate of where the buyer is, which for electronic services is theirs for
/// businesses and is taken for consumers too (in France article 259 D of the tax code).
Result<TaxDecision> decide_at_home(const Seller& seller, const BillingInformation& buyer, const Place& place, Date day,
                                   const RateTable& rates) {
    if (place.is_untaxed()) return without_tax(TaxReason::kOutsideScope, place.name());
    if (seller.regime.is_exempt(day)) return without_tax(TaxReason::kExemptSeller, place.name());
    if (!has_home_vat(seller, day)) return without_tax(TaxReason::kNotTaxed, place.name());
    return at_rate_of(reason_at_home(buyer), place, seller, day, rates);
}

/// A consumer in another state, while the seller need not charge that state's VAT: the seller's own.
Result<TaxDecision> decide_below_threshold(const Seller& seller, TaxReason reason, Date day, const RateTable& rates) {
    const Place home = place_of(seller.country, {}, {});
    if (seller.regime.is_exempt(day)) return without_tax(TaxReason::kExemptSeller, home.name());
    return at_rate_of(reason, home, seller, day, rates);
}

/// A state of the EU other than the seller's.
Result<TaxDecision> decide_in_eu(const Seller& seller, const BillingInformation& buyer, const Place& place, Date day,
                                 const RateTable& rates) {
    const TaxRegime& regime = seller.regime;
    const std::string_view home = home_of(seller);
    const bool is_registered = regime.find(place.country, "", "VAT", day) != nullptr;
    const bool is_in_one_stop = regime.is_told ? regime.is_in_one_stop(day) : is_eu_state(home);
    if (!is_eu_state(home) && !is_registered && !is_in_one_stop)
        return without_tax(TaxReason::kOutsideScope, place.name());
    const TaxNumberStatus status = status_in_eu(buyer, home);
    if (status == TaxNumberStatus::kConfirmed) return without_tax(TaxReason::kReverseCharge, place.name());
    const bool is_open = status == TaxNumberStatus::kUnverified;
    if (is_registered)
        return at_rate_of(is_open ? TaxReason::kUnverifiedNumber : TaxReason::kRegisteredThere, place, seller, day,
                          rates);
    if (is_in_one_stop)
        return at_rate_of(is_open ? TaxReason::kUnverifiedNumber : TaxReason::kDestination, place, seller, day, rates);
    return decide_below_threshold(seller, is_open ? TaxReason::kUnverifiedNumber : TaxReason::kBelowThreshold, day,
                                  rates);
}

/// Another country outside the EU.
Result<TaxDecision> decide_beyond(const Seller& seller, const BillingInformation& buyer, const Place& place, Date day,
                                  const RateTable& rates) {
    if (seller.regime.find(place.country, "", "VAT", day) == nullptr)
        return without_tax(TaxReason::kOutsideScope, place.name());
    // Switzerland's acquisition tax is for what sellers provide that are not registered there; one that is charges
    // everybody. Elsewhere a business accounts for it itself.
    if (is_code("CH", place.country)) return at_rate_of(TaxReason::kRegisteredThere, place, seller, day, rates);
    switch (status_in(buyer, place.country)) {
        case TaxNumberStatus::kConfirmed: return without_tax(TaxReason::kReverseCharge, place.name());
        case TaxNumberStatus::kUnverified: return at_rate_of(TaxReason::kUnverifiedNumber, place, seller, day, rates);
        case TaxNumberStatus::kRefused:
        case TaxNumberStatus::kNone: return at_rate_of(TaxReason::kRegisteredThere, place, seller, day, rates);
    }
    ENSURE(false);
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
        case TaxReason::kRegisteredThere: return "registered_there";
        case TaxReason::kBelowThreshold: return "below_threshold";
        case TaxReason::kExemptSeller: return "exempt_seller";
        case TaxReason::kNotTaxed: return "not_taxed";
    }
    ENSURE(false);
}

Result<TaxDecision> decide_tax(const Seller& seller, const BillingInformation& buyer, Date day,
                               const RateTable& rates) {
    if (!has_tax_area(seller, day)) return without_tax(TaxReason::kNotTaxed, seller.country);
    const Place place = place_of(seller, buyer);
    if (is_code("CA", place.country)) return tax::decide_in_canada(seller, place.region, day, rates);
    if (place.is_outside()) return without_tax(TaxReason::kOutsideScope, place.name());
    if (place.country == home_of(seller)) return decide_at_home(seller, buyer, place, day, rates);
    // For other states France's overseas departments are as far away as any third country (art. 6).
    if (place.is_overseas()) return without_tax(TaxReason::kOutsideScope, place.name());
    if (is_eu_state(place.country)) return decide_in_eu(seller, buyer, place, day, rates);
    return decide_beyond(seller, buyer, place, day, rates);
}

Result<bool> does_number_move_tax(const Seller& seller, const BillingInformation& buyer, Date day,
                                  const RateTable& rates) {
    if (!buyer.tax_number) return false;
    BillingInformation with = buyer;
    with.tax_number->status = TaxNumberStatus::kConfirmed;
    BillingInformation without = buyer;
    without.tax_number.reset();
    return TRY(decide_tax(seller, with, day, rates)).components !=
           TRY(decide_tax(seller, without, day, rates)).components;
}

}  // namespace settle
