#include "adapters/documents/electronic.h"
#include "adapters/documents/electronic_parts.h"
#include "adapters/documents/xml_writer.h"

namespace settle::documents {
namespace {

constexpr std::string_view kNamespaces =
    R"( xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100")"
    R"( xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100")"
    R"( xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100")"
    R"( xmlns:qdt="urn:un:unece:uncefact:data:standard:QualifiedDataType:100")";

// Format 102 of UNTDID 2379: CCYYMMDD.
std::string digits_of(Date day) {
    const auto ymd = day.ymd();
    return fmt::format("{:04}{:02}{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                       static_cast<unsigned>(ymd.day()));
}

class Cii {
public:
    explicit Cii(const Document& document) : document_(document), xml_(out_) {
        constexpr std::size_t kAround = 4096, kLine = 1536;
        out_.reserve(kAround + kLine * document.lines.size());
    }

    std::string write() {
        out_ = R"(<?xml version="1.0" encoding="UTF-8"?>)"
               "\n";
        xml_.in("rsm:CrossIndustryInvoice", kNamespaces, [&] {
            write_context();
            write_head();
            xml_.in("rsm:SupplyChainTradeTransaction", [&] {
                for (const DocumentLine& line : document_.lines) write_line(line);
                write_parties();
                // When it was rendered is the period of each line: a subscription is not delivered on a day.
                xml_.in("ram:ApplicableHeaderTradeDelivery", [] {});
                xml_.in("ram:ApplicableHeaderTradeSettlement", [&] { write_settlement(); });
            });
        });
        out_ += '\n';
        return std::move(out_);
    }

private:
    void day(std::string_view name, std::string_view type, Date date) {
        xml_.in(name, [&] { xml_.element(type, digits_of(date), "format", "102"); });
    }
    void period(const CoveredDays& days) {
        xml_.in("ram:BillingSpecifiedPeriod", [&] {
            day("ram:StartDateTime", "udt:DateTimeString", days.first);
            day("ram:EndDateTime", "udt:DateTimeString", days.last);
        });
    }

    void write_context() {
        xml_.in("rsm:ExchangedDocumentContext", [&] {
            if (!document_.process.empty())
                xml_.in("ram:BusinessProcessSpecifiedDocumentContextParameter",
                        [&] { xml_.element("ram:ID", document_.process); });
            if (document_.profile == DocumentProfile::kEn16931)
                xml_.in("ram:GuidelineSpecifiedDocumentContextParameter", [&] { xml_.element("ram:ID", kEn16931); });
        });
    }

    void write_head() {
        xml_.in("rsm:ExchangedDocument", [&] {
            xml_.element("ram:ID", document_.number);
            xml_.element("ram:TypeCode", document_.kind == InvoiceKind::kCreditNote ? "381" : "380");
            day("ram:IssueDateTime", "udt:DateTimeString", document_.issued_on);
            for (const Mention& mention : document_.mentions)
                xml_.in("ram:IncludedNote", [&] {
                    xml_.element("ram:Content", words_in(document_, mention.text));
                    xml_.element_if_any("ram:SubjectCode", mention.code);
                });
            const std::string& own = words_in(document_, document_.seller_mentions);
            if (!own.empty()) xml_.in("ram:IncludedNote", [&] { xml_.element("ram:Content", own); });
        });
    }

    void write_tax_of_line(const DocumentTax& tax) {
        xml_.in("ram:ApplicableTradeTax", [&] {
            xml_.element("ram:TypeCode", tax_type_of(document_, tax));
            xml_.element("ram:CategoryCode", code_of(tax.category));
            if (tax.category != TaxCategory::kOutsideScope) xml_.element("ram:RateApplicablePercent", tax.rate.str());
        });
    }

    void write_line(const DocumentLine& line) {
        xml_.in("ram:IncludedSupplyChainTradeLineItem", [&] {
            xml_.in("ram:AssociatedDocumentLineDocument", [&] {
                xml_.element("ram:LineID", fmt::to_string(line.number));
                xml_.in("ram:IncludedNote", [&] { xml_.element("ram:Content", words_in(document_, line.arithmetic)); });
            });
            xml_.in("ram:SpecifiedTradeProduct", [&] {
                xml_.element("ram:Name", words_in(document_, line.name));
                xml_.element_if_any("ram:Description", words_in(document_, line.origin));
            });
            xml_.in("ram:SpecifiedLineTradeAgreement", [&] {
                xml_.in("ram:NetPriceProductTradePrice", [&] { xml_.element("ram:ChargeAmount", line.net_price); });
            });
            xml_.in("ram:SpecifiedLineTradeDelivery",
                    [&] { xml_.element("ram:BilledQuantity", fmt::to_string(line.quantity), "unitCode", "C62"); });
            xml_.in("ram:SpecifiedLineTradeSettlement", [&] {
                for (const DocumentTax& tax : document_.taxes) write_tax_of_line(tax);
                period(covered_by(line.covers));
                xml_.in("ram:SpecifiedTradeSettlementLineMonetarySummation",
                        [&] { xml_.element("ram:LineTotalAmount", line.amount.str()); });
            });
        });
    }

    void write_address(const DocumentParty& party) {
        xml_.in("ram:PostalTradeAddress", [&] {
            xml_.element_if_any("ram:PostcodeCode", party.postal_code);
            xml_.element_if_any("ram:LineOne", party.line1);
            xml_.element_if_any("ram:LineTwo", party.line2);
            xml_.element_if_any("ram:CityName", party.city);
            xml_.element("ram:CountryID", party.country);
            xml_.element_if_any("ram:CountrySubDivisionName", party.region);
        });
    }

    void write_party(std::string_view name, const DocumentParty& party) {
        xml_.in(name, [&] {
            xml_.element("ram:Name", party.name);
            if (party.company)
                xml_.in("ram:SpecifiedLegalOrganization",
                        [&] { xml_.element("ram:ID", party.company->value, "schemeID", party.company->scheme); });
            if (!party.person.empty() || !party.email.empty())
                xml_.in("ram:DefinedTradeContact", [&] {
                    xml_.element_if_any("ram:PersonName", party.person);
                    if (!party.email.empty())
                        xml_.in("ram:EmailURIUniversalCommunication", [&] { xml_.element("ram:URIID", party.email); });
                });
            write_address(party);
            if (party.endpoint)
                xml_.in("ram:URIUniversalCommunication",
                        [&] { xml_.element("ram:URIID", party.endpoint->value, "schemeID", party.endpoint->scheme); });
            if (!party.vat_number.empty() && may_name_vat_numbers(document_))
                xml_.in("ram:SpecifiedTaxRegistration",
                        [&] { xml_.element("ram:ID", party.vat_number, "schemeID", "VA"); });
            // EN 16931 knows one local tax number, and of the seller only (BT-32).
            if (document_.profile == DocumentProfile::kNone || name == "ram:SellerTradeParty")
                for (const auto& [tax, number] : party.other_numbers) {
                    xml_.in("ram:SpecifiedTaxRegistration", [&] { xml_.element("ram:ID", number, "schemeID", "FC"); });
                    if (document_.profile == DocumentProfile::kEn16931) break;
                }
        });
    }

    void write_parties() {
        xml_.in("ram:ApplicableHeaderTradeAgreement", [&] {
            xml_.element("ram:BuyerReference", document_.reference);
            write_party("ram:SellerTradeParty", document_.seller);
            write_party("ram:BuyerTradeParty", document_.buyer);
            if (!document_.purchase_order.empty())
                xml_.in("ram:BuyerOrderReferencedDocument",
                        [&] { xml_.element("ram:IssuerAssignedID", document_.purchase_order); });
        });
    }

    void write_means() {
        const std::string_view code = means_code_of(document_);
        if (code.empty()) return;
        xml_.in("ram:SpecifiedTradeSettlementPaymentMeans", [&] {
            xml_.element("ram:TypeCode", code);
            if (code == "48")
                xml_.in("ram:ApplicableTradeSettlementFinancialCard",
                        [&] { xml_.element("ram:ID", document_.paid_with->last4); });
            if (code != "58" && code != "30") return;
            xml_.in("ram:PayeePartyCreditorFinancialAccount", [&] {
                xml_.element("ram:IBANID", document_.account->iban);
                xml_.element("ram:AccountName", document_.account->holder);
            });
            if (!document_.account->bic.empty())
                xml_.in("ram:PayeeSpecifiedCreditorFinancialInstitution",
                        [&] { xml_.element("ram:BICID", document_.account->bic); });
        });
    }

    void write_tax(const DocumentTax& tax) {
        xml_.in("ram:ApplicableTradeTax", [&] {
            xml_.element("ram:CalculatedAmount", tax.amount.str());
            xml_.element("ram:TypeCode", tax_type_of(document_, tax));
            xml_.element_if_any("ram:ExemptionReason", words_in(document_, tax.reason));
            xml_.element("ram:BasisAmount", tax.base.str());
            xml_.element("ram:CategoryCode", code_of(tax.category));
            xml_.element_if_any("ram:ExemptionReasonCode", tax.reason_code);
            if (tax.category != TaxCategory::kOutsideScope) xml_.element("ram:RateApplicablePercent", tax.rate.str());
        });
    }

    void write_settlement() {
        const Currency currency = document_.total.currency();
        xml_.element("ram:PaymentReference", document_.number);
        xml_.element("ram:InvoiceCurrencyCode", currency.code());
        write_means();
        for (const DocumentTax& tax : document_.taxes) write_tax(tax);
        period(covered_by(document_));
        if (document_.due_on)
            xml_.in("ram:SpecifiedTradePaymentTerms",
                    [&] { day("ram:DueDateDateTime", "udt:DateTimeString", *document_.due_on); });
        xml_.in("ram:SpecifiedTradeSettlementHeaderMonetarySummation", [&] {
            xml_.element("ram:LineTotalAmount", document_.net.str());
            xml_.element("ram:TaxBasisTotalAmount", document_.net.str());
            xml_.element("ram:TaxTotalAmount", document_.tax.str(), "currencyID", currency.code());
            xml_.element("ram:GrandTotalAmount", document_.total.str());
            if (!document_.settled.is_zero()) xml_.element("ram:TotalPrepaidAmount", document_.settled.str());
            xml_.element("ram:DuePayableAmount", document_.due.str());
        });
        for (const CorrectedInvoice& corrected : document_.corrects)
            xml_.in("ram:InvoiceReferencedDocument", [&] {
                xml_.element("ram:IssuerAssignedID", corrected.number);
                day("ram:FormattedIssueDateTime", "qdt:DateTimeString", corrected.issued_on);
            });
    }

    const Document& document_;
    std::string out_;
    XmlWriter xml_;
};

}  // namespace

std::string cii_of(const Document& document) { return Cii(document).write(); }

}  // namespace settle::documents
