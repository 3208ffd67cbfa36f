// Lines, totals, and the documents made of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/code.h"
#include "base/date.h"
#include "base/id.h"
#include "base/money.h"
#include "domain/tax/tax.h"

namespace settle {

/// The item code of a plan's own price.
inline constexpr Code kPlanItem = "plan";
/// The item code of money that staff give back of an invoice.
inline constexpr Code kRefundItem = "refund";
/// The item code of tax that is given back because a number was confirmed.
inline constexpr Code kTaxCorrectionItem = "tax_correction";

enum class LineKind : std::uint8_t { kCharge, kCredit };
std::string_view name_of(LineKind kind);

/// One line: quantity × unit price × ratio, rounded once. Credit lines are negative.
struct Line {
    Code item;            ///< A seat kind or add-on, or kPlanItem.
    Code plan;            ///< The plan it belongs to.
    LineKind kind = LineKind::kCharge;
    std::int64_t quantity = 0;
    UnitPrice unit_price;
    Period covers;        ///< The days it pays (or gives back).
    Ratio ratio;          ///< Days charged of the days of the whole period; {1, 1} for a whole one.
    Money amount;
    InvoiceId credits_invoice;  ///< For a credit: the invoice and line (from 0) it gives back.
    int credits_line = -1;
    friend bool operator==(const Line&, const Line&) = default;
};
using Lines = std::vector<Line>;

struct TaxAmount {
    std::string name;
    Percent rate;
    Money amount;
    friend bool operator==(const TaxAmount&, const TaxAmount&) = default;
};
using TaxAmounts = std::vector<TaxAmount>;

/// What a document asks for: lines, their sum, each tax rounded once on it, and the total.
struct Amounts {
    Lines lines;
    Money net;
    TaxAmounts taxes;
    Money total;
    friend bool operator==(const Amounts&, const Amounts&) = default;
};

/// No lines, and nothing to pay.
Amounts no_amounts(Currency currency);

/// Sums `lines` and adds the taxes of `decision`. With no lines everything is zero of `currency`.
Amounts total_up(Lines lines, const TaxDecision& decision, Currency currency);

enum class InvoiceKind : std::uint8_t { kInvoice, kCreditNote };
enum class InvoiceReason : std::uint8_t { kFirst, kRenewal, kChange, kRefund, kTaxCorrection };
enum class InvoiceStatus : std::uint8_t { kOpen, kPaid, kVoid, kUncollectible };
std::string_view name_of(InvoiceKind kind);
std::string_view name_of(InvoiceReason reason);
std::string_view name_of(InvoiceStatus status);

/// An issued document. What is printed on it never changes.
struct Invoice {
    InvoiceId id;
    CustomerId customer;
    SubscriptionId subscription;
    std::string number;           ///< "2026-0001": gap-free per vendor, kind and year.
    InvoiceKind kind = InvoiceKind::kInvoice;
    InvoiceReason reason = InvoiceReason::kFirst;
    ChangeId change;              ///< The change it bills, for kFirst and kChange.
    Date issued_on;
    std::optional<Date> due_on;
    Period period;                ///< The period of the subscription it belongs to.
    InvoiceStatus status = InvoiceStatus::kOpen;
    Amounts amounts;
    Money paid;
    TaxReason tax_reason = TaxReason::kNotTaxed;
    std::string tax_country;
    Shared<Seller> seller;        ///< As it was on the day.
    Shared<BillingInformation> buyer;  ///< As it was on the day.
};

/// What a credit note of `gross` (positive, tax included) says of `original`, of which `before` was given back
/// already: negative, net and taxes in the invoice's proportions, summing exactly to `gross`; all parts together
/// never give back more than the invoice asked for. `before` + `gross` is at most its total.
Amounts refund_amounts(const Invoice& original, Money before, Money gross);

/// What a credit note says that gives back `taxes` (positive) of `original` and nothing else: one line of nothing that
/// names the invoice, and the taxes, negative.
Amounts tax_correction_amounts(const Invoice& original, const TaxAmounts& taxes);

}  // namespace settle
