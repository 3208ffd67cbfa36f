#include "app/change/undo_scheduled.h"
#include "app/checkout/start_trial.h"
#include "cli/player.h"

namespace settle::cli {
namespace {

std::optional<ChangeId> find_scheduled(const std::vector<ScheduledChange>& scheduled, const std::string& which) {
    if (scheduled.empty()) return std::nullopt;
    if (which == "last") return scheduled.back().change;
    for (std::size_t i = 0; i < scheduled.size(); ++i)
        if (which == fmt::to_string(i + 1) || which == scheduled[i].change.str()) return scheduled[i].change;
    return std::nullopt;
}

}  // namespace

Report finished(Report report, const ConfirmedChange& change) {
    report.change = change.order.id.str();
    switch (change.order.state) {
        case OrderState::kApplied: return report;
        case OrderState::kAwaitingPayment: report.outcome = "awaiting_customer"; return report;
        case OrderState::kSuperseded:
        case OrderState::kFailed: break;
    }
    report.outcome = "payment_failed";
    report.code = change.order.refusal;
    report.reason = change.attempt ? change.attempt->reason_code : "";
    return report;
}

Result<Report> Player::show(const Step& step) {
    const Context context = TRY(people_.acting(step.as));
    const auto read = preview_change(context, {people_.customer(), step.set, std::nullopt});
    if (!read) return refused_or_broken(read);
    return shown(*read);
}

Result<Report> Player::carry_out(const Step& step) {
    const Context context = TRY(people_.acting(step.as));
    last_change_ = step;
    last_change_failed_ = false;
    const auto read = preview_change(context, {people_.customer(), step.set, std::nullopt});
    if (!read) return refused_or_broken(read);
    if (read->preview.ruling.refusal) return file_what_staff_decide(context, step, shown(*read), read->preview.ruling);
    return confirm(context, step, *read);
}

Result<Report> Player::file_what_staff_decide(const Context& context, const Step& step, Report report,
                                              const Ruling& ruling) {
    if (ruling.outcome != Outcome::kStaff) return report;
    NewRequest wanted;
    wanted.customer = people_.customer();
    wanted.type =
        ruling.request_type.empty() ? RequestType::kContact : TRY(parse_request_type(ruling.request_type.view()));
    wanted.message = step.reason;
    wanted.set = step.set;
    const auto filed = file_request(context, wanted);
    if (!filed) return refused_or_broken(filed);
    report.request = filed->id.str();
    return report;
}

Result<Report> Player::confirm(const Context& context, const Step& step, const ReadPreview& read) {
    Confirmation confirmation;
    confirmation.customer = people_.customer();
    confirmation.set = step.set;
    confirmation.fingerprint = read.fingerprint;
    confirmation.pay_with = TRY(method_for(step));
    confirmation.accepted_policy = story_.catalog.refund_policy_version;
    confirmation.reason = step.reason;
    const auto answer = confirm_change(context, confirmation);
    if (!answer) return refused_or_broken(answer);
    if (const auto* refusal = std::get_if<RefusedChange>(&*answer)) return shown(refusal->preview);
    if (std::holds_alternative<StaleChange>(*answer)) return refused(Error(ErrorCode::kPreviewStale));
    ConfirmedChange change = std::get<ConfirmedChange>(*answer);
    last_order_ = change.order.id;
    const bool asks_a_page =
        change.order.state == OrderState::kAwaitingPayment && change.attempt && change.attempt->saved_method.empty();
    if (asks_a_page) {
        TRY_VOID(act_at_page(step, *change.attempt));
        change = TRY(refresh_change(people_.server(), people_.customer(), change.order.id));
    }
    last_change_failed_ = change.order.state != OrderState::kApplied;
    return finished(shown(read), change);
}

Result<Report> Player::undo(const Step& step) {
    const Context context = TRY(people_.acting(step.as));
    const auto view = TRY(read_subscription(people_.server(), people_.customer()));
    const auto change = find_scheduled(view.situation.subscription.scheduled, step.change);
    if (!change) return refused(Error(ErrorCode::kChangeNotFound));
    const auto undone = undo_scheduled(context, people_.customer(), *change);
    if (!undone) return refused_or_broken(undone);
    Report report;
    report.change = change->str();
    return report;
}

Result<Report> Player::begin_trial(const Step& step) {
    const Context context = TRY(people_.acting(step.as));
    const auto after = step.verb == Verb::kStartTrial
                           ? start_trial(context, people_.customer())
                           : extend_trial(context, people_.customer(), step.days,
                                          step.reason.empty() ? "asked for more time" : step.reason);
    if (!after) return refused_or_broken(after);
    return Report{};
}

}  // namespace settle::cli
