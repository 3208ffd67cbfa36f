#include "adapters/documents/labels.h"

namespace settle::documents {
namespace {

struct Row {
    std::string_view en, fr;
};
constexpr Row kRows[] = {
    {"Invoice", "Facture"},
    {"Credit note", "Avoir"},
    {"Number", "Numéro"},
    {"Date", "Date"},
    {"Due on", "Échéance"},
    {"Period", "Période"},
    {"Corrects", "Corrige"},
    {"Your order", "Votre commande"},
    {"Seller", "Vendeur"},
    {"Buyer", "Client"},
    {"Description", "Désignation"},
    {"Quantity", "Quantité"},
    {"Unit price before tax", "Prix unitaire HT"},
    {"Tax", "Taxe"},
    {"Amount before tax", "Montant HT"},
    {"Total before tax", "Total HT"},
    {"{0} {1} on {2}", "{0} {1} sur {2}"},
    {"Total", "Total TTC"},
    {"Paid", "Déjà réglé"},
    {"Given back", "Déjà remboursé"},
    {"To pay", "Reste à payer"},
    {"To give back", "Reste à rembourser"},
    {"Paid. Nothing is left to pay.", "Facture acquittée. Rien ne reste à payer."},
    {"Card {0} ending in {1}", "Carte {0} se terminant par {1}"},
    {"Wallet {0}", "Portefeuille {0}"},
    {"To pay by bank transfer until {0}", "À payer par virement au plus tard le {0}"},
    {"To pay until {0}", "À payer au plus tard le {0}"},
    {"Account holder", "Titulaire du compte"},
    {"Reference to give", "Référence à indiquer"},
    {"Scan with your bank’s application", "À scanner avec l’application de votre banque"},
    {"{0} number", "N° {0}"},
    {"{0}: {1}", "{0}\u00A0: {1}"},
    {"Page {0} of {1}", "Page {0} sur {1}"},
    {"{0} of {1}", "{0} du {1}"},
};
static_assert(std::size(kRows) == static_cast<std::size_t>(Label::kCount));

}  // namespace

std::string label(Label which, std::string_view language) {
    const Row& row = kRows[static_cast<std::size_t>(which)];
    return std::string(language == "fr" ? row.fr : row.en);
}

std::string labels(Label which, const std::vector<std::string>& languages) {
    std::string all;
    std::vector<std::string> said;
    for (const std::string& language : languages) {
        std::string words = label(which, language);
        if (std::ranges::find(said, words) != said.end()) continue;
        if (!all.empty()) all += " / ";
        all += words;
        said.push_back(std::move(words));
    }
    return all;
}

}  // namespace settle::documents
