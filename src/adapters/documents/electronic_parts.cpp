#include "adapters/documents/electronic_parts.h"

namespace settle::documents {

CoveredDays covered_by(const Period& period) {
    const Date last = period.end_day.plus_days(-1);
    return {period.first_day, std::max(last, period.first_day)};
}

CoveredDays covered_by(const Document& document) {
    if (document.lines.empty()) return covered_by(document.period);
    CoveredDays all = covered_by(document.lines.front().covers);
    for (const DocumentLine& line : document.lines) {
        const CoveredDays days = covered_by(line.covers);
        all = {std::min(all.first, days.first), std::max(all.last, days.last)};
    }
    return all;
}

std::string_view means_code_of(const Document& document) {
    if (document.paid_with) switch (document.paid_with->kind) {
            case MethodKind::kCard: return document.paid_with->last4.empty() ? "" : "48";
            case MethodKind::kWallet: return "68";
            case MethodKind::kTransfer: return "";  // To which account it went is not known any more.
        }
    if (!document.account) return "";
    return document.transfer_code.empty() ? "30" : "58";
}

std::string_view tax_type_of(const Document& document, const DocumentTax& tax) {
    if (document.profile == DocumentProfile::kEn16931) return "VAT";
    return tax.name == "GST" || tax.name == "HST" ? "GST" : "STT";
}

bool may_name_vat_numbers(const Document& document) {
    return document.taxes.front().category != TaxCategory::kOutsideScope;
}

const std::string& words_in(const Document& document, const Text& text) { return text.in(document.languages.front()); }

}  // namespace settle::documents
