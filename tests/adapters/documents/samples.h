// Invoices of every kind, made as the product makes them: lines first, taxes decided, summed up.
#pragma once

#include <doctest/doctest.h>

#include "adapters/catalog_yaml/catalog_reader.h"
#include "adapters/documents/documents.h"
#include "domain/tax/tax.h"
#include "wire/document_words.h"

namespace settle::documents_test {

inline Catalog catalog_of(const std::string& vendor) {
    return read_catalog_file(fmt::format("examples/{}/catalog.yaml", vendor)).value();
}

inline Code code(std::string_view text) { return Code::parse(text).value(); }

inline BillingInformation french_company() {
    return {.company = "Société d’Études & Cie <SARL>",
            .first_name = "Zoë",
            .last_name = "Dvořák",
            .email = "compta@etudes.example",
            .line1 = "2 place des Terreaux",
            .line2 = "Bâtiment B",
            .postal_code = "69001",
            .city = "Lyon",
            .country = "FR",
            .region = "",
            .tax_number = TaxNumber{"FR23999000029", TaxNumberStatus::kConfirmed, {}}};
}
inline BillingInformation buyer_in(const std::string& country, const std::string& number = {}) {
    BillingInformation buyer = french_company();
    buyer.country = country;
    buyer.tax_number.reset();
    if (!number.empty()) buyer.tax_number = TaxNumber{number, TaxNumberStatus::kConfirmed, {}};
    return buyer;
}
inline BillingInformation buyer_in_quebec() {
    BillingInformation buyer = buyer_in("CA");
    buyer.region = "QC";
    buyer.city = "Montréal";
    buyer.postal_code = "H2X 1Y4";
    return buyer;
}

/// One line over March 2026, of so many days of its 31.
inline Line line_of(std::string_view item, std::string_view plan, std::int64_t quantity, std::string_view price,
                    Currency currency, std::int64_t days = 31) {
    const UnitPrice unit = UnitPrice::parse(price, currency).value();
    const Ratio ratio = days == 31 ? kWhole : Ratio{days, 31};
    const Date end(2026, 4, 1);
    return {code(item),
            code(plan),
            LineKind::kCharge,
            quantity,
            unit,
            {end.plus_days(-days), end},
            ratio,
            multiply_half_up(unit, quantity, ratio),
            {},
            -1};
}

/// The catalog with the invoice: what documents are made of.
struct Sample {
    Catalog catalog;
    Invoice invoice;
    std::vector<Invoice> earlier = {};

