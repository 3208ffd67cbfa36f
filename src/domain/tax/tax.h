// Where a sale is taxed, at what rate, and why: a pure decision over dated rates.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "domain/catalog/catalog.h"
#include "domain/customer/customer.h"

namespace settle {

/// Why tax is or is not charged; shown in words on the summary and the invoice.
enum class TaxReason : std::uint8_t {
    kDomestic,            ///< Buyer in the seller's country.
    /// The same, with a valid number: VAT stays (Directive 2006/112/EC art. 44, 196 concern cross-border sales).
    kDomesticBusiness,
    kReverseCharge,  ///< Business in another EU country with a confirmed number (art. 44, 196).
    kDestination,  ///< Buyer in another EU country without a confirmed number (art. 58).
    kUnverifiedNumber,  ///< As kDestination, while the register could not confirm the number.
    kOutsideScope,  ///< Buyer outside the seller's tax area.
    kProvince,  ///< Canada: by the buyer's province.
    kRegisteredThere,  ///< Buyer in a country beside the seller's own where the seller is registered.
    /// Consumer in another EU country, while the seller sells so little there that its own VAT applies (art. 59c).
    kBelowThreshold,
    kExemptSeller,  ///< The seller is exempt at home for being small.
    kNotTaxed,  ///< No seller regime is known: nothing is charged.
};
/// "domestic", "reverse_charge", …
std::string_view name_of(TaxReason reason);

/// One tax that applies: its name on documents ("TVA", "GST") and its rate.
struct TaxComponent {
    std::string name;
    Percent rate;
    friend bool operator==(const TaxComponent&, const TaxComponent&) = default;
};

struct TaxDecision {
    TaxReason reason = TaxReason::kNotTaxed;
    std::string country;  ///< Whose tax it is.
    std::vector<TaxComponent> components;
    friend bool operator==(const TaxDecision&, const TaxDecision&) = default;
};

/// Dated rates by country and region.
class RateTable {
public:
    struct Row {
        std::string country;
        std::string region;
        std::string tax;  ///< "VAT", "GST", "HST", "QST", "PST", "RST"
        Percent rate;
        Date valid_from;
        std::optional<Date> valid_to;  ///< The last day it applies.
    };
    /// Reads the columns jurisdiction, subdivision, tax, kind, rate_percent, valid_from, valid_to of
    /// a CSV text. Fails with file_malformed naming the line.
    static Result<RateTable> parse(std::string_view csv);
    /// The table of data/tax-rates.csv that was built in.
    static const RateTable& built_in();

    /// The standard rate of `tax` there on `day`.
    std::optional<Percent> find(std::string_view country, std::string_view region, std::string_view tax,
                                Date day) const;

private:
    /// The beginnings of country, region and tax as numbers, which are compared faster than texts.
    using Key = std::array<std::uint64_t, 3>;
    static Key key_of(std::string_view country, std::string_view region, std::string_view tax);

    std::vector<Row> rows_;  ///< By key, then by place and day.
    std::vector<Key> keys_;  ///< Of each row.
};

/// Whether the country is in the EU's VAT area.
bool is_in_eu(std::string_view country);

/// The taxes of a sale by `seller` to `buyer` on `day`: VAT in the EU, in the United Kingdom, Switzerland and Norway,
/// GST/HST/QST/PST in Canada, each where the seller's regime says that it is registered; elsewhere nothing. Fails with
/// tax_rate_unknown.
Result<TaxDecision> decide_tax(const Seller& seller, const BillingInformation& buyer, Date day, const RateTable& rates);
/// Whether the sale would be taxed otherwise if the register confirmed the buyer's number. Fails as decide_tax does.
Result<bool> does_number_move_tax(const Seller& seller, const BillingInformation& buyer, Date day,
                                  const RateTable& rates);

}  // namespace settle
