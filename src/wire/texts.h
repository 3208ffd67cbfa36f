// The product's own words: what a catalog does not say and the error table does not cover.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/invoice/invoice.h"
#include "domain/tax/tax.h"
#include "app/context.h"
#include "wire/json.h"

namespace settle::wire {

/// One sentence or word of the product; texts.cpp has its row in every language.
enum class Phrase : std::uint8_t {
    kPlanPrice,
    kUnits,
    kDaysOf,
    kSecondsOf,
    kRounded,
    kLimited,
    kAllThatWasLeft,
    kCreditOf,
    kCreditOfEarlier,
    kRefund,
    kRefundOfEarlier,
    kChangeApplied,
    kChangeScheduled,
    kChangeAwaiting,
    kChangeProcessing,
    kChangeSuperseded,
    kNumberConfirmed,
    kAllowed,
    kTeam,
    kStaleBecause,
    kStaleBy,
    kPaymentSucceeded,
    kRequestAccepted,
    kRequestDeclined,
    kWithReason,
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

/// Quantity × price × share of a line before it was rounded, as a decimal of the currency's main unit; digits
/// beyond the twelfth are left out. Negative for credits.
std::string exact_amount(const Line& line);
/// The arithmetic of a line: "2 utilisateurs × 99,00 € × 21 jours sur 31 (du 11 au 31 mars 2026) = 134,1290…,
/// arrondi au plus proche (demi-centime vers le haut) : 134,13 €". A credit says which invoice it gives back.
std::string explain(const Line& line, const Audience& audience);

/// "the team of Example", for what staff and servers of the vendor did.
std::string team_of_vendor(const Audience& audience);
/// What happened, in a sentence; the event's type where there are no words for it.
std::string text_of_event(const Event& event, const Audience& audience);
/// What is no longer as it was read and, where it is known, by whom it was changed.
std::string text_of_stale(const std::vector<std::string>& changed, std::string_view by, const Audience& audience);

/// What a value should have been, as errors say it in signs ("1 … 365", "> 2026-05-01", "a | b", "string"), in
/// words; an example or a single value stays as it is.
std::string expectation_in_words(std::string_view expected, std::string_view language);
/// The error with days, states, cycles, plans and items in its parameters put in words.
Error in_words(Error error, const Audience& audience);
/// Its text after that.
std::string words_of(const Error& error, const Audience& audience);

/// The product's default of a portal label, or empty when there is no such label.
std::string_view default_label(std::string_view key, std::string_view language);
/// Keys of all labels that have a default.
std::vector<std::string_view> default_label_keys();

}  // namespace settle::wire
