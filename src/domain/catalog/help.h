// The vendor's help: articles in reading order, each in every language of the catalog.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/code.h"
#include "base/date.h"

namespace settle {

/// The screens of the portal that an article can explain.
inline constexpr std::string_view kHelpScreens[] = {"subscription", "checkout", "payment", "billing", "invoices",
                                                    "requests",     "cancel",   "pause",   "members"};

struct HelpText {
    std::string title;
    std::string summary;  ///< One sentence, for lists.
    std::string html;     ///< Safe to put into a page: no markup but the reader's own, no link that runs.
    Date updated_on;
};

struct HelpArticle {
    Code slug;                            ///< The same in all languages.
    std::vector<std::string> screens;     ///< Of kHelpScreens; those that lead to this article.
    std::map<std::string, HelpText> texts;  ///< By language: all of the catalog's.

    /// In `language`, else in the first there is.
    const HelpText& in(std::string_view language) const;
    bool explains(std::string_view screen) const;
};

/// How long ago something was, as people say it: 0 weeks is this week, 1 month is last month.
struct Age {
    enum class Unit : std::uint8_t { kWeek, kMonth, kYear };
    Unit unit = Unit::kWeek;
    int count = 0;
    friend constexpr bool operator==(const Age&, const Age&) = default;
};
/// "week", "month", "year"
std::string_view name_of(Age::Unit unit);
/// Counted in calendar weeks (from Monday) up to four or within one month, then in calendar months, from
/// twelve on in years. A day that is still to come counts as this week.
Age age_of(Date day, Date today);

}  // namespace settle
