#include "app/customer/tax_numbers.h"

#include "app/billing/refund_invoice.h"
#include "ports/tax_check_store.h"
#include "tests/app/town.h"

using namespace settle;
using app_test::Town;

namespace {

constexpr std::int64_t kHour = 3'600;
constexpr std::int64_t kDay = 24 * kHour;
const char* const kNumber = "BE0136695962";

Result<Customer> with_number(Town& town, const std::string& number) {
    Customer customer = read_customer(town.as_owner(), town.customer).value();
    customer.billing.own().tax_number.reset();
    if (!number.empty()) customer.billing.own().tax_number = TaxNumber{number, TaxNumberStatus::kNone, std::nullopt};
    return change_billing(town.as_owner(), town.customer, customer.billing, customer.version);
}

/// A Belgian customer who bought while nobody could confirm their number.
struct Charged : Town {
    Charged() {
        welcome("agorapulse", "BE");
        tax_register.set_mode(StubRegister::Mode::kDown);
        with_number(*this, kNumber).value();
        buy(app_test::plan("standard", Cycle::kMonth));
    }
    TaxNumberStatus status() { return read_customer(staff(), customer).value().billing->tax_number.value().status; }
    void wait(std::int64_t seconds) { clock.set(clock.now().plus_seconds(seconds)); }
    RecheckReport recheck() { return recheck_tax_numbers(staff()).value(); }
    std::optional<Instant> next_check() {
        return look_up(*store, [&](Transaction& tx) { return tx.tax_checks().find(vendor, customer); }).value();
    }
    void change_policy(const NumberChecks& numbers) {
        Catalog changed = *catalogs.find(vendor).value();
        changed.seller.own().regime.numbers = numbers;
        catalogs.put(std::move(changed));
    }
};

}  // namespace

TEST_CASE("tax charged while the register was down comes back once the number is confirmed, once") {
    Charged town;
    REQUIRE(town.invoices().size() == 1);
    const Invoice charged = town.invoices().front();
    CHECK(charged.tax_reason == TaxReason::kUnverifiedNumber);
    REQUIRE(charged.amounts.taxes.size() == 1);
    const Money tax = charged.amounts.taxes.front().amount;
    REQUIRE(tax.is_positive());

    CHECK(town.recheck().asked == 0);  // Not due yet.
    town.wait(5 * kHour);
    CHECK(town.recheck().down == 1);
    CHECK(town.status() == TaxNumberStatus::kUnverified);
    CHECK(town.recheck().asked == 0);
    CHECK(town.invoices().size() == 1);

    town.tax_register.set_mode(StubRegister::Mode::kUp);
    town.wait(kDay);
    const RecheckReport report = town.recheck();
    CHECK(report.confirmed == 1);
    CHECK(report.corrected == 1);
    CHECK(town.status() == TaxNumberStatus::kConfirmed);
    REQUIRE(town.invoices().size() == 2);
    const Invoice note = town.invoices().back();
    CHECK(note.kind == InvoiceKind::kCreditNote);
    CHECK(note.reason == InvoiceReason::kTaxCorrection);
    CHECK(note.number.starts_with("CN-"));
    CHECK(note.amounts.net.is_zero());
    CHECK(note.amounts.total == -tax);
    CHECK(note.amounts.lines.front().credits_invoice == charged.id);
    CHECK(note.status == InvoiceStatus::kPaid);
    CHECK(town.subscription().balance == tax);
    CHECK(town.events("customer.tax_number_checked") == 1);

    const auto evidence = list_tax_evidence(town.staff(), town.customer).value();
    REQUIRE(evidence.size() == 3);
    CHECK(evidence[0].verdict == "down");
    CHECK(evidence[2].verdict == "confirmed");
    CHECK_FALSE(evidence[2].consultation_number.empty());

    town.wait(91 * kDay);
    CHECK(town.recheck().asked == 1);
    CHECK(town.invoices().size() == 2);
    CHECK(town.subscription().balance == tax);
}

TEST_CASE("who saves the number again when the register answers gets the tax back at once") {
    Charged town;
    const Money tax = town.invoices().front().amounts.taxes.front().amount;
    town.tax_register.set_mode(StubRegister::Mode::kUp);
    CHECK(with_number(town, kNumber).value().billing->tax_number->status == TaxNumberStatus::kConfirmed);
    CHECK(town.invoices().size() == 2);
    CHECK(town.subscription().balance == tax);
}

