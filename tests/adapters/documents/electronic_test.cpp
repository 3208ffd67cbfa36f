// What programs read of a document is what the invoice says, to the cent.
#include <numeric>
#include <pugixml.hpp>

#include "tests/adapters/documents/samples.h"

using namespace settle;
using namespace settle::documents_test;

namespace {

pugi::xml_document parsed(const std::string& xml) {
    pugi::xml_document document;
    REQUIRE_MESSAGE(document.load_string(xml.c_str(), pugi::parse_default), xml);
    return document;
}

/// The text at a path of element names, "Head/Sum", whatever their prefixes; the first of each.
std::string at(pugi::xml_node node, std::string_view path) {
    while (!path.empty() && node) {
        const auto slash = path.find('/');
        const std::string name(path.substr(0, slash));
        path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
        node = node.find_child([&](pugi::xml_node child) {
            const std::string_view full = child.name();
            return full.substr(full.find(':') + 1) == name;
        });
    }
    return node.text().get();
}
std::vector<pugi::xml_node> all(pugi::xml_node node, std::string_view name) {
    std::vector<pugi::xml_node> found;
    for (const pugi::xml_node child : node.children()) {
        const std::string_view full = child.name();
        if (full.substr(full.find(':') + 1) == name) found.push_back(child);
    }
    return found;
}
std::string printed(const Money& amount, const Invoice& invoice) {
    return (invoice.kind == InvoiceKind::kCreditNote ? -amount : amount).str();
}

constexpr std::string_view kSum = "SpecifiedTradeSettlementHeaderMonetarySummation/";

}  // namespace

TEST_CASE("CII: every total, tax and line is the invoice's") {
    for (const Kind& kind : kKinds) {
        CAPTURE(std::string(kind.name));
        const Sample sample = kind.make();
        const Invoice& invoice = sample.invoice;
        const auto document = parsed(cii(sample));
        const auto root = document.document_element();
        const auto trade = all(root, "SupplyChainTradeTransaction").at(0);
        const auto settlement = all(trade, "ApplicableHeaderTradeSettlement").at(0);
        const auto sum = [&](const char* what) { return at(settlement, std::string(kSum) + what); };
        CHECK(at(root, "ExchangedDocument/ID") == invoice.number);
        CHECK(at(root, "ExchangedDocument/TypeCode") == (invoice.kind == InvoiceKind::kCreditNote ? "381" : "380"));
        const Currency currency = invoice.amounts.total.currency();
        CHECK(at(settlement, "InvoiceCurrencyCode") == currency.code());
        CHECK(sum("LineTotalAmount") == printed(invoice.amounts.net, invoice));
        CHECK(sum("TaxBasisTotalAmount") == printed(invoice.amounts.net, invoice));
        CHECK(sum("TaxTotalAmount") == printed(invoice.amounts.total - invoice.amounts.net, invoice));
        CHECK(sum("GrandTotalAmount") == printed(invoice.amounts.total, invoice));
        CHECK(sum("DuePayableAmount") == printed(invoice.amounts.total - invoice.paid, invoice));

        const auto taxes = all(settlement, "ApplicableTradeTax");
        REQUIRE(taxes.size() == std::max<std::size_t>(invoice.amounts.taxes.size(), 1));
        for (std::size_t i = 0; i < invoice.amounts.taxes.size(); ++i) {
            CHECK(at(taxes[i], "CalculatedAmount") == printed(invoice.amounts.taxes[i].amount, invoice));
            CHECK(at(taxes[i], "RateApplicablePercent") == invoice.amounts.taxes[i].rate.str());
            CHECK(at(taxes[i], "BasisAmount") == printed(invoice.amounts.net, invoice));
        }
        const auto lines = all(trade, "IncludedSupplyChainTradeLineItem");
        REQUIRE(lines.size() == invoice.amounts.lines.size());
        Money added = Money::zero(invoice.amounts.net.currency());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const std::string amount = at(lines[i],
                                          "SpecifiedLineTradeSettlement/"
                                          "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount");
            CHECK(amount == printed(invoice.amounts.lines[i].amount, invoice));
            if (amount.starts_with('-')) added -= Money::parse(amount.substr(1), added.currency()).value();
            else added += Money::parse(amount, added.currency()).value();
            CHECK_FALSE(
                at(lines[i], "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount").starts_with('-'));
            CHECK_FALSE(at(lines[i], "SpecifiedTradeProduct/Name").empty());
            CHECK_FALSE(at(lines[i], "AssociatedDocumentLineDocument/IncludedNote/Content").empty());
        }
        CHECK(added.str() == sum("LineTotalAmount"));
    }
}

