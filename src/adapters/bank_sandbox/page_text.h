// The words of the hosted pages, in English and French.
#pragma once

#include <string>
#include <string_view>

namespace settle::bank {

struct PageText {
    std::string_view language;
    std::string_view sandbox;           ///< Always visible: no real money.
    std::string_view pay_to;
    std::string_view amount;
    std::string_view card_heading;
    std::string_view save_heading;  ///< Of a card that is kept for later, with nothing to pay now.
    std::string_view number;
    std::string_view expiry;
    std::string_view expiry_hint;
    std::string_view cvc;
    std::string_view cvc_hint;
    std::string_view holder;
    std::string_view pay;
    std::string_view save;
    std::string_view cancel;
    std::string_view brands;            ///< Followed by the accepted brands.
    std::string_view error_heading;
    std::string_view number_empty;
    std::string_view number_wrong;
    std::string_view number_real;
    std::string_view brand_refused;     ///< With the brand and the accepted brands.
    std::string_view expiry_wrong;
    std::string_view expiry_past;
    std::string_view cvc_wrong;
    std::string_view holder_empty;
    std::string_view challenge_heading;
    std::string_view challenge_text;
    std::string_view approve;
    std::string_view refuse;
    std::string_view wallet_heading;
    std::string_view wallet_text;
    std::string_view wallet_approve;
    std::string_view transfer_heading;
    std::string_view transfer_text;
    std::string_view transfer_sent;
    std::string_view done_heading;
    std::string_view succeeded;
    std::string_view processing;
    std::string_view declined;
    std::string_view cancelled;
    std::string_view back;
    std::string_view test_cards;
    std::string_view test_cards_hint;
    std::string_view what_happens;
    std::string_view not_found_heading;
    std::string_view not_found;
};

/// French for "fr" and "fr-…", else English.
const PageText& page_text(std::string_view language);

/// "1 234,50 EUR" or "1,234.50 EUR".
std::string amount_text(std::int64_t minor, std::string_view currency, std::string_view language);

}  // namespace settle::bank
