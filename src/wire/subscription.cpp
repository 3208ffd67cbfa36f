#include "wire/subscription.h"

#include "wire/amounts.h"
#include "wire/names.h"
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
            {"scheduled", json_of_scheduled(after.scheduled)}};
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

JsonObject json_of(const Subscription& subscription, const Audience& audience) {
    const Plan* plan = audience.catalog.find_plan(subscription.plan);
    return {{"id", subscription.id.str()},
            {"customer", subscription.customer.str()},
            {"version", subscription.version},
            {"state", json_of(name_of(subscription.state))},
            {"plan", or_null(subscription.plan)},
            {"plan_name", plan == nullptr ? std::string() : plan->name.in(audience.language)},
            {"cycle", json_of_cycle(subscription)},
            {"currency", json_of(subscription.currency.code())},
            {"quantities", json_of(subscription.quantities)},
            {"period", json_of_period(subscription.period)},
            {"commitment_end", or_null(subscription.commitment_end)},
            {"scheduled", json_of_scheduled(subscription.scheduled)}};
}

JsonObject json_of(const SubscriptionView& view, const Audience& audience) {
    const Subscription& subscription = view.situation.subscription;
    JsonObject object = json_of(subscription, audience);
    object["assigned"] = json_of(view.situation.assigned);
    object["trial"] = json_of_trial(subscription, view.situation.today);
    object["pending_change"] = view.pending ? JsonValue(json_of(*view.pending, audience)) : JsonValue(nullptr);
    object["next_invoice"] = view.next_invoice
                                 ? JsonValue(json_of(*view.next_invoice, subscription.period.end_day, audience))
                                 : JsonValue(nullptr);
    object["actions"] = JsonObject{{"subscribe", json_of_permission(view.may_subscribe, audience)},
                                   {"start_trial", json_of_trial_permission(view.may_not_start_trial, audience)}};
    return object;
}

JsonValue json_of_request_offered(const Ruling& ruling, const Wanted& wanted) {
    if (ruling.request_type.empty()) return nullptr;
    return JsonObject{{"type", json_of(ruling.request_type)}, {"set", json_of(wanted)}};
}

JsonObject json_of(const ReadPreview& read, const Wanted& wanted, const Audience& audience) {
    const Preview& preview = read.preview;
    const TaxDecision& tax = read.situation.tax;
    const bool refused = preview.ruling.outcome != Outcome::kNow && preview.ruling.outcome != Outcome::kPeriodEnd;
    JsonObject object;
    put_ruling(object, preview, wanted, audience);
    object["due_now"] = refused ? JsonValue(nullptr) : JsonValue(json_of(preview.due_now, audience));
    object["next_invoice"] = refused || preview.next_invoice.lines.empty()
                                 ? JsonValue(nullptr)
                                 : JsonValue(json_of(preview.next_invoice, preview.next_invoice_on, audience));
    object["tax"] =
        JsonObject{{"reason", json_of(name_of(tax.reason))},
                   {"text", tax_text(tax.reason, tax.country, audience.catalog.seller.country, audience.language)},
                   {"country", tax.country}};
    object["after"] = refused ? JsonValue(nullptr) : JsonValue(json_of_after(preview.after));
    object["fingerprint"] = read.fingerprint;
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