TEST_CASE("CII: the parties are those of the invoice, with their numbers") {
    const auto document = parsed(cii(domestic()));
    const auto trade = all(document.document_element(), "SupplyChainTradeTransaction").at(0);
    const auto agreement = all(trade, "ApplicableHeaderTradeAgreement").at(0);
    const auto seller = all(agreement, "SellerTradeParty").at(0);
    const auto buyer = all(agreement, "BuyerTradeParty").at(0);
    CHECK(at(seller, "Name") == "Agora Exemple SAS");
    CHECK(at(seller, "SpecifiedTaxRegistration/ID") == "FR40303265045");
    CHECK(at(seller, "SpecifiedLegalOrganization/ID") == "303265045");
    CHECK(at(seller, "PostalTradeAddress/PostcodeCode") == "75002");
    CHECK(at(seller, "PostalTradeAddress/CityName") == "Paris");
    CHECK(at(buyer, "Name") == "Société d’Études & Cie <SARL>");
    CHECK(at(buyer, "DefinedTradeContact/PersonName") == "Zoë Dvořák");
    CHECK(at(buyer, "PostalTradeAddress/LineTwo") == "Bâtiment B");
    CHECK(at(buyer, "PostalTradeAddress/CountryID") == "FR");
    CHECK(at(buyer, "SpecifiedTaxRegistration/ID") == "FR23999000029");
}

TEST_CASE("CII: categories, reasons and profile of each kind") {
    struct Row {
        Sample (*make)();
        const char* category;
        const char* code;
        const char* guideline;
    };
    constexpr Row kRows[] = {
        {domestic, "S", "", "urn:cen.eu:en16931:2017"},
        {reverse_charge, "AE", "VATEX-EU-AE", "urn:cen.eu:en16931:2017"},
        {destination, "S", "", "urn:cen.eu:en16931:2017"},
        {outside_scope, "G", "VATEX-EU-G", "urn:cen.eu:en16931:2017"},
        {canadian, "S", "", ""},
        {refund, "S", "", "urn:cen.eu:en16931:2017"},
    };
    for (const Row& row : kRows) {
        const auto document = parsed(cii(row.make()));
        const auto root = document.document_element();
        const auto tax =
            all(all(all(root, "SupplyChainTradeTransaction").at(0), "ApplicableHeaderTradeSettlement").at(0),
                "ApplicableTradeTax")
                .at(0);
        CHECK(at(tax, "CategoryCode") == row.category);
        CHECK(at(tax, "ExemptionReasonCode") == row.code);
        CHECK(at(root, "ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID") == row.guideline);
    }
}

TEST_CASE("CII: a sale outside the scope of VAT names no VAT number") {
    Sample sample = outside_scope();
    sample.invoice.seller.own().tax_numbers.clear();
    sample.invoice.buyer.own().tax_number = TaxNumber{"FR23999000029", TaxNumberStatus::kConfirmed, {}};
    const std::string xml = cii(sample);
    CHECK(xml.find("<ram:CategoryCode>O</ram:CategoryCode>") != std::string::npos);
    CHECK(xml.find("schemeID=\"VA\"") == std::string::npos);
    CHECK(xml.find("RateApplicablePercent") == std::string::npos);
}

TEST_CASE("CII: GST and QST stand beside each other, by their own names") {
    const std::string xml = cii(canadian());
    CHECK(xml.find("<ram:CalculatedAmount>2.03</ram:CalculatedAmount><ram:TypeCode>GST</ram:TypeCode>") !=
          std::string::npos);
    CHECK(xml.find("<ram:CalculatedAmount>4.05</ram:CalculatedAmount><ram:TypeCode>STT</ram:TypeCode>") !=
          std::string::npos);
    CHECK(xml.find("123456789 RT0001") != std::string::npos);
    CHECK(xml.find("1234567890 TQ0001") != std::string::npos);
}

TEST_CASE("CII: a credit note refers to the invoice it corrects, with its day") {
    const std::string xml = cii(refund());
    CHECK(xml.find("<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>2026-0042</ram:IssuerAssignedID>"
                   "<ram:FormattedIssueDateTime><qdt:DateTimeString format=\"102\">20260301</qdt:DateTimeString>") !=
          std::string::npos);
    CHECK(cii(nothing_to_pay()).find("InvoiceReferencedDocument") == std::string::npos);
}

TEST_CASE("CII: how it was paid, or where to send what is due") {
    const Sample sample = domestic();
    DocumentSource paid = sample.source();
    paid.settled = sample.invoice.amounts.total;
    paid.paid_with = MethodDetails{.kind = MethodKind::kCard, .brand = "visa", .last4 = "4242"};
    const std::string by_card = renderer()->render(paid, DocumentFormat::kCii, {}).value();
    CHECK(by_card.find("<ram:TypeCode>48</ram:TypeCode><ram:ApplicableTradeSettlementFinancialCard>"
                       "<ram:ID>4242</ram:ID>") != std::string::npos);
    CHECK(by_card.find("<ram:TotalPrepaidAmount>410.40</ram:TotalPrepaidAmount>"
                       "<ram:DuePayableAmount>0.00</ram:DuePayableAmount>") != std::string::npos);
    CHECK(by_card.find("<ram:ID>S2</ram:ID>") != std::string::npos);
    DocumentSource due = sample.source();
    due.account = TransferAccount{.holder = "", .iban = "FR7630006000011234567890189", .bic = "AGRIFRPP"};
    const std::string by_transfer = renderer()->render(due, DocumentFormat::kCii, {}).value();
    CHECK(by_transfer.find("<ram:TypeCode>58</ram:TypeCode>") != std::string::npos);
    CHECK(by_transfer.find("<ram:IBANID>FR7630006000011234567890189</ram:IBANID>") != std::string::npos);
}

