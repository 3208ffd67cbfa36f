// What explains the screens of the portal.
#include "wire/help.h"
#include "http/handlers/operations.h"
#include "wire/offer.h"

namespace settle::http {
namespace {

Result<wire::Audience> reader_of(const Call& call) {
    const std::string wanted = TRY(call.query_text("language", 8));
    wire::Audience audience = call.audience();
    if (!wanted.empty()) audience.language = wire::language_for(audience.catalog, wanted);
    return audience;
}

// The articles are the vendor's, and so is the calendar their age is counted in.
Result<Date> today(const Call& call) {
    const Services& with = call.services();
    return with.zones.day_in(call.audience().catalog.time_zone, with.clock.now());
}

Answer list_help(const Call& call) {
    const wire::Audience audience = TRY(reader_of(call));
    const std::string screen = TRY(call.query_text("screen", 32));
    if (!screen.empty() && std::ranges::find(kHelpScreens, screen) == std::end(kHelpScreens))
        return fail(Error(ErrorCode::kQueryInvalid, "screen")
                        .with("value", "screen")
                        .with("expected", fmt::to_string(fmt::join(kHelpScreens, ", "))));
    const Date day = TRY(today(call));
    wire::JsonArray articles;
    for (const HelpArticle& article : audience.catalog.help)
        if (screen.empty() || article.explains(screen))
            articles.push_back(wire::json_of_help_summary(article, audience.language, day));
    return reply_list(std::move(articles));
}

Answer read_help(const Call& call) {
    const wire::Audience audience = TRY(reader_of(call));
    const HelpArticle* article = audience.catalog.find_help(call.param("slug"));
    if (article == nullptr) return fail(ErrorCode::kNotFound);
    return reply(wire::json_of_help_article(audience, *article, TRY(today(call))));
}

}  // namespace

std::span<const Handled> help_operations() {
    static constexpr Handled kHandled[] = {{"list_help", list_help}, {"read_help", read_help}};
    return kHandled;
}

}  // namespace settle::http
