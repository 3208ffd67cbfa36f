#include "app/change/confirm_change.h"
#include "cli/player.h"

namespace settle::cli {

Result<Report> Player::file(const Step& step) {
    const Context context = TRY(people_.acting(step.as));
    const Asking& asking = step.asking;
    NewRequest wanted;
    wanted.customer = people_.customer();
    wanted.type = asking.type;
    wanted.message = asking.message;
    wanted.from = asking.from;
    wanted.to = asking.to;
    if (step.set != Wanted{}) wanted.set = step.set;
    if (asking.type == RequestType::kPaymentProblem) wanted.change = last_order_;
    const auto filed = file_request(context, wanted);
    if (!filed) return refused_or_broken(filed);
    Report report;
    report.outcome = "requested";
    report.request = filed->id.str();
    return report;
}

Result<Report> Player::decide(const Step& step) {
    const Context context = TRY(people_.acting(step.as));
    const Asking& asking = step.asking;
    RequestId id(asking.request);
    if (asking.request == "last") {
        const auto newest = TRY(list_requests(people_.server(), people_.customer(), Page{{}, 1}));
        if (newest.empty()) return file_error(story_.file, step.line, "decide: nobody has asked for anything yet");
        id = newest.front().id;
    }
    const auto asked = read_request(people_.server(), id);
    if (!asked)
        return file_error(story_.file, step.line, fmt::format("decide: there is no request \"{}\"", asking.request));
    Verdict verdict{asking.decision, step.reason, asking.on, asking.from, asking.to, asking.set, asking.lines};
    // What needs a few words of staff, whatever they are, gets them; setting a commitment aside needs the story's own.
    const bool needs_words = asking.decision == Decision::kDecline || asked->type == RequestType::kPaymentProblem;
    if (needs_words && verdict.reason.empty()) verdict.reason = "decided by staff";
    const auto decided = decide_request(context, id, verdict);
    if (!decided) return refused_or_broken(decided);
    Report report;
    report.request = decided->id.str();
    if (decided->change.empty()) return report;
    const auto change = TRY(read_change(people_.server(), people_.customer(), decided->change));
    report.change = change.order.id.str();
    report.effective_on = change.order.scheduled_on.value_or(change.order.effective_on);
    if (change.invoice) report.due_now = change.invoice->amounts;
    return report;
}

Result<Report> Player::change_address(const Step& step) {
    const Context context = TRY(people_.acting(step.as));
    const Customer customer = TRY(read_customer(people_.server(), people_.customer()));
    BillingInformation billing = customer.billing;
    if (step.verb == Verb::kSetTaxNumber) {
        billing.tax_number.reset();
        if (!step.tax_number.empty()) billing.tax_number = TaxNumber{step.tax_number, TaxNumberStatus::kNone, {}};
    } else {
        if (step.address.country) billing.region.clear();
        if (step.address.country) billing.country = *step.address.country;
        if (step.address.region) billing.region = *step.address.region;
        if (step.address.postal_code) billing.postal_code = *step.address.postal_code;
    }
    if (step.register_mode) world_.set_register(*step.register_mode);
    const auto changed = change_billing(context, people_.customer(), billing, customer.version);
    if (step.register_mode) world_.set_register(story_.register_mode);
    if (!changed) return refused_or_broken(changed);
    Report report;
    const auto& number = changed->billing->tax_number;
    if (number && number->status == TaxNumberStatus::kUnverified) report.code = name_of(ErrorCode::kVatUnverified);
    return report;
}

Result<Report> Player::seat(const Step& step) { return take_seat_step(step, people_, story_.catalog); }

}  // namespace settle::cli
