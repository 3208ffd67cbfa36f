#include "app/catalog/versions.h"

#include "adapters/catalog_yaml/catalog_source.h"
#include "app/renewal/run_due.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::of;
using app_test::plan;
using app_test::Town;
using app_test::users;

namespace {

constexpr Date kFirstDay{2026, 4, 1};
constexpr Date kRenewal{2026, 5, 1};

struct Workshop {
    Town town;
    FolderCatalogs installed;

    explicit Workshop(const VendorName& vendor = "beesbusy") {
        for (const char* name : {"workstaff", "agorapulse", "beesbusy"})
            REQUIRE(installed.take_in(fmt::format("examples/{}/catalog.yaml", name)).has_value());
        town.services->catalog_source = &installed;
        town.vendor = vendor;
        town.go_to(kFirstDay);
        REQUIRE(take_in_installed(*town.services, vendor).has_value());
        REQUIRE(refresh_catalogs(*town.services, vendor).has_value());
    }

    CatalogVersionView begin() { return begin_catalog_draft(town.staff(), "Spring", {}).value(); }
    CatalogVersionView save(const CatalogVersion& draft, CatalogDocuments documents) {
        return save_catalog_draft(town.staff(), draft.id, draft.revision, {.documents = std::move(documents)}).value();
    }
    /// A draft in which `from` stands as `to`, in the catalog itself.
    CatalogVersion draft_with(const std::string& from, const std::string& to) {
        const CatalogVersionView draft = begin();
        CatalogDocuments documents = draft.version.documents;
        std::string& text = documents.front().second;
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        return save(draft.version, std::move(documents)).version;
    }
    /// A user of the business plan costs 10.90 instead of 9.90.
    CatalogVersion dearer() { return draft_with("month: 9.90", "month: 10.90"); }
    Result<CatalogVersionView> publish(const CatalogVersion& draft, CatalogMovement movement,
                                       std::optional<Date> from = {}) {
        return publish_catalog_version(town.staff(), draft.id, draft.revision, {.from = from, .movement = movement});
    }
    void buy_ten() {
        town.welcome("beesbusy", "FR");
        town.buy(plan("business", Cycle::kMonth, of("user", 10)));
    }
    /// The net amount of the customer's newest invoice.
    std::string billed() {
        const auto invoices = list_invoices(town.server(), town.customer).value();
        const auto newest = std::ranges::max_element(invoices, {}, &Invoice::issued_on);
        return newest->amounts.net.str();
    }
    std::int64_t held() {
        return look_up(*town.store, [&](Transaction& tx) { return tx.load_subscription(town.vendor, town.customer); })
            .value()
            .catalog_version;
    }
    std::vector<CatalogVersion> all() { return list_catalog_versions(town.staff(), Page{}).value(); }
};

}  // namespace

TEST_CASE("what is installed is the first version, once") {
    Workshop shop;
    REQUIRE(shop.all().size() == 1);
    CHECK(shop.all().front().number == 1);
    CHECK(shop.all().front().origin == CatalogOrigin::kFile);
    CHECK(shop.all().front().state == CatalogVersionState::kPublished);
    REQUIRE(take_in_installed(*shop.town.services, "beesbusy").has_value());
    CHECK(shop.all().size() == 1);
}

TEST_CASE("whoever bought before keeps the price until the renewal and pays the new one from there") {
    Workshop shop;
    shop.buy_ten();
    CHECK(shop.billed() == "99.00");
    CHECK(shop.held() == 1);
    REQUIRE(shop.publish(shop.dearer(), CatalogMovement::kAtRenewal).has_value());

    // Inside the period a seat costs what it did; the summary says what the next invoice will be.
    const ReadPreview more = shop.town.preview(users(11));
    CHECK(more.preview.due_now.net.str() == "9.90");
    CHECK(more.preview.next_invoice.net.str() == "119.90");
    CHECK(shop.held() == 1);

    shop.town.go_to(kRenewal);
    CHECK(run_due(shop.town.server(), shop.town.customer).value() > 0);
    CHECK(shop.billed() == "109.00");
    CHECK(shop.held() == 2);
    CHECK(shop.town.preview(users(11)).preview.due_now.net.str() == "10.90");
}

