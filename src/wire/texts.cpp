#include "wire/texts.h"

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
    {"{0} for {1} of {2} days, {3}", "{0} pour {1} jours sur {2}, {3}"},
    {"Given back: {0} for {1} of {2} days, {3}", "Déduction : {0} pour {1} jours sur {2}, {3}"},
    {"{0}, {1}", "{0}, {1}"},
    {"Given back: {0}, {1}", "Déduction : {0}, {1}"},
    {", rounded to the smallest unit of the currency", ", arrondi au centime"},
    {", at most what is left of the charge", ", sans dépasser ce qui reste de la somme facturée"},
    {"The change is in force.", "La modification est en vigueur."},
    {"The change takes effect at the end of the period.", "La modification prend effet à la fin de la période."},
    {"Finish the payment on the bank's page.", "Terminez le paiement sur la page de la banque."},
    {"The payment is being confirmed. Do not pay again.",
     "Le paiement est en cours de confirmation. Ne payez pas à nouveau."},
    {"Another order took the place of this one. Nothing was charged for it.",
     "Une autre commande a remplacé celle-ci. Rien n'a été débité pour elle."},
    {"The VAT register confirms this number.", "Le registre de TVA confirme ce numéro."},
    {"You can do this now.", "Vous pouvez le faire maintenant."},
    {"This link no longer works", "Ce lien ne fonctionne plus"},
    {"A sign-in link works once and for a few minutes. Go back to your application and open the subscription page "
     "again.",
     "Un lien de connexion fonctionne une seule fois et pendant quelques minutes. Retournez dans votre application et "
     "ouvrez à "
     "nouveau la page d'abonnement."},
};
static_assert(std::size(kPhrases) == static_cast<std::size_t>(Phrase::kCount));

struct Word {
    std::string_view key;
    Row text;
};
constexpr Word kWords[] = {
    {"state.none", {"not started", "non commencé"}},
    {"state.trialing", {"in trial", "en période d'essai"}},
    {"state.trial_ended", {"after its trial", "à la fin de son essai"}},
    {"state.incomplete", {"waiting for its first payment", "en attente de son premier paiement"}},
    {"state.active", {"active", "actif"}},
    {"state.ending", {"ending", "en cours de résiliation"}},
    {"state.past_due", {"unpaid", "impayé"}},
    {"state.paused", {"paused", "suspendu"}},
    {"state.ended", {"ended", "terminé"}},
    {"state.new", {"new", "nouvelle"}},
    {"state.approved", {"approved", "approuvée"}},
    {"state.applied", {"applied", "appliquée"}},
    {"state.closed", {"closed", "close"}},
    {"state.declined", {"declined", "refusée"}},
    {"state.withdrawn", {"withdrawn", "retirée"}},
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
    {"reason.authentication_failed", {"the authentication did not succeed", "l'authentification n'a pas abouti"}},
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
     "TVA du pays du vendeur : le numéro de l'acheteur est confirmé, mais la vente reste dans le pays."},
    {"Reverse charge: VAT is accounted for by the buyer", "Autoliquidation : la TVA est due par le preneur"},
    {"VAT of the buyer's country ({0}).", "TVA du pays de l'acheteur ({0})."},
    {"VAT of the buyer's country ({0}), until the VAT register confirms the buyer's number; it is corrected then.",
     "TVA du pays de l'acheteur ({0}), jusqu'à ce que le registre confirme le numéro de l'acheteur ; elle est alors "
     "corrigée."},
    {"No tax: the buyer is outside the seller's tax area ({0}).",
     "Sans taxe : l'acheteur est hors de la zone fiscale du vendeur ({0})."},
    {"Taxes of the buyer's province.", "Taxes de la province de l'acheteur."},
    {"No tax applies.", "Aucune taxe ne s'applique."},
};
static_assert(std::size(kTaxTexts) == static_cast<std::size_t>(TaxReason::kNotTaxed) + 1);

constexpr Row kReverseChargeLaw = {" (article 196 of Directive 2006/112/EC).",
                                   " (article 196 de la directive 2006/112/CE)."};
constexpr Row kReverseChargeLawFr = {
    " (article 283-2 of the French tax code, article 196 of Directive 2006/112/EC; autoliquidation).",
    " (article 283-2 du CGI, article 196 de la directive 2006/112/CE)."};

template <class... Args>
std::string fill(std::string_view pattern, const Args&... args) {
    return fmt::format(fmt::runtime(pattern), args...);
}

bool is_exact(const Line& line) {
    const Wide product = static_cast<Wide>(line.unit_price.scaled_minor()) * line.quantity * line.ratio.part;
    return product % (static_cast<Wide>(UnitPrice::kScale) * line.ratio.whole) == 0;
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

std::string parameter_in_words(std::string_view name, const std::string& value, const Audience& audience) {
    const std::string& language = audience.language;
    if (name == "date") {
        const auto day = Date::parse(value);
        return day ? format_day(*day, language) : value;
    }
    if (name == "state" || name == "cycle" || name == "reason") return std::string(word_for(name, value, language));
    if (name == "fields") return fields_in_words(value, language);
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
    std::string text = fill(kTaxTexts[static_cast<std::size_t>(reason)].in(language), country);
    if (reason == TaxReason::kReverseCharge)
        text += (seller_country == "FR" ? kReverseChargeLawFr : kReverseChargeLaw).in(language);
    return text;
}

std::string explain(const Line& line, std::string_view language) {
    std::string price = format_price(line.unit_price, language);
    if (line.quantity != 1) price = fmt::format("{} × {}", format_count(line.quantity, language), price);
    const bool credit = line.kind == LineKind::kCredit;
    const std::string days = format_period(line.covers, language);
    std::string text;
    if (line.ratio.part == line.ratio.whole) {
        text = fill(phrase(credit ? Phrase::kWholeCredit : Phrase::kWholeCharge, language), price, days);
    } else {
        text = fill(phrase(credit ? Phrase::kDaysCredited : Phrase::kDays, language), price, line.ratio.part,
                    line.ratio.whole, days);
        if (line.ratio.part == 1 && language == "fr") text.replace(text.find("1 jours"), 7, "1 jour");
    }
    const Money exact = multiply_half_up(line.unit_price, line.quantity, line.ratio);
    if (exact != (credit ? -line.amount : line.amount)) text += phrase(Phrase::kLimited, language);
    else if (!is_exact(line)) text += phrase(Phrase::kRounded, language);
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
