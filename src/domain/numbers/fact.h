// What a vendor's figures are made of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace settle {

/// Kept under their names: the order is free, the names are not.
enum class Figure : std::uint8_t {
    // Movements of the recurring amount; each counts one subscription.
    kNew,    ///< From nothing, for the first time.
    kUp,
    kDown,
    kBack,   ///< From nothing, not for the first time.
    kLost,   ///< To nothing.
    // Units, by item; `count` is not used.
    kUnitsSold,  ///< What subscriptions in force hold.
    kUnitsUsed,  ///< Of these, in use.
    // Trials.
    kTrialBegun,
    kTrialOver,  ///< Without an order.
    kTrialWon,   ///< The first recurring amount of somebody who had tried.
    // What fell due and was not paid.
    kUnpaid,
    kRecovered,
    kGivenUp,    ///< The subscription ended unpaid, or staff forgave it.
    kPutOff,     ///< A pause stopped asking for it.
    // Documents, by country of tax.
    kNet,
    kTax,
    kCount
};
/// "recurring.new", "units.sold", "trial.begun", "unpaid.fell", "document.tax", …
std::string_view name_of(Figure figure);

/// What something adds to one figure.
struct Fact {
    Figure figure = Figure::kNew;
    std::string currency = {};  ///< Empty for what is no money.
    std::string about = {};     ///< An item or a country, where the figure has such parts.
    std::int64_t amount = 0;    ///< In minor units of the currency, or units of the item.
    std::int64_t count = 0;
    friend bool operator==(const Fact&, const Fact&) = default;
};

/// What one save of a subscription adds to its vendor's figures.
struct Counting {
    Date on;
    std::vector<Fact> facts = {};
};

/// All that was added to a figure in a month.
struct FigureSum {
    Fact sum;
    std::string month;  ///< "2026-11"
};

}  // namespace settle