TEST_CASE("a price that never moves stays for whoever has it, and is not offered to others") {
    Workshop shop;
    shop.buy_ten();
    const CustomerId first = shop.town.customer;
    REQUIRE(shop.publish(shop.dearer(), CatalogMovement::kNever).has_value());
    shop.buy_ten();
    CHECK(shop.billed() == "109.00");
    CHECK(shop.held() == 2);
    shop.town.customer = first;
    for (const Date day : {kRenewal, Date(2026, 6, 1)}) {
        shop.town.go_to(day);
        CHECK(run_due(shop.town.server(), first).value() > 0);
        CHECK(shop.billed() == "99.00");
    }
    CHECK(shop.held() == 1);
}

TEST_CASE("a version that moves everybody now changes what is bought today, not what is paid") {
    Workshop shop;
    shop.buy_ten();
    REQUIRE(shop.publish(shop.dearer(), CatalogMovement::kNow).has_value());
    CHECK(shop.billed() == "99.00");
    CHECK(shop.town.preview(users(11)).preview.due_now.net.str() == "10.90");
    shop.town.go_to(kRenewal);
    CHECK(run_due(shop.town.server(), shop.town.customer).value() > 0);
    CHECK(shop.billed() == "109.00");
}

TEST_CASE("what is published for a day waits for it") {
    Workshop shop;
    shop.buy_ten();
    const auto published = shop.publish(shop.dearer(), CatalogMovement::kAtRenewal, Date(2026, 5, 2)).value();
    CHECK_FALSE(published.is_in_force);
    CHECK(published.version.from == Date(2026, 5, 2));
    shop.town.go_to(kRenewal);
    CHECK(run_due(shop.town.server(), shop.town.customer).value() > 0);
    CHECK(shop.billed() == "99.00");
    shop.town.go_to(Date(2026, 5, 2));
    REQUIRE(refresh_catalogs(*shop.town.services, "beesbusy").has_value());
    CHECK(read_catalog_version(shop.town.staff(), published.version.id).value().is_in_force);
    shop.buy_ten();
    CHECK(shop.billed() == "109.00");
}

TEST_CASE("rules move with the terms") {
    Workshop shop;
    shop.buy_ten();
    const std::string fewer =
        "{id: fewer-users, when: {change: quantity, direction: down}, outcome: period_end, "
        "unused: nothing}";
    const std::string by_staff =
        "{id: fewer-users, when: {change: quantity, direction: down}, outcome: staff, code: "
        "staff_only, request: reduction}";
    REQUIRE(shop.publish(shop.draft_with(fewer, by_staff), CatalogMovement::kAtRenewal).has_value());
    CHECK(shop.town.preview(users(8)).preview.ruling.outcome == Outcome::kPeriodEnd);
    shop.town.go_to(kRenewal);
    CHECK(run_due(shop.town.server(), shop.town.customer).value() > 0);
    CHECK(shop.town.preview(users(8)).preview.ruling.outcome == Outcome::kStaff);
}

TEST_CASE("a draft is kept with its mistakes, each with its line, and is not published") {
    Workshop shop;
    const CatalogVersionView draft = shop.begin();
    CHECK(draft.checked.faults.empty());
    CatalogDocuments documents = draft.version.documents;
    documents.front().second =
        "vendor: beesbusy\nprise: 3\n" + documents.front().second.substr(documents.front().second.find("version: 1"));
    const CatalogVersionView saved = shop.save(draft.version, documents);
    REQUIRE_FALSE(saved.checked.faults.empty());
    CHECK(saved.checked.faults.front().document == "catalog.yaml");
    CHECK(saved.checked.faults.front().line == 2);
    const auto refused = shop.publish(saved.version, CatalogMovement::kNow);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::kCatalogInvalid);
    CHECK(shop.town.catalogs.find("beesbusy").value()->version == 1);
}

TEST_CASE("a text that is missing is a mistake too") {
    Workshop shop;
    const CatalogVersionView draft = shop.begin();
    CatalogDocuments documents = draft.version.documents;
    documents.pop_back();
    const CatalogVersionView saved = shop.save(draft.version, documents);
    CHECK_FALSE(saved.checked.faults.empty());
}

