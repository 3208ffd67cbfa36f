// What documents say, before they are laid out. The words are made up: here only what is decided counts.
#include "domain/document/describe.h"

#include <doctest/doctest.h>

#include "domain/document/mentions.h"
#include "domain/document/parties.h"
#include "domain/tax/tax.h"

using namespace settle;

namespace {

DocumentWords words() {
    return {
        .money = [](const Money& amount, std::string_view) { return amount.str(); },
        .price = [](const UnitPrice& price, std::string_view) { return price.str(); },
        .count = [](std::int64_t count, std::string_view) { return fmt::to_string(count); },
        .percent = [](const Percent& percent, std::string_view) { return percent.str(); },
        .day = [](Date day, std::string_view) { return day.str(); },
        .period = [](const Period& period, std::string_view) { return period.first_day.str(); },
        .tax_name = [](std::string_view name, std::string_view) { return std::string(name); },
        .tax_text = [](TaxReason reason, std::string_view country, std::string_view,
                       std::string_view) { return fmt::format("{} {}", name_of(reason), country); },
        .line_name = [](const Line& line, const Catalog&,
                        std::string_view language) { return fmt::format("{} ({})", line.item.view(), language); },
        .arithmetic = [](const Line& line, const Catalog&, const DocumentNumbers&,
                         std::string_view) { return line.amount.str(); },
    };
}

struct Place {
    Catalog catalog;
    Invoice invoice{.amounts = no_amounts(kEuro), .paid = Money::zero(kEuro)};
    std::vector<Invoice> earlier = {};

