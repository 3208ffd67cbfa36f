#include "app/desk/audit.h"

#include "app/access/sign_in.h"
#include "app/billing/give_credit.h"
#include "app/requests/queue.h"
#include "app/requests/requests.h"
#include "tests/app/town.h"

using namespace settle;
using namespace settle::app_test;

namespace {

std::string verbs(const AuditPage& page) {
    std::string verbs;
    for (const AuditEntry& entry : page.entries) verbs += (verbs.empty() ? "" : " ") + entry.verb;
    return verbs;
}

std::string fact(const AuditEntry& entry, std::string_view name) {
    for (const auto* pairs : {&entry.facts, &entry.personal})
        for (const auto& [known, value] : *pairs)
            if (known == name) return value;
    return {};
}

}  // namespace

TEST_CASE("an act of staff is logged with who, before, after and why; a refused one is not") {
    Town town;
    town.welcome("beesbusy", "FR");
    REQUIRE(give_credit(town.staff(), town.customer, "5.00", "an hour without service"));
    REQUIRE(give_credit(town.staff(), town.customer, "2.50", "another one"));
    CHECK(!give_credit(town.staff(), town.customer, "0.00", "nothing"));
    REQUIRE(give_credit(town.server(), town.customer, "1.00", "by the application"));
    const AuditPage page = list_audit(town.staff(), {}).value();
    REQUIRE(verbs(page) == "credit.given credit.given");
    const AuditEntry& last = page.entries.front();
    CHECK(last.actor.id == "sam");
    CHECK(last.reason == "another one");
    CHECK(last.customer == town.customer);
    CHECK(fact(last, "balance.before") == "5.00");
    CHECK(fact(last, "balance.after") == "7.50");
    CHECK(page.names.at(town.customer.str()) == read_customer(town.server(), town.customer)->name);
}

TEST_CASE("corrected billing information is logged field by field") {
    Town town;
    town.welcome("beesbusy", "FR");
    const Customer customer = read_customer(town.server(), town.customer).value();
    BillingInformation billing = *customer.billing;
    billing.city = "Lyon";
    CHECK(change_billing(town.staff(), town.customer, billing, customer.version).error().code ==
          ErrorCode::kReasonRequired);
    REQUIRE(change_billing(town.staff(), town.customer, billing, customer.version, "they moved"));
    const AuditPage page = list_audit(town.staff(), {}).value();
    REQUIRE(verbs(page) == "customer.billing_changed");
    CHECK(page.entries.front().reason == "they moved");
    CHECK(fact(page.entries.front(), "city.before") == customer.billing->city);
    CHECK(fact(page.entries.front(), "city.after") == "Lyon");
    CHECK(fact(page.entries.front(), "line1.after").empty());
}

TEST_CASE("what staff do is found by person, customer, kind and day, a page at a time") {
    Town town;
    town.welcome("beesbusy", "FR");
    Context ann = town.staff();
    ann.caller.actor.id = "ann";
    REQUIRE(give_credit(town.staff(), town.customer, "1.00", "because"));
    REQUIRE(create_portal_link(ann, town.customer, town.owner, {}));
    town.go_to(Date(2026, 4, 2));
    REQUIRE(give_credit(ann, town.customer, "2.00", "because"));
    const auto found = [&](const AuditWish& wish) { return verbs(list_audit(town.staff(), wish).value()); };
    CHECK(found({}) == "credit.given portal_link.created credit.given");
    CHECK(found({.person = "ann", .customer = {}, .verb = {}}) == "credit.given portal_link.created");
    CHECK(found({.person = {}, .customer = {}, .verb = "portal_link.created"}) == "portal_link.created");
    CHECK(found({.person = {}, .customer = CustomerId("cus_404"), .verb = {}}).empty());
    CHECK(found({.person = {}, .customer = {}, .verb = {}, .from = Date(2026, 4, 1)}) == "credit.given");
    CHECK(found({.person = {}, .customer = {}, .verb = {}, .to = Date(2026, 4, 1)}) ==
          "portal_link.created credit.given");
    const AuditPage first = list_audit(town.staff(), {.person = {}, .customer = {}, .verb = {}, .limit = 2}).value();
    REQUIRE(first.next);
    CHECK(found({.person = {}, .customer = {}, .verb = {}, .before = *first.next, .limit = 2}) == "credit.given");
    const auto backwards = list_audit(
        town.staff(), {.person = {}, .customer = {}, .verb = {}, .from = Date(2026, 4, 2), .to = Date(2026, 4, 1)});
    REQUIRE(!backwards);
    CHECK(backwards.error().code == ErrorCode::kQueryInvalid);
}

TEST_CASE("whoever may not read the log does not, and who takes it away is in it") {
    Town town;
    town.welcome("beesbusy", "FR");
    Context sales = town.staff();
    sales.caller.actor.role = "sales";
    CHECK(list_audit(sales, {}).error().code == ErrorCode::kStaffRightRequired);
    CHECK(export_audit(sales, {}).error().code == ErrorCode::kStaffRightRequired);
    const Context owner = town.member(town.customer, town.owner, "owner");
    CHECK(list_audit(owner, {}).error().code == ErrorCode::kStaffRequired);
    REQUIRE(export_audit(town.staff(), {}));
    CHECK(verbs(list_audit(town.staff(), {}).value()) == "audit.exported");
}

TEST_CASE("a customer sees what was done for them and why, and nothing the team does among itself") {
    Town town;
    town.welcome("beesbusy", "FR");
    const Context owner = town.member(town.customer, town.owner, "owner");
    REQUIRE(give_credit(town.staff(), town.customer, "5.00", "an hour without service"));
    const Request request =
        file_request(town.staff(), {town.customer, RequestType::kContact, "They wrote a mail", {}}).value();
    REQUIRE(assign_request(town.staff(), request.id, "sam", {}));
    const AuditPage page = list_acts_of_staff(owner, town.customer, 0, 10).value();
    CHECK(verbs(page).find("request.assigned") == std::string::npos);
    CHECK(verbs(page).ends_with("request.filed credit.given"));
    CHECK(page.entries.back().reason == "an hour without service");
    CHECK(!page.next);
    CHECK(!page.names.contains("sam"));
    CHECK(list_acts_of_staff(town.member(CustomerId("cus_404"), town.owner, "owner"), town.customer, 0, 10)
              .error()
              .code == ErrorCode::kCustomerNotFound);
    std::string paged;
    std::int64_t before = 0;
    do {
        const AuditPage one = list_acts_of_staff(owner, town.customer, before, 1).value();
        if (!one.entries.empty()) paged += (paged.empty() ? "" : " ") + verbs(one);
        before = one.next.value_or(0);
    } while (before > 0);
    CHECK(paged == verbs(page));
}
