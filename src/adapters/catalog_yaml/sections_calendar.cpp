// What happens by itself on a day: an unpaid renewal tried again, access taken away, a pause, reminders.
#include "adapters/catalog_yaml/sections.h"

#include <charconv>

#include "domain/request/request.h"

namespace settle::catalog_yaml {
namespace {

constexpr int kDaysMax = 365;
constexpr int kEndMax = 730;
constexpr int kReminderDaysMax = 400;
constexpr std::size_t kDatesMax = 10;

constexpr Named<Access> kAccess[] = {
    {"full", Access::kFull}, {"read_only", Access::kReadOnly}, {"none", Access::kNone}};

enum class Order : std::uint8_t { kRising, kFalling };

// The days under `key`, in the order in which they come about.
std::vector<int> read_days(const MapReader& map, std::string_view key, Order order, int max) {
    std::vector<int> days;
    Problems& problems = map.problems();
    for (const YamlNode& element : read_list(*map.find(key), key, problems)) {
        const auto read = read_integer(element, key, 1, max, problems);
        if (!read) continue;
        const int day = static_cast<int>(*read);
        if (!days.empty() && (order == Order::kRising ? day <= days.back() : day >= days.back()))
            problems.add(element, fmt::format("{}: {} stands behind {}; the days must {}", key, day, days.back(),
                                              order == Order::kRising ? "rise" : "fall"));
        else if (days.size() == kDatesMax) problems.add(element, fmt::format("{}: at most {}", key, kDatesMax));
        else days.push_back(day);
    }
    return days;
}

void read_access_step(const YamlNode& node, Dunning& dunning, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"after_days", "access"};
    const auto problems_before = problems.count();
    const MapReader map(node, "access step", kKeys, problems);
    Dunning::AccessStep step;
    if (map.require("after_days") != nullptr) map.read("after_days", step.after_days, 0, kDaysMax);
    if (const YamlNode* access = map.require("access"))
        step.access = read_named(*access, "access", kAccess, problems).value_or(Access::kFull);
    if (problems.count() != problems_before) return;
    if (!dunning.access.empty() && step.after_days <= dunning.access.back().after_days)
        problems.add(*map.find("after_days"), fmt::format("after_days: {} stands behind {}; the days must rise",
                                                          step.after_days, dunning.access.back().after_days));
    else if (dunning.access.size() == kDatesMax) problems.add(node, fmt::format("access: at most {}", kDatesMax));
    else dunning.access.push_back(step);
}

// A step on or behind the day on which everything ends would never be taken.
void check_end(const MapReader& map, const Dunning& dunning) {
    if (dunning.end_after_days == 0) return;
    const int last_retry = dunning.retry_days.empty() ? -1 : dunning.retry_days.back();
    const int last_step = dunning.access.empty() ? -1 : dunning.access.back().after_days;
    const int last = std::max(last_retry, last_step);
    if (dunning.end_after_days > last) return;
    const YamlNode* end = map.find("end_after_days");
    map.problems().add(end == nullptr ? map.node() : *end,
                       fmt::format("end_after_days: {} is not after the {} on day {}; say a later day, or 0 for never",
                                   dunning.end_after_days, last_step > last_retry ? "access step" : "retry", last));
}

// "2 days", "4 hours", "1 day": a time that people say.
std::optional<std::int64_t> read_span(const YamlNode& node, std::string_view what, Problems& problems) {
    constexpr Named<std::int64_t> kUnits[] = {{"minutes", 60}, {"minute", 60},   {"hours", 3'600},
                                              {"hour", 3'600}, {"days", 86'400}, {"day", 86'400}};
    const auto text = read_scalar(node, what, problems);
    if (!text) return std::nullopt;
    const std::size_t blank = text->find(' ');
    std::int64_t number = 0;
    const char* digits_end = text->data() + std::min(blank, text->size());
    const auto [end, failure] = std::from_chars(text->data(), digits_end, number);
    const auto* unit = blank == std::string::npos ? std::end(kUnits)
                                                  : std::ranges::find(kUnits, std::string_view(*text).substr(blank + 1),
                                                                      &Named<std::int64_t>::name);
    if (failure == std::errc() && end == digits_end && unit != std::end(kUnits) && number >= 1 &&
        number <= kDaysMax * 86'400LL / unit->value)
        return number * unit->value;
    problems.add(node, fmt::format("{}: \"{}\" is not a time such as \"4 hours\" or \"2 days\", of a year at most",
                                   what, text->substr(0, 64)));
    return std::nullopt;
}

}  // namespace

void read_dunning(const YamlNode& node, Catalog& catalog, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"retry_days", "access", "end_after_days"};
    const auto problems_before = problems.count();
    const MapReader map(node, "dunning", kKeys, problems);
    Dunning& dunning = catalog.payment.dunning;
    if (map.find("retry_days") != nullptr) dunning.retry_days = read_days(map, "retry_days", Order::kRising, kDaysMax);
    if (const YamlNode* access = map.find("access"))
        for (const YamlNode& element : read_list(*access, "access", problems))
            read_access_step(element, dunning, problems);
    map.read("end_after_days", dunning.end_after_days, 0, kEndMax);
    if (problems.count() == problems_before) check_end(map, dunning);
}

void read_pause(const YamlNode& node, Catalog& catalog, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"access", "extends_commitment"};
    const MapReader map(node, "pause", kKeys, problems);
    if (const YamlNode* access = map.find("access"))
        if (const auto read = read_named(*access, "access", kAccess, problems)) catalog.pause.access = *read;
    map.read("extends_commitment", catalog.pause.extends_commitment);
}

void read_reminders(const YamlNode& node, Catalog& catalog, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"commitment_days", "renewal_days", "resume_days"};
    const MapReader map(node, "reminders", kKeys, problems);
    // Reported where nobody could ever be reminded, like a rule that nothing reaches.
    if (const YamlNode* days = map.find("commitment_days")) {
        catalog.reminders.commitment_days = read_days(map, "commitment_days", Order::kFalling, kReminderDaysMax);
        if (!catalog.plans.empty() &&
            std::ranges::all_of(catalog.plans, [](const Plan& plan) { return plan.commitment_months.empty(); }))
            problems.add(*days, "commitment_days: no plan has commitment_months, so nobody could be reminded");
    }
    if (const YamlNode* days = map.find("renewal_days")) {
        catalog.reminders.renewal_days = read_days(map, "renewal_days", Order::kFalling, kReminderDaysMax);
        if (!catalog.plans.empty() && std::ranges::none_of(catalog.plans, [](const Plan& plan) {
                return std::ranges::find(plan.cycles, Cycle::kYear) != plan.cycles.end();
            }))
            problems.add(*days, "renewal_days: no plan is sold by year, so nobody could be reminded");
    }
    if (map.find("resume_days") != nullptr)
        catalog.reminders.resume_days = read_days(map, "resume_days", Order::kFalling, kReminderDaysMax);
}

void read_invitations(const YamlNode& node, Catalog& catalog, Problems& problems) {
    static constexpr std::string_view kKeys[] = {"expire_days", "hold_seat"};
    const MapReader map(node, "invitations", kKeys, problems);
    map.read("expire_days", catalog.invitations.expire_days, 1, kDaysMax);
    map.read("hold_seat", catalog.invitations.hold_seat);
}

void read_request_targets(const YamlNode& node, Catalog& catalog, Problems& problems) {
    constexpr std::string_view kOtherwise = "otherwise";
    std::vector<std::string_view> known{kOtherwise};
    for (int type = 0; type < static_cast<int>(RequestType::kCount); ++type)
        known.push_back(name_of(static_cast<RequestType>(type)));
    for (const auto& entry : MapReader(node, "request_targets", known, problems).entries()) {
        const auto seconds = read_span(entry.value, entry.key, problems);
        if (!seconds) continue;
        if (entry.key == kOtherwise) catalog.request_targets.otherwise = *seconds;
        else catalog.request_targets.by_type[entry.key] = *seconds;
    }
}

}  // namespace settle::catalog_yaml
