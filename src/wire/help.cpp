#include "wire/help.h"

namespace settle::wire {
namespace {

JsonValue neighbour(const HelpArticle* article, std::string_view language) {
    if (article == nullptr) return nullptr;
    return JsonObject{{"slug", json_of(article->slug)}, {"title", json_of(article->in(language).title)}};
}

}  // namespace

JsonObject json_of_help_summary(const HelpArticle& article, std::string_view language, Date today) {
    const HelpText& text = article.in(language);
    const Age age = age_of(text.updated_on, today);
    JsonArray screens;
    for (const std::string& screen : article.screens) screens.push_back(json_of(screen));
    return {{"slug", json_of(article.slug)},
            {"title", json_of(text.title)},
            {"summary", json_of(text.summary)},
            {"updated_on", json_of(text.updated_on)},
            {"updated_age", JsonObject{{"unit", json_of(name_of(age.unit))}, {"count", age.count}}},
            {"screens", std::move(screens)}};
}

JsonObject json_of_help_article(const Audience& audience, const HelpArticle& article, Date today) {
    const std::vector<HelpArticle>& all = audience.catalog.help;
    const auto at = std::ranges::find(all, article.slug, &HelpArticle::slug);
    const bool has_previous = at != all.end() && at != all.begin();
    const bool has_next = at != all.end() && at + 1 != all.end();
    JsonObject json = json_of_help_summary(article, audience.language, today);
    json["html"] = json_of(article.in(audience.language).html);
    json["previous"] = neighbour(has_previous ? &*(at - 1) : nullptr, audience.language);
    json["next"] = neighbour(has_next ? &*(at + 1) : nullptr, audience.language);
    return json;
}

}  // namespace settle::wire
