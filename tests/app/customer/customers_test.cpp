#include "app/customer/customers.h"

#include "tests/app/town.h"

using namespace settle;
using app_test::Town;

namespace {

Result<Customer> with_number(Town& town, const std::string& number) {
    Customer customer = read_customer(town.as_owner(), town.customer).value();
    customer.billing.own().tax_number = TaxNumber{number, TaxNumberStatus::kNone, std::nullopt};
    return change_billing(town.as_owner(), town.customer, customer.billing, customer.version);
}

}  // namespace

TEST_CASE("billing information that changed has a new version, and the old one no longer writes") {
    Town town;
    town.welcome("agorapulse", "FR");
    const Customer before = read_customer(town.as_owner(), town.customer).value();
    BillingInformation moved = before.billing;
    moved.city = "Lyon";
    const Customer after = change_billing(town.as_owner(), town.customer, moved, before.version).value();
    CHECK(after.version == before.version + 1);
    CHECK(after.billing->city == "Lyon");
    moved.city = "Nice";
    CHECK(change_billing(town.as_owner(), town.customer, moved, before.version).error().code ==
          ErrorCode::kVersionStale);
    CHECK(change_billing(town.as_owner(), town.customer, after.billing, after.version).value().version ==
          after.version);
    CHECK(town.events("customer.billing_changed") == 1);
}

TEST_CASE("the register's answer about a number is kept") {
    Town town;
    town.welcome("agorapulse", "BE");
    const Customer confirmed = with_number(town, "be 0136.695.962").value();
    CHECK(confirmed.billing->tax_number->number == "BE0136695962");
    CHECK(confirmed.billing->tax_number->status == TaxNumberStatus::kConfirmed);
    const auto evidence = list_tax_evidence(town.staff(), town.customer).value();
    REQUIRE(evidence.size() == 1);
    CHECK(evidence.front().verdict == "confirmed");
    CHECK_FALSE(evidence.front().consultation_number.empty());
}

TEST_CASE("a number that is wrong or refused is not kept; one nobody can confirm now is") {
    Town town;
    town.welcome("agorapulse", "BE");
    CHECK(with_number(town, "BE0136695963").error().code == ErrorCode::kVatInvalid);
    CHECK(with_number(town, "BE0403170701").error().code == ErrorCode::kVatRefused);
    CHECK_FALSE(read_customer(town.as_owner(), town.customer).value().billing->tax_number.has_value());
    town.tax_register.set_mode(StubRegister::Mode::kDown);
    CHECK(with_number(town, "BE0136695962").value().billing->tax_number->status == TaxNumberStatus::kUnverified);
    town.tax_register.set_mode(StubRegister::Mode::kUp);
    CHECK(with_number(town, "BE0136695962").value().billing->tax_number->status == TaxNumberStatus::kConfirmed);
}

TEST_CASE("roles decide who edits billing data and who adds people") {
    Town town;
    town.welcome("agorapulse", "FR");
    const auto person = [&](Code role) {
        return add_member(town.server(), {town.customer, {role.str() + "@acme.example", "A", "B", ""}, role});
    };
    const Member manager = person("manager").value();
    const Member billing_manager = person("billing_manager").value();
    const Customer customer = read_customer(town.as_owner(), town.customer).value();
    const auto edit = [&](const Member& who) {
        return change_billing(town.member(town.customer, who.id, who.role), town.customer, customer.billing,
                              customer.version);
    };
    CHECK(edit(billing_manager).has_value());
    CHECK(edit(manager).error().code == ErrorCode::kRoleRequired);
    CHECK(person("owner").error().code == ErrorCode::kFieldInvalid);
    CHECK(person("emperor").error().code == ErrorCode::kFieldInvalid);
    CHECK(create_customer(town.as_owner(), {}).error().code == ErrorCode::kStaffRequired);
}