TEST_CASE("what a refund gave back of a tax is not given back again, nor the other way round") {
    Charged town;
    const Invoice charged = town.invoices().front();
    REQUIRE(refund_invoice(town.staff(), charged.id, "12.10", "A day without service").has_value());
    const Money tax_of_refund = -town.invoices().back().amounts.taxes.front().amount;
    REQUIRE(tax_of_refund.is_positive());
    town.tax_register.set_mode(StubRegister::Mode::kUp);
    town.wait(kDay);
    CHECK(town.recheck().corrected == 1);
    const Money back = -town.invoices().back().amounts.total;
    CHECK(back == charged.amounts.taxes.front().amount - tax_of_refund);
    // What is left of the invoice is its net; a refund of all of it has no tax.
    const Money left = charged.amounts.total - Money(1'210, kEuro) - back;
    CHECK(refund_invoice(town.staff(), charged.id, (left + Money(1, kEuro)).str(), "All").error().code ==
          ErrorCode::kRefundTooLarge);
    const Invoice rest = refund_invoice(town.staff(), charged.id, left.str(), "All").value();
    CHECK(rest.amounts.total == -left);
    Money net = Money::zero(kEuro), taxes = Money::zero(kEuro);
    for (const Invoice& invoice : town.invoices()) {
        net += invoice.amounts.net;
        for (const TaxAmount& tax : invoice.amounts.taxes) taxes += tax.amount;
    }
    CHECK(net.is_zero());
    CHECK(taxes.is_zero());
}

TEST_CASE("an invoice that is older than the vendor corrects keeps its tax") {
    Charged town;
    town.change_policy({.retry_hours = 1, .correct_days = 10});
    town.tax_register.set_mode(StubRegister::Mode::kUp);
    town.wait(11 * kDay);
    const RecheckReport report = town.recheck();
    CHECK(report.confirmed == 1);
    CHECK(report.corrected == 0);
    CHECK(town.invoices().size() == 1);
}

TEST_CASE("a number that the register no longer knows is worth nothing for the next invoice, and corrects none") {
    Charged town;
    town.tax_register.set_mode(StubRegister::Mode::kUp);
    Customer customer = read_customer(town.staff(), town.customer).value();
    customer.billing.own().tax_number->number = "BE0403170701";
    town.store->write([&](Transaction& tx) { return tx.save_customer(town.vendor, customer); }).value();
    town.wait(kDay);
    CHECK(town.recheck().refused == 1);
    CHECK(town.status() == TaxNumberStatus::kRefused);
    CHECK(town.invoices().size() == 1);
    CHECK_FALSE(town.next_check().has_value());
    CHECK(town.preview(app_test::users(2)).situation.tax.reason == TaxReason::kDestination);
}

TEST_CASE("a confirmed number stays so while the register does not answer") {
    Town town;
    town.welcome("agorapulse", "BE");
    with_number(town, kNumber).value();
    town.tax_register.set_mode(StubRegister::Mode::kDown);
    town.clock.set(town.clock.now().plus_seconds(91 * kDay));
    CHECK(recheck_tax_numbers(town.staff()).value().down == 1);
    const Customer customer = read_customer(town.staff(), town.customer).value();
    CHECK(customer.billing->tax_number->status == TaxNumberStatus::kConfirmed);
}

TEST_CASE("a customer without a number is not asked about any more") {
    Charged town;
    CHECK(town.next_check().has_value());
    with_number(town, "").value();
    CHECK_FALSE(town.next_check().has_value());
    town.wait(kDay);
    CHECK(town.recheck().asked == 0);
}

TEST_CASE("a vendor that holds takes a number that moves the tax only once the register has answered") {
    Town town;
    town.welcome("agorapulse", "BE");
    Catalog changed = *town.catalogs.find("agorapulse").value();
    changed.seller.own().regime.numbers.when_down = NumberOutage::kHold;
    town.catalogs.put(std::move(changed));
    town.tax_register.set_mode(StubRegister::Mode::kDown);
    CHECK(with_number(town, kNumber).error().code == ErrorCode::kVatHeld);
    CHECK_FALSE(read_customer(town.staff(), town.customer).value().billing->tax_number.has_value());
    const auto verdict = check_tax_number(town.as_owner(), town.customer, kNumber, "BE").value();
    CHECK(verdict.status == TaxNumberVerdict::Status::kUnverified);
    CHECK(verdict.explanation.code == ErrorCode::kVatHeld);
    town.tax_register.set_mode(StubRegister::Mode::kUp);
    CHECK(with_number(town, kNumber).value().billing->tax_number->status == TaxNumberStatus::kConfirmed);

    Town at_home;
    at_home.welcome("agorapulse", "FR");
    Catalog same = *at_home.catalogs.find("agorapulse").value();
    same.seller.own().regime.numbers.when_down = NumberOutage::kHold;
    at_home.catalogs.put(std::move(same));
    at_home.tax_register.set_mode(StubRegister::Mode::kDown);
    CHECK(with_number(at_home, "FR40303265045").value().billing->tax_number->status == TaxNumberStatus::kUnverified);
}
