#include "cli/story_json.h"

namespace settle::cli {
namespace {

namespace json = boost::json;

json::value text_or_null(std::string_view text) { return text.empty() ? json::value() : json::value(text); }

json::object line_json(const Line& line) {
    return {{"item", line.item.view()},
            {"plan", line.plan.view()},
            {"kind", name_of(line.kind)},
            {"quantity", fmt::to_string(line.quantity)},
            {"unit_price", line.unit_price.str()},
            {"from", line.covers.first_day.str()},
            {"to", line.covers.end_day.str()},
            {"ratio", {line.ratio.part, line.ratio.whole}},
            {"amount", line.amount.str()}};
}

json::object tax_json(const TaxAmount& tax) {
    return {{"name", tax.name}, {"rate", tax.rate.str()}, {"amount", tax.amount.str()}};
}

void add_amounts(json::object& object, const Amounts& amounts) {
    json::array lines;
    for (const Line& line : amounts.lines) lines.push_back(line_json(line));
    json::array taxes;
    for (const TaxAmount& tax : amounts.taxes) taxes.push_back(tax_json(tax));
    object["lines"] = std::move(lines);
    object["net"] = amounts.net.str();
    object["taxes"] = std::move(taxes);
    object["total"] = amounts.total.str();
    object["currency"] = amounts.total.currency().code();
}

json::array lines_json(const std::vector<AgreedLine>& agreed) {
    json::array lines;
    for (const AgreedLine& line : agreed)
        lines.push_back(json::object{{"item", line.item.view()},
                                     {"quantity", fmt::to_string(line.quantity)},
                                     {"unit_price", line.unit_price.str()}});
    return lines;
}

json::value pause_json(const Subscription& subscription) {
    if (!subscription.pause) return nullptr;
    const Pause& pause = *subscription.pause;
    return json::object{{"from", pause.from.str()},
                        {"to", to_json(pause.to)},
                        {"running", subscription.state == SubscriptionState::kPaused},
                        {"paid_days_left", pause.paid_days_left}};
}

json::value past_due_json(const SubscriptionView& view) {
    const auto& past_due = view.situation.subscription.past_due;
    if (!past_due) return nullptr;
    json::array changes;
    for (const PastDue::AccessChange& change : past_due->access_changes)
        changes.push_back(json::object{{"on", change.on.str()}, {"access", name_of(change.access)}});
    json::object object{{"since", past_due->since.str()},
                        {"next_retry_on",
                         past_due->retries.empty() ? json::value() : to_json(std::optional(past_due->retries.front()))},
                        {"access", name_of(past_due->access)},
                        {"access_changes", std::move(changes)},
                        {"ends_on", to_json(past_due->ends_on)}};
    object["invoice"] = view.owed ? json::value(view.owed->number) : json::value();
    object["amount"] = view.owed ? json::value((view.owed->amounts.total - view.owed->paid).str()) : json::value();
    return object;
}

}  // namespace

json::value to_json(const std::optional<Date>& date) { return date ? json::value(date->str()) : json::value(); }

json::array to_json(const Period& period) { return {period.first_day.str(), period.end_day.str()}; }

json::object to_json(const Quantities& quantities) {
    json::object object;
    for (const auto& [item, count] : quantities) object[item.view()] = count;
    return object;
}

json::object to_json(const Wanted& wanted) {
    json::object object;
    if (wanted.plan) object["plan"] = wanted.plan->view();
    if (wanted.cycle) object["cycle"] = name_of(*wanted.cycle);
    if (!wanted.quantities.empty()) object["quantities"] = to_json(wanted.quantities);
    if (wanted.billing_day) object["billing_day"] = *wanted.billing_day;
    if (wanted.act == ChangeKind::kCancel) object["cancel"] = true;
    if (wanted.act == ChangeKind::kRenewalOn) object["renewal"] = true;
    if (wanted.act == ChangeKind::kResume) object["resume"] = true;
    if (wanted.act == ChangeKind::kPause)
        object["pause"] = json::object{{"from", to_json(wanted.from)}, {"to", to_json(wanted.to)}};
    if (wanted.on) object["on"] = wanted.on->str();
    if (!wanted.lines.empty()) object["lines"] = lines_json(wanted.lines);
    return object;
}

json::object to_json(const Amounts& amounts) {
    json::object object;
    add_amounts(object, amounts);
    return object;
}

json::object to_json(const Invoice& invoice) {
    json::object object{{"number", invoice.number},          {"kind", name_of(invoice.kind)},
                        {"reason", name_of(invoice.reason)}, {"issued_on", invoice.issued_on.str()},
                        {"due_on", to_json(invoice.due_on)}, {"period", to_json(invoice.period)},
                        {"status", name_of(invoice.status)}};
    add_amounts(object, invoice.amounts);
    object["paid"] = invoice.paid.str();
    object["tax_reason"] = name_of(invoice.tax_reason);
    return object;
}

json::array to_json(const std::vector<ScheduledChange>& changes) {
    json::array scheduled;
    for (const ScheduledChange& change : changes)
        scheduled.push_back(json::object{{"on", change.on.str()},
                                         {"set", to_json(change.set)},
                                         {"change", text_or_null(change.change.str())},
                                         {"held", text_or_null(change.held)}});
    return scheduled;
}

json::array to_json(const std::vector<ScheduleNotice>& conflicts) {
    json::array array;
    for (const ScheduleNotice& notice : conflicts)
        array.push_back(json::object{{"on", notice.change.on.str()},
                                     {"set", to_json(notice.change.set)},
                                     {"code", text_or_null(notice.change.held)},
                                     {"applied", to_json(notice.applied)}});
    return array;
}

json::object to_json(const SubscriptionView& view) {
    const Subscription& subscription = view.situation.subscription;
    const bool has_plan = !subscription.plan.empty();
    const bool has_period = subscription.period.days() > 0;
    return {{"state", name_of(view.state())},
            {"plan", text_or_null(subscription.plan.view())},
            {"cycle", has_plan ? json::value(name_of(subscription.cycle)) : json::value()},
            {"quantities", to_json(subscription.quantities)},
            {"period", has_period ? json::value(to_json(subscription.period)) : json::value()},
            {"commitment_start", to_json(subscription.commitment_start)},
            {"commitment_end", to_json(subscription.commitment_end)},
            {"trial_end", to_json(subscription.trial_end)},
            {"ends_on", to_json(subscription.ends_on)},
            {"renews", !subscription.ends_on},
            {"pause", pause_json(subscription)},
            {"past_due", past_due_json(view)},
            {"currency", subscription.currency.code()},
            {"custom_prices", !subscription.agreed_prices.empty()},
            {"balance", {{"credit", credit_of(subscription).str()}, {"paid_in", subscription.balance.str()}}},
            {"scheduled", to_json(subscription.scheduled)}};
}

json::object to_json(const Request& request) {
    json::object details;
    for (const auto& [name, value] : request.details) details[name] = value;
    return {{"id", request.id.str()},
            {"type", name_of(request.type)},
            {"state", name_of(request.state)},
            {"set", request.set ? json::value(to_json(*request.set)) : json::value()},
            {"note", text_or_null(request.message)},
            {"reason", text_or_null(request.decision_reason)},
            {"details", std::move(details)}};
}

json::object to_json(const Entitlements& entitlements) {
    json::object features;
    for (const auto& [feature, given] : entitlements.features) features[feature.view()] = given;
    json::object limits;
    for (const auto& [item, count] : entitlements.limits) limits[item.view()] = count;
    return {{"version", entitlements.version},
            {"access", name_of(entitlements.access)},
            {"plan", text_or_null(entitlements.plan.view())},
            {"features", std::move(features)},
            {"limits", std::move(limits)},
            {"valid_until", to_json(entitlements.valid_until)}};
}

Money credit_of(const Subscription& subscription) {
    Money credit = Money::zero(subscription.currency);
    for (const Line& line : subscription.carried) credit -= line.amount;
    return credit;
}

Money balance_of(const Subscription& subscription) {
    const Money credit = credit_of(subscription);
    return subscription.balance.is_zero() ? credit : credit + subscription.balance;
}

}  // namespace settle::cli
