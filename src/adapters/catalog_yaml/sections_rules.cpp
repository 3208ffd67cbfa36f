// The rule table: who may do what, now. First match wins, so the order of the file is kept.
#include "adapters/catalog_yaml/sections.h"

#include "domain/request/request.h"

namespace settle::catalog_yaml {
namespace {

constexpr std::size_t kRulesMax = 1000;

constexpr Named<ChangeKind> kChanges[] = {{"start_trial", ChangeKind::kStartTrial},
                                          {"subscribe", ChangeKind::kSubscribe},
                                          {"plan", ChangeKind::kPlan},
                                          {"cycle", ChangeKind::kCycle},
                                          {"quantity", ChangeKind::kQuantity},
                                          {"cancel", ChangeKind::kCancel},
                                          {"renewal_on", ChangeKind::kRenewalOn},
                                          {"pause", ChangeKind::kPause},
                                          {"resume", ChangeKind::kResume}};
constexpr Named<Direction> kDirections[] = {
    {"up", Direction::kUp}, {"down", Direction::kDown}, {"same", Direction::kSame}};
constexpr Named<SubscriptionState> kStates[] = {{"none", SubscriptionState::kNone},
                                                {"trialing", SubscriptionState::kTrialing},
                                                {"trial_ended", SubscriptionState::kTrialEnded},
                                                {"incomplete", SubscriptionState::kIncomplete},
                                                {"active", SubscriptionState::kActive},
                                                {"ending", SubscriptionState::kEnding},
                                                {"past_due", SubscriptionState::kPastDue},
                                                {"paused", SubscriptionState::kPaused},
                                                {"ended", SubscriptionState::kEnded}};
constexpr Named<Cycle> kCycles[] = {{"month", Cycle::kMonth}, {"quarter", Cycle::kQuarter}, {"year", Cycle::kYear}};
constexpr Named<Outcome> kOutcomes[] = {{"now", Outcome::kNow},
                                        {"period_end", Outcome::kPeriodEnd},
                                        {"staff", Outcome::kStaff},
                                        {"no", Outcome::kNo},
                                        {"nothing_to_do", Outcome::kNothingToDo}};
constexpr Named<Billed> kBilled[] = {{"now", Billed::kNow}, {"next_invoice", Billed::kNextInvoice}};
constexpr Named<UnusedPart> kUnused[] = {{"nothing", UnusedPart::kNothing},
                                         {"credit", UnusedPart::kCredit},
                                         {"refund_by_staff", UnusedPart::kRefundByStaff}};
constexpr Named<PossibleFrom> kPossibleFrom[] = {{"never", PossibleFrom::kNever},
                                                 {"period_end", PossibleFrom::kPeriodEnd},
                                                 {"commitment_end", PossibleFrom::kCommitmentEnd}};

template <class E, std::size_t N>
void read_any(const MapReader& map, std::string_view key, const Named<E> (&names)[N], AnyOf<E>& out) {
    const YamlNode* node = map.find(key);
    if (node == nullptr) return;
    for (const YamlNode& element : read_one_or_list(*node, key, map.problems()))
        if (const auto value = read_named(element, key, names, map.problems())) out.add(*value);
    if (node->is_list() && node->elements().empty())
        map.problems().add(
            *node, fmt::format("{}: an empty list matches nothing; leave the key out to match everything", key));
}

template <class Range>
void read_any_code(const MapReader& map, std::string_view key, std::string_view what, const Range& range,
                   AnyCode& out) {
    const YamlNode* node = map.find(key);
    if (node == nullptr) return;
    out.codes = read_known_codes(*node, what, range, map.problems());
    if (node->is_list() && node->elements().empty())
        map.problems().add(
            *node, fmt::format("{}: an empty list matches nothing; leave the key out to match everything", key));
}

template <class E, std::size_t N>
void read_value(const MapReader& map, std::string_view key, const Named<E> (&names)[N], E& out) {
    if (const YamlNode* node = map.find(key))
        if (const auto value = read_named(*node, key, names, map.problems())) out = *value;
}

// A condition that only some changes have makes a rule for the others unreachable.
void check_condition(const MapReader& map, std::string_view key, const RuleMatch& match,
                     std::initializer_list<ChangeKind> kinds) {
    const YamlNode* node = map.find(key);
    if (node == nullptr || match.change.empty()) return;
    if (std::ranges::any_of(kinds, [&](ChangeKind kind) { return match.change.matches(kind); })) return;
    map.problems().add(*node,
                       fmt::format("{}: the changes this rule matches have none, so it can never be reached", key));
}

RuleMatch read_match(const YamlNode& node, const Catalog& catalog, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"change", "from_plan", "to_plan", "from_cycle", "to_cycle",
                                                 "item",   "direction", "state",   "role",       "committed"};
    const MapReader map(node, "when", kKeys, problems);
    RuleMatch match;
    read_any(map, "change", kChanges, match.change);
    read_any_code(map, "from_plan", "plan", catalog.plans, match.from_plan);
    read_any_code(map, "to_plan", "plan", catalog.plans, match.to_plan);
    read_any(map, "from_cycle", kCycles, match.from_cycle);
    read_any(map, "to_cycle", kCycles, match.to_cycle);
    read_any_code(map, "item", "item", catalog.items, match.item);
    read_any(map, "direction", kDirections, match.direction);
    read_any(map, "state", kStates, match.state);
    read_any_code(map, "role", "role", catalog.roles, match.role);
    if (const YamlNode* committed = map.find("committed"))
        match.committed = read_bool(*committed, "committed", problems);
    check_condition(map, "item", match, {ChangeKind::kQuantity});
    check_condition(map, "direction", match, {ChangeKind::kPlan, ChangeKind::kCycle, ChangeKind::kQuantity});
    return match;
}

void read_message_code(const YamlNode& node, Rule& rule, Problems& problems) {
    const auto text = read_scalar(node, "code", problems);
    if (!text) return;
    std::vector<std::string_view> known;
    for (const ErrorCode code : all_error_codes()) {
        if (name_of(code) == *text) rule.code = code;
        known.push_back(name_of(code));
    }
    if (!rule.code) add_unknown(node, "message code", *text, known, problems);
}

void read_request(const YamlNode& node, Rule& rule, Problems& problems) {
    const auto text = read_scalar(node, "request", problems);
    if (!text) return;
    std::vector<std::string_view> known;
    for (std::size_t i = 0; i < static_cast<std::size_t>(RequestType::kCount); ++i)
        known.push_back(name_of(static_cast<RequestType>(i)));
    if (!parse_request_type(*text)) return add_unknown(node, "request type", *text, known, problems);
    if (const auto code = Code::parse(*text)) rule.request_type = *code;
}

// The keys that say nothing beside this outcome.
void check_outcome(const MapReader& map, const Rule& rule) {
    const bool goes_through = rule.outcome == Outcome::kNow || rule.outcome == Outcome::kPeriodEnd;
    const bool is_refusal = rule.outcome == Outcome::kStaff || rule.outcome == Outcome::kNo;
    const auto refuse = [&](std::string_view key, std::string_view why) {
        if (const YamlNode* node = map.find(key)) map.problems().add(*node, fmt::format("{}: {}", key, why));
    };
    if (goes_through) refuse("code", "only a refusal has a message code");
    if (!is_refusal) {
        refuse("request", "only the outcomes staff and no offer a request");
        refuse("possible_from", "only the outcomes staff and no become possible later");
    }
    if (!goes_through) {
        refuse("billed", "nothing is billed by this outcome");
        refuse("unused", "nothing is given back by this outcome");
    }
    if (rule.outcome == Outcome::kStaff && map.find("request") == nullptr)
        map.problems().add(
            map.node(),
            fmt::format("rule \"{}\": the outcome is staff, so the key \"request\" must say which request is offered",
                        rule.id.view()));
}

Rule read_rule(const YamlNode& node, const Catalog& catalog, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"id",     "when",          "outcome", "billed",
                                                 "unused", "possible_from", "code",    "request"};
    const MapReader map(node, "rule", kKeys, problems);
    Rule rule;
    rule.line = node.line();
    if (map.require("id") != nullptr) map.read("id", rule.id);
    if (rule.id.view().starts_with("guard-"))
        problems.add(*map.find("id"), "id: names that start with guard- are the product's own");
    if (const YamlNode* when = map.find("when")) rule.match = read_match(*when, catalog, problems);
    if (map.require("outcome") == nullptr) return rule;
    read_value(map, "outcome", kOutcomes, rule.outcome);
    read_value(map, "billed", kBilled, rule.billed);
    read_value(map, "unused", kUnused, rule.unused);
    read_value(map, "possible_from", kPossibleFrom, rule.possible_from);
    if (const YamlNode* code = map.find("code")) read_message_code(*code, rule, problems);
    if (const YamlNode* request = map.find("request")) read_request(*request, rule, problems);
    check_outcome(map, rule);
    return rule;
}

