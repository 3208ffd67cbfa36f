#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "domain/invoice/invoice.h"

namespace settle {
namespace {

Invoice invoice_of(std::int64_t net, const std::vector<std::int64_t>& taxes) {
    std::int64_t total = net;
    Amounts amounts{{}, Money(net, kEuro), {}, Money::zero(kEuro)};
    for (const std::int64_t tax : taxes) {
        amounts.taxes.push_back({"VAT", Percent(200'000), Money(tax, kEuro)});
        total += tax;
    }
    amounts.total = Money(total, kEuro);
    Invoice invoice{.amounts = amounts, .paid = amounts.total};
    invoice.id = InvoiceId("inv_1");
    return invoice;
}

std::int64_t sum_of(const Amounts& amounts) {
    std::int64_t sum = amounts.net.minor();
    for (const TaxAmount& tax : amounts.taxes) sum += tax.amount.minor();
    return sum;
}

TEST_CASE("a refund says the invoice's proportions to the cent") {
    const Amounts part = refund_amounts(invoice_of(34200, {6840}), Money(0, kEuro), Money(1000, kEuro));
    CHECK(part.total == Money(-1000, kEuro));
    CHECK(part.net == Money(-833, kEuro));
    CHECK(part.taxes.at(0).amount == Money(-167, kEuro));
    REQUIRE(part.lines.size() == 1);
    CHECK(part.lines[0].amount == part.net);
    CHECK(part.lines[0].kind == LineKind::kCredit);
    CHECK(part.lines[0].credits_invoice.str() == "inv_1");
    CHECK(part.lines[0].unit_price.str() == "8.33");
}

TEST_CASE("a correction gives back the taxes it is told, and no net") {
    const Invoice invoice = invoice_of(34200, {7182});
    const Amounts back = tax_correction_amounts(invoice, {{"VAT", Percent(210'000), Money(7000, kEuro)}});
    CHECK(back.net.is_zero());
    CHECK(back.total == Money(-7000, kEuro));
    REQUIRE(back.taxes.size() == 1);
    CHECK(back.taxes[0].amount == Money(-7000, kEuro));
    REQUIRE(back.lines.size() == 1);
    CHECK(back.lines[0].item == kTaxCorrectionItem);
    CHECK(back.lines[0].kind == LineKind::kCredit);
    CHECK(back.lines[0].amount.is_zero());
    CHECK(back.lines[0].credits_invoice.str() == "inv_1");
}

TEST_CASE("any number of refunds sums to the invoice, each exactly to what was asked") {
    CHECK(rc::check([] {
        const auto net = *rc::gen::inRange<std::int64_t>(1, 100'000);
        const auto taxes = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 20'000));
        const Invoice invoice = invoice_of(net, taxes);
        const Money total = invoice.amounts.total;
        Money before = Money::zero(kEuro);
        std::int64_t nets = 0;
        while (before < total) {
            const Money gross(*rc::gen::inRange<std::int64_t>(1, (total - before).minor() + 1), kEuro);
            const Amounts part = refund_amounts(invoice, before, gross);
            RC_ASSERT(part.total == -gross);
            RC_ASSERT(sum_of(part) == -gross.minor());
            nets += part.net.minor();
            before += gross;
        }
        RC_ASSERT(nets == -net);
    }));
}

}  // namespace
}  // namespace settle
