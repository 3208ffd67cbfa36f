#include "app/catalog/what_if_runs.h"

#include "adapters/catalog_yaml/catalog_source.h"
#include "app/catalog/versions.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::Town;

namespace {

constexpr Date kToday{2026, 4, 1};

/// Begins nothing, and keeps what it was given.
class Shelf final : public WhatIfRuns {
public:
    std::optional<WhatIfRun> kept;
    std::optional<WhatIf> given;

    Result<void> start(const Context&, WhatIfRun run, WhatIf what) override {
        kept = std::move(run);
        given = std::move(what);
        return {};
    }
    std::optional<WhatIfRun> last(const VendorName& vendor) const override {
        return vendor == "beesbusy" ? kept : std::nullopt;
    }
    void cancel(const Context&, const WhatIfId& id) override {
        if (kept && kept->id == id) kept->state = WhatIfState::kCancelled;
    }
};

struct Workshop {
    Town town;
    FolderCatalogs installed;
    Shelf shelf;

    Workshop() {
        REQUIRE(installed.take_in("examples/beesbusy/catalog.yaml").has_value());
        town.services->catalog_source = &installed;
        town.services->what_ifs = &shelf;
        town.go_to(kToday);
        REQUIRE(take_in_installed(*town.services, town.vendor).has_value());
        REQUIRE(refresh_catalogs(*town.services, town.vendor).has_value());
    }

    CatalogVersion draft() { return begin_catalog_draft(town.staff(), "Next", {}).value().version; }
    CatalogVersion draft_with(const std::string& from, const std::string& to) {
        const CatalogVersion begun = draft();
        CatalogDocuments documents = begun.documents;
        std::string& text = documents.front().second;
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        return save_catalog_draft(town.staff(), begun.id, begun.revision, {.documents = documents}).value().version;
    }
    ErrorCode refusal(const CatalogVersion& version, const WhatIfWish& wish = {}) {
        return start_what_if(town.staff(), version.id, wish).error().code;
    }
};

AffectedCustomer affected(const char* id, std::int64_t before, std::int64_t after) {
    return {.id = CustomerId(id),
            .name = "Acme",
            .plan = "business",
            .net_before = Money(before, kEuro),
            .net_after = Money(after, kEuro)};
}

/// Five customers of whom each is affected in a way of their own.
std::shared_ptr<WhatIfOutcome> outcome() {
    auto made = std::make_shared<WhatIfOutcome>();
    AffectedCustomer loses = affected("cus_loses", 100, 100);
    loses.lost = {"cancel"};
    AffectedCustomer breaks = affected("cus_breaks", 100, 110);
    breaks.limits = {"user"};
    breaks.is_commitment_broken = true;
    for (const AffectedCustomer& customer :
         {affected("cus_b", 100, 150), loses, affected("cus_less", 900, 100), breaks, affected("cus_a", 100, 150)})
        made->affected.add(customer);
    made->affected.put_in_order();
    return made;
}

std::string ids_of(const AffectedPage& page) {
    std::string ids;
    for (const AffectedPlace& row : page.rows) ids += fmt::format("{}{} ", row.place, row.customer.id.view().substr(3));
    return ids;
}

}  // namespace

TEST_CASE("a draft is tried as it would be published: from today at the renewal, for a year") {
    Workshop shop;
    const CatalogVersion draft = shop.draft_with("month: 9.90", "month: 10.90");
    const WhatIfRun run = start_what_if(shop.town.staff(), draft.id, {}).value();
    CHECK(run.version == draft.id);
    CHECK(run.from == kToday);
    CHECK(run.months == 12);
    CHECK(run.started_by.id == "sam");
    CHECK(shop.shelf.given->movement == CatalogMovement::kAtRenewal);
    CHECK(shop.shelf.given->from == kToday);
    CHECK(read_what_if(shop.town.staff(), run.id).value().id == run.id);
    CHECK(last_what_if(shop.town.staff()).value()->id == run.id);
    CHECK(cancel_what_if(shop.town.staff(), run.id).value().state == WhatIfState::kCancelled);
}

TEST_CASE("what could not be published so is not tried") {
    Workshop shop;
    const CatalogVersion draft = shop.draft();
    CHECK(shop.refusal(draft, {.months = 0}) == ErrorCode::kFieldInvalid);
    CHECK(shop.refusal(draft, {.months = 37}) == ErrorCode::kFieldInvalid);
    CHECK(shop.refusal(draft, {.from = Date(2026, 3, 31)}) == ErrorCode::kDateInThePast);
    CHECK(shop.refusal(shop.draft_with("version: 1", "versoin: 1")) == ErrorCode::kCatalogInvalid);
    const CatalogVersion first = list_catalog_versions(shop.town.staff(), Page{}).value().back();
    CHECK(shop.refusal(first) == ErrorCode::kCatalogVersionNotDraft);
    const CatalogVersion later = shop.draft();
    REQUIRE(publish_catalog_version(shop.town.staff(), later.id, later.revision,
                                    {.from = Date(2026, 6, 1), .movement = CatalogMovement::kNow})
                .has_value());
    CHECK(shop.refusal(draft, {.from = Date(2026, 5, 1)}) == ErrorCode::kCatalogDayTaken);
    CHECK_FALSE(shop.shelf.kept.has_value());
}

