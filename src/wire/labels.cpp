#include "wire/texts.h"

namespace settle::wire {
namespace {

/// What the portal calls things where the catalog has no word of its own.
struct Label {
    std::string_view key, en, fr;
};
constexpr Label kLabels[] = {
    {"active_note", "Your subscription is active.", "Votre abonnement est actif."},
    {"add_ons", "Add-ons", "Options"},
    {"add_to_my_subscription", "Add to my subscription", "Ajouter à mon abonnement"},
    {"annual", "Annual", "Annuel"},
    {"billing", "Billing", "Facturation"},
    {"billing_cycle", "Billing cycle", "Cycle de facturation"},
    {"billing_information", "Billing information", "Informations de facturation"},
    {"billing_information_note", "This information will be on your invoices.",
     "Ces informations figureront sur vos factures."},
    {"billing_service", "Contact the billing service", "Contacter le service de facturation"},
    {"book_demo", "Book a demo", "Planifier une démo"},
    {"buy", "Subscribe", "Souscrire"},
    {"buy_more", "Add more", "Ajouter"},
    {"cancel_subscription", "Cancel subscription", "Résilier l’abonnement"},
    {"cancel_trial", "Cancel trial", "Arrêter l’essai"},
    {"choose_plan", "Choose your plan", "Choisissez votre formule"},
    {"confirm_cancellation", "Confirm cancellation", "Confirmer la résiliation"},
    {"confirm_modifications", "Confirm", "Confirmer"},
    {"contact_us", "Contact us", "Nous contacter"},
    {"continue_to_payment", "Continue to payment", "Continuer vers le paiement"},
    {"discard", "Discard", "Abandonner les modifications"},
    {"edit_plan", "Edit plan", "Modifier la formule"},
    {"invoices", "Invoices", "Factures"},
    {"list_of_users", "List of users", "Liste des utilisateurs"},
    {"main_menu", "Main menu", "Menu principal"},
    {"members", "Members", "Membres"},
    {"monthly", "Monthly", "Mensuel"},
    {"my_subscription", "My subscription", "Mon abonnement"},
    {"number_of_users", "Number of users", "Nombre d’utilisateurs"},
    {"order_total", "Order total", "Total de la commande"},
    {"organization_settings", "Organization settings", "Paramètres de l’organisation"},
    {"owner_note", "Only the owner can subscribe.", "Seul le propriétaire peut souscrire."},
    {"payment_method", "Payment method", "Mode de paiement"},
    {"payment_problem", "If the payment did not succeed, contact our billing service and we will check it for you.",
     "Si le paiement n’a pas abouti, contactez notre service de facturation et nous le vérifierons pour vous."},
    {"payment_step", "Payment", "Paiement"},
    {"plan", "Plan", "Formule"},
    {"pricing", "Pricing", "Tarifs"},
    {"profile", "Profile", "Profil"},
    {"quarterly", "Quarterly", "Trimestriel"},
    {"read_summary_note", "Read the summary before you confirm.", "Lisez le récapitulatif avant de confirmer."},
    {"refund_policy", "refund policy", "politique de remboursement"},
    {"selected_plan", "Selected plan", "Formule choisie"},
    {"settings", "Settings", "Paramètres"},
    {"stop_free_plan", "Stop the free plan", "Arrêter la formule gratuite"},
    {"subscribe", "Subscribe", "Souscrire"},
    {"subscribe_now", "Subscribe now", "Souscrire maintenant"},
    {"subscription", "Subscription", "Abonnement"},
    {"summary", "Summary", "Récapitulatif"},
    {"tax_number_tip", "A company of another EU country pays no VAT here once its number is confirmed.",
     "Une société d’un autre pays de l’Union européenne ne paie pas la TVA ici, une fois son numéro confirmé."},
    {"terms_note", "You see every amount before you confirm.", "Vous voyez chaque montant avant de confirmer."},
    {"thanks", "Thank you for subscribing!", "Merci pour votre souscription !"},
    {"trial_ended", "Trial ended", "Essai terminé"},
    {"trial_ended_note", "Your trial has ended. Nothing is lost.", "Votre essai est terminé. Rien n’est perdu."},
    {"trial_running", "Trial running", "Essai en cours"},
    {"turn_on_renewal", "Turn renewal back on", "Réactiver le renouvellement"},
    {"update_billing_information", "Update billing information", "Mettre à jour les informations de facturation"},
    {"upgrade", "Upgrade", "Passer à une formule supérieure"},
    {"users", "Users", "Utilisateurs"},
    {"validate_modifications", "Validate modifications", "Valider les modifications"},
    {"welcome", "Welcome!", "Bienvenue !"},
};

}  // namespace

std::string_view default_label(std::string_view key, std::string_view language) {
    const auto* label = std::ranges::find(kLabels, key, &Label::key);
    if (label == std::end(kLabels)) return {};
    return language == "fr" ? label->fr : label->en;
}

std::vector<std::string_view> default_label_keys() {
    std::vector<std::string_view> keys;
    for (const Label& label : kLabels) keys.push_back(label.key);
    return keys;
}

}  // namespace settle::wire
