#include "domain/invoice/invoice.h"

namespace settle {

std::string_view name_of(LineKind kind) { return kind == LineKind::kCharge ? "charge" : "credit"; }

Amounts no_amounts(Currency currency) { return {{}, Money::zero(currency), {}, Money::zero(currency)}; }

Amounts total_up(Lines lines, const TaxDecision& decision, Currency currency) {
    Money net = Money::zero(currency);
    for (const Line& line : lines) net += line.amount;
    TaxAmounts taxes;
    taxes.reserve(decision.components.size());
    Money total = net;
    for (const TaxComponent& component : decision.components) {
        const Money tax = tax_half_up(net, component.rate);
        total += tax;
        taxes.emplace_back(component.name, component.rate, tax);
    }
    return {std::move(lines), net, std::move(taxes), total};
}

std::string_view name_of(InvoiceKind kind) { return kind == InvoiceKind::kInvoice ? "invoice" : "credit_note"; }

std::string_view name_of(InvoiceReason reason) {
    switch (reason) {
        case InvoiceReason::kFirst: return "first";
        case InvoiceReason::kRenewal: return "renewal";
        case InvoiceReason::kChange: return "change";
        case InvoiceReason::kRefund: return "refund";
        case InvoiceReason::kTaxCorrection: return "tax_correction";
    }
    ENSURE(false);
}

namespace {
constexpr std::string_view kStatusNames[] = {"open", "paid", "void", "uncollectible"};
}

std::string_view name_of(InvoiceStatus status) { return kStatusNames[static_cast<std::size_t>(status)]; }

}  // namespace settle
