#include "cli/report.h"

#include "cli/story_json.h"

namespace settle::cli {
namespace {

namespace json = boost::json;

std::string_view name_of_part(ChangeKind kind) {
    constexpr std::string_view kNames[] = {"start_trial", "subscribe",  "plan",  "cycle", "quantity",
                                           "cancel",      "renewal_on", "pause", "resume"};
    static_assert(std::size(kNames) == static_cast<std::size_t>(ChangeKind::kCount));
    return kNames[static_cast<std::size_t>(kind)];
}

std::optional<std::pair<Date, Amounts>> dated(Date on, const Amounts& amounts) {
    if (amounts.lines.empty()) return std::nullopt;
    return std::pair(on, amounts);
}

json::value text_or_null(const std::string& text) { return text.empty() ? json::value() : json::value(text); }
json::value to_json(const std::optional<Money>& money) { return money ? json::value(money->str()) : json::value(); }

json::value to_json(const std::optional<std::pair<Date, Amounts>>& dated) {
    if (!dated) return nullptr;
    json::object object{{"on", dated->first.str()}};
    for (auto& member : cli::to_json(dated->second)) object[member.key()] = std::move(member.value());
    return object;
}

json::array to_json(const std::vector<Ruling>& rulings) {
    json::array parts;
    for (const Ruling& ruling : rulings)
        parts.push_back(
            json::object{{"part", name_of_part(ruling.part)},
                         {"item", text_or_null(ruling.item.str())},
                         {"outcome", outcome_of(ruling.outcome)},
                         {"rule", ruling.rule.view()},
                         {"code", ruling.refusal ? json::value(name_of(ruling.refusal->code)) : json::value()}});
    return parts;
}

json::value to_json(const std::optional<Preview>& accepted) {
    if (!accepted) return nullptr;
    return json::object{{"effective_on", accepted->ruling.on.str()},
                        {"due_now", cli::to_json(accepted->due_now)},
                        {"next_invoice", to_json(dated(accepted->next_invoice_on, accepted->next_invoice))}};
}

}  // namespace

std::string_view outcome_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::kNow: return "applied";
        case Outcome::kPeriodEnd: return "scheduled";
        case Outcome::kStaff: return "requested";
        case Outcome::kNo: return "refused";
        case Outcome::kNothingToDo: return "nothing_to_do";
    }
    ENSURE(false);
}

bool is_breakdown(const Error& error) {
    const std::string_view category = category_of(error.code);
    return category == "internal" || category == "unavailable";
}

Report refused(const Error& error) { return refused(std::string(name_of(error.code)), text_of(error, "en")); }

Report refused(std::string code, std::string reason) {
    Report report;
    report.outcome = outcome_of(Outcome::kNo);
    report.code = std::move(code);
    report.reason = std::move(reason);
    return report;
}

Report nothing_to_do() {
    Report report;
    report.outcome = outcome_of(Outcome::kNothingToDo);
    return report;
}

Report shown(const ReadPreview& read) {
    const Preview& preview = read.preview;
    const Ruling& ruling = preview.ruling;
    Report report;
    report.outcome = outcome_of(ruling.outcome);
    report.rule = ruling.rule.str();
    report.possible_from = ruling.possible_from;
    report.due_now = preview.due_now;
    report.parts = preview.parts;
    report.withdrawn = preview.withdrawn;
    report.conflicts = preview.conflicts;
    report.if_accepted = read.if_accepted;
    report.next_invoice = dated(preview.next_invoice_on, preview.next_invoice);
    report.later = dated(preview.later_on, preview.later);
    if (ruling.refusal) {
        report.code = name_of(ruling.refusal->code);
        report.reason = ruling.reason != nullptr ? ruling.reason->in("en") : text_of(*ruling.refusal, "en");
        return report;
    }
    report.foresees = true;
    report.from_balance = preview.from_balance;
    report.to_pay = preview.to_pay;
    report.effective_on = ruling.on;
    report.ends_on = preview.after.ends_on;
    return report;
}

json::object to_json(const Report& report, const Step& step, const std::string& at) {
    json::object object{{"at", at},
                        {"do", name_of(step.verb)},
                        {"as", step.as},
                        {"outcome", report.outcome},
                        {"code", text_or_null(report.code)},
                        {"rule", text_or_null(report.rule)},
                        {"reason", text_or_null(report.reason)},
                        {"possible_from", cli::to_json(report.possible_from)},
                        {"due_now", report.due_now ? json::value(cli::to_json(*report.due_now)) : json::value()},
                        {"from_balance", to_json(report.from_balance)},
                        {"to_pay", to_json(report.to_pay)},
                        {"next_invoice", to_json(report.next_invoice)},
                        {"later", to_json(report.later)},
                        {"effective_on", cli::to_json(report.effective_on)},
                        {"ends_on", cli::to_json(report.ends_on)}};
    if (report.if_accepted) object["if_accepted"] = to_json(report.if_accepted);
    if (!report.parts.empty()) object["parts"] = to_json(report.parts);
    if (!report.withdrawn.empty()) object["withdrawn"] = cli::to_json(report.withdrawn);
    if (!report.conflicts.empty()) object["conflicts"] = cli::to_json(report.conflicts);
    if (!report.change.empty()) object["change"] = report.change;
    if (!report.request.empty()) object["request"] = report.request;
    return object;
}

}  // namespace settle::cli
