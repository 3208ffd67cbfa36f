// Where a sale is made, as tax law sees it.
#pragma once

#include <string>
#include <string_view>

#include "domain/tax/tax.h"
#include "domain/tax/territories.h"

namespace settle::tax {

/// Whether `text` is these two letters. A decision asks dozens of times: calling to compare them was a third of it.
constexpr bool is_code(std::string_view two, std::string_view text) {
    return text.size() == 2 && two[0] == text[0] && two[1] == text[1];
}

/// One of the EU's member states.
bool is_eu_state(std::string_view country);

/// Whose VAT a seller's country has: Monaco's is France's.
std::string_view home_of(const Seller& seller);

struct Place {
    std::string_view country;  ///< Whose tax law holds there; Monaco is France, Liechtenstein is Switzerland.
    std::string_view region;   ///< A province, or what has its own row in the table of rates.
    const Territory* territory = nullptr;

    bool is_outside() const { return territory != nullptr && territory->treatment == Territory::Treatment::kOutside; }
    bool is_overseas() const {
        return territory != nullptr && (territory->treatment == Territory::Treatment::kOverseas ||
                                        territory->treatment == Territory::Treatment::kOverseasUntaxed);
    }
    bool is_untaxed() const {
        return territory != nullptr && territory->treatment == Territory::Treatment::kOverseasUntaxed;
    }
    std::string name() const { return territory == nullptr ? std::string(country) : territory->place(); }
};

Place place_of(std::string_view country, std::string_view region, std::string_view postal_code);
/// Where the buyer is. Until they have said it, their summary is an estimate for the seller's own place.
Place place_of(const Seller& seller, const BillingInformation& buyer);

TaxDecision without_tax(TaxReason reason, std::string_view place);
std::unexpected<Error> rate_unknown(std::string_view country, std::string_view region, Date day);

/// The components that a seller collects of a buyer in Canada. Fails with tax_rate_unknown.
Result<TaxDecision> decide_in_canada(const Seller& seller, std::string_view region, Date day, const RateTable& rates);

}  // namespace settle::tax
