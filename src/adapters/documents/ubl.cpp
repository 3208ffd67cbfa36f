#include "adapters/documents/electronic.h"
#include "adapters/documents/electronic_parts.h"
#include "adapters/documents/xml_writer.h"

namespace settle::documents {
namespace {

constexpr std::string_view kPeppol = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
constexpr std::string_view kPeppolProcess = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

std::string namespaces_of(std::string_view root) {
    return fmt::format(R"( xmlns="urn:oasis:names:specification:ubl:schema:xsd:{}-2")"
                       R"( xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2")"
                       R"( xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2")",
                       root);
}

class Ubl {
public:
    explicit Ubl(const Document& document)
        : document_(document),
          is_credit_(document.kind == InvoiceKind::kCreditNote),
          currency_(document.total.currency()),
          xml_(out_) {
        constexpr std::size_t kAround = 4096, kLine = 1280;
        out_.reserve(kAround + kLine * document.lines.size());
    }

    std::string write() {
        out_ = R"(<?xml version="1.0" encoding="UTF-8"?>)"
               "\n";
        const std::string_view root = is_credit_ ? "CreditNote" : "Invoice";
        xml_.in(root, namespaces_of(root), [&] {
            write_head();
            write_corrected();
            xml_.in("cac:AccountingSupplierParty", [&] { write_party(document_.seller); });
            xml_.in("cac:AccountingCustomerParty", [&] { write_party(document_.buyer); });
            write_means();
            write_taxes();
            write_totals();
            for (const DocumentLine& line : document_.lines) write_line(line);
        });
        out_ += '\n';
        return std::move(out_);
    }

private:
    void amount(std::string_view name, std::string_view text) {
        xml_.element(name, text, "currencyID", currency_.code());
    }
    void amount(std::string_view name, const Money& money) { amount(name, money.str()); }
    void period(const CoveredDays& days) {
        xml_.in("cac:InvoicePeriod", [&] {
            xml_.element("cbc:StartDate", days.first.str());
            xml_.element("cbc:EndDate", days.last.str());
        });
    }

    // Peppol allows one note (R002): the mentions one after the other, without those that are for programs.
    std::string note() const {
        std::string text;
        const auto add = [&](const std::string& sentence) {
            if (sentence.empty()) return;
            if (!text.empty()) text += ' ';
            text += sentence;
        };
        for (const Mention& mention : document_.mentions)
            if (mention.code != "BAR") add(words_in(document_, mention.text));
        add(words_in(document_, document_.seller_mentions));
        return text;
    }

    void write_head() {
        if (document_.profile == DocumentProfile::kEn16931) {
            xml_.element("cbc:CustomizationID", kPeppol);
            xml_.element("cbc:ProfileID", kPeppolProcess);
        }
        xml_.element("cbc:ID", document_.number);
        xml_.element("cbc:IssueDate", document_.issued_on.str());
        if (document_.due_on && !is_credit_) xml_.element("cbc:DueDate", document_.due_on->str());
        xml_.element(is_credit_ ? "cbc:CreditNoteTypeCode" : "cbc:InvoiceTypeCode", is_credit_ ? "381" : "380");
        xml_.element_if_any("cbc:Note", note());
        xml_.element("cbc:DocumentCurrencyCode", currency_.code());
        xml_.element("cbc:BuyerReference", document_.reference);
        period(covered_by(document_));
        if (!document_.purchase_order.empty())
            xml_.in("cac:OrderReference", [&] { xml_.element("cbc:ID", document_.purchase_order); });
    }

    void write_corrected() {
        for (const CorrectedInvoice& corrected : document_.corrects)
            xml_.in("cac:BillingReference", [&] {
                xml_.in("cac:InvoiceDocumentReference", [&] {
                    xml_.element("cbc:ID", corrected.number);
                    xml_.element("cbc:IssueDate", corrected.issued_on.str());
                });
            });
    }

    void tax_scheme(std::string_view id) {
        xml_.in("cac:TaxScheme", [&] { xml_.element("cbc:ID", id); });
    }

    void write_address(const DocumentParty& party) {
        xml_.in("cac:PostalAddress", [&] {
            xml_.element_if_any("cbc:StreetName", party.line1);
            xml_.element_if_any("cbc:AdditionalStreetName", party.line2);
            xml_.element_if_any("cbc:CityName", party.city);
            xml_.element_if_any("cbc:PostalZone", party.postal_code);
            xml_.element_if_any("cbc:CountrySubentity", party.region);
            xml_.in("cac:Country", [&] { xml_.element("cbc:IdentificationCode", party.country); });
        });
    }

