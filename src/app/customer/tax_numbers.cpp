#include "app/customer/tax_numbers.h"

#include "app/billing/correct_taxes.h"
#include "domain/tax/tax_number.h"
#include "ports/tax_check_store.h"

namespace settle {
namespace {

using Verdict = RegisterAnswer::Verdict;

// A round asks for a minute or two at most, however slow the register is.
constexpr int kAtOnce = 10;
constexpr int kDownInARowMax = 3;
constexpr std::int64_t kLeaseSeconds = 15 * 60;
constexpr std::int64_t kHourSeconds = 3'600;
constexpr std::int64_t kDaySeconds = 86'400;

// The seller's own VAT number, which the register wants to know to give a consultation number.
std::string requester_of(const Seller& seller) {
    for (const auto& [name, text] : seller.tax_numbers)
        if (auto number = parse_tax_number(text, seller.country); number && !country_of_tax_number(*number).empty())
            return *std::move(number);
    return {};
}

std::string_view verdict_name(Verdict verdict) {
    switch (verdict) {
        case Verdict::kConfirmed: return "confirmed";
        case Verdict::kRefused: return "refused";
        case Verdict::kDown: return "down";
    }
    ENSURE(false);
}

Result<bool> moves_tax(const Context& context, const Catalog& catalog, const BillingInformation& billing, Instant now) {
    const Date today = TRY(context.with.zones.day_in(catalog.time_zone, now));
    return does_number_move_tax(catalog.seller, billing, today, context.with.rates);
}

Result<void> note_status(const Context& context, Transaction& tx, const Customer& customer, TaxNumberStatus before,
                         Instant now) {
    Event event = new_event(context, customer.id, "customer.tax_number_checked", now);
    const TaxNumber& number = *customer.billing->tax_number;
    event.data = {{"status.before", std::string(name_of(before))},
                  {"status.after", std::string(name_of(number.status))}};
    event.personal = {{"number", number.number}};
    return tx.add_event(context.vendor(), std::move(event));
}

// What the answer changes; nothing when the customer has another number by now.
Result<void> take_answer(const Context& context, Transaction& tx, const Catalog& catalog, const CustomerId& id,
                         const std::string& number, const RegisterAnswer& answer, RecheckReport& report) {
    const Instant now = context.with.clock.now();
    Customer customer = TRY(tx.load_customer(context.vendor(), id));
    if (!customer.billing->tax_number || customer.billing->tax_number->number != number)
        return plan_next_check(context, tx, catalog, customer, now);
    TRY_VOID(tx.add_tax_evidence(context.vendor(), evidence_of(context, id, number, answer, now)));
    const TaxNumberStatus before = customer.billing->tax_number->status;
    const TaxNumberStatus after = answer.verdict == Verdict::kDown ? before : status_of(answer);
    if (before != after) {
        TaxNumber& known = *customer.billing.own().tax_number;
        known.status = after;
        known.checked_at = now;
        TRY_VOID(tx.save_customer(context.vendor(), customer));
        TRY_VOID(note_status(context, tx, customer, before, now));
        if (after == TaxNumberStatus::kConfirmed) {
            ++report.confirmed;
            report.corrected += TRY(correct_taxes(context, tx, catalog, customer, now));
        } else ++report.refused;
    }
    return plan_next_check(context, tx, catalog, customer, now);
}

Result<void> recheck(const Context& context, const Catalog& catalog, const CustomerId& id, RecheckReport& report,
                     int& down_in_a_row) {
    const Customer customer =
        TRY(look_up(context.with.store, [&](Transaction& tx) { return tx.load_customer(context.vendor(), id); }));
    if (!customer.billing->tax_number)
        return context.with.store.write([&](Transaction& tx) { return tx.tax_checks().drop(context.vendor(), id); });
    const std::string number = customer.billing->tax_number->number;
    const RegisterAnswer answer = ask_register(context, catalog, number);
    ++report.asked;
    const bool is_down = answer.verdict == Verdict::kDown;
    report.down += is_down ? 1 : 0;
    down_in_a_row = is_down ? down_in_a_row + 1 : 0;
    RecheckReport done = report;
    TRY_VOID(context.with.store.write([&](Transaction& tx) -> Result<void> {
        done = report;
        return take_answer(context, tx, catalog, id, number, answer, done);
    }));
    report = done;
    return {};
}

}  // namespace

RegisterAnswer ask_register(const Context& context, const Catalog& catalog, std::string_view number) {
    const std::string requester = requester_of(catalog.seller);
    return context.with.tax_register.check({number, requester});
}

TaxEvidence evidence_of(const Context& context, const CustomerId& customer, std::string_view number,
                        const RegisterAnswer& answer, Instant now) {
    return {new_id<EvidenceId>(context.with.ids),
            customer,
            std::string(number),
            answer.register_name,
            std::string(verdict_name(answer.verdict)),
            answer.consultation_number,
            answer.raw,
            now};
}

Result<void> check_not_held(const Context& context, const Catalog& catalog, const BillingInformation& billing,
                            Instant now) {
    if (catalog.seller->regime.numbers.when_down != NumberOutage::kHold || !billing.tax_number ||
        billing.tax_number->status != TaxNumberStatus::kUnverified)
        return {};
    if (!TRY(moves_tax(context, catalog, billing, now))) return {};
    return fail(Error(ErrorCode::kVatHeld, "billing.tax_number").with("number", billing.tax_number->number));
}

Result<void> plan_next_check(const Context& context, Transaction& tx, const Catalog& catalog, const Customer& customer,
                             Instant now) {
    const auto& number = customer.billing->tax_number;
    const NumberChecks& checks = catalog.seller->regime.numbers;
    const bool is_open = number && number->status == TaxNumberStatus::kUnverified;
    const bool is_confirmed = number && number->status == TaxNumberStatus::kConfirmed;
    std::int64_t seconds = checks.recheck_days * kDaySeconds;
    // A number that nothing depends on is not worth asking about every few hours.
    if (is_open && TRY(moves_tax(context, catalog, customer.billing, now))) seconds = checks.retry_hours * kHourSeconds;
    if ((!is_open && !is_confirmed) || seconds == 0) return tx.tax_checks().drop(context.vendor(), customer.id);
    return tx.tax_checks().plan(context.vendor(), customer.id, now.plus_seconds(seconds));
}

Result<RecheckReport> recheck_tax_numbers(const Context& context) {
    RecheckReport report;
    const Instant now = context.with.clock.now();
    const bool is_any = TRY(look_up(
        context.with.store, [&](Transaction& tx) { return tx.tax_checks().is_any_due(context.vendor(), now); }));
    if (!is_any) return report;
    const auto catalog = TRY(context.catalog());
    std::vector<CustomerId> due;
    TRY_VOID(context.with.store.write([&](Transaction& tx) -> Result<void> {
        due = TRY(tx.tax_checks().claim(context.vendor(), now, now.plus_seconds(kLeaseSeconds), kAtOnce));
        return {};
    }));
    std::optional<Error> first_failure;
    int down_in_a_row = 0;
    for (const CustomerId& id : due) {
        // Those that are left come again when nobody holds them any more.
        if (down_in_a_row == kDownInARowMax) break;
        // One that cannot be written holds back no other.
        const auto done = recheck(context, *catalog, id, report, down_in_a_row);
        if (!done && !first_failure) first_failure = done.error();
    }
    if (first_failure) return fail(*first_failure);
    return report;
}

}  // namespace settle
