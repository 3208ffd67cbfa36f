#include <fstream>
#include <sstream>

#include "cli/fields.h"
#include "cli/story.h"

namespace settle::cli {
namespace {

constexpr std::string_view kVerbs[] = {"subscribe", "preview", "change",         "start_trial",
                                       "request",   "decide",  "set_tax_number", "set_address",
                                       "register",  "pay",     "complete",       "advance"};
static_assert(std::size(kVerbs) == static_cast<std::size_t>(Verb::kCount));

constexpr std::string_view kStoryKeys[] = {"catalog", "customer", "start", "tax_register", "steps"};
constexpr std::string_view kCustomerKeys[] = {"name",         "country",   "region",  "tax_number",
                                              "tax_register", "time_zone", "language"};
constexpr std::string_view kSetKeys[] = {"plan", "cycle", "quantities", "billing_day"};
constexpr std::string_view kRegisterWords[] = {"confirmed", "down", "refused"};
constexpr std::string_view kUpOrDown[] = {"up", "down"};
constexpr std::string_view kTrueOrFalse[] = {"true", "false"};
constexpr std::string_view kChallenges[] = {"ok", "fail"};
constexpr std::string_view kCycles[] = {"month", "quarter", "year"};
constexpr std::int64_t kQuantityMax = 1'000'000;
// Longer stories would only renew and renew.
constexpr std::int64_t kYearsMax = 100;

// What may stand in a step beside do, at, as and expect.
std::vector<std::string_view> keys_of(Verb verb) {
    switch (verb) {
        case Verb::kSubscribe: return {"plan", "cycle", "quantities", "billing_day", "pay_with"};
        case Verb::kPreview:
        case Verb::kChange: return {"set", "pay_with"};
        case Verb::kStartTrial: return {"plan"};
        case Verb::kRequest: return {"type", "set", "from", "to", "note"};
        case Verb::kDecide: return {"request", "accept", "reason"};
        case Verb::kSetTaxNumber: return {"number", "register"};
        case Verb::kSetAddress: return {"country", "region", "postal_code"};
        case Verb::kRegister: return {"register", "state"};
        case Verb::kPay: return {"pay_with"};
        case Verb::kComplete: return {"challenge"};
        case Verb::kAdvance:
        case Verb::kCount: break;
    }
    return {};
}

Result<std::string> load(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::error_code failure;
    if (!std::filesystem::is_regular_file(path, failure) || !file)
        return file_error(path, 0, "there is no such file, or it cannot be read");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

Result<Catalog> read_catalog(Workshop& workshop, const Fields& story) {
    const YAML::Node node = TRY(story.require("catalog"));
    if (!node.IsScalar() && !node.IsMap())
        return story.error_at(node, "catalog: the path of a catalog, or the catalog itself, is expected here");
    CatalogCheck check;
    if (node.IsMap()) {
        check = workshop.check_catalog_node(node, story.file());
    } else {
        const auto path = std::filesystem::path(story.file()).parent_path() / node.Scalar();
        std::error_code failure;
        if (!std::filesystem::is_regular_file(path, failure))
            return story.error_at(node, fmt::format("catalog: there is no file {}", path.lexically_normal().string()));
        check = workshop.check_catalog_file(path.lexically_normal());
    }
    if (check.problems.empty()) return std::move(check.catalog);
    // A problem brings its own file and line along.
    const std::string& first = check.problems.front();
    const auto split = first.find(": ");
    return fail(Error(ErrorCode::kFileMalformed)
                    .with("where", split == std::string::npos ? story.file() : first.substr(0, split))
                    .with("reason", split == std::string::npos ? first : first.substr(split + 2)));
}

RegisterMode register_mode(std::size_t word) {
    return word == 1 ? RegisterMode::kDown : word == 2 ? RegisterMode::kRefusing : RegisterMode::kUp;
}

Result<Code> read_plan(const Fields& fields, const Catalog& catalog, const std::string& code_text) {
    std::vector<std::string_view> plans;
    for (const Plan& plan : catalog.plans) plans.push_back(plan.code.view());
    if (std::ranges::find(plans, code_text) != plans.end()) return TRY(Code::parse(code_text));
    return file_error(fields.file(), fields.line_of_key("plan"), unknown_word("plan", code_text, plans));
}

Result<Quantities> read_quantities(const Fields& fields, const Catalog& catalog) {
    Quantities quantities;
    const auto node = fields.find("quantities");
    if (!node) return quantities;
    std::vector<std::string_view> items;
    for (const Item& item : catalog.items) items.push_back(item.code.view());
    const Fields counts = TRY(Fields::of(fields.file(), *node, "quantities", items));
    for (const std::string_view item : items)
        if (const auto count = counts.find(item)) {
            const std::int64_t number =
                TRY(read_whole(fields.file(), *count, fmt::format("quantities.{}", item), 0, kQuantityMax));
            quantities.set(TRY(Code::parse(item)), number);
        }
    return quantities;
}

Result<Wanted> read_wanted(const Fields& fields, const Catalog& catalog) {
    Wanted wanted;
    if (const auto plan = TRY(fields.text("plan"))) wanted.plan = TRY(read_plan(fields, catalog, *plan));
    if (const auto cycle = TRY(fields.word("cycle", kCycles))) wanted.cycle = TRY(parse_cycle(kCycles[*cycle]));
    wanted.quantities = TRY(read_quantities(fields, catalog));
    if (const auto day = TRY(fields.whole("billing_day", 1, 31))) wanted.billing_day = static_cast<int>(*day);
    return wanted;
}

Result<void> read_set(const Fields& fields, const Catalog& catalog, Step& step) {
    const auto node = fields.find("set");
    if (!node) return {};
    const Fields set = TRY(Fields::of(fields.file(), *node, "set", kSetKeys));
    step.set = TRY(read_wanted(set, catalog));
    return {};
}

Result<void> read_request(const Fields& fields, const Catalog& catalog, Step& step) {
    std::vector<std::string_view> types;
    for (int type = 0; type < static_cast<int>(RequestType::kCount); ++type)
        types.push_back(name_of(static_cast<RequestType>(type)));
    TRY_VOID(fields.require("type"));
    step.request_type = static_cast<RequestType>(*TRY(fields.word("type", types)));
    TRY_VOID(read_set(fields, catalog, step));
    step.message = TRY(fields.text_or("note", ""));
    // The wished days are the customer's words; staff confirm others or the same.
    for (const std::string_view key : {"from", "to"})
        if (const auto time = TRY(fields.time(key)))
            step.message += fmt::format("{}{} {}", step.message.empty() ? "" : " ", key, time->str());
    return {};
}

Result<void> read_decision(const Fields& fields, Step& step) {
    TRY_VOID(fields.require("accept"));
    step.request = TRY(fields.text_or("request", "last"));
    step.decision = *TRY(fields.word("accept", kTrueOrFalse)) == 0 ? Decision::kAccept : Decision::kDecline;
    step.reason = TRY(fields.text_or("reason", "decided by staff"));
    return {};
}

Result<void> read_trial(const Fields& fields, const Catalog& catalog) {
    const auto plan = TRY(fields.text("plan"));
    if (!plan || !catalog.trial) return {};
    TRY_VOID(read_plan(fields, catalog, *plan));
    if (*plan == catalog.trial->plan.view()) return {};
    return file_error(fields.file(), fields.line_of_key("plan"),
                      fmt::format("the catalog's trial is of the plan \"{}\"", catalog.trial->plan.view()));
}

Result<void> read_arguments(const Fields& fields, const Catalog& catalog, Step& step) {
    switch (step.verb) {
        case Verb::kSubscribe:
            TRY_VOID(fields.require("plan"));
            step.set = TRY(read_wanted(fields, catalog));
            return {};
        case Verb::kPreview:
        case Verb::kChange: TRY_VOID(fields.require("set")); return read_set(fields, catalog, step);
        case Verb::kStartTrial: return read_trial(fields, catalog);
        case Verb::kRequest: return read_request(fields, catalog, step);
        case Verb::kDecide: return read_decision(fields, step);
        case Verb::kSetTaxNumber:
            step.tax_number = TRY(fields.text_or("number", ""));
            if (const auto word = TRY(fields.word("register", kRegisterWords)))
                step.register_mode = register_mode(*word);
            return {};
        case Verb::kSetAddress:
            step.address = {TRY(fields.text("country")), TRY(fields.text("region")), TRY(fields.text("postal_code"))};
            return {};
        case Verb::kRegister: {
            const std::string_view key = fields.find("state") ? "state" : "register";
            TRY_VOID(fields.require(key));
            step.register_mode = *TRY(fields.word(key, kUpOrDown)) == 0 ? RegisterMode::kUp : RegisterMode::kDown;
            return {};
        }
        case Verb::kPay: TRY_VOID(fields.require("pay_with")); return {};
        case Verb::kComplete:
            if (const auto word = TRY(fields.word("challenge", kChallenges)))
                step.challenge = *word == 0 ? Challenge::kOk : Challenge::kFail;
            return {};
        case Verb::kAdvance: TRY_VOID(fields.require("at")); return {};
        case Verb::kCount: break;
    }
    return {};
}

Result<Verb> read_verb(const std::string& file, const YAML::Node& node) {
    if (!node.IsMap()) return file_error(file, line_of(node), "step: a mapping (key: value) is expected here");
    const YAML::Node verb = node["do"];
    if (!verb) return file_error(file, line_of(node), "step: the key \"do\" is missing");
    const std::string typed = verb.IsScalar() ? verb.Scalar() : "";
    const auto found = std::ranges::find(kVerbs, typed);
    if (found == std::end(kVerbs)) return file_error(file, line_of(verb), unknown_word("step", typed, kVerbs));
    return static_cast<Verb>(found - std::begin(kVerbs));
}

Result<void> read_actor(const Fields& fields, const Catalog& catalog, Step& step) {
    std::vector<std::string_view> words = {"owner", "staff"};
    for (const Role& role : catalog.roles)
        if (role.code != Code("owner")) words.push_back(role.code.view());
    if (const auto word = TRY(fields.word("as", words))) step.as = words[*word];
    else if (step.verb == Verb::kDecide) step.as = "staff";
    return {};
}

Result<void> read_expectation(const Fields& fields, Step& step) {
    static constexpr std::string_view kKnown[] = {
        "at",      "do",           "outcome",      "code",     "rule",     "reason",   "possible_from",
        "due_now", "next_invoice", "parts",        "change",   "invoices", "requests", "subscription",
        "balance", "events",       "entitlements", "redirect", "request"};
    const auto node = fields.find("expect");
    if (!node) return {};
    TRY_VOID(Fields::of(fields.file(), *node, "expect", kKnown));
    step.expect = *node;
    return {};
}

Result<Step> read_step(const std::string& file, const YAML::Node& node, const Catalog& catalog) {
    Step step;
    step.line = line_of(node);
    step.verb = TRY(read_verb(file, node));
    std::vector<std::string_view> known = {"do", "at", "as", "expect"};
    for (const std::string_view key : keys_of(step.verb)) known.push_back(key);
    const Fields fields = TRY(Fields::of(file, node, std::string(name_of(step.verb)), known));
    step.at = TRY(fields.time("at"));
    TRY_VOID(read_actor(fields, catalog, step));
    step.pay_with = TRY(fields.text_or("pay_with", ""));
    TRY_VOID(read_arguments(fields, catalog, step));
    TRY_VOID(read_expectation(fields, step));
    return step;
}

Result<void> read_customer(const Fields& story, Story& result) {
    CustomerWish& customer = result.customer;
    const Fields fields = TRY(Fields::of(story.file(), TRY(story.require("customer")), "customer", kCustomerKeys));
    customer.line = fields.line();
    TRY_VOID(fields.require("country"));
    customer.name = TRY(fields.text_or("name", "Example customer"));
    customer.country = TRY(fields.text_or("country", ""));
    customer.region = TRY(fields.text_or("region", ""));
    customer.tax_number = TRY(fields.text_or("tax_number", ""));
    customer.time_zone = TRY(fields.text_or("time_zone", result.catalog.time_zone));
    customer.language = TRY(fields.text_or("language", ""));
    customer.country_line = fields.line_of_key("country");
    customer.tax_number_line = fields.line_of_key("tax_number");
    customer.time_zone_line = fields.line_of_key("time_zone");
    if (const auto word = TRY(fields.word("tax_register", kRegisterWords))) result.register_mode = register_mode(*word);
    return {};
}

}  // namespace

std::string_view name_of(Verb verb) { return kVerbs[static_cast<std::size_t>(verb)]; }

std::string LocalTime::str() const {
    if (second_of_day == 0) return day.str();
    return fmt::format("{}T{:02}:{:02}", day.str(), second_of_day / 3600, second_of_day / 60 % 60);
}

Result<Story> read_story(Workshop& workshop, const std::string& path) {
    Story story;
    story.file = path;
    const std::string text = TRY(load(path));
    const YAML::Node root = TRY(workshop.parse_yaml(text, path));
    const Fields fields = TRY(Fields::of(story.file, root, "story", kStoryKeys));
    story.catalog = TRY(read_catalog(workshop, fields));
    if (const auto word = TRY(fields.word("tax_register", kRegisterWords))) story.register_mode = register_mode(*word);
    TRY_VOID(read_customer(fields, story));
    TRY_VOID(fields.require("start"));
    story.start = *TRY(fields.time("start"));
    const YAML::Node steps = TRY(fields.require("steps"));
    if (!steps.IsSequence()) return fields.error_at(steps, "steps: a list is expected here");
    LocalTime present = story.start;
    for (const YAML::Node& node : steps) {
        Step step = TRY(read_step(story.file, node, story.catalog));
        if (step.at && *step.at < present)
            return file_error(
                story.file, line_of(node["at"]),
                fmt::format("at: {} lies before {}; time only goes forward", step.at->str(), present.str()));
        if (step.at && *step.at > LocalTime{add_months(story.start.day, kYearsMax * 12), 0})
            return file_error(story.file, line_of(node["at"]),
                              fmt::format("at: more than {} years after the start", kYearsMax));
        if (step.at) present = *step.at;
        story.steps.push_back(std::move(step));
    }
    return story;
}

}  // namespace settle::cli
