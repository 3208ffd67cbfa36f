// The product's own words: what a catalog does not say and the error table does not cover.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/invoice/invoice.h"
#include "domain/tax/tax.h"
#include "wire/json.h"

namespace settle::wire {

/// One sentence or word of the product; texts.cpp has its row in every language.
enum class Phrase : std::uint8_t {
    kPlanPrice,
    kDays,
    kDaysCredited,
    kWholeCharge,
    kWholeCredit,
    kRounded,
    kLimited,
    kChangeApplied,
    kChangeScheduled,
    kChangeAwaiting,
    kChangeProcessing,
    kChangeSuperseded,
    kNumberConfirmed,
    kAllowed,
    kLinkSpentTitle,
    kLinkSpentText,
    kCount
};

/// The row in `language`; English when the language has none.
std::string_view phrase(Phrase phrase, std::string_view language);

/// A word for a value that errors and documents carry by name: "kind.name", such as
/// "state.past_due", "cycle.year", "reason.card_declined", "field.postal_code"; the bare name when
/// there is no word for it.
std::string_view word_for(std::string_view kind, std::string_view name, std::string_view language);

/// Why tax is or is not charged, with the mention the law asks for. `seller_country`: whose law is cited.
std::string tax_text(TaxReason reason, std::string_view country, std::string_view seller_country,
                     std::string_view language);

/// The arithmetic of a line: "2 × 99,00 € pour 21 jours sur 31, du 11 au 31 mars 2026, arrondi au centime".
std::string explain(const Line& line, std::string_view language);

/// The error with days, states, cycles, plans and items in its parameters put in words.
Error in_words(Error error, const Audience& audience);
/// Its text after that.
std::string words_of(const Error& error, const Audience& audience);

/// The product's default of a portal label, or empty when there is no such label.
std::string_view default_label(std::string_view key, std::string_view language);
/// Keys of all labels that have a default.
std::vector<std::string_view> default_label_keys();

}  // namespace settle::wire
