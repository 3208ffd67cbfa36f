#include "domain/document/mentions.h"

namespace settle {
namespace {

struct Row {
    std::string_view en, fr;
};

Text text_of(const Row& row, const std::vector<std::string>& languages) {
    Text text;
    for (const std::string& language : languages) text.set(language, std::string(language == "fr" ? row.fr : row.en));
    return text;
}

// French commercial code, art. L441-9, L441-10 and D441-5; each is asked for exactly once (BR-FR-05).
constexpr Row kRecoveryFr = {"Fixed compensation for recovery costs in case of late payment: EUR 40.",
                             "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €."};
constexpr Row kPenaltyFr = {"Late payment penalties: three times the French legal interest rate.",
                            "Pénalités de retard : trois fois le taux d’intérêt légal."};
constexpr Row kDiscountFr = {"No discount for early payment.", "Pas d’escompte en cas de paiement anticipé."};
constexpr Row kOperationFr = {"Category of operation: supply of services.",
                              "Catégorie de l’opération : prestation de services."};
// Law of 2 August 2002 on late payment in commercial transactions.
constexpr Row kLateBe = {"Late payment: statutory interest and a fixed compensation of EUR 40.",
                         "Retard de paiement : intérêts légaux et indemnité forfaitaire de 40 €."};

/// Directive 2006/112/EC art. 226 (11a) asks for these words, each country in its own language.
struct ReverseCharge {
    std::string_view country, words;
};
constexpr ReverseCharge kReverseCharges[] = {
    {"AT", "Übergang der Steuerschuld auf den Leistungsempfänger"},
    {"BE", "Autoliquidation / Btw verlegd"},
    {"DE", "Steuerschuldnerschaft des Leistungsempfängers"},
    {"ES", "Inversión del sujeto pasivo"},
    {"FR", "Autoliquidation"},
    {"IT", "Inversione contabile"},
    {"LU", "Autoliquidation"},
    {"NL", "Btw verlegd"},
    {"PL", "Odwrotne obciążenie"},
    {"PT", "Autoliquidação"},
};

std::string_view reverse_charge_in(std::string_view country) {
    const auto* row = std::ranges::find(kReverseCharges, country, &ReverseCharge::country);
    return row == std::end(kReverseCharges) ? std::string_view("Reverse charge") : row->words;
}

Mention reverse_charge(const Document& document) {
    const std::string_view of_seller = reverse_charge_in(document.seller.country);
    const std::string_view of_buyer = reverse_charge_in(document.buyer.country);
    const bool says_both = of_buyer.find(of_seller) != std::string_view::npos;
    const std::string words = says_both ? fmt::format("{}.", of_buyer) : fmt::format("{} – {}.", of_seller, of_buyer);
    return {{}, text_of({words, words}, document.languages)};
}

// Which flow of the French reform it belongs to; only where the numbers it then needs are there (BR-FR-11).
std::string_view french_flow(const Document& document) {
    if (!document.buyer.is_business) return "B2C";
    if (document.buyer.country != "FR") return "B2BINT";
    return document.buyer.company ? "B2B" : "";
}

void add_french(std::vector<Mention>& mentions, const Document& document) {
    const auto add = [&](std::string_view code, const Row& row) {
        mentions.push_back({std::string(code), text_of(row, document.languages)});
    };
    add("", kOperationFr);
    add("PMT", kRecoveryFr);
    add("PMD", kPenaltyFr);
    add("AAB", kDiscountFr);
    const std::string_view flow = french_flow(document);
    if (!flow.empty()) add("BAR", {flow, flow});
}

// The states and territories where euro transfers are of the SEPA scheme (EPC409-09).
constexpr std::string_view kSepa = "ADATBEBGCHCYCZDEDKEEESFIFRGBGIGRHRHUIEISITLILTLULVMCMTNLNOPLPTROSESISKSMVA";

bool is_in_sepa(std::string_view country) {
    for (std::size_t at = 0; at < kSepa.size(); at += 2)
        if (kSepa.substr(at, 2) == country) return true;
    return false;
}

// A line of the code, cut to so many characters without splitting one.
std::string line_of(std::string_view text, std::size_t characters_max) {
    std::string line;
    std::size_t characters = 0;
    for (const char c : text) {
        const bool begins = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        if (begins && ++characters > characters_max) break;
        line += c == '\n' || c == '\r' ? ' ' : c;
    }
    return line;
}

}  // namespace

std::vector<Mention> mentions_of(const Document& document, TaxReason reason) {
    std::vector<Mention> mentions;
    if (reason == TaxReason::kReverseCharge) mentions.push_back(reverse_charge(document));
    if (document.seller.country == "FR") add_french(mentions, document);
    if (document.seller.country == "BE" && document.buyer.is_business)
        mentions.push_back({{}, text_of(kLateBe, document.languages)});
    return mentions;
}

std::string transfer_code_of(const TransferAccount& account, const Money& due, std::string_view reference,
                             std::string_view holder) {
    constexpr std::int64_t kMost = 99'999'999'999;  // 999 999 999.99
    if (due.currency() != kEuro || !due.is_positive() || due.minor() > kMost) return {};
    if (account.iban.size() < 15 || !is_in_sepa(std::string_view(account.iban).substr(0, 2))) return {};
    return fmt::format("BCD\n002\n1\nSCT\n{}\n{}\n{}\nEUR{}\n\n\n{}\n", account.bic, line_of(holder, 70), account.iban,
                       due.str(), line_of(reference, 140));
}

}  // namespace settle
