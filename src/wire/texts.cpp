#include "wire/texts.h"

#include "domain/tax/territories.h"
#include "wire/format.h"

namespace settle::wire {
namespace {

__extension__ typedef __int128 Wide;

/// One text in every language of the product: a further language is a further column.
struct Row {
    std::string_view en, fr;
    std::string_view in(std::string_view language) const { return language == "fr" ? fr : en; }
};

constexpr Row kPhrases[] = {
    {"{0} subscription", "Abonnement {0}"},
    {"{0} {1} × {2}", "{0} {1} × {2}"},
    {" × {0} of {1} days", " × {0} jours sur {1}"},
    {" × {0} of {1} seconds", " × {0} secondes sur {1}"},
    {", rounded half up to {0}", ", arrondi au plus proche (moitié vers le haut) à {0}"},
    {", of which {0} counts here", ", dont {0} compte ici"},
    {", brought to {0}: all that was left", ", porté à {0} : tout ce qui restait"},
    {"Given back of invoice {0}, never more than it charged: ",
     "Déduction de la facture {0}, sans jamais dépasser ce qu’elle a facturé : "},
    {"Given back of an earlier charge, never more than it was: ",
     "Déduction d’une somme déjà facturée, sans jamais la dépasser : "},
    {"Given back of invoice {0}: {1} before tax", "Remboursement sur la facture {0} : {1} hors taxes"},
    {"Given back of an earlier invoice: {0} before tax", "Remboursement sur une facture antérieure : {0} hors taxes"},
    {"The change is in force.", "La modification est en vigueur."},
    {"The change takes effect at the end of the period.", "La modification prend effet à la fin de la période."},
    {"Finish the payment on the bank's page.", "Terminez le paiement sur la page de la banque."},
    {"The payment is being confirmed. Do not pay again.",
     "Le paiement est en cours de confirmation. Ne payez pas à nouveau."},
    {"Another order took the place of this one. Nothing was charged for it.",
     "Une autre commande a remplacé celle-ci. Rien n’a été débité pour elle."},
    {"The VAT register confirms this number.", "Le registre de TVA confirme ce numéro."},
    {"You can do this now.", "Vous pouvez le faire maintenant."},
    {"the team of {0}", "l’équipe {0}"},
    {"Changed meanwhile: {0}.", "Entre-temps, ceci a changé : {0}."},
    {"The last change was made by {0}.", "La dernière modification vient de : {0}."},
    {"The payment has succeeded.", "Le paiement a réussi."},
    {"Accepted by {0}.", "Acceptée par {0}."},
    {"Declined by {0}.", "Refusée par {0}."},
    {" Reason: {0}", " Motif : {0}"},
    {"This link no longer works", "Ce lien ne fonctionne plus"},
    {"A sign-in link works once and for a few minutes. Go back to your application and open the subscription page "
     "again.",
     "Un lien de connexion fonctionne une seule fois et pendant quelques minutes. Retournez dans votre application et "
     "ouvrez à "
     "nouveau la page d’abonnement."},
};
static_assert(std::size(kPhrases) == static_cast<std::size_t>(Phrase::kCount));

struct Word {
    std::string_view key;
    Row text;
};
constexpr Word kWords[] = {
    {"notification.code_used",
     {"{0} joined with your invitation code.", "{0} a rejoint l’abonnement avec votre code."}},
    {"notification.list_without_seat",
     {"{0} people of your list found no seat any more. They are still on it.",
      "{0} personnes de votre liste n’ont plus trouvé de siège. Elles y figurent toujours."}},
    {"notification.code_without_seat",
     {"{0} entered your invitation code, and all seats are taken. Others may have tried since.",
      "{0} a saisi votre code d’invitation alors que tous les sièges sont occupés. D’autres ont pu essayer depuis."}},
    {"state.none", {"not started", "non commencé"}},
    {"state.trialing", {"in trial", "en période d’essai"}},
    {"state.trial_ended", {"after its trial", "à la fin de son essai"}},
    {"state.incomplete", {"waiting for its first payment", "en attente de son premier paiement"}},
    {"state.active", {"active", "actif"}},
    {"state.ending", {"ending", "en cours de résiliation"}},
    {"state.past_due", {"unpaid", "impayé"}},
    {"state.paused", {"paused", "en pause"}},
    {"state.ended", {"ended", "terminé"}},
    {"state.new", {"new", "nouvelle"}},
    {"state.acknowledged", {"read", "lue"}},
    {"state.in_progress", {"in progress", "en cours"}},
    {"state.waiting_customer", {"waiting for your answer", "en attente de votre réponse"}},
    {"state.approved", {"approved", "approuvée"}},
    {"state.applied", {"applied", "appliquée"}},
    {"state.closed", {"closed", "close"}},
    {"state.declined", {"declined", "refusée"}},
    {"state.withdrawn", {"withdrawn", "retirée"}},
    {"state.duplicate", {"duplicate", "en double"}},
    {"line.refund", {"Refund", "Remboursement"}},
    {"line.tax_correction", {"VAT given back", "TVA rendue"}},
    {"line.tax_correction_of",
     {"The VAT of invoice {0}, as the VAT register has confirmed the buyer's number.",
      "La TVA de la facture {0}, le registre de TVA ayant confirmé le numéro de l’acheteur."}},
    {"line.tax_correction_of_earlier",
     {"The VAT of an earlier invoice, as the VAT register has confirmed the buyer's number.",
      "La TVA d’une facture antérieure, le registre de TVA ayant confirmé le numéro de l’acheteur."}},
    {"status.open", {"open", "ouverte"}},
    {"status.paid", {"paid", "payée"}},
    {"status.void", {"void", "annulée"}},
    {"status.uncollectible", {"written off", "passée en perte"}},
    {"changed.day", {"the day", "le jour"}},
    {"changed.subscription", {"the subscription", "l’abonnement"}},
    {"changed.catalog", {"the offer and its prices", "l’offre et ses prix"}},
    {"changed.tax", {"the tax", "la taxe"}},
    {"changed.amounts", {"the amounts", "les montants"}},
    {"access.full", {"full access", "accès complet"}},
    {"access.read_only", {"read only", "lecture seule"}},
    {"access.none", {"no access", "aucun accès"}},
    {"event.subscription.activated", {"The subscription began.", "L’abonnement a commencé."}},
    {"event.subscription.changed", {"The subscription was changed.", "L’abonnement a été modifié."}},
    {"event.subscription.change_scheduled",
     {"A change was scheduled for a later day.", "Une modification a été prévue pour plus tard."}},
    {"event.subscription.change_undone",
     {"A scheduled change was taken back.", "Une modification prévue a été annulée."}},
    {"event.subscription.change_held",
     {"A scheduled change no longer fitted on its day and was held.",
      "Une modification prévue n’était plus possible le jour venu et a été retenue."}},
    {"event.subscription.change_clamped",
     {"A scheduled reduction went down to the number in use only.",
      "Une réduction prévue s’est limitée au nombre utilisé."}},
    {"event.subscription.renewal_off", {"Its renewal was turned off.", "Le renouvellement a été désactivé."}},
    {"event.subscription.renewal_on", {"Its renewal was turned on again.", "Le renouvellement a été réactivé."}},
    {"event.subscription.ended", {"The subscription ended.", "L’abonnement a pris fin."}},
    {"event.subscription.renewed", {"The subscription was renewed.", "L’abonnement a été renouvelé."}},
    {"event.subscription.past_due", {"A renewal was not paid.", "Un renouvellement n’a pas été payé."}},
    {"event.subscription.recovered", {"Nothing is owed any more.", "Plus rien n’est dû."}},
    {"event.subscription.access_changed", {"Access changed.", "L’accès a changé."}},
    {"event.subscription.pause_planned", {"A pause was planned.", "Une pause a été prévue."}},
    {"event.subscription.paused", {"The pause began.", "La pause a commencé."}},
    {"event.subscription.resumed", {"The subscription was resumed.", "L’abonnement a repris."}},
    {"event.trial.started", {"The trial began.", "L’essai a commencé."}},
    {"event.trial.extended", {"The trial was extended.", "L’essai a été prolongé."}},
    {"event.trial.ending", {"The trial ends soon.", "L’essai se termine bientôt."}},
    {"event.trial.ended", {"The trial ended.", "L’essai est terminé."}},
    {"event.trial.cancelled", {"The trial was stopped.", "L’essai a été arrêté."}},
    {"event.commitment.ending", {"The commitment ends soon.", "L’engagement se termine bientôt."}},
    {"event.renewal.announced", {"The renewal was announced.", "Le renouvellement a été annoncé."}},
    {"event.pause.ending", {"The end of the pause was announced.", "La fin de la suspension a été annoncée."}},
    {"event.payment.succeeded", {"A payment succeeded.", "Un paiement a réussi."}},
    {"event.payment.declined", {"A payment was declined.", "Un paiement a été refusé."}},
    {"event.payment.cancelled", {"A payment was cancelled.", "Un paiement a été annulé."}},
    {"event.payment.recorded", {"A payment that came in was noted.", "Un paiement reçu a été noté."}},
    {"event.payment.requested", {"An amount is to be paid.", "Un montant est à payer."}},
    {"event.payment.refunded", {"Money was given back.", "De l’argent a été remboursé."}},
    {"event.payment.refund_refused",
     {"The bank refuses to send money back: send it otherwise.",
      "La banque refuse de renvoyer de l’argent : renvoyez-le autrement."}},
    {"event.invoice.issued", {"An invoice was issued.", "Une facture a été émise."}},
    {"event.invoice.paid", {"An invoice was paid.", "Une facture a été payée."}},
    {"event.invoice.waived", {"An invoice need not be paid any more.", "Une facture n’est plus à payer."}},
    {"event.customer.tax_number_checked",
     {"The VAT number was checked again.", "Le numéro de TVA a été vérifié à nouveau."}},
    {"event.credit.given", {"A credit was given.", "Un avoir a été accordé."}},
    {"event.member.added", {"Somebody became a member.", "Un membre a été ajouté."}},
    {"event.member.changed", {"What is known of a member was changed.", "Les données d’un membre ont été modifiées."}},
    {"event.member.left", {"A member was removed.", "Un membre a été retiré."}},
    {"event.customer.created", {"The customer was created.", "Le client a été créé."}},
    {"event.customer.blocked", {"Access was blocked.", "L’accès a été bloqué."}},
    {"event.customer.unblocked", {"Access was opened again.", "L’accès a été rouvert."}},
    {"event.customer.owner_changed", {"The subscription was handed over.", "L’abonnement a été transféré."}},
    {"event.customer.billing_changed",
     {"The billing information was changed.", "Les informations de facturation ont été modifiées."}},
    {"event.seat.assigned", {"A seat was given.", "Un siège a été attribué."}},
    {"event.seat.released", {"A seat was taken back.", "Un siège a été repris."}},
    {"event.seat.release_planned", {"A departure was planned.", "Un départ a été prévu."}},
    {"event.seat.release_cancelled", {"A planned departure was called off.", "Un départ prévu a été annulé."}},
    {"event.invitation.sent", {"Somebody was invited.", "Une personne a été invitée."}},
    {"event.invitation.cancelled", {"An invitation was taken back.", "Une invitation a été annulée."}},
    {"event.invitation_code.set", {"The invitation code was set.", "Le code d’invitation a été défini."}},
    {"event.invitation_code.disabled",
     {"The invitation code was switched off.", "Le code d’invitation a été désactivé."}},
    {"event.usage.reported", {"The number in use was noted.", "Le nombre utilisé a été noté."}},
    {"event.change.confirmed", {"An order was confirmed.", "Une commande a été confirmée."}},
    {"event.portal_link.created",
     {"A link that opens the portal as somebody was made.",
      "Un lien ouvrant le portail au nom d’une personne a été créé."}},
    {"event.bill_run.started", {"A bill run was started.", "Une facturation groupée a été lancée."}},
    {"event.bill_run.extended", {"A bill run was taken further.", "Une facturation groupée a été prolongée."}},
    {"event.bill_run.paused", {"A bill run was paused.", "Une facturation groupée a été suspendue."}},
    {"event.bill_run.resumed", {"A bill run went on.", "Une facturation groupée a repris."}},
    {"event.catalog.drafted", {"A draft of a catalog was begun.", "Un brouillon de catalogue a été commencé."}},
    {"event.catalog.published", {"A version of the catalog was published.", "Une version du catalogue a été publiée."}},
    {"event.catalog.retired", {"A version of the catalog was put away.", "Une version du catalogue a été retirée."}},
    {"event.renewal.retried", {"A parked renewal was tried again.", "Un renouvellement écarté a été retenté."}},
    {"event.delivery.retried", {"A delivery was hurried.", "Une livraison a été relancée."}},
    {"event.mail.retried", {"A mail was sent again.", "Un e-mail a été renvoyé."}},
    {"event.audit.exported", {"The log was taken away as a file.", "Le journal a été exporté."}},
    {"event.demo.scheduled", {"A demo was agreed on.", "Une démo a été convenue."}},
    {"event.demo.rescheduled", {"A demo was moved.", "Une démo a été déplacée."}},
    {"event.demo.held", {"A demo was held.", "Une démo a eu lieu."}},
    {"event.demo.no_show", {"Nobody came to a demo.", "Personne n’est venu à une démo."}},
    {"event.demo.lost", {"A demo was closed as lost.", "Une démo a été close comme perdue."}},
    {"event.demo.won", {"A demo became a customer.", "Une démo a abouti à un client."}},
    {"event.demo.note", {"A note was added to a demo.", "Une note a été ajoutée à une démo."}},
    {"event.request.note", {"A note was added.", "Une note a été ajoutée."}},
    {"event.request.filed", {"The request was sent.", "La demande a été envoyée."}},
    {"event.request.message", {"A message was added.", "Un message a été ajouté."}},
    {"event.request.acknowledged", {"Somebody looks after the request.", "La demande est prise en charge."}},
    {"event.request.assigned", {"The request was handed over.", "La demande a été confiée à quelqu’un."}},
    {"event.request.unassigned",
     {"Nobody looks after the request any more.", "Plus personne ne s’occupe de la demande."}},
    {"event.request.attachment", {"A file was added.", "Un fichier a été ajouté."}},
    {"event.request.duplicate",
     {"The request goes on in another one that asks for the same.",
      "La demande se poursuit dans une autre, qui porte sur la même chose."}},
    {"event.request.proposal", {"A proposal was made.", "Une proposition a été faite."}},
    {"event.request.proposal_accepted", {"The proposal was accepted.", "La proposition a été acceptée."}},
    {"event.request.proposal_refused", {"The proposal was refused.", "La proposition a été refusée."}},
    {"event.request.proposal_taken_back", {"The proposal was taken back.", "La proposition a été retirée."}},
    {"event.request.proposal_expired", {"The proposal is over.", "La proposition a expiré."}},
    {"event.request.withdrawn", {"The request was withdrawn.", "La demande a été retirée."}},
    {"cycle.month", {"the month", "mois"}},
    {"cycle.quarter", {"the quarter", "trimestre"}},
    {"cycle.year", {"the year", "an"}},
    {"tax.VAT", {"VAT", "TVA"}},
    {"tax.TVA", {"VAT", "TVA"}},
    {"tax.GST", {"GST", "TPS"}},
    {"tax.QST", {"QST", "TVQ"}},
    {"tax.HST", {"HST", "TVH"}},
    {"tax.PST", {"PST", "TVP"}},
    {"tax.RST", {"RST", "TVD"}},
    {"reason.card_declined", {"the bank refused the card", "la banque a refusé la carte"}},
    {"reason.insufficient_funds", {"insufficient funds", "provision insuffisante"}},
    {"reason.card_expired", {"the card has expired", "la carte a expiré"}},
    {"reason.card_brand_unsupported", {"card brand not accepted", "marque de carte non acceptée"}},
    {"reason.authentication_failed", {"the authentication did not succeed", "l’authentification n’a pas abouti"}},
    {"reason.", {"no reason given", "sans motif indiqué"}},
    {"field.company", {"company", "société"}},
    {"field.first_name", {"first name", "prénom"}},
    {"field.last_name", {"last name", "nom"}},
    {"field.email", {"e-mail", "e-mail"}},
    {"field.line1", {"address", "adresse"}},
    {"field.postal_code", {"postal code", "code postal"}},
    {"field.city", {"city", "ville"}},
    {"field.country", {"country", "pays"}},
    {"field.region", {"province or state", "province ou État"}},
    {"field.tax_number", {"VAT number", "numéro de TVA"}},
};

constexpr Row kTaxTexts[] = {
    {"VAT of the seller's country.", "TVA du pays du vendeur."},
    {"VAT of the seller's country: the buyer's number is confirmed, and the sale stays within the country.",
     "TVA du pays du vendeur : le numéro de l’acheteur est confirmé, mais la vente reste dans le pays."},
    {"Reverse charge: VAT is accounted for by the buyer", "Autoliquidation : la TVA est due par le preneur"},
    {"VAT of the buyer's country ({0}).", "TVA du pays de l’acheteur ({0})."},
    {"VAT of the buyer's country ({0}), until the VAT register confirms the buyer's number; it is corrected then.",
     "TVA du pays de l’acheteur ({0}), jusqu’à ce que le registre confirme le numéro de l’acheteur ; elle est alors "
     "corrigée."},
    {"No tax: the buyer is outside the seller's tax area ({0}).",
     "Sans taxe : l’acheteur est hors de la zone fiscale du vendeur ({0})."},
    {"Taxes of the buyer's province.", "Taxes de la province de l’acheteur."},
    {"VAT of the buyer's country ({0}), where the seller is registered.",
     "TVA du pays de l’acheteur ({0}), où le vendeur est immatriculé."},
    {"VAT of the seller's country: its sales to consumers in other countries of the EU are below the threshold "
     "(article 59c of Directive 2006/112/EC).",
     "TVA du pays du vendeur : ses ventes aux consommateurs des autres pays de l’UE sont sous le seuil (article 59 "
     "quater de la directive 2006/112/CE)."},
    {"No tax: the seller is exempt as a small business", "Sans taxe : le vendeur bénéficie de la franchise en base"},
    {"No tax applies.", "Aucune taxe ne s’applique."},
};
static_assert(std::size(kTaxTexts) == static_cast<std::size_t>(TaxReason::kNotTaxed) + 1);

constexpr Row kTerritoryRate = {"VAT at the rate of the buyer's territory ({0}).",
                                "TVA au taux du territoire de l’acheteur ({0})."};
constexpr Row kReverseChargeLaw = {" (article 196 of Directive 2006/112/EC).",
                                   " (article 196 de la directive 2006/112/CE)."};
constexpr Row kReverseChargeLawFr = {
    " (article 283-2 of the French tax code, article 196 of Directive 2006/112/EC; autoliquidation).",
    " (article 283-2 du CGI, article 196 de la directive 2006/112/CE)."};

constexpr Row kReverseChargeLawGb = {" (section 8 of the Value Added Tax Act 1994).",
                                     " (section 8 du Value Added Tax Act 1994)."};
constexpr Row kOpenNumberAtHome = {
    "VAT of the seller's country, until the VAT register confirms the buyer's number; it is corrected then.",
    "TVA du pays du vendeur, jusqu’à ce que le registre confirme le numéro de l’acheteur ; elle est alors corrigée."};

/// The law of a country that exempts small sellers, as documents cite it.
struct Exemption {
    std::string_view country;
    Row law;
};
constexpr Exemption kExemptions[] = {
    {"FR",
     {": VAT not applicable, article 293 B of the French tax code.", " : TVA non applicable, art. 293 B du CGI."}},
    {"BE", {" (article 56bis of the Belgian VAT code).", " (article 56bis du Code de la TVA)."}},
    {"DE", {" (§ 19 UStG).", " (§ 19 UStG)."}},
    {"CA",
     {" (small supplier, section 148 of the Excise Tax Act).",
      " (petit fournisseur, article 148 de la Loi sur la taxe d’accise)."}},
};
constexpr Row kNoLaw = {".", "."};

const Row& exemption_of(std::string_view country) {
    const auto* known = std::ranges::find(kExemptions, country, &Exemption::country);
    return known == std::end(kExemptions) ? kNoLaw : known->law;
}

const Row& reverse_charge_law(std::string_view country, std::string_view seller_country) {
    if (country == "GB") return kReverseChargeLawGb;
    if (!is_in_eu(country.substr(0, 2))) return kNoLaw;
    return seller_country == "FR" ? kReverseChargeLawFr : kReverseChargeLaw;
}

template <class... Args>
std::string fill(std::string_view pattern, const Args&... args) {
    return fmt::format(fmt::runtime(pattern), args...);
}

bool is_exact(const Line& line) {
    const Wide product = static_cast<Wide>(line.unit_price.scaled_minor()) * line.quantity * line.ratio.part;
    return product % (static_cast<Wide>(UnitPrice::kScale) * line.ratio.whole) == 0;
}

std::string number_of(const Line& line, const Audience& audience) {
    const auto found = audience.numbers.find(line.credits_invoice);
    return found == audience.numbers.end() ? std::string() : found->second;
}

std::string credited_invoice(const Line& line, const Audience& audience) {
    const std::string number = number_of(line, audience);
    if (number.empty()) return std::string(phrase(Phrase::kCreditOfEarlier, audience.language));
    return fill(phrase(Phrase::kCreditOf, audience.language), number);
}

std::string refunded_invoice(const Line& line, const Audience& audience) {
    const std::string& language = audience.language;
    const std::string amount = format_money(-line.amount, language);
    const std::string number = number_of(line, audience);
    if (number.empty()) return fill(phrase(Phrase::kRefundOfEarlier, language), amount);
    return fill(phrase(Phrase::kRefund, language), number, amount);
}

std::string corrected_invoice(const Line& line, const Audience& audience) {
    const std::string number = number_of(line, audience);
    if (number.empty()) return std::string(word_for("line", "tax_correction_of_earlier", audience.language));
    return fill(word_for("line", "tax_correction_of", audience.language), number);
}

// "3 users × €9.90"; a plan's own price is no number of anything.
std::string units_of(const Line& line, const Audience& audience) {
    const std::string& language = audience.language;
    const std::string price = format_price(line.unit_price, language);
    const Item* item = audience.catalog.find_item(line.item);
    if (item == nullptr && line.quantity == 1) return price;
    std::string name;
    if (item != nullptr) name = (line.quantity == 1 ? item->name : item->name_plural).in(language);
    if (name.empty()) return fmt::format("{} × {}", format_count(line.quantity, language), price);
    return fill(phrase(Phrase::kUnits, language), format_count(line.quantity, language), name, price);
}

// A whole period has no share; a period that is counted in seconds has at least a day of them.
std::string share_of(const Line& line, std::string_view language) {
    constexpr std::int64_t kDaySeconds = 86'400;
    const auto& [part, whole] = line.ratio;
    if (part == whole) return {};
    std::string text = fill(phrase(whole >= kDaySeconds ? Phrase::kSecondsOf : Phrase::kDaysOf, language),
                            format_count(part, language), format_count(whole, language));
    if (part == 1 && language == "fr")
        if (const auto at = text.find("jours"); at != std::string::npos) text.erase(at + 4, 1);
    return text;
}

// What was computed, with two digits more than the currency has: enough to see how it is rounded.
std::string shortened(const Line& line, Currency currency, std::string_view language) {
    std::string exact = exact_amount(line);
    if (exact.starts_with('-')) exact.erase(0, 1);
    const std::size_t length = exact.find('.') == std::string::npos
                                   ? exact.size()
                                   : exact.find('.') + 1 + static_cast<std::size_t>(currency.exponent()) + 2;
    const bool cut = exact.size() > length;
    if (cut) exact.resize(length);
    return format_decimal(cut ? exact + "…" : exact, currency, language);
}

// "company, postal_code" in words.
std::string fields_in_words(std::string_view names, std::string_view language) {
    std::string words;
    while (!names.empty()) {
        const auto comma = names.find(", ");
        if (!words.empty()) words += ", ";
        words += word_for("field", names.substr(0, comma), language);
        names = comma == std::string_view::npos ? std::string_view{} : names.substr(comma + 2);
    }
    return words;
}

// "12.50 EUR" as an amount; a plain number stays what it is.
std::string money_in_words(const std::string& value, std::string_view language) {
    const auto blank = value.find(' ');
    if (blank == std::string::npos) return value;
    const auto currency = Currency::parse(value.substr(blank + 1));
    if (!currency) return value;
    const auto amount = Money::parse(value.substr(0, blank), *currency);
    return amount ? format_money(*amount, language) : value;
}

std::string parameter_in_words(std::string_view name, const std::string& value, const Audience& audience) {
    const std::string& language = audience.language;
    if (name == "expected") return expectation_in_words(value, language);
    if (name == "date" || name == "today") {
        const auto day = Date::parse(value);
        return day ? format_day(*day, language) : value;
    }
    if (name == "state" || name == "cycle" || name == "reason") return std::string(word_for(name, value, language));
    if (name == "status") return std::string(word_for(name, value, language));
    if (name == "fields") return fields_in_words(value, language);
    if (name == "max") return money_in_words(value, language);
    const auto code = Code::parse(value);
    if (!code) return value;
    if (name == "plan")
        if (const Plan* plan = audience.catalog.find_plan(*code)) return plan->name.in(language);
    if (name == "item")
        if (const Item* item = audience.catalog.find_item(*code)) return item->name_plural.in(language);
    return value;
}

}  // namespace

std::string_view phrase(Phrase phrase, std::string_view language) {
    return kPhrases[static_cast<std::size_t>(phrase)].in(language);
}

std::string_view word_for(std::string_view kind, std::string_view name, std::string_view language) {
    const std::string key = fmt::format("{}.{}", kind, name);
    const auto* word = std::ranges::find(kWords, std::string_view(key), &Word::key);
    return word == std::end(kWords) ? name : word->text.in(language);
}

std::string tax_text(TaxReason reason, std::string_view country, std::string_view seller_country,
                     std::string_view language) {
    const Territory* territory = Territories::built_in().named(country);
    const std::string_view place = territory == nullptr ? country : territory->name_in(language);
    const bool is_domestic = reason == TaxReason::kDomestic || reason == TaxReason::kDomesticBusiness;
    if (territory != nullptr && is_domestic) return fill(kTerritoryRate.in(language), place);
    const bool is_charged_at_home = country == seller_country || (seller_country == "MC" && country == "FR");
    if (reason == TaxReason::kUnverifiedNumber && is_charged_at_home)
        return std::string(kOpenNumberAtHome.in(language));
    std::string text = fill(kTaxTexts[static_cast<std::size_t>(reason)].in(language), place);
    if (reason == TaxReason::kReverseCharge) text += reverse_charge_law(country, seller_country).in(language);
    if (reason == TaxReason::kExemptSeller) text += exemption_of(seller_country).in(language);
    return text;
}

std::string exact_amount(const Line& line) {
    constexpr int kDecimalsMax = 12;
    Wide part = static_cast<Wide>(line.unit_price.scaled_minor()) * line.quantity * line.ratio.part;
    Wide whole = static_cast<Wide>(UnitPrice::kScale) * line.ratio.whole;
    const Currency currency = line.unit_price.currency();
    for (int i = 0; i < currency.exponent(); ++i) whole *= 10;
    std::string text = fmt::to_string(static_cast<std::int64_t>(part / whole));
    part %= whole;
    std::string decimals;
    for (int i = 0; i < kDecimalsMax && (part != 0 || i < currency.exponent()); ++i) {
        part *= 10;
        decimals += static_cast<char>('0' + static_cast<int>(part / whole));
        part %= whole;
    }
    if (!decimals.empty()) text += "." + decimals;
    const bool is_zero = text.find_first_not_of("0.") == std::string::npos;
    return line.kind == LineKind::kCredit && !is_zero ? "-" + text : text;
}

std::string explain(const Line& line, const Audience& audience) {
    const std::string& language = audience.language;
    const Currency currency = line.amount.currency();
    const Money amount = line.kind == LineKind::kCredit ? -line.amount : line.amount;
    if (line.item == kRefundItem) return refunded_invoice(line, audience);
    if (line.item == kTaxCorrectionItem) return corrected_invoice(line, audience);
    std::string text;
    if (line.kind == LineKind::kCredit) text = credited_invoice(line, audience);
    text += units_of(line, audience);
    text += share_of(line, language);
    text += fmt::format(" ({})", format_period(line.covers, language));
    const Money rounded = multiply_half_up(line.unit_price, line.quantity, line.ratio);
    const bool exact = is_exact(line);
    text += " = " + (exact ? format_money(rounded, language) : shortened(line, currency, language));
    if (!exact) text += fill(phrase(Phrase::kRounded, language), format_money(rounded, language));
    if (amount < rounded) text += fill(phrase(Phrase::kLimited, language), format_money(amount, language));
    if (amount > rounded) text += fill(phrase(Phrase::kAllThatWasLeft, language), format_money(amount, language));
    return text;
}

std::string team_of_vendor(const Audience& audience) {
    return fill(phrase(Phrase::kTeam, audience.language), audience.catalog.vendor_name.in(audience.language));
}

std::string text_of_event(const Event& event, const Audience& audience) {
    const std::string& language = audience.language;
    std::string text;
    if (event.type == "request.decided") {
        const bool declined =
            std::ranges::find(event.data, std::pair<std::string, std::string>("state", "declined")) != event.data.end();
        text = fill(phrase(declined ? Phrase::kRequestDeclined : Phrase::kRequestAccepted, language),
                    team_of_vendor(audience));
    } else if (event.type == "request.assigned") {
        const auto whom = std::ranges::find(event.data, "assignee", [](const auto& datum) { return datum.first; });
        const bool is_anybody = whom != event.data.end() && !whom->second.empty();
        text = word_for("event", is_anybody ? "request.assigned" : "request.unassigned", language);
        if (is_anybody) text += fmt::format(" ({})", whom->second);
    } else {
        text = word_for("event", event.type, language);
    }
    if (!event.reason.empty()) text += fill(phrase(Phrase::kWithReason, language), event.reason);
    return text;
}

std::string text_of_stale(const std::vector<std::string>& changed, std::string_view by, const Audience& audience) {
    const std::string& language = audience.language;
    std::string words;
    for (const std::string& what : changed) {
        if (!words.empty()) words += ", ";
        words += word_for("changed", what, language);
    }
    std::string text = text_of(ErrorCode::kPreviewStale, language);
    if (!words.empty()) text += " " + fill(phrase(Phrase::kStaleBecause, language), words);
    if (!by.empty()) text += " " + fill(phrase(Phrase::kStaleBy, language), by);
    return text;
}

Error in_words(Error error, const Audience& audience) {
    for (auto& [name, value] : error.params) value = parameter_in_words(name, value, audience);
    return error;
}

std::string words_of(const Error& error, const Audience& audience) {
    return text_of(in_words(error, audience), audience.language);
}

}  // namespace settle::wire
