// Help articles as JSON.
#pragma once

#include "wire/json.h"

namespace settle::wire {

/// Title, summary, age and screens of one article; `today` is the day its age is counted on.
JsonObject json_of_help_summary(const HelpArticle& article, std::string_view language, Date today);
/// The same with the text, and the articles before and after it in the catalog's order.
JsonObject json_of_help_article(const Audience& audience, const HelpArticle& article, Date today);

}  // namespace settle::wire