    void write_party(const DocumentParty& party) {
        xml_.in("cac:Party", [&] {
            if (party.endpoint)
                xml_.element("cbc:EndpointID", party.endpoint->value, "schemeID", party.endpoint->scheme);
            xml_.in("cac:PartyName", [&] { xml_.element("cbc:Name", party.name); });
            write_address(party);
            if (!party.vat_number.empty() && may_name_vat_numbers(document_))
                xml_.in("cac:PartyTaxScheme", [&] {
                    xml_.element("cbc:CompanyID", party.vat_number);
                    tax_scheme("VAT");
                });
            if (document_.profile == DocumentProfile::kNone)
                for (const auto& [tax, number] : party.other_numbers)
                    xml_.in("cac:PartyTaxScheme", [&, name = std::string_view(tax), id = std::string_view(number)] {
                        xml_.element("cbc:CompanyID", id);
                        tax_scheme(name);
                    });
            xml_.in("cac:PartyLegalEntity", [&] {
                xml_.element("cbc:RegistrationName", party.name);
                if (party.company)
                    xml_.element("cbc:CompanyID", party.company->value, "schemeID", party.company->scheme);
            });
            if (!party.person.empty() || !party.email.empty())
                xml_.in("cac:Contact", [&] {
                    xml_.element_if_any("cbc:Name", party.person);
                    xml_.element_if_any("cbc:ElectronicMail", party.email);
                });
        });
    }

    void write_means() {
        const std::string_view code = means_code_of(document_);
        if (code.empty()) return;
        xml_.in("cac:PaymentMeans", [&] {
            xml_.element("cbc:PaymentMeansCode", code);
            xml_.element("cbc:PaymentID", document_.number);
            if (code == "48")
                xml_.in("cac:CardAccount", [&] {
                    xml_.element("cbc:PrimaryAccountNumberID", document_.paid_with->last4);
                    xml_.element("cbc:NetworkID",
                                 document_.paid_with->brand.empty() ? "card" : document_.paid_with->brand);
                });
            if (code != "58" && code != "30") return;
            xml_.in("cac:PayeeFinancialAccount", [&] {
                xml_.element("cbc:ID", document_.account->iban);
                xml_.element("cbc:Name", document_.account->holder);
                if (!document_.account->bic.empty())
                    xml_.in("cac:FinancialInstitutionBranch", [&] { xml_.element("cbc:ID", document_.account->bic); });
            });
        });
    }

    void write_category(std::string_view name, const DocumentTax& tax) {
        const bool is_line = name == "cac:ClassifiedTaxCategory";
        xml_.in(name, [&] {
            xml_.element("cbc:ID", code_of(tax.category));
            if (tax.category != TaxCategory::kOutsideScope) xml_.element("cbc:Percent", tax.rate.str());
            if (!is_line) {
                xml_.element_if_any("cbc:TaxExemptionReasonCode", tax.reason_code);
                xml_.element_if_any("cbc:TaxExemptionReason", words_in(document_, tax.reason));
            }
            tax_scheme(document_.profile == DocumentProfile::kEn16931 ? std::string_view("VAT") : tax.name);
        });
    }

    void write_taxes() {
        xml_.in("cac:TaxTotal", [&] {
            amount("cbc:TaxAmount", document_.tax);
            for (const DocumentTax& tax : document_.taxes)
                xml_.in("cac:TaxSubtotal", [&] {
                    amount("cbc:TaxableAmount", tax.base);
                    amount("cbc:TaxAmount", tax.amount);
                    write_category("cac:TaxCategory", tax);
                });
        });
    }

    void write_totals() {
        xml_.in("cac:LegalMonetaryTotal", [&] {
            amount("cbc:LineExtensionAmount", document_.net);
            amount("cbc:TaxExclusiveAmount", document_.net);
            amount("cbc:TaxInclusiveAmount", document_.total);
            if (!document_.settled.is_zero()) amount("cbc:PrepaidAmount", document_.settled);
            amount("cbc:PayableAmount", document_.due);
        });
    }

    void write_line(const DocumentLine& line) {
        xml_.in(is_credit_ ? "cac:CreditNoteLine" : "cac:InvoiceLine", [&] {
            xml_.element("cbc:ID", fmt::to_string(line.number));
            xml_.element_if_any("cbc:Note", words_in(document_, line.arithmetic));
            xml_.element(is_credit_ ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity", fmt::to_string(line.quantity),
                         "unitCode", "C62");
            amount("cbc:LineExtensionAmount", line.amount);
            period(covered_by(line.covers));
            xml_.in("cac:Item", [&] {
                xml_.element_if_any("cbc:Description", words_in(document_, line.origin));
                xml_.element("cbc:Name", words_in(document_, line.name));
                for (const DocumentTax& tax : document_.taxes) write_category("cac:ClassifiedTaxCategory", tax);
            });
            xml_.in("cac:Price", [&] { amount("cbc:PriceAmount", line.net_price); });
        });
    }

    const Document& document_;
    bool is_credit_;
    Currency currency_;
    std::string out_;
    XmlWriter xml_;
};

}  // namespace

std::string ubl_of(const Document& document) { return Ubl(document).write(); }

}  // namespace settle::documents
