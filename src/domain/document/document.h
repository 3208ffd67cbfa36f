// What a document for a buyer says, before anybody lays it out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/catalog/transfer_account.h"
#include "domain/invoice/invoice.h"
#include "domain/payment/payment.h"

namespace settle {

enum class DocumentFormat : std::uint8_t { kPdf, kCii, kUbl };
/// "pdf", "cii", "ubl"
std::string_view name_of(DocumentFormat format);
/// Fails with query_invalid.
Result<DocumentFormat> parse_document_format(std::string_view text);

/// How a sale is taxed, in the letters of UNTDID 5305.
enum class TaxCategory : std::uint8_t { kStandard, kZero, kReverseCharge, kExempt, kExport, kOutsideScope };
/// "S", "Z", "AE", "E", "G", "O"
std::string_view code_of(TaxCategory category);

/// Whether EN 16931 can say it: one VAT on each line. Other taxes have no profile.
enum class DocumentProfile : std::uint8_t { kEn16931, kNone };

/// An identifier and the register it is from: ISO 6523 ("0002" SIREN, "0208" Belgium) or EAS ("9930", "EM").
struct Identifier {
    std::string value;
    std::string scheme;
};

struct DocumentParty {
    std::string name;
    std::string person;       ///< Within the company, whom it is for.
    std::vector<std::string> address;  ///< As it is printed, without name and country.
    std::string line1, line2, postal_code, city, region;  ///< The same in its parts, as far as they are known.
    std::string country;
    std::string email;
    std::string vat_number;
    std::vector<std::pair<std::string, std::string>> other_numbers;  ///< ("GST", "123456789 RT0001")
    std::optional<Identifier> company;   ///< Its number in the register of companies.
    std::optional<Identifier> endpoint;  ///< Where electronic invoices reach it.
    bool is_business = false;
};

struct DocumentLine {
    int number = 1;
    Text name;
    Text arithmetic;           ///< How the amount came about, in a sentence.
    Text origin;               ///< Of a credit: the invoice and line it gives back; else empty.
    std::int64_t quantity = 0;
    UnitPrice price;           ///< Of one unit for the whole period.
    std::string net_price;     ///< What one unit costs here: a decimal of at most six places.
    Period covers;
    Money amount;
};

/// The tax of one category and rate, as it is charged or why it is not.
struct DocumentTax {
    TaxCategory category = TaxCategory::kStandard;
    std::string name;          ///< "TVA", "GST"
    Percent rate;
    Money base;
    Money amount;
    Text reason;               ///< Why nothing is charged; empty otherwise.
    std::string reason_code;   ///< "VATEX-EU-AE"
};

/// A sentence the law asks for.
struct Mention {
    std::string code;          ///< Of UNTDID 4451 ("PMT"), or empty.
    Text text;
};

/// An invoice that a credit note corrects.
struct CorrectedInvoice {
    std::string number;
    Date issued_on;
};

struct Document {
    InvoiceKind kind = InvoiceKind::kInvoice;
    DocumentProfile profile = DocumentProfile::kEn16931;
    std::vector<std::string> languages;  ///< One, or several on one document.
    std::string number;
    Date issued_on;
    std::optional<Date> due_on;
    Period period;
    std::string reference;     ///< By which the buyer knows what it is about.
    std::string purchase_order;  ///< The buyer's own number of their order, or empty.
    std::string process;       ///< France: "S1" services to be paid, "S2" paid already; else empty.
    DocumentParty seller, buyer;
    std::vector<DocumentLine> lines;
    std::vector<DocumentTax> taxes;
    Money net, tax, total, settled, due;
    Text tax_text;             ///< Where the sale is taxed and why.
    std::vector<CorrectedInvoice> corrects;
    std::vector<Mention> mentions;
    Text seller_mentions;      ///< The seller's own words at the foot.
    std::optional<MethodDetails> paid_with;  ///< As far as it may be shown.
    std::optional<TransferAccount> account;  ///< Where to send what is due; only when something is.
    std::string transfer_code;               ///< What a bank's application reads from a QR code, or empty.
    std::string vendor;
    std::string accent;        ///< "#f57c00"
};

}  // namespace settle
