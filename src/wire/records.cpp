#include "wire/records.h"

#include "domain/catalog/staff_role.h"
#include "wire/names.h"
#include "wire/subscription.h"
#include "wire/texts.h"

namespace settle::wire {
namespace {

JsonValue json_of_tax_number(const std::optional<TaxNumber>& tax_number) {
    if (!tax_number) return nullptr;
    return JsonObject{{"number", tax_number->number},
                      {"status", json_of(name_of(tax_number->status))},
                      {"checked_at", or_null(tax_number->checked_at)}};
}

JsonObject json_of_billing(const BillingInformation& billing) {
    JsonArray missing;
    for (const std::string& field : billing.missing_fields()) missing.push_back(json_of(std::string_view(field)));
    return {{"company", billing.company},
            {"first_name", billing.first_name},
            {"last_name", billing.last_name},
            {"email", billing.email},
            {"line1", billing.line1},
            {"line2", billing.line2},
            {"postal_code", billing.postal_code},
            {"city", billing.city},
            {"country", billing.country},
            {"region", billing.region},
            {"purchase_order", billing.purchase_order},
            {"missing", std::move(missing)},
            {"tax_number", json_of_tax_number(billing.tax_number)}};
}

std::string_view name_of_status(TaxNumberVerdict::Status status) {
    switch (status) {
        case TaxNumberVerdict::Status::kMalformed: return "malformed";
        case TaxNumberVerdict::Status::kConfirmed: return "confirmed";
        case TaxNumberVerdict::Status::kRefused: return "refused";
        case TaxNumberVerdict::Status::kUnverified: return "unverified";
    }
    ENSURE(false);
}

JsonObject facts(const std::vector<std::pair<std::string, std::string>>& pairs) {
    JsonObject object;
    for (const auto& [name, value] : pairs) object[view(name)] = json_of(std::string_view(value));
    return object;
}

JsonObject json_of_actor(const Actor& actor) {
    return {{"kind", json_of(name_of(actor.kind))}, {"role", json_of(actor.role)}, {"id", actor.id}};
}

}  // namespace

JsonObject json_of(const Customer& customer) {
    return {{"id", customer.id.str()},
            {"name", customer.name},
            {"language", customer.language},
            {"time_zone", customer.time_zone},
            {"version", customer.version},
            {"created_at", json_of(customer.created_at)},
            {"billing", json_of_billing(customer.billing)}};
}

JsonObject json_of(const Member& member) {
    const std::string name = member.full_name();
    return {{"id", member.id.str()},
            {"email", member.email},
            {"first_name", member.first_name},
            {"last_name", member.last_name},
            {"name", name.empty() ? member.email : name},
            {"position", member.position},
            {"role", json_of(member.role)},
            {"is_owner", member.is_owner},
            {"language", member.language}};
}

JsonObject json_of(const TaxNumberVerdict& verdict, const Audience& audience, std::string_view country) {
    using Status = TaxNumberVerdict::Status;
    std::string text = verdict.status == Status::kConfirmed
                           ? std::string(phrase(Phrase::kNumberConfirmed, audience.language))
                           : words_of(verdict.explanation, audience);
    if (verdict.status == Status::kConfirmed)
        text += " " + tax_text(verdict.tax_reason, country, audience.catalog.seller->country, audience.language);
    return {{"number", verdict.number},
            {"status", json_of(name_of_status(verdict.status))},
            {"company", verdict.company},
            {"text", text}};
}

JsonObject json_of(const TaxEvidence& evidence) {
    return {{"id", evidence.id.str()},
            {"number", evidence.number},
            {"register", evidence.register_name},
            {"verdict", evidence.verdict},
            {"consultation_number", evidence.consultation_number},
            {"raw", evidence.raw},
            {"at", json_of(evidence.at)}};
}

JsonObject json_of(const PaymentMethod& method) {
    const MethodDetails& details = method.details;
    JsonValue expiry = nullptr;
    if (details.expiry_year > 0) expiry = fmt::format("{:04}-{:02}", details.expiry_year, details.expiry_month);
    return {{"id", method.id.str()},       {"kind", json_of(name_of(details.kind))},
            {"brand", details.brand},      {"last4", details.last4},
            {"expiry", std::move(expiry)}, {"is_default", method.is_default}};
}

JsonObject json_of(const Event& event) {
    return {{"id", event.id.str()},
            {"sequence", event.sequence},
            {"type", event.type},
            {"actor", json_of_actor(event.actor)},
            {"on_behalf_of", event.on_behalf_of},
            {"reason", event.reason},
            {"at", json_of(event.at)},
            {"data", facts(event.data)},
            {"hash", event.hash}};
}

JsonObject json_of(const std::optional<Draft>& draft) {
    if (!draft) return {{"version", 0}, {"set", nullptr}, {"step", ""}, {"method", ""}, {"updated_at", nullptr}};
    return {{"version", draft->version},
            {"set", json_of(draft->wanted)},
            {"step", draft->step},
            {"method", draft->method},
            {"updated_at", json_of(draft->updated_at)}};
}

namespace {

// What staff do not have, and whose roles do: a page says it where it cannot be done.
JsonArray lacking(const Code& role, const Audience& audience) {
    const StaffRules& staff = *audience.catalog.staff;
    JsonArray lacking;
    for (int i = 0; i < static_cast<int>(StaffRight::kCount); ++i) {
        const auto right = static_cast<StaffRight>(i);
        if (staff.may(role, right)) continue;
        lacking.push_back(
            JsonObject{{"right", json_of(name_of(right))}, {"who", staff.names_with(right, audience.language)}});
    }
    return lacking;
}

}  // namespace

JsonObject json_of(const SessionView& session, const Caller& caller, std::string_view csrf_token,
                   const Audience& audience) {
    const Catalog& catalog = audience.catalog;
    JsonArray rights;
    for (const Right right : session.rights) rights.push_back(json_of(name_of(right)));
    JsonArray languages;
    for (const std::string& language : catalog.languages) languages.push_back(json_of(std::string_view(language)));
    JsonArray owners;
    for (const Member& owner : session.owners) {
        const std::string name = owner.full_name();
        owners.push_back(JsonObject{{"name", name.empty() ? owner.email : name}, {"email", owner.email}});
    }
    JsonObject object{
        {"vendor", JsonObject{{"code", catalog.vendor}, {"name", catalog.vendor_name.in(audience.language)}}},
        {"kind", json_of(name_of(caller.actor.kind))},
        {"rights", std::move(rights)},
        {"owners", std::move(owners)},
        {"language", audience.language},
        {"languages", std::move(languages)},
        {"csrf_token", json_of(csrf_token)}};
    const bool is_staff = caller.actor.kind == Actor::Kind::kStaff;
    if (is_staff) object["lacks"] = lacking(caller.actor.role, audience);
    if (!caller.actor.role.empty()) {
        const Role* role = is_staff ? nullptr : catalog.find_role(caller.actor.role);
        const StaffRole* of_staff = is_staff ? catalog.staff->find(caller.actor.role) : nullptr;
        const Text* name = role != nullptr ? &role->name : of_staff != nullptr ? &of_staff->name : nullptr;
        object["role"] = JsonObject{{"code", json_of(caller.actor.role)},
                                    {"name", name == nullptr ? caller.actor.role.str() : name->in(audience.language)}};
    }
    if (session.member) object["member"] = json_of(*session.member);
    if (session.customer)
        object["customer"] = JsonObject{
            {"id", session.customer->id.str()}, {"name", session.customer->name}, {"last_event", session.last_event}};
    return object;
}

}  // namespace settle::wire
