#include "domain/catalog/help.h"

#include <doctest/doctest.h>

using namespace settle;

namespace {

std::string said(Date day, Date today) {
    const Age age = age_of(day, today);
    return fmt::format("{} {}", age.count, name_of(age.unit));
}

}  // namespace

TEST_CASE("how long ago a day was, in the unit that people use") {
    const Date today(2026, 3, 4);  // A Wednesday.
    CHECK(said(Date(2026, 3, 4), today) == "0 week");
    CHECK(said(Date(2026, 3, 2), today) == "0 week");
    CHECK(said(Date(2026, 3, 1), today) == "1 week");  // Sunday belongs to the week before.
    CHECK(said(Date(2026, 2, 23), today) == "1 week");
    CHECK(said(Date(2026, 2, 22), today) == "2 week");
    CHECK(said(Date(2026, 2, 2), today) == "4 week");
    CHECK(said(Date(2026, 2, 1), today) == "1 month");
    CHECK(said(Date(2025, 12, 31), today) == "3 month");
    CHECK(said(Date(2025, 4, 30), today) == "11 month");
    CHECK(said(Date(2025, 3, 31), today) == "1 year");
    CHECK(said(Date(2024, 3, 31), today) == "2 year");
}

TEST_CASE("a long month has no month before itself") {
    // 1 March 2026 is a Sunday, so that 30 March stands five weeks later in the same month.
    CHECK(said(Date(2026, 3, 1), Date(2026, 3, 30)) == "5 week");
    CHECK(said(Date(2026, 3, 1), Date(2026, 4, 1)) == "1 month");
}

TEST_CASE("what is still to come was written this week") {
    CHECK(said(Date(2027, 1, 1), Date(2026, 3, 4)) == "0 week");
}

TEST_CASE("an article falls back to a language it has") {
    HelpArticle article{.slug = "buy", .screens = {"checkout"}, .texts = {{"en", {.title = "Buy"}}}};
    CHECK(article.in("en").title == "Buy");
    CHECK(article.in("fr").title == "Buy");
    CHECK(article.explains("checkout"));
    CHECK_FALSE(article.explains("invoices"));
}
