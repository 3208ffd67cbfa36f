#include "wire/requests.h"

#include "wire/names.h"
#include "wire/subscription.h"
#include "wire/texts.h"

namespace settle::wire {
namespace {

constexpr std::string_view kEffect = "effect.";
constexpr std::int64_t kSecond = 1'000'000;

JsonObject facts_but_effect(const RequestDetails& details) {
    JsonObject object;
    for (const auto& [name, value] : details)
        if (!name.starts_with(kEffect)) object[view(name)] = json_of(std::string_view(value));
    return object;
}

JsonValue json_of_effect(const RequestDetails& details) {
    const std::string_view on = detail_of(details, "effect.on");
    if (on.empty()) return nullptr;
    return JsonObject{{"effective_on", json_of(on)},
                      {"currency", json_of(detail_of(details, "effect.currency"))},
                      {"due_now_total", json_of(detail_of(details, "effect.due_now"))},
                      {"next_invoice_total", or_null(detail_of(details, "effect.next_invoice"))},
                      {"next_invoice_on", or_null(detail_of(details, "effect.next_invoice_on"))}};
}

JsonValue json_of_rule(const RequestDetails& details, const Audience& audience) {
    const std::string_view id = detail_of(details, "effect.rule");
    if (id.empty()) return nullptr;
    std::string reason;
    for (const Rule& rule : audience.catalog.rules)
        if (rule.id.view() == id) reason = rule.reason.in(audience.language);
    return JsonObject{{"id", json_of(id)}, {"reason", std::move(reason)}};
}

JsonValue json_of_staff(const std::string& id, const std::map<std::string, std::string>& names) {
    if (id.empty()) return nullptr;
    const auto name = names.find(id);
    return JsonObject{{"id", id}, {"name", name == names.end() || name->second.empty() ? id : name->second}};
}

std::string_view name_in(const RequestView& view, const Actor& actor) {
    const auto name = view.names.find(actor.id);
    return name == view.names.end() ? std::string_view() : std::string_view(name->second);
}

template <class Said>
JsonArray json_of_talk(const std::vector<Said>& said, const RequestView& view, const Audience& audience) {
    JsonArray array;
    for (const Said& each : said)
        array.push_back(JsonObject{{"by", json_of_author(each.by, name_in(view, each.by), audience)},
                                   {"at", json_of(each.at)},
                                   {"text", each.text}});
    return array;
}

bool has_right(const Caller& caller, const Catalog& catalog, Right right) {
    if (!caller.actor.is_member()) return caller.actor.kind == Actor::Kind::kServer;
    const Role* role = catalog.find_role(caller.actor.role);
    return role != nullptr && role_may(*role, right);
}

JsonObject json_of_proposal(const Proposal& proposal, const RequestView& view, const Caller& caller,
                            const Audience& audience) {
    const bool is_open = settle::is_open(view.request.state) && proposal.is_open(view.now);
    const bool is_over = proposal.state == ProposalState::kOpen && !is_open;
    const bool may_refuse = is_open && has_right(caller, audience.catalog, Right::kFileRequest);
    JsonObject object{{"number", proposal.number},
                      {"state", json_of(name_of(is_over ? ProposalState::kExpired : proposal.state))},
                      {"set", json_of(proposal.set)},
                      {"text", proposal.text},
                      {"answer", proposal.answer},
                      {"made_at", json_of(proposal.made_at)},
                      {"until", json_of(proposal.until)},
                      {"effect", json_of_effect(proposal.effect)},
                      {"effect_today", nullptr},
                      {"refused_today", nullptr},
                      {"can_refuse", may_refuse},
                      {"can_accept", may_refuse && has_right(caller, audience.catalog, Right::kChangePlan)}};
    if (is_open) {
        object["effect_today"] = json_of_effect(view.proposal_today);
        object["refused_today"] = or_null(detail_of(view.proposal_today, "effect.refused"));
    }
    return object;
}

JsonValue json_of_present(const std::optional<Subscription>& present) {
    if (!present) return nullptr;
    return JsonObject{{"state", json_of(name_of(present->state))},
                      {"plan", or_null(present->plan)},
                      {"cycle", present->plan.empty() ? JsonValue(nullptr) : json_of(name_of(present->cycle))},
                      {"quantities", json_of(present->quantities)}};
}

// In the customer's language, because that is who reads it.
JsonArray json_of_decline_reasons(const RequestView& view, const Catalog& catalog) {
    JsonArray array;
    for (const auto& [code, text] : catalog.decline_reasons)
        array.push_back(JsonObject{{"code", code}, {"text", text.in(view.customer_language)}});
    return array;
}

}  // namespace

JsonObject json_of(const Request& request, std::string_view customer_name, const RequestReader& reader) {
    const auto& [caller, audience, now, staff] = reader;
    JsonObject object{{"id", request.id.str()},
                      {"customer", request.customer.str()},
                      {"customer_name", json_of(customer_name)},
                      {"type", json_of(name_of(request.type))},
                      {"state", json_of(name_of(request.state))},
                      {"version", request.version},
                      {"message", request.message},
                      {"set", or_null(request.set)},
                      {"change", or_null(request.change.str())},
                      {"details", facts_but_effect(request.details)},
                      {"effect", json_of_effect(request.details)},
                      {"effect_refused", or_null(detail_of(request.details, "effect.refused"))},
                      {"rule", json_of_rule(request.details, audience)},
                      {"can_withdraw", may_withdraw(caller, audience.catalog, request)},
                      {"decision_reason", request.decision_reason},
                      {"duplicate_of", or_null(request.duplicate_of.str())},
                      {"created_at", json_of(request.created_at)},
                      {"decided_at", or_null(request.decided_at)}};
    if (caller.actor.is_member()) return object;
    object["assignee"] = json_of_staff(request.assignee, staff);
    const Instant counted_at = request.waiting_since.value_or(now);
    object["due_at"] = json_of(request.due_at);
    object["due_in_seconds"] = (request.due_at.micros - counted_at.micros) / kSecond;
    object["age_seconds"] = (now.micros - request.created_at.micros) / kSecond;
    object["overdue"] = request.is_overdue(now);
    object["waiting_since"] = or_null(request.waiting_since);
    return object;
}

JsonObject json_of(const Attachment& attachment, std::string_view author_name, const Audience& audience) {
    return {{"id", attachment.id.str()},
            {"name", attachment.name},
            {"type", json_of(name_of(attachment.type))},
            {"bytes", attachment.bytes},
            {"by", json_of_author(attachment.by, author_name, audience)},
            {"at", json_of(attachment.at)}};
}

JsonObject json_of(const RequestView& view, std::string_view customer_name, const Caller& caller,
                   const Audience& audience) {
    JsonObject object = json_of(view.request, customer_name, RequestReader{caller, audience, view.now, view.names});
    JsonArray timeline;
    for (const Event& event : view.timeline)
        timeline.push_back(
            JsonObject{{"at", json_of(event.at)}, {"type", event.type}, {"text", text_of_event(event, audience)}});
    JsonArray proposals;
    for (const Proposal& proposal : view.proposals)
        proposals.push_back(json_of_proposal(proposal, view, caller, audience));
    JsonArray attachments;
    for (const Attachment& attachment : view.attachments)
        attachments.push_back(json_of(attachment, name_in(view, attachment.by), audience));
    object["messages"] = json_of_talk(view.messages, view, audience);
    object["timeline"] = std::move(timeline);
    object["proposals"] = std::move(proposals);
    object["attachments"] = std::move(attachments);
    object["present"] = json_of_present(view.present);
    object["effect_today"] = json_of_effect(view.effect_today);
    object["refused_today"] = or_null(detail_of(view.effect_today, "effect.refused"));
    if (caller.actor.is_member()) return object;
    object["notes"] = json_of_talk(view.notes, view, audience);
    object["decline_reasons"] = json_of_decline_reasons(view, audience.catalog);
    return object;
}

JsonObject json_of(const QueueCounts& counts) {
    JsonObject by_type;
    for (const auto& [type, open] : counts.by_type) by_type[view(name_of(type))] = open;
    JsonArray by_assignee;
    for (const auto& [person, open] : counts.by_assignee)
        by_assignee.push_back(
            JsonObject{{"id", person.id}, {"name", person.email.empty() ? person.id : person.email}, {"open", open}});
    return {{"me", or_null(counts.me)},
            {"open", counts.open},
            {"mine", counts.mine},
            {"nobody", counts.nobodys},
            {"overdue", counts.overdue},
            {"by_type", std::move(by_type)},
            {"by_assignee", std::move(by_assignee)}};
}

JsonObject json_of(const SavedView& saved) {
    JsonObject filter;
    for (const auto& [name, value] : saved.filter) filter[view(name)] = json_of(std::string_view(value));
    return {{"id", saved.id.str()}, {"name", saved.name}, {"filter", std::move(filter)}};
}

}  // namespace settle::wire
