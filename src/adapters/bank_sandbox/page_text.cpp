#include "adapters/bank_sandbox/page_text.h"

#include "base/money.h"

namespace settle::bank {
namespace {

constexpr PageText kEnglish = {
    .language = "en",
    .sandbox = "Sandbox bank – no real money",
    .pay_to = "For",
    .amount = "Amount",
    .card_heading = "Pay by card",
    .save_heading = "Save a card",
    .number = "Card number",
    .expiry = "Expiry date",
    .expiry_hint = "Month and year, as 12/34",
    .cvc = "Security code",
    .cvc_hint = "3 digits on the back; 4 on the front of American Express",
    .holder = "Name on the card",
    .pay = "Pay",
    .save = "Save the card",
    .cancel = "Cancel and return",
    .brands = "Accepted cards:",
    .error_heading = "Nothing was paid yet. Please check:",
    .number_empty = "Enter the card number.",
    .number_wrong = "This card number is not right. Check its digits.",
    .number_real = "This page only takes the test cards below. Never enter a real card here.",
    .brand_refused = "{0} is not accepted here. Use another card: {1}.",
    .expiry_wrong = "Enter the expiry date as month/year, for example 12/34.",
    .expiry_past = "This card has expired. Check the date or use another card.",
    .cvc_wrong = "The security code of this card has {0} digits.",
    .holder_empty = "Enter the name on the card.",
    .challenge_heading = "3-D Secure: is it you?",
    .challenge_text = "The bank of your card asks you to confirm this payment.",
    .approve = "Approve the payment",
    .refuse = "Refuse",
    .wallet_heading = "Sandbox Wallet",
    .wallet_text =
        "You are signed in as buyer@wallet.example. The shop will be allowed to charge this wallet "
        "for your subscription.",
    .wallet_approve = "Approve and pay",
    .transfer_heading = "Bank transfer",
    .transfer_text = "Send the amount to the account SANDBOX 0000 0000 with this reference:",
    .transfer_sent = "I have sent the transfer",
    .done_heading = "This payment is finished",
    .succeeded = "It was paid.",
    .processing = "It is being processed. There is nothing more to do here.",
    .declined = "It was declined. Nothing was charged.",
    .cancelled = "It was cancelled. Nothing was charged.",
    .back = "Return to the shop",
    .test_cards = "Test cards",
    .test_cards_hint = "Any name, any date in the future, any security code of the right length.",
    .what_happens = "What happens",
    .not_found_heading = "No such payment",
    .not_found = "This address belongs to no payment. Go back to the shop and start again.",
};

constexpr PageText kFrench = {
    .language = "fr",
    .sandbox = "Banque d’essai – pas d’argent réel (Sandbox bank)",
    .pay_to = "Pour",
    .amount = "Montant",
    .card_heading = "Payer par carte",
    .save_heading = "Enregistrer une carte",
    .number = "Numéro de carte",
    .expiry = "Date d’expiration",
    .expiry_hint = "Mois et année, par exemple 12/34",
    .cvc = "Code de sécurité",
    .cvc_hint = "3 chiffres au dos ; 4 au recto pour American Express",
    .holder = "Nom sur la carte",
    .pay = "Payer",
    .save = "Enregistrer la carte",
    .cancel = "Annuler et revenir",
    .brands = "Cartes acceptées :",
    .error_heading = "Rien n’est encore payé. Veuillez vérifier :",
    .number_empty = "Saisissez le numéro de carte.",
    .number_wrong = "Ce numéro de carte n’est pas correct. Vérifiez les chiffres.",
    .number_real = "Cette page n’accepte que les cartes d’essai ci-dessous. Ne saisissez jamais une vraie carte.",
    .brand_refused = "{0} n’est pas acceptée ici. Utilisez une autre carte : {1}.",
    .expiry_wrong = "Saisissez la date d’expiration sous la forme mois/année, par exemple 12/34.",
    .expiry_past = "Cette carte est expirée. Vérifiez la date ou utilisez une autre carte.",
    .cvc_wrong = "Le code de sécurité de cette carte comporte {0} chiffres.",
    .holder_empty = "Saisissez le nom inscrit sur la carte.",
    .challenge_heading = "3-D Secure : est-ce bien vous ?",
    .challenge_text = "La banque de votre carte vous demande de confirmer ce paiement.",
    .approve = "Approuver le paiement",
    .refuse = "Refuser",
    .wallet_heading = "Portefeuille d’essai (Sandbox Wallet)",
    .wallet_text =
        "Vous êtes connecté en tant que buyer@wallet.example. La boutique pourra débiter ce "
        "portefeuille pour votre abonnement.",
    .wallet_approve = "Approuver et payer",
    .transfer_heading = "Virement bancaire",
    .transfer_text = "Envoyez le montant au compte SANDBOX 0000 0000 avec cette référence :",
    .transfer_sent = "J’ai envoyé le virement",
    .done_heading = "Ce paiement est terminé",
    .succeeded = "Il a été payé.",
    .processing = "Il est en cours de traitement. Il n’y a plus rien à faire ici.",
    .declined = "Il a été refusé. Rien n’a été débité.",
    .cancelled = "Il a été annulé. Rien n’a été débité.",
    .back = "Revenir à la boutique",
    .test_cards = "Cartes d’essai",
    .test_cards_hint = "N’importe quel nom, n’importe quelle date future, n’importe quel code de la bonne longueur.",
    .what_happens = "Ce qui se passe",
    .not_found_heading = "Paiement introuvable",
    .not_found = "Cette adresse ne correspond à aucun paiement. Revenez à la boutique et recommencez.",
};

}  // namespace

const PageText& page_text(std::string_view language) {
    const bool is_french = language == "fr" || language.starts_with("fr-") || language.starts_with("fr_");
    return is_french ? kFrench : kEnglish;
}

std::string amount_text(std::int64_t minor, std::string_view currency, std::string_view language) {
    const auto known = Currency::parse(currency);
    if (!known) return fmt::format("{} {}", minor, currency);
    std::string text = Money(minor, *known).str();
    const bool is_french = page_text(language).language == "fr";
    const std::size_t point = text.find('.');
    if (point != std::string::npos && is_french) text[point] = ',';
    const std::size_t units = point == std::string::npos ? text.size() : point;
    // French groups thousands with a narrow no-break space, and keeps the currency on the line.
    for (std::size_t at = units; at > 3; at -= 3) text.insert(at - 3, is_french ? "\u202f" : ",");
    return fmt::format("{}\u00a0{}", text, currency);
}

}  // namespace settle::bank