// How the row of `rule` is named from the file in which a problem is reported.
std::string place_of(const Rule& rule, const Problems& home, const Problems& reader) {
    if (&home == &reader) return fmt::format("line {}", rule.line);
    return fmt::format("line {} of {}", rule.line, home.file());
}

// `homes` says for each of the rules read so far where it stands.
void check_against_earlier(const RuleRow& row, const Rule& rule, const std::vector<Rule>& earlier,
                           const std::vector<const Problems*>& homes) {
    Problems& problems = *row.problems;
    for (std::size_t i = 0; i < earlier.size(); ++i)
        if (!rule.id.empty() && earlier[i].id == rule.id)
            return problems.add(row.node, fmt::format("the rule \"{}\" is declared twice, first on {}", rule.id.view(),
                                                      place_of(earlier[i], *homes[i], problems)));
    for (std::size_t i = 0; i < earlier.size(); ++i)
        if (earlier[i].match.covers(rule.match))
            return problems.add(
                row.node,
                fmt::format("the rule \"{}\" can never be reached: \"{}\" on {} comes first and matches all of it",
                            rule.id.view(), earlier[i].id.view(), place_of(earlier[i], *homes[i], problems)));
}

}  // namespace

void read_rules(const std::vector<RuleRow>& rows, Catalog& catalog, const RuleRow& table) {
    if (rows.size() > kRulesMax) return table.problems->add(table.node, fmt::format("rules: at most {}", kRulesMax));
    std::vector<const Problems*> homes;
    bool is_right = table.node.is_list();
    for (const RuleRow& row : rows) {
        const auto problems_before = row.problems->count();
        Rule rule = read_rule(row.node, catalog, *row.problems);
        // A condition that could not be read matches everything, which would shadow whatever follows.
        if (row.problems->count() == problems_before) {
            check_against_earlier(row, rule, catalog.rules, homes);
            catalog.rules.push_back(std::move(rule));
            homes.push_back(row.problems);
        }
        is_right = is_right && row.problems->count() == problems_before;
    }
    if (!is_right) return;
    if (std::ranges::none_of(catalog.rules,
                             [](const Rule& rule) { return rule.match.change.matches(ChangeKind::kSubscribe); }))
        table.problems->add(table.node, "rules: none matches the change \"subscribe\", so nobody could ever buy");
}

}  // namespace settle::catalog_yaml
