#include "wire/what_if.h"

#include "wire/names.h"
#include "wire/reader.h"

namespace settle::wire {
namespace {

constexpr int kMonthsMax = 36;

std::string name_of_item(const Code& code, const Catalog& catalog, std::string_view language) {
    const Item* item = catalog.find_item(code);
    return item == nullptr ? std::string() : item->name_plural.in(language);
}

std::string name_of_plan(const Code& code, const Catalog& catalog, std::string_view language) {
    const Plan* plan = catalog.find_plan(code);
    return plan == nullptr ? std::string() : plan->name.in(language);
}

// Whatever is called by a code, in the reader's language.
struct Names {
    const Catalog& draft;
    const Audience& audience;

    template <class Find>
    std::string of(std::string_view text, Find find) const {
        const auto code = Code::parse(text);
        std::string name = code ? find(*code, draft, audience.language) : std::string();
        if (code && name.empty()) name = find(*code, audience.catalog, audience.language);
        return name.empty() ? std::string(text) : name;
    }
    std::string item(std::string_view code) const { return of(code, name_of_item); }
    std::string plan(std::string_view code) const { return of(code, name_of_plan); }
};

// "more user" as its two words; "cancel" is about nothing.
JsonArray acts_json(const std::vector<std::string>& acts, const Names& names) {
    JsonArray all;
    for (const std::string_view act : acts) {
        const auto space = act.find(' ');
        const std::string_view verb = act.substr(0, space);
        const std::string_view code = space == std::string_view::npos ? std::string_view() : act.substr(space + 1);
        const std::string name = code.empty() ? "" : verb == "plan" ? names.plan(code) : names.item(code);
        all.push_back(JsonObject{{"act", json_of(verb)}, {"of", or_null(code)}, {"name", or_null(name)}});
    }
    return all;
}

// A spreadsheet must not take a customer's name for a formula.
std::string csv_cell(std::string text) {
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
        text.insert(text.begin(), '\'');
    if (text.find_first_of(",\"\n\r;") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

}  // namespace

Result<WhatIfWish> what_if_wish_from(const JsonValue& value) {
    static constexpr std::string_view kKnown[] = {"months", "from", "movement"};
    const auto fields = TRY(ObjectReader::open(value, "", kKnown));
    WhatIfWish wish;
    wish.months = static_cast<int>(TRY(fields.integer("months", 1, kMonthsMax)).value_or(wish.months));
    const std::string movement = TRY(fields.text("movement", 16));
    if (!movement.empty()) wish.movement = TRY(parse_catalog_movement(movement));
    const std::string from = TRY(fields.text("from", 10));
    if (!from.empty()) wish.from = TRY(Date::parse(from));
    return wish;
}

JsonObject json_of(const WhatIfReport& report) {
    JsonArray months;
    for (const auto& [key, sums] : report.months)
        months.push_back(JsonObject{{"currency", key.first},
                                    {"month", key.second},
                                    {"net_before", json_of(sums.net_before)},
                                    {"net_after", json_of(sums.net_after)},
                                    {"total_before", json_of(sums.total_before)},
                                    {"total_after", json_of(sums.total_after)}});
    return {{"first_day", json_of(report.first_day)},
            {"until", json_of(report.until)},
            {"whole", report.is_whole},
            {"customers", report.customers},
            {"pay_more", report.pay_more},
            {"pay_less", report.pay_less},
            {"pay_same", report.customers - report.pay_more - report.pay_less - report.not_foreseen},
            {"lose_self_service", report.lose_self_service},
            {"gain_self_service", report.gain_self_service},
            {"out_of_limits", report.out_of_limits},
            {"commitments_broken", report.commitments_broken},
            {"not_moved", report.not_moved},
            {"not_foreseen", report.not_foreseen},
            {"months", std::move(months)}};
}

JsonObject json_of(const WhatIfRun& run, std::string_view language) {
    JsonObject object{{"id", run.id.str()},
                      {"version", run.version.str()},
                      {"from", json_of(run.from)},
                      {"movement", json_of(name_of(run.movement))},
                      {"months", run.months},
                      {"state", json_of(name_of(run.state))},
                      {"started_by", run.started_by.id},
                      {"started_at", json_of(run.started_at)},
                      {"ended_at", or_null(run.ended_at)},
                      {"done", run.done},
                      {"of", run.of},
                      {"failure", run.failure ? JsonValue(text_of(*run.failure, language)) : JsonValue(nullptr)},
                      {"listed", nullptr},
                      {"report", nullptr}};
    if (run.outcome) {
        object["listed"] = static_cast<std::int64_t>(run.outcome->affected.size());
        object["report"] = json_of(run.outcome->report);
    }
    return object;
}

JsonObject json_of(const AffectedPlace& affected, const Catalog& draft, const Audience& audience) {
    const AffectedCustomer& customer = affected.customer;
    const Names names{draft, audience};
    JsonArray limits;
    for (const std::string& item : customer.limits)
        limits.push_back(JsonObject{{"item", item}, {"name", names.item(item)}});
    return {{"customer", customer.id.str()},
            {"customer_name", customer.name},
            {"plan", json_of(customer.plan)},
            {"plan_name", names.plan(customer.plan.view())},
            {"currency", json_of(customer.net_before.currency().code())},
            {"net_before", json_of(customer.net_before)},
            {"net_after", json_of(customer.net_after)},
            {"difference", json_of(customer.net_after - customer.net_before)},
            {"loses", acts_json(customer.lost, names)},
            {"gains", acts_json(customer.gained, names)},
            {"out_of_limits", std::move(limits)},
            {"commitment_broken", customer.is_commitment_broken}};
}

std::string csv_row(const AffectedCustomer& customer) {
    const auto joined = [](const std::vector<std::string>& all) { return fmt::format("{}", fmt::join(all, "; ")); };
    return fmt::format("{},{},{},{},{},{},{},{},{},{}\n", customer.id.view(), csv_cell(customer.name),
                       customer.plan.view(), customer.net_before.currency().code(), customer.net_before.str(),
                       customer.net_after.str(), csv_cell(joined(customer.lost)), csv_cell(joined(customer.gained)),
                       csv_cell(joined(customer.limits)), customer.is_commitment_broken ? "yes" : "");
}

std::string csv_of(const AffectedList& affected) {
    std::string text(kWhatIfCsvHead);
    for (std::size_t i = 0; i < affected.size(); ++i) text += csv_row(affected.at(i));
    return text;
}

}  // namespace settle::wire
