// Where a seller is registered for tax, what it declares elsewhere, and what it does while a number is in doubt.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace settle {

/// The days on which something holds: since ever without a first one, until further notice without a last one. The
/// last day is among them.
struct TaxSpan {
    std::optional<Date> from;
    std::optional<Date> until;

    bool holds_on(Date day) const { return !(from && day < *from) && !(until && *until < day); }
};

/// A tax that the seller collects in a country or province beside its own.
struct TaxRegistration {
    std::string country;  ///< ISO 3166-1 alpha-2.
    std::string region;   ///< The province of a provincial tax; else empty.
    std::string tax;      ///< "VAT"; in Canada "GST" (which is the harmonised tax too), "QST", "PST", "RST".
    std::string number;
    TaxSpan span;
};

/// What is sold while the register of VAT numbers does not answer about a number that would move the tax.
enum class NumberOutage : std::uint8_t {
    kCharge,  ///< The tax is charged, and given back once the number is confirmed.
    kHold,    ///< Nothing: the number is taken once the register has answered.
};

/// What is done with VAT numbers besides asking once.
struct NumberChecks {
    NumberOutage when_down = NumberOutage::kCharge;
    int retry_hours = 4;      ///< An unanswered question is asked again.
    int recheck_days = 90;    ///< A confirmed number is asked about again; 0: never.
    int correct_days = 90;    ///< So long after its day an invoice is corrected once the number is confirmed.
};

/// Where a seller that says nothing of it is registered: at home for every tax there is, and in the EU with the
/// one-stop shop.
struct TaxRegime {
    bool is_told = false;  ///< The vendor said it: what is not named does not hold.
    std::vector<TaxRegistration> registrations;
    std::optional<TaxSpan> one_stop;        ///< The EU's one-stop shop, union scheme or not.
    std::optional<TaxSpan> small_business;  ///< Exempt at home for being small.
    NumberChecks numbers;

    bool is_in_one_stop(Date day) const { return one_stop && one_stop->holds_on(day); }
    bool is_exempt(Date day) const { return small_business && small_business->holds_on(day); }
    /// The registration for `tax` there on `day`, or null.
    const TaxRegistration* find(std::string_view country, std::string_view region, std::string_view tax,
                                Date day) const {
        const auto found = std::ranges::find_if(registrations, [&](const TaxRegistration& known) {
            return known.country == country && known.region == region && known.tax == tax && known.span.holds_on(day);
        });
        return found == registrations.end() ? nullptr : &*found;
    }
};

}  // namespace settle
