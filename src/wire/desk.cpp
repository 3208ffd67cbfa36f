#include "wire/desk.h"

#include "wire/bill_runs.h"
#include "wire/names.h"
#include "wire/records.h"

namespace settle::wire {
namespace {

JsonValue json_of_person(const std::optional<Member>& member) {
    if (!member) return nullptr;
    const std::string name = member->full_name();
    return JsonObject{
        {"id", member->id.str()}, {"name", name.empty() ? member->email : name}, {"email", member->email}};
}

JsonObject json_of_has(const ListedCustomer& listed, const Audience& audience) {
    const Subscription& subscription = listed.subscription;
    const Plan* plan = audience.catalog.find_plan(subscription.plan);
    JsonObject has{{"state", json_of(name_of(subscription.state))},
                   {"plan", or_null(subscription.plan)},
                   {"plan_name", plan == nullptr ? subscription.plan.str() : plan->name.in(audience.language)},
                   {"cycle", json_of(name_of(subscription.cycle))},
                   {"quantities", json_of(subscription.quantities)},
                   {"next_invoice", nullptr}};
    if (listed.next_invoice_on && listed.next_invoice_total)
        has["next_invoice"] = JsonObject{{"on", json_of(*listed.next_invoice_on)},
                                         {"total", json_of(*listed.next_invoice_total)},
                                         {"currency", json_of(subscription.currency.code())}};
    return has;
}

JsonObject json_of_act(const ActEvents& act, const std::map<std::string, std::string>& names) {
    const Event& first = act.front();
    JsonArray events;
    for (const Event& event : act) {
        JsonObject data;
        for (const auto& [name, value] : event.data) data[view(name)] = json_of(std::string_view(value));
        events.push_back(JsonObject{{"sequence", event.sequence},
                                    {"type", event.type},
                                    {"kind", json_of(name_of(act_kind_of(event.type)))},
                                    {"data", std::move(data)}});
    }
    const auto name = names.find(first.actor.id);
    return {{"sequence", first.sequence},
            {"at", json_of(first.at)},
            {"actor", JsonObject{{"kind", json_of(name_of(first.actor.kind))},
                                 {"role", json_of(first.actor.role)},
                                 {"id", first.actor.id},
                                 {"name", name == names.end() ? std::string() : name->second}}},
            {"on_behalf_of", first.on_behalf_of},
            {"reason", first.reason},
            {"hash", first.hash},
            {"events", std::move(events)}};
}

}  // namespace

JsonObject json_of(const ListedCustomer& listed, const Audience& audience) {
    JsonObject object = json_of(listed.customer);
    object["owner"] = json_of_person(listed.owner);
    object["subscription"] = json_of_has(listed, audience);
    return object;
}

JsonObject json_of(const ActPage& page) {
    JsonArray data;
    for (const ActEvents& act : page.acts) data.push_back(json_of_act(act, page.names));
    JsonObject names;
    for (const auto& [id, name] : page.names) names[view(id)] = name;
    return {{"data", std::move(data)},
            {"names", std::move(names)},
            {"next", page.next ? JsonValue(*page.next) : JsonValue(nullptr)}};
}

JsonObject json_of(const Mail& mail) {
    return {{"id", mail.id.str()},
            {"customer", or_null(mail.customer.str())},
            {"template", mail.template_name},
            {"email", mail.email},
            {"name", mail.name},
            {"language", mail.language},
            {"state", json_of(name_of(mail.state))},
            {"tries", mail.tries},
            {"why", mail.why},
            {"created_at", json_of(mail.created_at)},
            {"expires_at", json_of(mail.expires_at)},
            {"can_retry", mail.state == MailState::kRefused && !mail.fields.empty()}};
}

JsonObject json_of(const FailingDelivery& delivery) {
    return {{"customer", delivery.customer.str()},
            {"customer_name", delivery.customer_name},
            {"sequence", delivery.sequence},
            {"tries", delivery.tries},
            {"happened_at", json_of(delivery.happened_at)},
            {"next_try_at", json_of(delivery.next_try_at)}};
}

JsonObject json_of(const DeskFigures& figures) {
    return {{"deliveries", JsonObject{{"waiting", figures.deliveries_waiting},
                                      {"failing", figures.deliveries_failing},
                                      {"oldest", or_null(figures.oldest_delivery)}}},
            {"mails", JsonObject{{"waiting", figures.mails_waiting},
                                 {"refused", figures.mails_refused},
                                 {"oldest", or_null(figures.oldest_mail)}}},
            {"parked", figures.parked}};
}

JsonObject json_of(const RunAhead& run) {
    JsonArray totals, parked;
    for (const auto& [currency, total] : run.totals)
        totals.push_back(JsonObject{{"currency", currency}, {"total", json_of(total)}});
    for (const Parked& one : run.parked) parked.push_back(json_of(one));
    return {{"until", json_of(run.until)}, {"due", run.due},
            {"looked_at", run.looked_at},  {"invoices", run.invoices},
            {"totals", std::move(totals)}, {"parked", std::move(parked)}};
}

}  // namespace settle::wire
