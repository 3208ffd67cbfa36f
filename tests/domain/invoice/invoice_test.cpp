#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "domain/invoice/ledger.h"

using namespace settle;

namespace {

Line line_of(std::int64_t minor) {
    const UnitPrice price(minor * UnitPrice::kScale, kEuro);
    return {kPlanItem,
            "standard",
            minor < 0 ? LineKind::kCredit : LineKind::kCharge,
            1,
            price,
            {Date(2026, 4, 1), Date(2026, 5, 1)},
            kWhole,
            Money(minor, kEuro),
            {},
            -1};
}

TaxDecision vat(const char* percent) {
    return {TaxReason::kDomestic, "FR", {{"TVA", Percent::parse(percent).value()}}};
}

Invoice invoice_of(Amounts amounts) { return Invoice{.amounts = std::move(amounts), .paid = Money::zero(kEuro)}; }

}  // namespace

TEST_CASE("each tax is rounded once, on the net of the document") {
    const TaxDecision quebec{
        TaxReason::kProvince, "CA", {{"GST", Percent::parse("5").value()}, {"QST", Percent::parse("9.975").value()}}};
    const Amounts amounts = total_up({line_of(2516), line_of(1543)}, quebec, kEuro);
    CHECK(amounts.net.str() == "40.59");
    REQUIRE(amounts.taxes.size() == 2);
    CHECK(amounts.taxes[0].amount.str() == "2.03");
    CHECK(amounts.taxes[1].amount.str() == "4.05");
    CHECK(amounts.total.str() == "46.67");
}

TEST_CASE("a document without lines asks for nothing") {
    const Amounts amounts = total_up({}, vat("20"), kEuro);
    CHECK(amounts.net.is_zero());
    CHECK(amounts.total.is_zero());
}

TEST_CASE("no tax that applies means no tax row") {
    const Amounts amounts = total_up({line_of(34200)}, {TaxReason::kReverseCharge, "BE", {}}, kEuro);
    CHECK(amounts.taxes.empty());
    CHECK(amounts.total.str() == "342.00");
}

TEST_CASE("postings of a document and of its payment balance, and the payment settles what is owed") {
    CHECK(rc::check([] {
        Lines lines;
        const auto count = *rc::gen::inRange(1, 6);
        for (int i = 0; i < count; ++i) lines.push_back(line_of(*rc::gen::inRange<std::int64_t>(-500'000, 1'000'000)));
        const Invoice invoice = invoice_of(total_up(std::move(lines), vat("20"), kEuro));
        Money receivable = Money::zero(kEuro);
        for (const auto& entries : {entries_for_issue(invoice), entries_for_payment(invoice.amounts.total)}) {
            Money balance = Money::zero(kEuro);
            for (const LedgerEntry& entry : entries) {
                balance += entry.amount;
                if (entry.account == "receivable") receivable += entry.amount;
            }
            RC_ASSERT(balance.is_zero());
        }
        RC_ASSERT(receivable.is_zero());
    }));
}

TEST_CASE("words for kinds, reasons and states are the words of the interface") {
    CHECK(name_of(InvoiceKind::kCreditNote) == "credit_note");
    CHECK(name_of(InvoiceReason::kFirst) == "first");
    CHECK(name_of(InvoiceReason::kChange) == "change");
    CHECK(name_of(LineKind::kCredit) == "credit");
    CHECK(name_of(InvoiceStatus::kOpen) == "open");
    CHECK(name_of(InvoiceStatus::kUncollectible) == "uncollectible");
}
