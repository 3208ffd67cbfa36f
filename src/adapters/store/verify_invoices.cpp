#include "adapters/store/rows.h"
#include "adapters/store/verify.h"

namespace settle::store {
namespace {

std::int64_t size_of(Money amount) { return amount.is_negative() ? (-amount).minor() : amount.minor(); }

/// Answers whether all amounts are in range, so that their sums are.
bool check_amounts(const Invoice& invoice, std::vector<Finding>& findings) {
    const auto is_small = [](Money amount) { return is_in_range(amount.minor()); };
    const Amounts& amounts = invoice.amounts;
    const bool are_small = is_small(amounts.net) && is_small(amounts.total) && is_small(invoice.paid) &&
                           std::ranges::all_of(amounts.lines, is_small, &Line::amount) &&
                           std::ranges::all_of(amounts.taxes, is_small, &TaxAmount::amount);
    if (!are_small) findings.push_back({"amounts", invoice.id.str(), "an amount is too large to be read everywhere"});
    return are_small;
}

/// Sums on plain integers: a corrupt row must give a finding, not a broken contract.
void check_totals(const Invoice& invoice, std::vector<Finding>& findings) {
    const auto found = [&](std::string what) { findings.push_back({"totals", invoice.id.str(), std::move(what)}); };
    const Amounts& amounts = invoice.amounts;
    std::int64_t net = 0;
    for (const Line& line : amounts.lines) {
        if (line.amount.currency() != amounts.net.currency()) return found("a line has another currency");
        net += line.amount.minor();
        if (line.kind != LineKind::kCharge || line.ratio.whole == 0) continue;
        const Money exact = multiply_half_up(line.unit_price, line.quantity, line.ratio);
        if (line.amount.minor() != exact.minor())
            found(fmt::format("a line for {} says {} instead of {}", line.item.view(), line.amount.str(), exact.str()));
    }
    if (net != amounts.net.minor()) found(fmt::format("the lines sum to {}, net is {}", net, amounts.net.minor()));
    std::int64_t total = amounts.net.minor();
    for (const TaxAmount& tax : amounts.taxes) {
        const Money exact = tax_half_up(amounts.net, tax.rate);
        // What is given back is split so that it sums to what was asked, which may move a tax by a unit or two.
        const std::int64_t tolerance = invoice.reason == InvoiceReason::kRefund ? 2 : 0;
        // A correction gives back taxes without what they were of.
        if (invoice.reason != InvoiceReason::kTaxCorrection && std::abs(tax.amount.minor() - exact.minor()) > tolerance)
            found(
                fmt::format("{} of {} % is {} instead of {}", tax.name, tax.rate.str(), tax.amount.str(), exact.str()));
        total += tax.amount.minor();
    }
    if (total != amounts.total.minor())
        found(fmt::format("net and taxes sum to {}, total is {}", total, amounts.total.minor()));
}

void check_status(const Invoice& invoice, std::vector<Finding>& findings) {
    const auto found = [&](std::string what) { findings.push_back({"status", invoice.id.str(), std::move(what)}); };
    const Money total = invoice.amounts.total;
    if (size_of(invoice.paid) > size_of(total)) found("more was paid than it asks for");
    // What a credit note gives back may stay with the customer's balance: only invoices wait for money.
    if (invoice.kind == InvoiceKind::kCreditNote) return;
    const bool is_settled = invoice.paid.minor() == total.minor();
    if (invoice.status == InvoiceStatus::kPaid && !is_settled) found("it is marked paid, and something is still owed");
    if (invoice.status == InvoiceStatus::kOpen && is_settled && !total.is_zero()) found("it is paid, and marked open");
}

}  // namespace

void check_document(const Invoice& invoice, int series_year, std::int64_t series_number,
                    std::vector<Finding>& findings) {
    if (check_amounts(invoice, findings)) {
        check_totals(invoice, findings);
        check_status(invoice, findings);
    }
    const std::string number = document_number(invoice.kind, series_year, series_number);
    if (invoice.number != number || static_cast<int>(invoice.issued_on.ymd().year()) != series_year)
        findings.push_back({"numbers", invoice.id.str(), invoice.number + " is not " + number});
}

/// The day after what was billed, moved by the pauses that began since, before the day `before`.
Date PeriodChain::next_first_day(const std::string& owner, Date before) const {
    Date next = *billed_until_;
    const auto known = pauses_.find(owner);
    if (known == pauses_.end()) return next;
    for (const PauseRow& pause : known->second)
        if (pause.to && pause.from >= billed_on_ && pause.from < before) next = next.plus_days(*pause.to - pause.from);
    return next;
}

void PeriodChain::add(const std::string& vendor, const Invoice& invoice, std::vector<Finding>& findings) {
    const std::string owner = owner_of(vendor, invoice.customer.str());
    std::string subscription = fmt::format("{}/{}", owner, invoice.subscription.str());
    if (subscription != subscription_) {
        subscription_ = std::move(subscription);
        billed_until_.reset();
    }
    const auto found = [&](std::string what) { findings.push_back({"periods", invoice.id.str(), std::move(what)}); };
    if (invoice.status == InvoiceStatus::kVoid) return;
    if (invoice.period.days() <= 0) found("its period has no day");
    // A credit note gives money back; what days were billed does not change.
    if (invoice.kind == InvoiceKind::kCreditNote) return;
    const bool is_change = invoice.reason == InvoiceReason::kChange;
    const Date first = invoice.period.first_day;
    // A change may replace the period in force (another cycle), and a first order begins anew, maybe before the
    // days of a subscription that ended early were over: what follows continues from there.
    if (invoice.reason == InvoiceReason::kRenewal && billed_until_) {
        const Date expected = next_first_day(owner, first);
        if (first < expected) found(fmt::format("days from {} are billed again", first.str()));
        if (first > expected)
            found(fmt::format("days from {} to {} are billed by nothing", expected.str(), first.str()));
    }
    billed_until_ = invoice.period.end_day;
    billed_on_ = is_change ? invoice.issued_on : first;
}

void GivenBack::add(const std::string& owner, const Invoice& invoice, std::vector<Finding>& findings) {
    if (owner != owner_) {
        close(findings);
        owner_ = owner;
    }
    if (invoice.status == InvoiceStatus::kVoid) return;
    Sum& own = sums_[invoice.id];
    own.is_known = true;
    own.asked = invoice.amounts.total.minor();
    const bool gives_back = invoice.reason == InvoiceReason::kRefund || invoice.reason == InvoiceReason::kTaxCorrection;
    if (invoice.kind != InvoiceKind::kCreditNote || !gives_back) return;
    const auto& lines = invoice.amounts.lines;
    if (lines.empty()) return findings.push_back({"credits", invoice.id.str(), "it gives nothing back"});
    sums_[lines.front().credits_invoice].given -= invoice.amounts.total.minor();
}

void GivenBack::close(std::vector<Finding>& findings) {
    for (const auto& [id, sum] : sums_) {
        if (sum.given == 0) continue;
        if (!sum.is_known) findings.push_back({"credits", id.str(), "it is given back, and is not there"});
        else if (sum.given > sum.asked)
            findings.push_back(
                {"credits", id.str(), fmt::format("{} minor units are given back of {}", sum.given, sum.asked)});
    }
    sums_.clear();
}

Result<void> verify_invoices(Driver& db, const CustomerRange& range, Pauses pauses, std::vector<Finding>& findings) {
    PeriodChain periods(std::move(pauses));
    GivenBack given_back;
    TRY_VOID(db.each(sql::verify::list_invoices,
                     {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
                     [&](Row& row) -> Result<void> {
                         const Invoice invoice = read_invoice(row);
                         if (row.error()) {
                             findings.push_back({"totals", invoice.id.str(), row.error()->detail});
                             return {};
                         }
                         check_document(invoice, row.small("series_year"), row.integer("series_number"), findings);
                         periods.add(row.text("vendor"), invoice, findings);
                         given_back.add(owner_of(row.view("vendor"), invoice.customer.str()), invoice, findings);
                         return {};
                     }));
    given_back.close(findings);
    return {};
}

}  // namespace settle::store