TEST_CASE("who is affected is listed by effect, page by page") {
    Workshop shop;
    const WhatIfRun run = start_what_if(shop.town.staff(), shop.draft().id, {}).value();
    const auto listed = [&](std::optional<WhatIfEffect> effect, std::int64_t after = 0, int limit = 10) {
        return ids_of(list_affected(shop.town.staff(), run.id, effect, after, limit).value());
    };
    CHECK(list_affected(shop.town.staff(), run.id, {}, 0, 10).error().code == ErrorCode::kWhatIfUnfinished);
    shop.shelf.kept->outcome = outcome();
    CHECK(listed({}) == "1_less 2_a 3_b 4_breaks 5_loses ");
    CHECK(listed({}, 0, 2) == "1_less 2_a ");
    CHECK(listed({}, 2, 2) == "3_b 4_breaks ");
    CHECK(listed(WhatIfEffect::kMore) == "2_a 3_b 4_breaks ");
    CHECK(listed(WhatIfEffect::kMore, 2) == "3_b 4_breaks ");
    CHECK(listed(WhatIfEffect::kLess) == "1_less ");
    CHECK(listed(WhatIfEffect::kLoses) == "5_loses ");
    CHECK(listed(WhatIfEffect::kGains).empty());
    CHECK(listed(WhatIfEffect::kBreaks) == "4_breaks ");
    CHECK(listed(WhatIfEffect::kCommitted) == "4_breaks ");
    CHECK(parse_what_if_effect("breaks").value() == WhatIfEffect::kBreaks);
    CHECK(parse_what_if_effect("others").error().code == ErrorCode::kQueryInvalid);
}

TEST_CASE("a list holds a hundred thousand at most") {
    AffectedList list;
    // The small ones come first: whoever is found last is not left out for that.
    constexpr std::size_t kMore = 5;
    for (std::size_t i = 0; i < AffectedList::kMax; ++i) list.add(affected("cus_a", 1, 2));
    for (std::size_t i = 0; i < kMore; ++i) list.add(affected("cus_b", 1, 100 + static_cast<std::int64_t>(i)));
    list.add(affected("cus_z", 1, 2));
    CHECK(list.size() == AffectedList::kMax);
    list.put_in_order();
    for (std::size_t i = 0; i < kMore; ++i) {
        CHECK(list.at(i).id == CustomerId("cus_b"));
        CHECK(list.at(i).net_after.minor() == 104 - static_cast<std::int64_t>(i));
    }
    CHECK(list.at(kMore).id == CustomerId("cus_a"));
    CHECK(list.at(AffectedList::kMax - 1).id == CustomerId("cus_a"));
}

TEST_CASE("what is not kept is gone; nothing is tried for customers, nor where no server runs") {
    Workshop shop;
    const CatalogVersion draft = shop.draft();
    const WhatIfRun run = start_what_if(shop.town.staff(), draft.id, {}).value();
    const WhatIfId other("wif_other");
    CHECK(read_what_if(shop.town.staff(), other).error().code == ErrorCode::kWhatIfGone);
    CHECK(cancel_what_if(shop.town.staff(), other).error().code == ErrorCode::kWhatIfGone);
    CHECK(list_affected(shop.town.staff(), other, {}, 0, 1).error().code == ErrorCode::kWhatIfGone);
    shop.town.welcome("beesbusy", "FR");
    CHECK(start_what_if(shop.town.as_owner(), draft.id, {}).error().code == ErrorCode::kStaffRequired);
    CHECK(read_what_if(shop.town.as_owner(), run.id).error().code == ErrorCode::kStaffRequired);
    CHECK(last_what_if(shop.town.as_owner()).error().code == ErrorCode::kStaffRequired);
    Context clerk = shop.town.staff();
    clerk.caller.actor.role = "support";
    CHECK(read_what_if(clerk, run.id).error().code == ErrorCode::kStaffRightRequired);
    CHECK(cancel_what_if(clerk, run.id).error().code == ErrorCode::kStaffRightRequired);
    shop.town.services->what_ifs = nullptr;
    CHECK(last_what_if(shop.town.staff()).error().code == ErrorCode::kNotFound);
}
