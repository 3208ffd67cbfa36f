#include "app/checkout/drafts.h"

#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;
using app_test::users;

TEST_CASE("a draft waits for its author and never touches what is live") {
    Town town;
    town.welcome("beesbusy", "FR");
    town.buy(plan("business", Cycle::kMonth, of("user", 10)));
    const Subscription before = town.subscription();
    CHECK_FALSE(read_draft(town.as_owner(), town.customer).value().has_value());
    Draft draft;
    draft.customer = town.customer;
    draft.wanted = users(14);
    draft.step = "summary";
    const Draft saved = save_draft(town.as_owner(), draft, std::nullopt).value();
    CHECK(read_draft(town.as_owner(), town.customer).value()->wanted == users(14));
    CHECK(town.subscription() == before);

    draft.wanted = users(15);
    const Draft newer = save_draft(town.as_owner(), draft, saved.version).value();
    CHECK(save_draft(town.as_owner(), draft, saved.version).error().code == ErrorCode::kVersionStale);
    CHECK(newer.version > saved.version);
    REQUIRE(discard_draft(town.as_owner(), town.customer).has_value());
    CHECK_FALSE(read_draft(town.as_owner(), town.customer).value().has_value());
}
