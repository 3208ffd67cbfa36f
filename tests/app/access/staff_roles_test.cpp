#include "app/billing/give_credit.h"
#include "app/desk/find_customers.h"
#include "app/access/sign_in.h"
#include "app/requests/requests.h"
#include "tests/app/town.h"

using namespace settle;
using namespace settle::app_test;

namespace {

Context as(Town& town, Code role) {
    Context context = town.staff();
    context.caller.actor.role = role;
    return context;
}

}  // namespace

TEST_CASE("what a role of staff does not allow names the roles that do, and nothing happens") {
    Town town;
    town.welcome("beesbusy", "FR");
    const auto refused = give_credit(as(town, "sales"), town.customer, "5.00", "because");
    REQUIRE(!refused);
    CHECK(refused.error().code == ErrorCode::kStaffRightRequired);
    CHECK(refused.error().params == decltype(refused.error().params){{"who", "Administrator, Support, Finance"}});
    CHECK(give_credit(as(town, "support"), town.customer, "5.00", "because").has_value());
    // A member's right is asked of members, the right that goes with it of staff.
    CHECK(file_request(as(town, "read_only"), {town.customer, RequestType::kContact, "Hello", {}}).error().code ==
          ErrorCode::kStaffRightRequired);
    CHECK(read_customer(as(town, "read_only"), town.customer).has_value());
}

TEST_CASE("a role the catalog does not have sees nothing") {
    Town town;
    town.welcome("beesbusy", "FR");
    for (const Code role : {Code(), Code("intern")}) {
        CHECK(read_customer(as(town, role), town.customer).error().code == ErrorCode::kStaffRightRequired);
        CHECK(find_customers(as(town, role), {}, {}).error().code == ErrorCode::kStaffRightRequired);
    }
}

TEST_CASE("a link for staff is made for a role of the catalog") {
    Town town;
    CHECK(staff_role_named(*town.services, town.vendor, "").value() == Code("admin"));
    CHECK(staff_role_named(*town.services, town.vendor, "finance").value() == Code("finance"));
    const auto unknown = staff_role_named(*town.services, town.vendor, "operator");
    REQUIRE(!unknown);
    CHECK(unknown.error().code == ErrorCode::kFieldInvalid);
}
