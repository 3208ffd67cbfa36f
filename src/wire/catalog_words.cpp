#include "wire/catalog_words.h"

#include "wire/format.h"
#include "wire/names.h"
#include "wire/texts.h"

namespace settle::wire {
namespace {

struct Row {
    std::string_view en, fr;
    std::string_view in(std::string_view language) const { return language == "fr" ? fr : en; }
};

// In the order of DifferenceKind. {plan} {item} {items} {cycle} {before} {after} {by} {code} {right} {what} {is} {was}
constexpr Row kSentences[] = {
    {"{plan}: a new plan.", "{plan} : nouvelle formule."},
    {"{plan}: the plan is gone.", "{plan} : la formule disparaît."},
    {"{plan}: is on offer again.", "{plan} : de nouveau proposée."},
    {"{plan}: is no longer on offer; who has it keeps it.",
     "{plan} : n’est plus proposée ; les clients qui l’ont la gardent."},
    {"{plan}: is now called so instead of {before}.", "{plan} : c’est son nouveau nom, au lieu de {before}."},
    {"{plan}: every change now goes to staff.", "{plan} : toute modification passe désormais par l’équipe."},
    {"{plan}: customers now change it by themselves.", "{plan} : les clients la modifient désormais eux-mêmes."},
    {"{plan}: has no price any more; who wants it asks.", "{plan} : n’a plus de prix ; elle s’obtient sur demande."},
    {"{plan}: is bought at a price now.", "{plan} : s’achète désormais à un prix affiché."},
    {"{plan}: its place among bigger and smaller plans changes.",
     "{plan} : sa place parmi les formules, de la plus petite à la plus grande, change."},
    {"{plan}: is sold by {cycle} too.", "{plan} : se vend aussi {cycle}."},
    {"{plan}: is no longer sold by {cycle}.", "{plan} : ne se vend plus {cycle}."},
    {"{plan}: {after}{per} instead of {before} ({by} more).",
     "{plan} : {after}{per} au lieu de {before} ({by} de plus)."},
    {"{plan}: {after}{per} instead of {before} ({by} less).",
     "{plan} : {after}{per} au lieu de {before} ({by} de moins)."},
    {"{plan}: a new price, {after}{per}.", "{plan} : nouveau prix, {after}{per}."},
    {"{plan}: the price of {before}{per} is gone.", "{plan} : le prix de {before}{per} disparaît."},
    {"{plan}: {items} can be bought.", "{plan} : les {items} s’achètent."},
    {"{plan}: {items} are no longer sold.", "{plan} : les {items} ne se vendent plus."},
    {"{plan}: {after} {items} included instead of {before}.", "{plan} : {after} {items} compris au lieu de {before}."},
    {"{plan}: at least {after} {items} instead of {before}.",
     "{plan} : {after} {items} au minimum au lieu de {before}."},
    {"{plan}: at most {after} {items} instead of {before}.",
     "{plan} : {after} {items} au maximum au lieu de {before}."},
    {"{plan}: {items} are sold in steps of {after} instead of {before}.",
     "{plan} : les {items} se vendent par {after} au lieu de {before}."},
    {"{plan}: {code} comes with it.", "{plan} : {code} en fait désormais partie."},
    {"{plan}: {code} no longer comes with it.", "{plan} : {code} n’en fait plus partie."},
    {"{plan}: sold by {cycle}, it binds for {after} months instead of {before}.",
     "{plan} : vendue {cycle}, elle engage pour {after} mois au lieu de {before}."},
    {"{plan}: part of a period is charged otherwise.", "{plan} : une partie de période se facture autrement."},
    {"A trial of {after} days with {plan}.", "Un essai de {after} jours avec {plan}."},
    {"There is no trial any more.", "Il n’y a plus d’essai."},
    {"The trial lasts {after} days instead of {before}.", "L’essai dure {after} jours au lieu de {before}."},
    {"The trial is with {plan}.", "L’essai se fait avec {plan}."},
    {"{what}: {is} (a new rule).", "{what} : {is} (nouvelle règle)."},
    {"{what}: the rule by which it {was} is gone.", "{what} : la règle « {was} » disparaît."},
    {"{what}: {is}; until now: {was}.", "{what} : {is} ; jusqu’ici : {was}."},
    {"The rules are asked in another order.", "Les règles sont examinées dans un autre ordre."},
    {"A new role, {code}.", "Nouveau rôle : {code}."},
    {"The role {code} is gone.", "Le rôle {code} disparaît."},
    {"{code} may {right}.", "{code} peut {right}."},
    {"{code} may no longer {right}.", "{code} ne peut plus {right}."},
    {"What follows a renewal that is not paid changes.", "Les suites d’un renouvellement impayé changent."},
    {"The ways to pay, or the days to pay within, change.", "Les moyens ou les délais de paiement changent."},
    {"What a pause does to access and commitment changes.",
     "L’effet d’une suspension sur l’accès ou l’engagement change."},
    {"Who sells, as documents say it, changes.", "Le vendeur, tel que les documents le nomment, change."},
    {"There is another refund policy.", "La politique de remboursement change."},
};
static_assert(std::size(kSentences) == static_cast<std::size_t>(DifferenceKind::kCount));

constexpr Row kRights[] = {
    {"see the subscription", "voir l’abonnement"},
    {"subscribe", "souscrire"},
    {"change the plan", "changer de formule"},
    {"change quantities", "modifier les quantités"},
    {"cancel", "résilier"},
    {"start a trial", "commencer un essai"},
    {"edit billing information", "modifier les informations de facturation"},
    {"see invoices", "voir les factures"},
    {"manage members", "gérer les membres"},
    {"send requests", "envoyer des demandes"},
    {"hand over ownership", "transmettre la propriété"},
};
static_assert(std::size(kRights) == static_cast<std::size_t>(Right::kCount));

// In the order of ChangeKind; for plans, cycles and quantities: up, down, either.
constexpr Row kActs[] = {
    {"Starting the trial", "Commencer l’essai"},
    {"Subscribing", "Souscrire"},
    {},
    {},
    {},
    {"Cancelling", "Résilier"},
    {"Turning the renewal on", "Réactiver le renouvellement"},
    {"Pausing", "Suspendre"},
    {"Resuming", "Reprendre"},
};
static_assert(std::size(kActs) == static_cast<std::size_t>(ChangeKind::kCount));
constexpr Row kPlanActs[] = {{"Moving to a bigger plan", "Passer à une formule supérieure"},
                             {"Moving to a smaller plan", "Passer à une formule inférieure"},
                             {"Changing the plan", "Changer de formule"}};
constexpr Row kCycleActs[] = {{"Paying for longer periods", "Payer pour de plus longues périodes"},
                              {"Paying for shorter periods", "Payer pour de plus courtes périodes"},
                              {"Changing the billing cycle", "Changer de cycle de facturation"}};
constexpr Row kQuantityActs[] = {
    {"Adding {}", "Augmenter les {}"}, {"Lowering {}", "Réduire les {}"}, {"Changing {}", "Modifier les {}"}};

// In the order of Outcome.
constexpr Row kOutcomes[] = {
    {"takes effect at once", "prend effet aussitôt"},
    {"takes effect at the end of the period", "prend effet à la fin de la période"},
    {"goes to staff", "passe par l’équipe"},
    {"is refused", "est refusé"},
    {"changes nothing", "ne change rien"},
};

constexpr Row kPerCycle[] = {{" a month", " par mois"}, {" a quarter", " par trimestre"}, {" a year", " par an"}};
constexpr Row kByCycle[] = {{"the month", "au mois"}, {"the quarter", "au trimestre"}, {"the year", "à l’année"}};
constexpr Row kUnits{"quantities", "quantités"};

/// Names of one language, those of the newer catalog first.
class Names {
public:
    Names(const Catalog& before, const Catalog& after, std::string_view language)
        : before_(before), after_(after), language_(language) {}

