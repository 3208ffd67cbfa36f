#include "wire/subscription.h"

#include "app/change/undo_scheduled.h"
#include "wire/amounts.h"
#include "wire/names.h"
#include "wire/payment.h"
#include "wire/texts.h"

namespace settle::wire {
namespace {

JsonValue json_of_cycle(const Subscription& subscription) {
    return subscription.plan.empty() ? JsonValue(nullptr) : json_of(name_of(subscription.cycle));
}

JsonValue json_of_period(const Period& period) {
    return period.days() > 0 ? JsonValue(json_of(period)) : JsonValue(nullptr);
}

JsonArray json_of_scheduled(const std::vector<ScheduledChange>& scheduled) {
    JsonArray array;
    for (const ScheduledChange& change : scheduled)
        array.push_back(JsonObject{{"on", json_of(change.on)}, {"set", json_of(change.set)}});
    return array;
}

JsonValue json_of_trial(const Subscription& subscription, Date today) {
    const bool relevant =
        subscription.state == SubscriptionState::kTrialing || subscription.state == SubscriptionState::kTrialEnded;
    if (!relevant || !subscription.trial_end) return nullptr;
    const std::int64_t days_left = std::max<std::int64_t>(0, *subscription.trial_end - today);
    return JsonObject{{"ends_on", json_of(*subscription.trial_end)},
                      {"last_day", json_of(subscription.trial_end->plus_days(-1))},
                      {"days_left", days_left}};
}

JsonObject json_of_permission(const Ruling& ruling, const Audience& audience) {
    JsonObject object{{"outcome", json_of(name_of(ruling.outcome))}, {"code", nullptr}};
    object["text"] = phrase(Phrase::kAllowed, audience.language);
    if (ruling.refusal) {
        object["code"] = json_of(name_of(ruling.refusal->code));
        object["text"] = words_of(*ruling.refusal, audience);
    }
    object["reason"] = ruling.reason == nullptr ? std::string() : ruling.reason->in(audience.language);
    object["rule"] = or_null(ruling.rule);
    object["possible_from"] = or_null(ruling.possible_from);
    object["request_type"] = or_null(ruling.request_type);
    return object;
}

JsonObject json_of_trial_permission(const std::optional<Error>& refusal, const Audience& audience) {
    Ruling ruling;
    ruling.outcome = refusal ? Outcome::kNo : Outcome::kNow;
    ruling.refusal = refusal;
    return json_of_permission(ruling, audience);
}

JsonObject json_of_part(const Ruling& part, const Audience& audience) {
    JsonObject object{{"part", json_of(name_of(part.part))},
                      {"item", or_null(part.item)},
                      {"outcome", json_of(name_of(part.outcome))},
                      {"code", nullptr},
                      {"rule", or_null(part.rule)}};
    if (part.refusal) object["code"] = json_of(name_of(part.refusal->code));
    object["text"] = part.refusal  ? words_of(*part.refusal, audience)
                     : part.reason ? part.reason->in(audience.language)
                                   : std::string();
    return object;
}

JsonObject json_of_after(const Subscription& after) {
    return {{"state", json_of(name_of(after.state))},
            {"plan", json_of(after.plan)},
            {"cycle", json_of(name_of(after.cycle))},
            {"quantities", json_of(after.quantities)},
            {"period", json_of(after.period)},
            {"commitment_end", or_null(after.commitment_end)},
            {"ends_on", or_null(after.ends_on)},
            {"pause",
             after.pause ? JsonValue(JsonObject{{"from", json_of(after.pause->from)}, {"to", or_null(after.pause->to)}})
                         : JsonValue(nullptr)},
            {"scheduled", json_of_scheduled(after.scheduled)}};
}

bool is_refused(const Ruling& ruling) {
    return ruling.outcome != Outcome::kNow && ruling.outcome != Outcome::kPeriodEnd;
}

JsonValue json_of_next_invoice(const Preview& preview, const Audience& audience) {
    if (preview.next_invoice.lines.empty()) return nullptr;
    return json_of(preview.next_invoice, preview.next_invoice_on, audience);
}

JsonArray json_of_withdrawn(const std::vector<ScheduledChange>& withdrawn) {
    JsonArray array;
    for (const ScheduledChange& change : withdrawn)
        array.push_back(
            JsonObject{{"change", change.change.str()}, {"on", json_of(change.on)}, {"set", json_of(change.set)}});
    return array;
}

// What would become of a scheduled change on its day: why it would be held, or what would take effect instead.
JsonObject json_of_notice(const ScheduleNotice& notice, const Audience& audience) {
    if (notice.refusal)
        return {{"code", json_of(name_of(notice.refusal->code))},
                {"text", words_of(*notice.refusal, audience)},
                {"applied", nullptr}};
    return {{"code", nullptr}, {"text", ""}, {"applied", json_of(notice.applied)}};
}

JsonArray json_of_conflicts(const std::vector<ScheduleNotice>& conflicts, const Audience& audience) {
    JsonArray array;
    for (const ScheduleNotice& notice : conflicts) {
        JsonObject object = json_of_notice(notice, audience);
        object["on"] = json_of(notice.change.on);
        object["set"] = json_of(notice.change.set);
        array.push_back(std::move(object));
    }
    return array;
}

JsonValue json_of_conflict(const SubscriptionView& view, const ScheduledChange& change, const Audience& audience) {
    const auto notice = std::ranges::find_if(view.conflicts, [&](const ScheduleNotice& one) {
        return one.change.change == change.change && one.change.on == change.on && change.held.empty();
    });
    return notice == view.conflicts.end() ? JsonValue(nullptr) : JsonValue(json_of_notice(*notice, audience));
}

// The first day without it, and the last day of access before it ends or a pause takes it away.
void put_end(JsonObject& object, const ReadPreview& read, const Wanted& wanted) {
    object["ends_on"] = nullptr;
    object["access_until"] = nullptr;
    const Ruling& ruling = read.preview.ruling;
    if (is_refused(ruling) || !wanted.act) return;
    const bool pauses = *wanted.act == ChangeKind::kPause && read.situation.catalog->pause.access != Access::kFull;
    if (*wanted.act == ChangeKind::kCancel) object["ends_on"] = json_of(ruling.on);
    else if (!pauses) return;
    if (ruling.on > read.situation.today) object["access_until"] = json_of(ruling.on.plus_days(-1));
}

void put_term(JsonObject& object, const Subscription& subscription, const Plan* plan) {
    const bool goes_on = is_live(subscription.state) || subscription.state == SubscriptionState::kPaused;
    const bool renews = goes_on && !subscription.ends_on;
    object["renews"] = renews;
    object["ends_on"] = or_null(subscription.ends_on);
    object["commitment_end"] = or_null(subscription.commitment_end);
    object["commitment"] = nullptr;
    if (subscription.commitment_end)
        object["commitment"] = JsonObject{{"start", or_null(subscription.commitment_start)},
                                          {"end", json_of(*subscription.commitment_end)},
                                          {"renews", renews && plan != nullptr && plan->commitment_renews}};
    object["pause"] = nullptr;
    if (subscription.pause)
        object["pause"] = JsonObject{{"from", json_of(subscription.pause->from)},
                                     {"to", or_null(subscription.pause->to)},
                                     {"running", subscription.state == SubscriptionState::kPaused}};
}

JsonValue json_of_past_due(const Subscription& subscription, const std::optional<Invoice>& owed) {
    if (!subscription.past_due || !owed) return nullptr;
    const PastDue& past_due = *subscription.past_due;
    JsonArray changes;
    for (const PastDue::AccessChange& change : past_due.access_changes)
        changes.push_back(JsonObject{{"on", json_of(change.on)}, {"access", json_of(name_of(change.access))}});
    return JsonObject{
        {"since", json_of(past_due.since)},
        {"next_retry_on", past_due.retries.empty() ? JsonValue(nullptr) : json_of(past_due.retries.front())},
        {"access", json_of(name_of(past_due.access))},
        {"access_changes", std::move(changes)},
        {"ends_on", or_null(past_due.ends_on)},
        {"invoice", owed->id.str()},
        {"number", owed->number},
        {"amount", json_of(owed->amounts.total - owed->paid)}};
}

JsonObject json_of_balance(const Subscription& subscription) {
    Money credit = Money::zero(subscription.currency);
    for (const Line& line : subscription.carried)
        if (line.amount.is_negative()) credit -= line.amount;
    const Money paid_in = subscription.balance.is_zero() ? Money::zero(subscription.currency) : subscription.balance;
    return {{"credit", json_of(credit)}, {"paid_in", json_of(paid_in)}};
}

// Why it did not take effect; asked again, so that the figures in the words are those of today.
JsonValue json_of_held(const SubscriptionView& view, const ScheduledChange& change, const Audience& audience) {
    if (change.held.empty()) return nullptr;
    Situation on_its_day = view.situation.view();
    on_its_day.at_its_date = true;
    Error refusal(code_named(change.held));
    if (const auto again = recheck(on_its_day, change); !again && again.error().code == refusal.code)
        refusal = again.error();
    return JsonObject{{"code", change.held}, {"text", words_of(refusal, audience)}};
}

JsonArray json_of_scheduled_of(const SubscriptionView& view, const Audience& audience) {
    const auto& scheduled = view.situation.subscription.scheduled;
    const Actor& caller = view.situation.actor;
    JsonArray array;
    for (std::size_t i = 0; i < scheduled.size(); ++i) {
        const ScheduledChange& change = scheduled[i];
        const std::string name = i < view.scheduled_by.size() ? view.scheduled_by[i] : std::string();
        array.push_back(JsonObject{{"change", change.change.str()},
                                   {"on", json_of(change.on)},
                                   {"set", json_of(change.set)},
                                   {"by", json_of_author(change.author, name, audience)},
                                   {"mine", change.author.kind == caller.kind && change.author.id == caller.id},
                                   {"can_undo", may_undo(caller, audience.catalog, change)},
                                   {"held", json_of_held(view, change, audience)},
                                   {"conflict", json_of_conflict(view, change, audience)}});
    }
    return array;
}

JsonArray json_of_clamped(const std::vector<Clamped>& clamped) {
    JsonArray array;
    for (const auto& [on, item, wanted, applied] : clamped)
        array.push_back(
            JsonObject{{"on", json_of(on)}, {"item", json_of(item)}, {"wanted", wanted}, {"applied", applied}});
    return array;
}

void put_ruling(JsonObject& object, const Preview& preview, const Wanted& wanted, const Audience& audience) {
    const Ruling& ruling = preview.ruling;
    object["outcome"] = json_of(name_of(ruling.outcome));
    object["code"] = ruling.refusal ? json_of(name_of(ruling.refusal->code)) : JsonValue(nullptr);
    object["text"] = ruling.refusal ? words_of(*ruling.refusal, audience) : std::string();
    object["reason"] = ruling.reason == nullptr ? std::string() : ruling.reason->in(audience.language);
    object["rule"] = or_null(ruling.rule);
    object["possible_from"] = or_null(ruling.possible_from);
    object["request"] = json_of_request_offered(ruling, wanted);
    JsonArray parts;
    for (const Ruling& part : preview.parts) parts.push_back(json_of_part(part, audience));
    object["parts"] = std::move(parts);
}

}  // namespace

JsonObject json_of_author(const Actor& actor, std::string_view name, const Audience& audience) {
    return {{"kind", json_of(name_of(actor.kind))},
            {"name", name.empty() && !actor.is_member() ? team_of_vendor(audience) : std::string(name)}};
}

JsonObject json_of_changed_by(const Event& event, std::string_view name, const Audience& audience) {
    return {{"name", json_of_author(event.actor, name, audience).at("name")},
            {"at", json_of(event.at)},
            {"type", event.type}};
}

JsonObject json_of(const SubscriptionView& view, const Audience& audience) {
    const Subscription& subscription = view.situation.subscription;
    const Plan* plan = audience.catalog.find_plan(subscription.plan);
    JsonObject object{{"id", subscription.id.str()},
                      {"customer", subscription.customer.str()},
                      {"version", subscription.version},
                      {"state", json_of(name_of(view.state()))},
                      {"plan", or_null(subscription.plan)},
                      {"plan_name", plan == nullptr ? std::string() : plan->name.in(audience.language)},
                      {"cycle", json_of_cycle(subscription)},
                      {"currency", json_of(subscription.currency.code())},
                      {"quantities", json_of(subscription.quantities)},
                      {"assigned", json_of(view.situation.assigned)},
                      {"period", json_of_period(subscription.period)}};
    put_term(object, subscription, plan);
    object["custom_prices"] = !subscription.agreed_prices.empty();
    object["past_due"] = json_of_past_due(subscription, view.owed);
    object["balance"] = json_of_balance(subscription);
    object["scheduled"] = json_of_scheduled_of(view, audience);
    object["clamped"] = json_of_clamped(view.clamped);
    object["trial"] = json_of_trial(subscription, view.situation.today);
    object["pending_change"] = view.pending ? JsonValue(json_of(*view.pending, audience)) : JsonValue(nullptr);
    object["next_invoice"] = view.next_invoice ? JsonValue(json_of(*view.next_invoice, *view.next_invoice_on, audience))
                                               : JsonValue(nullptr);
    JsonObject actions{{"start_trial", json_of_trial_permission(view.may_not_start_trial, audience)}};
    for (const Ruling& ruling : view.may)
        actions[wire::view(name_of(ruling.part))] = json_of_permission(ruling, audience);
    object["actions"] = std::move(actions);
    return object;
}

JsonValue json_of_request_offered(const Ruling& ruling, const Wanted& wanted) {
    if (ruling.request_type.empty()) return nullptr;
    return JsonObject{{"type", json_of(ruling.request_type)}, {"set", json_of(wanted)}};
}

JsonObject json_of(const ReadPreview& read, const Wanted& wanted, const Audience& audience) {
    const Preview& preview = read.preview;
    const TaxDecision& tax = read.situation.tax;
    const bool refused = is_refused(preview.ruling);
    JsonObject object;
    put_ruling(object, preview, wanted, audience);
    object["effective_on"] = refused ? JsonValue(nullptr) : json_of(preview.ruling.on);
    object["due_now"] = refused ? JsonValue(nullptr) : JsonValue(json_of(preview.due_now, audience));
    object["from_balance"] = refused ? JsonValue(nullptr) : json_of(preview.from_balance);
    object["to_pay"] = refused ? JsonValue(nullptr) : json_of(preview.to_pay);
    object["next_invoice"] = refused ? JsonValue(nullptr) : json_of_next_invoice(preview, audience);
    object["later"] = refused || preview.later.lines.empty()
                          ? JsonValue(nullptr)
                          : JsonValue(json_of(preview.later, preview.later_on, audience));
    object["withdrawn"] = json_of_withdrawn(preview.withdrawn);
    object["conflicts"] = json_of_conflicts(preview.conflicts, audience);
    object["if_accepted"] = nullptr;
    if (read.if_accepted)
        object["if_accepted"] = JsonObject{{"effective_on", json_of(read.if_accepted->ruling.on)},
                                           {"due_now", json_of(read.if_accepted->due_now, audience)},
                                           {"next_invoice", json_of_next_invoice(*read.if_accepted, audience)},
                                           {"after", json_of_after(read.if_accepted->after)}};
    put_end(object, read, wanted);
    object["tax"] =
        JsonObject{{"reason", json_of(name_of(tax.reason))},
                   {"text", tax_text(tax.reason, tax.country, audience.catalog.seller->country, audience.language)},
                   {"country", tax.country}};
    object["after"] = refused ? JsonValue(nullptr) : JsonValue(json_of_after(preview.after));
    object["fingerprint"] = read.fingerprint;
    object["priced_at"] = json_of(read.situation.now);
    object["subscription_version"] = read.situation.subscription.version;
    object["day"] = json_of(read.situation.today);
    return object;
}

JsonObject json_of(const Entitlements& entitlements) {
    JsonObject features;
    for (const auto& [code, has] : entitlements.features) features[view(code.view())] = has;
    JsonObject limits;
    for (const auto& [code, limit] : entitlements.limits) limits[view(code.view())] = limit;
    return {{"customer", entitlements.customer.str()},
            {"version", entitlements.version},
            {"state", json_of(name_of(entitlements.state))},
            {"access", json_of(name_of(entitlements.access))},
            {"plan", or_null(entitlements.plan)},
            {"features", std::move(features)},
            {"limits", std::move(limits)},
            {"valid_until", or_null(entitlements.valid_until)}};
}

}  // namespace settle::wire