    explicit Place(const std::string& buyer_country, const std::string& buyer_number = {},
                   const std::string& seller_country = "FR", const std::string& seller_number = "FR40303265045") {
        catalog.languages = {"fr", "en"};
        Seller seller{.legal_name = "Vendeur SAS",
                      .address_lines = {"1 rue A", "Bâtiment B", "75002 Paris"},
                      .country = seller_country,
                      .region = "",
                      .legal_mentions = {},
                      .tax_numbers = {},
                      .tax_name = "TVA",
                      .email = "f@v.example"};
        if (!seller_number.empty()) seller.tax_numbers = {{"VAT", seller_number}};
        BillingInformation buyer{.company = "Client SARL", .country = buyer_country};
        if (!buyer_number.empty()) buyer.tax_number = TaxNumber{buyer_number, TaxNumberStatus::kConfirmed, {}};
        const Date day(2026, 3, 1);
        const TaxDecision decision = decide_tax(seller, buyer, day, RateTable::built_in()).value();
        const UnitPrice price = UnitPrice::parse("10.00", kEuro).value();
        invoice.number = "2026-0001";
        invoice.issued_on = day;
        invoice.period = {day, Date(2026, 4, 1)};
        invoice.amounts = total_up({{"user",
                                     "pro",
                                     LineKind::kCharge,
                                     3,
                                     price,
                                     invoice.period,
                                     {16, 31},
                                     multiply_half_up(price, 3, {16, 31}),
                                     {},
                                     -1}},
                                   decision, kEuro);
        invoice.tax_reason = decision.reason;
        invoice.tax_country = decision.country;
        invoice.seller = seller;
        invoice.buyer = buyer;
    }
    Document document(std::vector<std::string> languages = {"fr"}) const {
        return describe({.catalog = catalog,
                         .invoice = invoice,
                         .earlier = earlier,
                         .settled = invoice.paid,
                         .languages = std::move(languages)},
                        words());
    }
};

std::vector<std::string> codes_of(const Document& document) {
    std::vector<std::string> codes;
    for (const Mention& mention : document.mentions) codes.push_back(mention.code);
    return codes;
}

bool says(const Document& document, std::string_view sentence) {
    return std::ranges::any_of(document.mentions, [&](const Mention& mention) {
        return mention.text.in(document.languages.front()).find(sentence) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("a seller that is exempt for being small says so, in the seller's own words where it has some") {
    Place place("FR");
    place.invoice.tax_reason = TaxReason::kExemptSeller;
    place.invoice.amounts = total_up(place.invoice.amounts.lines, {TaxReason::kExemptSeller, "FR", {}}, kEuro);
    const Document document = place.document();
    REQUIRE(document.taxes.size() == 1);
    CHECK(document.taxes.front().category == TaxCategory::kExempt);
    CHECK(document.taxes.front().reason_code == "VATEX-FR-FRANCHISE");
    CHECK(document.taxes.front().reason.in("fr") == "exempt_seller FR");
}

TEST_CASE("a credit note of tax alone claims no conformance to a norm that cannot say it") {
    Place place("DE");
    Invoice original = place.invoice;
    original.id = InvoiceId("inv_1");
    place.earlier.push_back(original);
    place.invoice.kind = InvoiceKind::kCreditNote;
    place.invoice.reason = InvoiceReason::kTaxCorrection;
    place.invoice.amounts = tax_correction_amounts(original, original.amounts.taxes);
    const Document document = place.document();
    CHECK(document.profile == DocumentProfile::kNone);
    CHECK(document.net.is_zero());
    CHECK(document.total == original.amounts.taxes.front().amount);
    REQUIRE(document.corrects.size() == 1);
    CHECK(document.corrects.front().number == original.number);
}

TEST_CASE("each place of taxation has its category, its reason and its code") {
    struct Row {
        Place place;
        TaxCategory category;
        const char* code;
    };
    const Row rows[] = {
        {Place("FR"), TaxCategory::kStandard, ""},
        {Place("FR", "FR23999000029"), TaxCategory::kStandard, ""},
        {Place("DE"), TaxCategory::kStandard, ""},
        {Place("BE", "BE0136695962"), TaxCategory::kReverseCharge, "VATEX-EU-AE"},
        {Place("US"), TaxCategory::kExport, "VATEX-EU-G"},
        {Place("US", "", "FR", ""), TaxCategory::kOutsideScope, "VATEX-EU-O"},
        {Place("FR", "", "CH", ""), TaxCategory::kOutsideScope, "VATEX-EU-O"},
    };
    for (const Row& row : rows) {
        const Document document = row.place.document();
        CAPTURE(name_of(row.place.invoice.tax_reason));
        REQUIRE(document.taxes.size() == 1);
        const DocumentTax& tax = document.taxes.front();
        CHECK(code_of(tax.category) == code_of(row.category));
        CHECK(tax.reason_code == row.code);
        CHECK(tax.reason.empty() == (row.category == TaxCategory::kStandard));
        CHECK(tax.base == document.net);
        CHECK(document.net + document.tax == document.total);
        CHECK(document.profile == DocumentProfile::kEn16931);
    }
}

TEST_CASE("a seller that charges no VAT at home says why in its own words") {
    Place place("FR");
    place.invoice.amounts = total_up(place.invoice.amounts.lines, {TaxReason::kDomestic, "FR", {}}, kEuro);
    place.invoice.seller.own().legal_mentions.set("fr", "TVA non applicable, article 293 B du CGI");
    const Document document = place.document();
    CHECK(document.taxes.front().category == TaxCategory::kExempt);
    CHECK(document.taxes.front().reason_code == "VATEX-FR-FRANCHISE");
    CHECK(document.taxes.front().reason.in("fr") == "TVA non applicable, article 293 B du CGI");
}

TEST_CASE("a rate of zero is a rate, not an exemption") {
    Place place("FR");
    place.invoice.amounts =
        total_up(place.invoice.amounts.lines, {TaxReason::kDomestic, "FR", {{"TVA", Percent()}}}, kEuro);
    CHECK(place.document().taxes.front().category == TaxCategory::kZero);
}

TEST_CASE("several taxes on one sale have no place in EN 16931") {
    Place place("FR");
    place.invoice.seller.own().country = "CA";
    place.invoice.tax_reason = TaxReason::kProvince;
    place.invoice.amounts =
        total_up(place.invoice.amounts.lines,
                 {TaxReason::kProvince, "CA", {{"GST", Percent(50'000)}, {"QST", Percent(99'750)}}}, kEuro);
    const Document document = place.document();
    CHECK(document.profile == DocumentProfile::kNone);
    REQUIRE(document.taxes.size() == 2);
    CHECK(document.taxes[0].amount.str() == "0.77");
    CHECK(document.taxes[1].amount.str() == "1.54");
    CHECK(document.tax.str() == "2.31");
}

TEST_CASE("the net price times the quantity is the amount, to the cent") {
    const Document document = Place("FR").document();
    CHECK(document.lines.front().amount.str() == "15.48");
    CHECK(document.lines.front().net_price == "5.16");
    Place place("FR");
    place.invoice.amounts.lines.front().quantity = 7;
    CHECK(place.document().lines.front().net_price == "2.211429");
}

TEST_CASE("what is given back on an invoice has a negative quantity, never a negative price") {
    Place place("FR");
    Line& line = place.invoice.amounts.lines.front();
    line.kind = LineKind::kCredit;
    line.amount = -line.amount;
    const DocumentLine said = place.document().lines.front();
    CHECK(said.quantity == -3);
    CHECK(said.amount.str() == "-15.48");
    CHECK(said.net_price == "5.16");
}

TEST_CASE("a credit note says positive amounts, names the lines it gives back and keeps their tax") {
    Place place("BE", "BE0136695962");
    Invoice original = place.invoice;
    original.id = InvoiceId("inv_1");
    place.earlier = {original};
    Invoice& note = place.invoice;
    note.kind = InvoiceKind::kCreditNote;
    note.number = "CN-2026-0001";
    note.issued_on = Date(2026, 3, 9);
    Line& line = note.amounts.lines.front();
    line.kind = LineKind::kCredit;
    line.amount = -line.amount;
    line.credits_invoice = original.id;
    line.credits_line = 0;
    note.amounts = total_up(note.amounts.lines, {TaxReason::kReverseCharge, "BE", {}}, kEuro);
    const Document document = place.document({"fr", "en"});
    CHECK(document.total.str() == "15.48");
    CHECK(document.lines.front().amount.str() == "15.48");
    CHECK(document.lines.front().quantity == 3);
    CHECK(document.lines.front().origin.in("en") == "Credits line 1 of invoice 2026-0001 of 2026-03-01: user (en)");
    CHECK(document.lines.front().origin.in("fr") ==
          "Crédit de la ligne 1 de la facture 2026-0001 du 2026-03-01 : user (fr)");
    REQUIRE(document.corrects.size() == 1);
    CHECK(document.corrects.front().number == "2026-0001");
    CHECK(document.taxes.front().category == TaxCategory::kReverseCharge);
}

TEST_CASE("a French seller says what the commercial code asks for, each once") {
    CHECK(codes_of(Place("FR", "FR23999000029").document()) ==
          std::vector<std::string>{"", "PMT", "PMD", "AAB", "BAR"});
    CHECK(says(Place("FR", "FR23999000029").document(), "B2B"));
    // Without the buyer's number the flow between French companies cannot be claimed (BR-FR-11).
    CHECK(codes_of(Place("FR").document()) == std::vector<std::string>{"", "PMT", "PMD", "AAB"});
    CHECK(says(Place("US").document(), "B2BINT"));
    CHECK(Place("FR").document().process == "S1");
    Place paid("FR");
    paid.invoice.paid = paid.invoice.amounts.total;
    CHECK(paid.document().process == "S2");
}

TEST_CASE("reverse charge is said in the words of both countries") {
    CHECK(says(Place("BE", "BE0136695962").document(), "Autoliquidation / Btw verlegd."));
    CHECK(says(Place("DE", "DE136695976").document(),
               "Autoliquidation – Steuerschuldnerschaft des Leistungsempfängers."));
    CHECK(says(Place("FI", "FI20774740").document(), "Autoliquidation – Reverse charge."));
}

TEST_CASE("other sellers say what is asked of them") {
    CHECK(says(Place("BE", "BE0136695962", "BE", "BE0136695962").document(), "Retard de paiement"));
    CHECK(Place("FR", "", "CH", "").document().mentions.empty());
}

TEST_CASE("numbers of registers are read from VAT numbers, and where invoices reach the company") {
    BillingInformation buyer{.company = "X", .email = "x@x.example", .country = "BE"};
    buyer.tax_number = TaxNumber{"BE0136695962", TaxNumberStatus::kConfirmed, {}};
    CHECK(party_of(buyer).company->value == "0136695962");
    CHECK(party_of(buyer).endpoint->scheme == "0208");
    buyer.tax_number->number = "FR23999000029";
    CHECK(party_of(buyer).company->value == "999000029");
    CHECK(party_of(buyer).endpoint->scheme == "0225");
    buyer.tax_number.reset();
    CHECK_FALSE(party_of(buyer).company.has_value());
    CHECK(party_of(buyer).endpoint->scheme == "EM");
    const DocumentParty seller = party_of(*Place("FR").invoice.seller);
    CHECK(seller.line1 == "1 rue A");
    CHECK(seller.line2 == "Bâtiment B");
    CHECK(seller.postal_code == "75002");
    CHECK(seller.city == "Paris");
}

TEST_CASE("where Quebec is concerned French is among the languages") {
    Place place("CA");
    const auto chosen = [&](std::string_view language) {
        return document_languages(place.catalog, place.invoice, language);
    };
    CHECK(chosen("en") == std::vector<std::string>{"en"});
    place.invoice.buyer.own().region = "QC";
    CHECK(chosen("en") == std::vector<std::string>{"fr", "en"});
    CHECK(chosen("fr") == std::vector<std::string>{"fr"});
    CHECK(chosen("de") == std::vector<std::string>{"fr"});
}

TEST_CASE("a transfer in euros can be scanned") {
    const TransferAccount account{.holder = "Vendeur SAS", .iban = "FR7630006000011234567890189", .bic = "AGRIFRPP"};
    CHECK(transfer_code_of(account, Money(41040, kEuro), "2026-0001", "Vendeur SAS") ==
          "BCD\n002\n1\nSCT\nAGRIFRPP\nVendeur SAS\nFR7630006000011234567890189\nEUR410.40\n\n\n2026-0001\n");
    CHECK(transfer_code_of(account, Money(41040, kCanadianDollar), "1", "V").empty());
    CHECK(transfer_code_of(account, Money(0, kEuro), "1", "V").empty());
    CHECK(transfer_code_of({"V", "US64SVBKUS6S3300958879", ""}, Money(1, kEuro), "1", "V").empty());
    // Seventy characters, not bytes.
    std::string name;
    for (int i = 0; i < 80; ++i) name += "é";
    const std::string code = transfer_code_of(account, Money(1, kEuro), "1", name);
    CHECK(code.find("\n" + name.substr(0, 140) + "\nFR76") != std::string::npos);
}

TEST_CASE("an account number is one only when its check digits fit") {
    for (const char* right : {"FR7630006000011234567890189", "DE89370400440532013000", "NO9386011117947",
                              "MT84MALT011000012345MTLCAST001S", "GB82WEST12345698765432"})
        CHECK_MESSAGE(is_iban(right), std::string(right));
    for (const char* wrong :
         {"", "FR7630006000011234567890188", "FR76 3000 6000 0112 3456 7890 189", "fr7630006000011234567890189",
          "7630006000011234567890189FR", "FR76300060000112345678901é9", "NO938601111794", "DE98370400440532013000"})
        CHECK_FALSE_MESSAGE(is_iban(wrong), std::string(wrong));
    for (const char* right : {"AGRIFRPP", "DEUTDEFF500", "MYMBGB2L"}) CHECK_MESSAGE(is_bic(right), std::string(right));
    for (const char* wrong : {"", "AGRIFRP", "AGRIFRPPXX", "agrifrpp", "AGR1FRPP", "AGRIFRPP 500"})
        CHECK_FALSE_MESSAGE(is_bic(wrong), std::string(wrong));
}

TEST_CASE("how to pay is said while something is due, and only then") {
    Place place("FR");
    const TransferAccount account{.holder = "", .iban = "FR7630006000011234567890189", .bic = ""};
    const auto document = [&] {
        return describe({.catalog = place.catalog,
                         .invoice = place.invoice,
                         .earlier = {},
                         .settled = place.invoice.paid,
                         .languages = {"fr"},
                         .paid_with = MethodDetails{.kind = MethodKind::kCard, .brand = "visa", .last4 = "4242"},
                         .account = account},
                        words());
    };
    CHECK(document().account->holder == "Vendeur SAS");
    CHECK_FALSE(document().transfer_code.empty());
    CHECK_FALSE(document().paid_with.has_value());
    // Something is due at some day (BR-CO-25).
    CHECK(document().due_on == place.invoice.issued_on);
    place.invoice.paid = place.invoice.amounts.total;
    CHECK_FALSE(document().account.has_value());
    CHECK(document().paid_with->last4 == "4242");
    CHECK(document().due.is_zero());
}

TEST_CASE("formats are what they are called") {
    CHECK(parse_document_format("pdf").value() == DocumentFormat::kPdf);
    CHECK(parse_document_format("ubl").value() == DocumentFormat::kUbl);
    CHECK(parse_document_format("docx").error().code == ErrorCode::kQueryInvalid);
}