    DocumentSource source(std::vector<std::string> languages = {"fr"}) const {
        return {.catalog = catalog,
                .invoice = invoice,
                .earlier = earlier,
                .settled = invoice.paid,
                .languages = std::move(languages)};
    }
};

inline Sample sample_of(const std::string& vendor, BillingInformation buyer, Lines lines, Currency currency) {
    Sample made{catalog_of(vendor), {.amounts = no_amounts(currency), .paid = Money::zero(currency)}};
    const Date day(2026, 3, 1);
    const TaxDecision decision = decide_tax(made.catalog.seller, buyer, day, RateTable::built_in()).value();
    Invoice& invoice = made.invoice;
    invoice.id = InvoiceId("inv_1");
    invoice.customer = CustomerId("cus_1");
    invoice.subscription = SubscriptionId("sub_1");
    invoice.number = "2026-0042";
    invoice.reason = InvoiceReason::kRenewal;
    invoice.issued_on = day;
    invoice.due_on = Date(2026, 3, 31);
    invoice.period = {day, Date(2026, 4, 1)};
    invoice.amounts = total_up(std::move(lines), decision, currency);
    invoice.tax_reason = decision.reason;
    invoice.tax_country = decision.country;
    invoice.seller = made.catalog.seller;
    invoice.buyer = std::move(buyer);
    return made;
}

/// AC-A02: 99.00 + 2 × 99.00 + 3 × 15.00 = 342.00.
inline Lines three_lines() {
    return {line_of("plan", "standard", 1, "99.00", kEuro), line_of("user", "standard", 2, "99.00", kEuro),
            line_of("profile", "standard", 3, "15.00", kEuro)};
}

inline Sample domestic() { return sample_of("agorapulse", french_company(), three_lines(), kEuro); }
inline Sample consumer() {
    BillingInformation buyer = buyer_in("FR");
    buyer.company.clear();
    return sample_of("agorapulse", buyer, three_lines(), kEuro);
}
inline Sample reverse_charge() { return sample_of("agorapulse", buyer_in("BE", "BE0136695962"), three_lines(), kEuro); }
inline Sample destination() { return sample_of("agorapulse", buyer_in("DE"), three_lines(), kEuro); }
inline Sample outside_scope() { return sample_of("agorapulse", buyer_in("US"), three_lines(), kEuro); }
/// AC-W05: 25.16 + 15.43, GST 2.03, QST 4.05.
inline Sample canadian() {
    return sample_of("workstaff", buyer_in_quebec(),
                     {line_of("worker", "pro", 15, "3.25", kCanadianDollar, 16),
                      line_of("manager", "pro", 1, "29.90", kCanadianDollar, 16)},
                     kCanadianDollar);
}
inline Sample in_yen() {
    const Currency yen = Currency::parse("JPY").value();
    return sample_of("agorapulse", french_company(),
                     {line_of("plan", "standard", 1, "12000", yen), line_of("user", "standard", 3, "1500", yen, 10)},
                     yen);
}
inline Sample nothing_to_pay() {
    Line credit = line_of("plan", "standard", 1, "99.00", kEuro);
    credit.kind = LineKind::kCredit;
    credit.amount = -credit.amount;
    credit.credits_invoice = InvoiceId("inv_0");
    credit.credits_line = 0;
    Sample sample =
        sample_of("agorapulse", french_company(), {line_of("plan", "standard", 1, "99.00", kEuro), credit}, kEuro);
    sample.earlier = {domestic().invoice};
    sample.earlier.front().id = InvoiceId("inv_0");
    sample.earlier.front().number = "2026-0007";
    sample.earlier.front().issued_on = Date(2026, 2, 1);
    return sample;
}
/// Everything that was paid is given back.
inline Sample refund() {
    Sample sample = domestic();
    sample.earlier = {sample.invoice};
    Invoice& note = sample.invoice;
    note.amounts = refund_amounts(sample.earlier.front(), Money::zero(kEuro), sample.earlier.front().amounts.total);
    note.id = InvoiceId("inv_2");
    note.number = "CN-2026-0003";
    note.kind = InvoiceKind::kCreditNote;
    note.reason = InvoiceReason::kRefund;
    note.issued_on = Date(2026, 3, 9);
    note.due_on.reset();
    note.paid = note.amounts.total;
    return sample;
}
/// Line by line: 20 of 31 days of two users.
inline Sample credit_note() {
    Sample sample = refund();
    Line credit = line_of("user", "standard", 2, "99.00", kEuro, 20);
    credit.kind = LineKind::kCredit;
    credit.amount = -credit.amount;
    credit.credits_invoice = sample.earlier.front().id;
    credit.credits_line = 1;
    sample.invoice.amounts = total_up({credit}, {TaxReason::kDomestic, "FR", {{"TVA", Percent(200'000)}}}, kEuro);
    sample.invoice.paid = Money::zero(kEuro);
    return sample;
}
/// Five pages of lines.
inline Sample long_one() {
    Lines lines;
    for (int i = 0; i < 52; ++i) lines.push_back(line_of("user", "standard", i + 1, "99.00", kEuro, 1 + i % 31));
    return sample_of("agorapulse", french_company(), lines, kEuro);
}

struct Kind {
    const char* name;
    Sample (*make)();
};
inline constexpr Kind kKinds[] = {
    {"domestic", domestic},
    {"consumer", consumer},
    {"reverse charge", reverse_charge},
    {"destination", destination},
    {"outside scope", outside_scope},
    {"canadian", canadian},
    {"yen", in_yen},
    {"nothing to pay", nothing_to_pay},
    {"refund", refund},
    {"credit note", credit_note},
    {"long", long_one},
};

inline std::unique_ptr<DocumentRenderer> renderer() {
    return make_document_renderer({.words = wire::document_words(), .logos = {}});
}

/// `sample` as it is carried by its PDF.
inline std::string cii(const Sample& sample, std::vector<std::string> languages = {"fr"}) {
    return renderer()->render(sample.source(std::move(languages)), DocumentFormat::kCii, {}).value();
}
inline std::string ubl(const Sample& sample) {
    return renderer()->render(sample.source(), DocumentFormat::kUbl, {}).value();
}
inline std::string pdf(const Sample& sample, const std::vector<std::string>& languages = {"fr"}) {
    return renderer()->render(sample.source(languages), DocumentFormat::kPdf, cii(sample, languages)).value();
}

}  // namespace settle::documents_test