    std::string plan(const Code& code) const { return name(code, &Catalog::find_plan, &Plan::name); }
    std::string plan_before(const Code& code) const {
        const Plan* known = before_.find_plan(code);
        return known == nullptr ? code.str() : known->name.in(language_);
    }
    std::string item(const Code& code) const { return name(code, &Catalog::find_item, &Item::name); }
    std::string items(const Code& code) const { return name(code, &Catalog::find_item, &Item::name_plural); }
    std::string role(const Code& code) const { return name(code, &Catalog::find_role, &Role::name); }
    std::string feature(const Code& code) const {
        for (const Catalog* catalog : {&after_, &before_})
            for (const Feature& known : catalog->features)
                if (known.code == code) return known.name.in(language_);
        return code.str();
    }
    std::string_view language() const { return language_; }

private:
    template <class T>
    std::string name(const Code& code, const T* (Catalog::*find)(const Code&) const, Text T::* text) const {
        for (const Catalog* catalog : {&after_, &before_})
            if (const T* known = (catalog->*find)(code)) return (known->*text).in(language_);
        return code.str();
    }

    const Catalog& before_;
    const Catalog& after_;
    std::string_view language_;
};

std::string act_of(ChangeKind kind, const RuleMatch& match, const Names& names) {
    const std::string_view language = names.language();
    const std::size_t way = match.direction.empty()                     ? 2
                            : match.direction.matches(Direction::kUp)   ? 0
                            : match.direction.matches(Direction::kDown) ? 1
                                                                        : 2;
    switch (kind) {
        case ChangeKind::kPlan: return std::string(kPlanActs[way].in(language));
        case ChangeKind::kCycle: return std::string(kCycleActs[way].in(language));
        case ChangeKind::kQuantity: {
            std::string of(kUnits.in(language));
            if (!match.item.codes.empty()) {
                std::vector<std::string> items;
                for (const Code& item : match.item.codes) items.push_back(names.items(item));
                of = fmt::format("{}", fmt::join(items, ", "));
            }
            return fmt::format(fmt::runtime(kQuantityActs[way].in(language)), of);
        }
        default: return std::string(kActs[static_cast<std::size_t>(kind)].in(language));
    }
}

std::vector<std::string> named_plans(const AnyCode& plans, const Names& names) {
    std::vector<std::string> all;
    for (const Code& plan : plans.codes) all.push_back(names.plan(plan));
    return all;
}

// "Moving to a bigger plan, from Business, to Enterprise, during a commitment"
std::string what_of(const Rule& rule, const Names& names) {
    const bool is_french = names.language() == "fr";
    std::vector<std::string> acts;
    for (int i = 0; i < static_cast<int>(ChangeKind::kCount); ++i)
        if (const auto kind = static_cast<ChangeKind>(i); !rule.match.change.empty() && rule.match.change.matches(kind))
            acts.push_back(act_of(kind, rule.match, names));
    if (acts.empty()) acts.emplace_back(is_french ? "Toute modification" : "Any change");
    std::string what = fmt::format("{}", fmt::join(acts, " / "));
    const auto add = [&](std::string_view en, std::string_view fr, const std::vector<std::string>& of) {
        if (!of.empty()) what += fmt::format(", {}{}", is_french ? fr : en, fmt::join(of, ", "));
    };
    add("from ", "depuis ", named_plans(rule.match.from_plan, names));
    add("to ", "vers ", named_plans(rule.match.to_plan, names));
    std::vector<std::string> states;
    for (int i = 0; i < static_cast<int>(SubscriptionState::kCount); ++i)
        if (const auto state = static_cast<SubscriptionState>(i);
            !rule.match.state.empty() && rule.match.state.matches(state))
            states.emplace_back(word_for("state", name_of(state), names.language()));
    add("when ", "si ", states);
    std::vector<std::string> roles;
    for (const Code& role : rule.match.role.codes) roles.push_back(names.role(role));
    add("by ", "par ", roles);
    if (rule.match.committed) {
        if (*rule.match.committed) what += is_french ? ", pendant un engagement" : ", during a commitment";
        else what += is_french ? ", hors engagement" : ", without a commitment";
    }
    return what;
}

// What a rule answers, with what becomes of the money where only that differs.
std::string answer_of(const Rule& rule, const Rule* other, std::string_view language) {
    std::string answer(kOutcomes[static_cast<std::size_t>(rule.outcome)].in(language));
    const bool is_french = language == "fr";
    if (other != nullptr && other->unused != rule.unused) switch (rule.unused) {
            case UnusedPart::kNothing: answer += is_french ? ", sans avoir" : ", without a credit"; break;
            case UnusedPart::kCredit: answer += is_french ? ", avec avoir" : ", with a credit"; break;
            case UnusedPart::kRefundByStaff:
                answer += is_french ? ", remboursé par l’équipe" : ", refunded by staff";
                break;
        }
    if (other != nullptr && other->billed != rule.billed)
        answer += rule.billed == Billed::kNow ? (is_french ? ", facturé aussitôt" : ", billed at once")
                                              : (is_french ? ", sur la prochaine facture" : ", on the next invoice");
    return answer;
}

std::string per(const CatalogDifference& difference, const Names& names) {
    if (!difference.cycle) return {};
    std::string text(kPerCycle[static_cast<std::size_t>(*difference.cycle)].in(names.language()));
    if (difference.item.empty()) return text;
    return text + (names.language() == "fr" ? " et par " : " per ") + names.item(difference.item);
}

// By how much, either way.
std::string gap(const CatalogDifference& difference, std::string_view language) {
    if (!difference.price_before || !difference.price_after) return {};
    const std::int64_t by = difference.price_after->scaled_minor() - difference.price_before->scaled_minor();
    return format_price(UnitPrice(by < 0 ? -by : by, difference.price_after->currency()), language);
}

std::string named_code(const CatalogDifference& difference, const Names& names) {
    switch (difference.kind) {
        case DifferenceKind::kFeatureAdded:
        case DifferenceKind::kFeatureRemoved: return names.feature(difference.code);
        default: return names.role(difference.code);
    }
}

std::string before_of(const CatalogDifference& difference, const Names& names) {
    if (difference.kind == DifferenceKind::kPlanRenamed) return names.plan_before(difference.plan);
    if (difference.price_before) return format_price(*difference.price_before, names.language());
    return format_count(difference.before, names.language());
}

std::string after_of(const CatalogDifference& difference, const Names& names) {
    if (difference.price_after) return format_price(*difference.price_after, names.language());
    return format_count(difference.after, names.language());
}

}  // namespace

std::string words_of(const CatalogDifference& difference, const Catalog& before, const Catalog& after,
                     std::string_view language) {
    const Names names(before, after, language);
    const Rule* rule = difference.rule_after != nullptr ? difference.rule_after : difference.rule_before;
    const Rule* was = difference.rule_before;
    const Rule* is = difference.rule_after;
    std::string_view right;
    if (difference.right) right = kRights[static_cast<std::size_t>(*difference.right)].in(language);
    std::string_view cycle;
    if (difference.cycle) cycle = kByCycle[static_cast<std::size_t>(*difference.cycle)].in(language);
    std::string text =
        fmt::format(fmt::runtime(kSentences[static_cast<std::size_t>(difference.kind)].in(language)),
                    fmt::arg("plan", names.plan(difference.plan)), fmt::arg("items", names.items(difference.item)),
                    fmt::arg("cycle", cycle), fmt::arg("per", per(difference, names)),
                    fmt::arg("by", gap(difference, language)), fmt::arg("before", before_of(difference, names)),
                    fmt::arg("after", after_of(difference, names)), fmt::arg("code", named_code(difference, names)),
                    fmt::arg("right", right), fmt::arg("what", rule == nullptr ? std::string() : what_of(*rule, names)),
                    fmt::arg("is", is == nullptr ? std::string() : answer_of(*is, was, language)),
                    fmt::arg("was", was == nullptr ? std::string() : answer_of(*was, is, language)));
    const bool answers_alike =
        was != nullptr && is != nullptr && answer_of(*is, was, language) == answer_of(*was, is, language);
    if (!answers_alike) return text;
    return fmt::format(fmt::runtime(language == "fr" ? "{} : la règle « {} » s’applique dans d’autres cas ou répond "
                                                       "autrement à la personne."
                                                     : "{}: the rule “{}” holds in other cases, or words its answer "
                                                       "otherwise."),
                       what_of(*is, names), difference.code.view());
}

JsonObject json_of(const CatalogDifference& difference, const Catalog& before, const Catalog& after,
                   std::string_view language) {
    JsonObject object{{"kind", json_of(name_of(difference.kind))},
                      {"plan", or_null(difference.plan)},
                      {"item", or_null(difference.item)},
                      {"cycle", difference.cycle ? json_of(name_of(*difference.cycle)) : JsonValue(nullptr)},
                      {"currency", nullptr},
                      {"price_before", nullptr},
                      {"price_after", nullptr},
                      {"code", or_null(difference.code)},
                      {"text", json_of(std::string_view(words_of(difference, before, after, language)))}};
    const auto put = [&](const char* key, const std::optional<UnitPrice>& price) {
        if (!price) return;
        object["currency"] = json_of(price->currency().code());
        object[key] = json_of(std::string_view(price->str()));
    };
    put("price_before", difference.price_before);
    put("price_after", difference.price_after);
    return object;
}

}  // namespace settle::wire