TEST_CASE("UBL: every total, tax and line is the invoice's") {
    for (const Kind& kind : kKinds) {
        CAPTURE(std::string(kind.name));
        const Sample sample = kind.make();
        const Invoice& invoice = sample.invoice;
        const bool is_credit = invoice.kind == InvoiceKind::kCreditNote;
        const auto document = parsed(ubl(sample));
        const auto root = document.document_element();
        CHECK(std::string(root.name()) == (is_credit ? "CreditNote" : "Invoice"));
        CHECK(at(root, "ID") == invoice.number);
        CHECK(at(root, "IssueDate") == invoice.issued_on.str());
        CHECK(all(root, "Note").size() <= 1);
        const auto totals = all(root, "LegalMonetaryTotal").at(0);
        CHECK(at(totals, "LineExtensionAmount") == printed(invoice.amounts.net, invoice));
        CHECK(at(totals, "TaxInclusiveAmount") == printed(invoice.amounts.total, invoice));
        CHECK(at(totals, "PayableAmount") == printed(invoice.amounts.total - invoice.paid, invoice));
        const auto tax = all(root, "TaxTotal").at(0);
        CHECK(at(tax, "TaxAmount") == printed(invoice.amounts.total - invoice.amounts.net, invoice));
        const auto parts = all(tax, "TaxSubtotal");
        REQUIRE(parts.size() == std::max<std::size_t>(invoice.amounts.taxes.size(), 1));
        for (std::size_t i = 0; i < invoice.amounts.taxes.size(); ++i)
            CHECK(at(parts[i], "TaxAmount") == printed(invoice.amounts.taxes[i].amount, invoice));
        const auto lines = all(root, is_credit ? "CreditNoteLine" : "InvoiceLine");
        REQUIRE(lines.size() == invoice.amounts.lines.size());
        for (std::size_t i = 0; i < lines.size(); ++i)
            CHECK(at(lines[i], "LineExtensionAmount") == printed(invoice.amounts.lines[i].amount, invoice));
    }
}

TEST_CASE("UBL: what Peppol asks for, and no claim where it does not fit") {
    const auto document = parsed(ubl(reverse_charge()));
    const auto root = document.document_element();
    CHECK(at(root, "CustomizationID") == "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0");
    CHECK(at(root, "BuyerReference") == "sub_1");
    CHECK(at(root, "AccountingCustomerParty/Party/EndpointID") == "0136695962");
    CHECK(at(root, "TaxTotal/TaxSubtotal/TaxCategory/TaxExemptionReasonCode") == "VATEX-EU-AE");
    // Empty elements are forbidden (R008).
    CHECK(ubl(reverse_charge()).find("></cbc:") == std::string::npos);
    CHECK(ubl(canadian()).find("CustomizationID") == std::string::npos);
    CHECK(at(parsed(ubl(refund())).document_element(), "BillingReference/InvoiceDocumentReference/ID") == "2026-0042");
}

TEST_CASE("the buyer's own number of an order stands where both forms have a place for it") {
    Sample sample = domestic();
    CHECK(cii(sample).find("BuyerOrderReferencedDocument") == std::string::npos);
    CHECK(ubl(sample).find("OrderReference") == std::string::npos);
    sample.invoice.buyer.own().purchase_order = "PO 47<11";
    CHECK(cii(sample).find("</ram:BuyerTradeParty><ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>PO "
                           "47&lt;11</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>") != std::string::npos);
    CHECK(ubl(sample).find("<cac:OrderReference><cbc:ID>PO 47&lt;11</cbc:ID></cac:OrderReference>") !=
          std::string::npos);
}

TEST_CASE("lines lie within the days of the document") {
    for (const Kind& kind : kKinds) {
        const auto document = parsed(ubl(kind.make()));
        const auto root = document.document_element();
        for (const auto line : all(root, root.name() == std::string("Invoice") ? "InvoiceLine" : "CreditNoteLine")) {
            CHECK(at(line, "InvoicePeriod/StartDate") >= at(root, "InvoicePeriod/StartDate"));
            CHECK(at(line, "InvoicePeriod/EndDate") <= at(root, "InvoicePeriod/EndDate"));
        }
    }
}

TEST_CASE("what was typed stays text, and what XML cannot hold is left out") {
    Sample sample = domestic();
    sample.invoice.buyer.own().company = "A\x01<b>&\"'\n";
    CHECK(cii(sample).find("<ram:Name>A&lt;b&gt;&amp;&quot;'\n</ram:Name>") != std::string::npos);
}

TEST_CASE("the same invoice is the same bytes") {
    CHECK(cii(domestic()) == cii(domestic()));
    CHECK(ubl(refund()) == ubl(refund()));
}
