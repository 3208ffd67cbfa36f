#include "domain/document/describe.h"

#include "domain/document/mentions.h"
#include "domain/document/parties.h"

namespace settle {
namespace {

__extension__ typedef __int128 Wide;

constexpr std::string_view kFormatNames[] = {"pdf", "cii", "ubl"};
constexpr std::string_view kCategoryCodes[] = {"S", "Z", "AE", "E", "G", "O"};

struct Row {
    std::string_view en, fr;
    std::string_view in(std::string_view language) const { return language == "fr" ? fr : en; }
};
constexpr Row kOriginLine = {"Credits line {0} of invoice {1} of {2}: {3}",
                             "Crédit de la ligne {0} de la facture {1} du {2} : {3}"};
constexpr Row kOriginInvoice = {"Credits invoice {0} of {1}", "Crédit sur la facture {0} du {1}"};

/// A text that is made anew in each language of the document.
template <class Make>
Text in_each(const std::vector<std::string>& languages, const Make& make) {
    Text text;
    for (const std::string& language : languages) text.set(language, make(language));
    return text;
}

// 1 for an invoice, -1 for a credit note, whose amounts are negative in the books.
Money as_printed(const Money& amount, InvoiceKind kind) { return kind == InvoiceKind::kCreditNote ? -amount : amount; }

bool is_taxed(const Amounts& amounts) {
    return std::ranges::any_of(amounts.taxes, [](const TaxAmount& tax) { return tax.rate > Percent(); });
}

TaxCategory category_of(const Invoice& invoice, const DocumentParty& seller) {
    switch (invoice.tax_reason) {
        case TaxReason::kReverseCharge: return TaxCategory::kReverseCharge;
        case TaxReason::kOutsideScope:
            // BR-O-02 forbids VAT numbers beside O, and a seller that has one must print it.
            return seller.vat_number.empty() ? TaxCategory::kOutsideScope : TaxCategory::kExport;
        case TaxReason::kNotTaxed: return TaxCategory::kOutsideScope;
        case TaxReason::kExemptSeller: return TaxCategory::kExempt;
        case TaxReason::kRegisteredThere:
        case TaxReason::kBelowThreshold:
        case TaxReason::kDomestic:
        case TaxReason::kDomesticBusiness:
        case TaxReason::kDestination:
        case TaxReason::kUnverifiedNumber:
        case TaxReason::kProvince: break;
    }
    if (is_taxed(invoice.amounts)) return TaxCategory::kStandard;
    // A tax of 0 % is a rate; no tax at all, where there is one, is an exemption of the seller.
    return invoice.amounts.taxes.empty() ? TaxCategory::kExempt : TaxCategory::kZero;
}

std::string_view reason_code_of(TaxCategory category, const Seller& seller) {
    switch (category) {
        case TaxCategory::kReverseCharge: return "VATEX-EU-AE";
        case TaxCategory::kExport: return "VATEX-EU-G";
        case TaxCategory::kOutsideScope: return "VATEX-EU-O";
        case TaxCategory::kExempt: return seller.country == "FR" ? "VATEX-FR-FRANCHISE" : "";
        case TaxCategory::kStandard:
        case TaxCategory::kZero: break;
    }
    return "";
}

std::vector<DocumentTax> taxes_of(const Document& document, const Invoice& invoice) {
    const TaxCategory category = category_of(invoice, document.seller);
    std::vector<DocumentTax> taxes;
    for (const TaxAmount& tax : invoice.amounts.taxes)
        taxes.push_back({category, tax.name, tax.rate, document.net, as_printed(tax.amount, invoice.kind), {}, {}});
    if (!taxes.empty()) return taxes;
    const std::string name = invoice.seller->tax_name.empty() ? "VAT" : invoice.seller->tax_name;
    const Text own = invoice.seller->legal_mentions;
    taxes.push_back({category, name, Percent(), document.net, Money::zero(document.net.currency()),
                     category == TaxCategory::kExempt && !own.empty() ? own : document.tax_text,
                     std::string(reason_code_of(category, *invoice.seller))});
    return taxes;
}

// What one unit costs on this line, in millionths, so that quantity × price is the amount to the cent. The price of
// the whole period where that is exact; otherwise the amount decides, which is what was charged.
std::string net_price_of(const Line& line) {
    constexpr int kPlaces = 6;
    const int exponent = line.amount.currency().exponent();
    const std::int64_t quantity = std::max<std::int64_t>(line.quantity < 0 ? -line.quantity : line.quantity, 1);
    const std::int64_t amount = line.amount.is_negative() ? -line.amount.minor() : line.amount.minor();
    if (static_cast<Wide>(line.unit_price.scaled_minor()) * quantity == static_cast<Wide>(amount) * UnitPrice::kScale &&
        exponent + UnitPrice::kExtraDecimals <= kPlaces)
        return line.unit_price.str();
    Wide millionths = amount;
    for (int place = exponent; place < kPlaces; ++place) millionths *= 10;
    millionths = (millionths + quantity / 2) / quantity;
    const auto whole = static_cast<std::int64_t>(millionths / 1'000'000);
    std::string text = fmt::format("{}.{:06}", whole, static_cast<std::int64_t>(millionths % 1'000'000));
    const std::size_t shortest = text.size() - kPlaces + static_cast<std::size_t>(exponent);
    while (text.size() > shortest && text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text;
}

const Invoice* find_earlier(const DocumentSource& source, const InvoiceId& id) {
    const auto found = std::ranges::find(source.earlier, id, &Invoice::id);
    return found == source.earlier.end() ? nullptr : &*found;
}

Text origin_of(const Line& line, const DocumentSource& source, const DocumentWords& words) {
    const Invoice* original = line.credits_invoice.empty() ? nullptr : find_earlier(source, line.credits_invoice);
    if (original == nullptr) return {};
    const Lines& lines = original->amounts.lines;
    const bool names_line = line.credits_line >= 0 && static_cast<std::size_t>(line.credits_line) < lines.size();
    return in_each(source.languages, [&](const std::string& language) {
        const std::string day = words.day(original->issued_on, language);
        if (!names_line) return fmt::format(fmt::runtime(kOriginInvoice.in(language)), original->number, day);
        const Line& credited = lines[static_cast<std::size_t>(line.credits_line)];
        return fmt::format(fmt::runtime(kOriginLine.in(language)), line.credits_line + 1, original->number, day,
                           words.line_name(credited, source.catalog, language));
    });
}

std::vector<DocumentLine> lines_of(const DocumentSource& source, const DocumentWords& words) {
    DocumentNumbers numbers;
    for (const Invoice& invoice : source.earlier) numbers[invoice.id] = invoice.number;
    std::vector<DocumentLine> lines;
    lines.reserve(source.invoice.amounts.lines.size());
    for (const Line& line : source.invoice.amounts.lines) {
        const Money amount = as_printed(line.amount, source.invoice.kind);
        // EN 16931 knows no negative price (BR-27): what is given back has a negative quantity.
        const std::int64_t quantity = amount.is_negative() ? -line.quantity : line.quantity;
        lines.push_back(
            {static_cast<int>(lines.size()) + 1,
             in_each(source.languages,
                     [&](const auto& language) { return words.line_name(line, source.catalog, language); }),
             in_each(source.languages,
                     [&](const auto& language) { return words.arithmetic(line, source.catalog, numbers, language); }),
             origin_of(line, source, words), quantity, line.unit_price, net_price_of(line), line.covers, amount});
    }
    return lines;
}

std::vector<CorrectedInvoice> corrected_by(const DocumentSource& source) {
    std::vector<CorrectedInvoice> corrected;
    if (source.invoice.kind != InvoiceKind::kCreditNote) return corrected;
    for (const Line& line : source.invoice.amounts.lines) {
        const Invoice* original = line.credits_invoice.empty() ? nullptr : find_earlier(source, line.credits_invoice);
        if (original == nullptr) continue;
        if (std::ranges::find(corrected, original->number, &CorrectedInvoice::number) == corrected.end())
            corrected.push_back({original->number, original->issued_on});
    }
    return corrected;
}

void say_how_to_pay(Document& document, const DocumentSource& source) {
    document.paid_with = document.settled.is_zero() ? std::nullopt : source.paid_with;
    if (!document.due.is_positive() || document.kind == InvoiceKind::kCreditNote || !source.account) return;
    document.account = source.account;
    if (document.account->holder.empty()) document.account->holder = document.seller.name;
    document.transfer_code =
        transfer_code_of(*document.account, document.due, document.number, document.account->holder);
}

bool is_vat(const Invoice& invoice) {
    // A tax that is given back without what it was of cannot be said: each tax has its base there (BR-S-08).
    if (invoice.reason == InvoiceReason::kTaxCorrection) return false;
    return is_in_eu(invoice.seller->country) || invoice.amounts.taxes.empty();
}

}  // namespace

std::string_view name_of(DocumentFormat format) { return kFormatNames[static_cast<std::size_t>(format)]; }

Result<DocumentFormat> parse_document_format(std::string_view text) {
    for (std::size_t i = 0; i < std::size(kFormatNames); ++i)
        if (kFormatNames[i] == text) return static_cast<DocumentFormat>(i);
    return fail(Error(ErrorCode::kQueryInvalid, "format").with("value", "format").with("expected", "pdf | cii | ubl"));
}

std::string_view code_of(TaxCategory category) { return kCategoryCodes[static_cast<std::size_t>(category)]; }

std::vector<std::string> document_languages(const Catalog& catalog, const Invoice& invoice, std::string_view language) {
    const auto speaks = [&](std::string_view wanted) {
        return std::ranges::find(catalog.languages, wanted) != catalog.languages.end();
    };
    std::vector<std::string> languages;
    if (speaks(language)) languages.emplace_back(language);
    else languages.push_back(catalog.languages.empty() ? "en" : catalog.languages.front());
    const bool is_in_quebec = (invoice.buyer->country == "CA" && invoice.buyer->region == "QC") ||
                              (invoice.seller->country == "CA" && invoice.seller->region == "QC");
    if (is_in_quebec && languages.front() != "fr" && speaks("fr")) languages.insert(languages.begin(), "fr");
    return languages;
}

Document describe(const DocumentSource& source, const DocumentWords& words) {
    const Invoice& invoice = source.invoice;
    const auto printed = [&](const Money& amount) { return as_printed(amount, invoice.kind); };
    const Money net = printed(invoice.amounts.net);
    const Money total = printed(invoice.amounts.total);
    const Money settled = printed(source.settled);
    Document document{.kind = invoice.kind,
                      .profile = is_vat(invoice) ? DocumentProfile::kEn16931 : DocumentProfile::kNone,
                      .languages = source.languages,
                      .number = invoice.number,
                      .issued_on = invoice.issued_on,
                      .due_on = invoice.due_on,
                      .period = invoice.period,
                      .reference = invoice.subscription.empty() ? invoice.number : invoice.subscription.str(),
                      .purchase_order = invoice.buyer->purchase_order,
                      .process = {},
                      .seller = party_of(*invoice.seller),
                      .buyer = party_of(*invoice.buyer),
                      .lines = lines_of(source, words),
                      .taxes = {},
                      .net = net,
                      .tax = total - net,
                      .total = total,
                      .settled = settled,
                      .due = total - settled,
                      .tax_text = in_each(source.languages,
                                          [&](const std::string& language) {
                                              return words.tax_text(invoice.tax_reason, invoice.tax_country,
                                                                    invoice.seller->country, language);
                                          }),
                      .corrects = corrected_by(source),
                      .mentions = {},
                      .seller_mentions = invoice.seller->legal_mentions,
                      .paid_with = {},
                      .account = {},
                      .transfer_code = {},
                      .vendor = source.catalog.vendor,
                      .accent = source.catalog.layout.accent.empty() ? "#333333" : source.catalog.layout.accent};
    document.taxes = taxes_of(document, invoice);
    // Something is due at some day, even where no other was set (BR-CO-25).
    if (document.due.is_positive() && !document.due_on && document.kind == InvoiceKind::kInvoice)
        document.due_on = document.issued_on;
    if (document.seller.country == "FR") document.process = document.due.is_zero() ? "S2" : "S1";
    document.mentions = mentions_of(document, invoice.tax_reason);
    say_how_to_pay(document, source);
    return document;
}

}  // namespace settle
