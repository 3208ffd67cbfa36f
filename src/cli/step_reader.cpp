#include "cli/step_reader.h"

#include "cli/wanted_reader.h"

namespace settle::cli {
namespace {

constexpr std::string_view kVerbs[] = {"subscribe", "preview",        "change",      "cancel",       "renewal_on",
                                       "resume",    "undo",           "start_trial", "extend_trial", "request",
                                       "decide",    "set_tax_number", "set_address", "register",     "assign",
                                       "release",   "set_code",       "redeem_code", "add_method",   "pay",
                                       "complete",  "refund",         "give_credit", "advance"};
static_assert(std::size(kVerbs) == static_cast<std::size_t>(Verb::kCount));

constexpr std::string_view kUpOrDown[] = {"up", "down"};
constexpr std::string_view kTrueOrFalse[] = {"true", "false"};
constexpr std::string_view kChallenges[] = {"ok", "fail"};
constexpr std::int64_t kDaysMax = 365;
constexpr std::int64_t kSeatsMax = 1'000'000;

// What may stand in a step beside do, at, as and expect.
std::vector<std::string_view> keys_of(Verb verb) {
    switch (verb) {
        case Verb::kSubscribe:
            return {"plan", "cycle", "quantities", "billing_day", "on", "lines", "pay_with", "reason"};
        case Verb::kPreview: return {"set", "cancel", "renewal", "resume", "pause", "on", "pay_with"};
        case Verb::kChange: return {"set", "cancel", "renewal", "resume", "pause", "on", "pay_with", "reason"};
        case Verb::kCancel:
        case Verb::kResume: return {"on", "reason"};
        case Verb::kRenewalOn: return {"reason"};
        case Verb::kUndo: return {"change"};
        case Verb::kStartTrial: return {"plan"};
        case Verb::kExtendTrial: return {"days", "reason"};
        case Verb::kRequest: return {"type", "set", "from", "to", "lines", "note", "message"};
        case Verb::kDecide: return {"request", "accept", "from", "to", "on", "set", "lines", "reason"};
        case Verb::kSetTaxNumber: return {"number", "register"};
        case Verb::kSetAddress: return {"country", "region", "postal_code"};
        case Verb::kRegister: return {"register", "state"};
        case Verb::kAssign:
        case Verb::kRelease: return {"email", "seat", "count", "on"};
        case Verb::kSetCode: return {"code"};
        case Verb::kRedeemCode: return {"code", "email", "seat"};
        case Verb::kAddMethod: return {"method"};
        case Verb::kPay: return {"invoice", "pay_with", "reason"};
        case Verb::kComplete: return {"challenge"};
        case Verb::kRefund: return {"invoice", "amount", "reason"};
        case Verb::kGiveCredit: return {"amount", "reason"};
        case Verb::kAdvance:
        case Verb::kCount: break;
    }
    return {};
}

bool is_for_staff(Verb verb) {
    return verb == Verb::kDecide || verb == Verb::kExtendTrial || verb == Verb::kRefund || verb == Verb::kGiveCredit;
}

Result<void> read_change(const Fields& fields, const Catalog& catalog, Step& step) {
    const auto set = TRY(read_set(fields, catalog));
    step.set = TRY(read_wanted(fields, catalog));
    if (set && step.set != Wanted{})
        return fields.error_at(TRY(fields.require("set")), "set: stands alone, without an act beside it");
    if (set) step.set = *set;
    if (step.set == Wanted{}) TRY_VOID(fields.require("set"));
    return {};
}

Result<void> read_act(const Fields& fields, Step& step) {
    step.set.act = step.verb == Verb::kCancel   ? ChangeKind::kCancel
                   : step.verb == Verb::kResume ? ChangeKind::kResume
                                                : ChangeKind::kRenewalOn;
    step.set.on = TRY(fields.day("on"));
    return {};
}

Result<void> read_request(const Fields& fields, const Catalog& catalog, Step& step) {
    std::vector<std::string_view> types;
    for (int type = 0; type < static_cast<int>(RequestType::kCount); ++type)
        types.push_back(name_of(static_cast<RequestType>(type)));
    TRY_VOID(fields.require("type"));
    Asking& asking = step.asking;
    asking.type = static_cast<RequestType>(*TRY(fields.word("type", types)));
    if (const auto set = TRY(read_set(fields, catalog))) step.set = *set;
    const auto lines = TRY(read_lines(fields, catalog));
    if (!lines.empty()) step.set.lines = lines;
    asking.message = TRY(fields.text_or(fields.find("note") ? "note" : "message", ""));
    asking.from = TRY(fields.day("from"));
    asking.to = TRY(fields.day("to"));
    return {};
}

Result<void> read_decision(const Fields& fields, const Catalog& catalog, Step& step) {
    TRY_VOID(fields.require("accept"));
    Asking& asking = step.asking;
    asking.request = TRY(fields.text_or("request", "last"));
    asking.decision = *TRY(fields.word("accept", kTrueOrFalse)) == 0 ? Decision::kAccept : Decision::kDecline;
    asking.set = TRY(read_set(fields, catalog));
    asking.on = TRY(fields.day("on"));
    asking.from = TRY(fields.day("from"));
    asking.to = TRY(fields.day("to"));
    asking.lines = TRY(read_lines(fields, catalog));
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

// The kind of seat: the only named one when none is named.
Result<const Item*> read_seat(const Fields& fields, const Catalog& catalog) {
    std::vector<std::string_view> seats;
    const Item* named = nullptr;
    int named_count = 0;
    for (const Item& item : catalog.items) {
        if (item.kind == ItemKind::kAddOn) continue;
        seats.push_back(item.code.view());
        if (item.kind != ItemKind::kNamedSeat) continue;
        named = &item;
        ++named_count;
    }
    if (const auto seat = TRY(fields.word("seat", seats))) return catalog.find_item(TRY(Code::parse(seats[*seat])));
    if (named_count == 1) return named;
    return file_error(fields.file(), fields.line(),
                      fmt::format("seat: name one; there is: {}", fmt::join(seats, ", ")));
}

Result<void> read_seating(const Fields& fields, const Catalog& catalog, Step& step) {
    const Item* seat = TRY(read_seat(fields, catalog));
    const bool counted = seat->kind == ItemKind::kCountedSeat;
    step.seating.seat = seat->code;
    step.seating.email = TRY(fields.text_or("email", ""));
    if (const auto count = TRY(fields.whole("count", 1, kSeatsMax))) step.seating.count = *count;
    step.seating.on = TRY(fields.day("on"));
    if (counted && step.seating.on)
        return fields.error_at(*fields.find("on"), "on: only people leave on a day to come; a count is of now");
    const std::string_view wrong = counted ? "email" : "count";
    if (const auto node = fields.find(wrong))
        return fields.error_at(*node, fmt::format("{}: {} seats are {}", wrong, seat->code.view(),
                                                  counted ? "counted, not named" : "named, one by one"));
    if (!counted && step.verb != Verb::kRedeemCode) TRY_VOID(fields.require("email"));
    return {};
}

Result<void> read_payment(const Fields& fields, Step& step) {
    if (step.verb == Verb::kAddMethod) {
        TRY_VOID(fields.require("method"));
        step.pay_with = TRY(fields.text_or("method", ""));
    }
    step.invoice = TRY(fields.text_or("invoice", step.verb == Verb::kRefund ? "last" : ""));
    step.amount = TRY(fields.text_or("amount", ""));
    if (step.verb == Verb::kGiveCredit) TRY_VOID(fields.require("amount"));
    return {};
}

Result<void> read_register(const Fields& fields, Step& step) {
    const std::string_view key = fields.find("state") ? "state" : "register";
    TRY_VOID(fields.require(key));
    step.register_mode = *TRY(fields.word(key, kUpOrDown)) == 0 ? RegisterMode::kUp : RegisterMode::kDown;
    return {};
}

Result<void> read_days(const Fields& fields, Step& step) {
    TRY_VOID(fields.require("days"));
    step.days = static_cast<int>(*TRY(fields.whole("days", 1, kDaysMax)));
    return {};
}

Result<void> read_code(const Fields& fields, const Catalog& catalog, Step& step) {
    TRY_VOID(fields.require("code"));
    step.seating.code = TRY(fields.text_or("code", ""));
    return step.verb == Verb::kSetCode ? Result<void>() : read_seating(fields, catalog, step);
}

Result<void> read_tax_number(const Fields& fields, Step& step) {
    step.tax_number = TRY(fields.text_or("number", ""));
    if (const auto word = TRY(fields.word("register", kRegisterWords))) step.register_mode = register_mode(*word);
    return {};
}

Result<void> read_arguments(const Fields& fields, const Catalog& catalog, Step& step) {
    switch (step.verb) {
        case Verb::kSubscribe:
            TRY_VOID(fields.require("plan"));
            step.set = TRY(read_wanted(fields, catalog));
            return {};
        case Verb::kPreview:
        case Verb::kChange: return read_change(fields, catalog, step);
        case Verb::kCancel:
        case Verb::kRenewalOn:
        case Verb::kResume: return read_act(fields, step);
        case Verb::kUndo: step.change = TRY(fields.text_or("change", "last")); return {};
        case Verb::kStartTrial: return read_trial(fields, catalog);
        case Verb::kExtendTrial: return read_days(fields, step);
        case Verb::kRequest: return read_request(fields, catalog, step);
        case Verb::kDecide: return read_decision(fields, catalog, step);
        case Verb::kSetTaxNumber: return read_tax_number(fields, step);
        case Verb::kSetAddress:
            step.address.country = TRY(fields.text("country"));
            step.address.region = TRY(fields.text("region"));
            step.address.postal_code = TRY(fields.text("postal_code"));
            return {};
        case Verb::kRegister: return read_register(fields, step);
        case Verb::kAssign:
        case Verb::kRelease: return read_seating(fields, catalog, step);
        case Verb::kSetCode:
        case Verb::kRedeemCode: return read_code(fields, catalog, step);
        case Verb::kAddMethod:
        case Verb::kPay:
        case Verb::kRefund:
        case Verb::kGiveCredit: return read_payment(fields, step);
        case Verb::kComplete:
            if (const auto word = TRY(fields.word("challenge", kChallenges)))
                step.challenge = *word == 0 ? Challenge::kOk : Challenge::kFail;
            return {};
        case Verb::kAdvance: TRY_VOID(fields.require("at")); return {};
        case Verb::kCount: break;
    }
    return {};
}

Result<Verb> read_verb(const std::string& file, const YamlNode& node) {
    if (!node.is_map()) return file_error(file, line_of(node), "step: a mapping (key: value) is expected here");
    const YamlNode verb = node["do"];
    if (!verb.is_defined()) return file_error(file, line_of(node), "step: the key \"do\" is missing");
    const std::string typed = verb.is_text() ? verb.text() : "";
    const auto found = std::ranges::find(kVerbs, typed);
    if (found == std::end(kVerbs)) return file_error(file, line_of(verb), unknown_word("step", typed, kVerbs));
    return static_cast<Verb>(found - std::begin(kVerbs));
}

Result<void> read_actor(const Fields& fields, const Catalog& catalog, Step& step) {
    std::vector<std::string_view> words = {"owner", "staff"};
    for (const Role& role : catalog.roles)
        if (role.code != Code("owner")) words.push_back(role.code.view());
    if (const auto word = TRY(fields.word("as", words))) step.as = words[*word];
    else if (is_for_staff(step.verb)) step.as = "staff";
    return {};
}

Result<void> read_expectation(const Fields& fields, Step& step) {
    static constexpr std::string_view kKnown[] = {"at",           "do",           "as",           "outcome",
                                                  "code",         "rule",         "reason",       "possible_from",
                                                  "due_now",      "from_balance", "to_pay",       "next_invoice",
                                                  "later",        "parts",        "effective_on", "ends_on",
                                                  "withdrawn",    "if_accepted",  "change",       "invoices",
                                                  "requests",     "subscription", "balance",      "events",
                                                  "entitlements", "redirect",     "request",      "seats",
                                                  "conflicts"};
    const auto node = fields.find("expect");
    if (!node) return {};
    TRY_VOID(Fields::of(fields.file(), *node, "expect", kKnown));
    step.expect = *node;
    return {};
}

}  // namespace

std::string_view name_of(Verb verb) { return kVerbs[static_cast<std::size_t>(verb)]; }

RegisterMode register_mode(std::size_t word) {
    return word == 1 ? RegisterMode::kDown : word == 2 ? RegisterMode::kRefusing : RegisterMode::kUp;
}

Result<Step> read_step(const std::string& file, const YamlNode& node, const Catalog& catalog) {
    Step step;
    step.line = line_of(node);
    step.verb = TRY(read_verb(file, node));
    std::vector<std::string_view> known = {"do", "at", "as", "expect"};
    for (const std::string_view key : keys_of(step.verb)) known.push_back(key);
    const Fields fields = TRY(Fields::of(file, node, std::string(name_of(step.verb)), known));
    step.at = TRY(fields.time("at"));
    TRY_VOID(read_actor(fields, catalog, step));
    step.pay_with = TRY(fields.text_or("pay_with", ""));
    step.reason = TRY(fields.text_or("reason", ""));
    TRY_VOID(read_arguments(fields, catalog, step));
    TRY_VOID(read_expectation(fields, step));
    return step;
}

}  // namespace settle::cli
