#include "domain/catalog/help.h"

#include <algorithm>

namespace settle {
namespace {

constexpr std::int64_t kWeeksMax = 4;

std::chrono::sys_days monday_of(Date day) {
    const std::chrono::weekday weekday(day.days());
    return day.days() - (weekday - std::chrono::Monday);
}

int months_between(Date earlier, Date later) {
    const auto from = earlier.ymd();
    const auto to = later.ymd();
    return (static_cast<int>(to.year()) - static_cast<int>(from.year())) * 12 +
           static_cast<int>(static_cast<unsigned>(to.month())) - static_cast<int>(static_cast<unsigned>(from.month()));
}

}  // namespace

const HelpText& HelpArticle::in(std::string_view language) const {
    ENSURE(!texts.empty());
    const auto found = texts.find(std::string(language));
    return found == texts.end() ? texts.begin()->second : found->second;
}

bool HelpArticle::explains(std::string_view screen) const {
    return std::ranges::find(screens, screen) != screens.end();
}

std::string_view name_of(Age::Unit unit) {
    switch (unit) {
        case Age::Unit::kWeek: return "week";
        case Age::Unit::kMonth: return "month";
        case Age::Unit::kYear: return "year";
    }
    return "";
}

Age age_of(Date day, Date today) {
    if (day >= today) return {};
    const std::int64_t weeks = (monday_of(today) - monday_of(day)).count() / 7;
    const int months = months_between(day, today);
    if (months == 0 || weeks <= kWeeksMax) return {Age::Unit::kWeek, static_cast<int>(weeks)};
    if (months < 12) return {Age::Unit::kMonth, months};
    return {Age::Unit::kYear, months / 12};
}

}  // namespace settle
