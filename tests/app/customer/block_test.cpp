#include "app/customer/block.h"

#include "app/access/sign_in.h"
#include "app/checkout/start_trial.h"
#include "app/desk/audit.h"
#include "tests/app/town.h"

using namespace settle;
using namespace settle::app_test;

namespace {

std::string token_of(const PortalLink& link) { return link.url.substr(link.url.rfind('/') + 1); }

}  // namespace

TEST_CASE("whoever is blocked is signed out and does not come in, until they are let in again") {
    Town town;
    town.welcome("beesbusy", "FR");
    const auto link = [&] { return create_portal_link(town.server(), town.customer, town.owner, {}).value(); };
    const SignedIn before = sign_in(*town.services, token_of(link())).value();
    REQUIRE(find_session(*town.services, before.token));

    REQUIRE(block_customer(town.staff(), town.customer, "a stolen card"));
    CHECK(find_session(*town.services, before.token).error().code == ErrorCode::kNotSignedIn);
    const PortalLink during = link();
    const auto refused = sign_in(*town.services, token_of(during));
    REQUIRE(!refused);
    CHECK(refused.error().code == ErrorCode::kCustomerBlocked);
    CHECK(read_block(town.staff(), town.customer).value()->reason == "a stolen card");

    REQUIRE(unblock_customer(town.staff(), town.customer, "a mistake"));
    CHECK(!read_block(town.staff(), town.customer).value());
    // The link was not used up by the one who was kept out.
    CHECK(sign_in(*town.services, token_of(during)));
}

TEST_CASE("nothing is bought for whoever is blocked, but by staff") {
    Town town;
    town.welcome("agorapulse", "FR");
    REQUIRE(block_customer(town.staff(), town.customer, "because"));
    const Context owner = town.member(town.customer, town.owner, "owner");
    CHECK(start_trial(owner, town.customer).error().code == ErrorCode::kCustomerBlocked);
    Confirmation order;
    order.customer = town.customer;
    order.set.plan = Code("standard");
    order.pay_with = "card";
    CHECK(confirm_change(owner, order).error().code == ErrorCode::kCustomerBlocked);
    order.pay_with = "transfer";
    CHECK(confirm_change(town.server(), order).error().code == ErrorCode::kCustomerBlocked);
    const auto by_staff = confirm_change(town.staff(), order);
    CHECK((by_staff || by_staff.error().code != ErrorCode::kCustomerBlocked));
}

TEST_CASE("blocking needs a right and a reason, is logged once, and told to the customer") {
    Town town;
    town.welcome("beesbusy", "FR");
    Context sales = town.staff();
    sales.caller.actor.role = "sales";
    CHECK(block_customer(sales, town.customer, "because").error().code == ErrorCode::kStaffRightRequired);
    CHECK(block_customer(town.staff(), town.customer, "").error().code == ErrorCode::kReasonRequired);
    CHECK(unblock_customer(town.staff(), town.customer, "").error().code == ErrorCode::kReasonRequired);
    CHECK(block_customer(town.staff(), CustomerId("cus_404"), "because").error().code == ErrorCode::kCustomerNotFound);
    const CustomerBlock first = block_customer(town.staff(), town.customer, "because").value();
    CHECK(block_customer(town.staff(), town.customer, "again").value().reason == first.reason);
    REQUIRE(unblock_customer(town.staff(), town.customer, "over"));
    REQUIRE(unblock_customer(town.staff(), town.customer, "over"));
    const AuditPage log = list_audit(town.staff(), {}).value();
    REQUIRE(log.entries.size() == 2);
    CHECK(log.entries[0].verb == "customer.unblocked");
    CHECK(log.entries[1].verb == "customer.blocked");
    CHECK(log.entries[1].reason == "because");
    const Context owner = town.member(town.customer, town.owner, "owner");
    const AuditPage told = list_acts_of_staff(owner, town.customer, 0, 10).value();
    REQUIRE(told.entries.size() == 2);
    for (const AuditEntry& act : told.entries) CHECK(act.reason.empty());
    CHECK(list_acts_of_staff(town.staff(), town.customer, 0, 10).value().entries[1].reason == "because");
}