TEST_CASE("a plan that was sold is not removed") {
    Workshop shop;
    CatalogVersionView draft = shop.begin();
    CatalogDocuments documents = draft.version.documents;
    std::string& text = documents.front().second;
    const auto from = text.find("  - code: enterprise");
    text.erase(from, text.find("# There is no trial") - from);
    const auto rule = text.find("  - {id: business-to-enterprise");
    text.erase(rule, text.find('\n', rule) + 1 - rule);
    for (auto& [name, texts] : documents) {
        for (auto at = texts.find("plans.enterprise"); at != std::string::npos; at = texts.find("plans.enterprise"))
            texts.erase(at, texts.find('\n', at) + 1 - at);
        for (auto at = texts.find("rules.business-to-enterprise"); at != std::string::npos;
             at = texts.find("rules.business-to-enterprise"))
            texts.erase(at, texts.find('\n', at) + 1 - at);
    }
    const CatalogVersionView saved = shop.save(draft.version, documents);
    for (const CatalogFault& fault : saved.checked.faults)
        FAIL_CHECK(fmt::format("{}:{}: {}", fault.document, fault.line, fault.message));
    const auto refused = shop.publish(saved.version, CatalogMovement::kNow);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::kCatalogCodeRemoved);
    CHECK(refused.error().params.front().second == "enterprise");
}

TEST_CASE("two people at one draft: the second is told") {
    Workshop shop;
    const CatalogVersionView draft = shop.begin();
    shop.save(draft.version, draft.version.documents);
    const auto late =
        save_catalog_draft(shop.town.staff(), draft.version.id, draft.version.revision, {.title = "Mine"});
    REQUIRE_FALSE(late.has_value());
    CHECK(late.error().code == ErrorCode::kVersionStale);
}

TEST_CASE("what is published is not edited, and days do not go back") {
    Workshop shop;
    const auto published = shop.publish(shop.dearer(), CatalogMovement::kNever, Date(2026, 6, 1)).value().version;
    const auto edited = save_catalog_draft(shop.town.staff(), published.id, published.revision, {.title = "Late"});
    CHECK(edited.error().code == ErrorCode::kCatalogVersionNotDraft);
    const CatalogVersion next = shop.dearer();
    CHECK(shop.publish(next, CatalogMovement::kNow, Date(2026, 5, 1)).error().code == ErrorCode::kCatalogDayTaken);
    CHECK(shop.publish(next, CatalogMovement::kNow, Date(2026, 3, 1)).error().code == ErrorCode::kDateInThePast);
    CHECK(shop.publish(next, CatalogMovement::kNow, Date(2026, 6, 1)).value().version.number == 3);
}

TEST_CASE("what was published is withdrawn before its day, and not after") {
    Workshop shop;
    const auto now = shop.publish(shop.dearer(), CatalogMovement::kNow).value().version;
    CHECK(retire_catalog_version(shop.town.staff(), now.id, now.revision).error().code ==
          ErrorCode::kCatalogVersionInForce);
    const CatalogVersion enterprise = shop.draft_with("month: 14.90", "month: 15.90");
    const auto later = shop.publish(enterprise, CatalogMovement::kNow, Date(2026, 6, 1)).value().version;
    const auto withdrawn = retire_catalog_version(shop.town.staff(), later.id, later.revision).value().version;
    CHECK(withdrawn.state == CatalogVersionState::kRetired);
    CHECK(withdrawn.number == 0);
    CHECK(shop.town.catalogs.timeline("beesbusy").value()->versions().size() == 2);
    const auto draft = shop.begin().version;
    CHECK(retire_catalog_version(shop.town.staff(), draft.id, draft.revision).value().version.state ==
          CatalogVersionState::kRetired);
}

TEST_CASE(
    "an installed catalog that changed is a new version for everybody, and the desk's is not undone by the old one") {
    Workshop shop;
    const auto published = shop.publish(shop.dearer(), CatalogMovement::kNow).value();
    REQUIRE(take_in_installed(*shop.town.services, "beesbusy").has_value());
    CHECK(shop.all().size() == 2);
    CHECK(read_catalog_version(shop.town.staff(), published.version.id).value().is_in_force);
}

TEST_CASE("only staff and servers see versions") {
    Workshop shop;
    shop.town.welcome("beesbusy", "FR");
    CHECK(list_catalog_versions(shop.town.as_owner(), Page{}).error().code == ErrorCode::kStaffRequired);
    CHECK(begin_catalog_draft(shop.town.as_owner(), "Mine", {}).error().code == ErrorCode::kStaffRequired);
}
