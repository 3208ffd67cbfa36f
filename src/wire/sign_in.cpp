#include "wire/sign_in.h"

#include "base/base64url.h"
#include "wire/contrast.h"
#include "wire/input_fields.h"
#include "wire/offer.h"

namespace settle::wire {
namespace {

constexpr std::size_t kVendorLength = 64;
constexpr std::size_t kEmailLength = 254;
constexpr std::size_t kPasswordLength = 256;
constexpr std::size_t kTicketLength = 128;
constexpr std::size_t kCodeLength = 40;

Result<Side> side_in(const ObjectReader& reader) {
    constexpr std::string_view kSides[] = {"portal", "desk"};
    return TRY(choice_in(reader, "side", kSides)) == "desk" ? Side::kDesk : Side::kPortal;
}

Result<TicketInput> read_ticket(const ObjectReader& reader) {
    TicketInput input;
    input.vendor = TRY(reader.required_text("vendor", kVendorLength));
    input.ticket = TRY(reader.required_text("ticket", kTicketLength));
    return input;
}

constexpr std::size_t kPasskeyLength = 8'000;

// Base64url without padding, as browsers write bytes into JSON.
Result<std::string> bytes_in(const ObjectReader& reader, std::string_view name) {
    const std::string text = TRY(reader.required_text(name, kPasskeyLength));
    auto bytes = from_base64url(text);
    if (!bytes) return fail(unfit(reader.path_of(name), "base64url"));
    return *std::move(bytes);
}

JsonObject one_session(const Session& session, std::string_view present) {
    return {{"id", session.id},
            {"is_present", session.id == present},
            {"opened_by", json_of(name_of(session.opened_by))},
            {"opened_at", json_of(session.opened_at)},
            {"expires_at", json_of(session.expires_at)},
            {"agent", session.agent}};
}

}  // namespace

JsonObject json_of_sign_in(const Catalog& catalog, const std::vector<ProviderName>& providers,
                           std::string_view language) {
    JsonArray languages, ways;
    for (const ProviderName& one : providers)
        ways.push_back(JsonObject{{"id", one.id}, {"name", one.name}, {"desk", one.lets_staff_in}});
    for (const std::string& one : catalog.languages) languages.push_back(json_of(std::string_view(one)));
    return {{"vendor", JsonObject{{"code", catalog.vendor}, {"name", catalog.vendor_name.in(language)}}},
            {"languages", std::move(languages)},
            {"providers", std::move(ways)},
            {"accent", catalog.layout.accent},
            {"accent_text", json_of(text_colour_on(catalog.layout.accent))},
            {"logo", logo_address(catalog)}};
}

Result<PasswordInput> password_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"vendor", "side", "email", "password"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    PasswordInput input;
    input.vendor = TRY(reader.required_text("vendor", kVendorLength));
    input.side = TRY(side_in(reader));
    input.email = TRY(reader.required_text("email", kEmailLength));
    input.password = TRY(reader.required_text("password", kPasswordLength));
    return input;
}

Result<AddressInput> address_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"vendor", "side", "email"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    AddressInput input;
    input.vendor = TRY(reader.required_text("vendor", kVendorLength));
    input.side = TRY(side_in(reader));
    input.email = TRY(reader.required_text("email", kEmailLength));
    return input;
}

Result<TicketInput> ticket_with_code_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"vendor", "ticket", "code"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    TicketInput input = TRY(read_ticket(reader));
    input.code = TRY(reader.required_text("code", kCodeLength));
    return input;
}

Result<TicketInput> ticket_with_password_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"vendor", "side", "ticket", "password"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    TicketInput input = TRY(read_ticket(reader));
    input.side = TRY(side_in(reader));
    input.password = TRY(reader.required_text("password", kPasswordLength));
    return input;
}

Result<TicketInput> ticket_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"vendor", "side", "ticket"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    TicketInput input = TRY(read_ticket(reader));
    input.side = TRY(side_in(reader));
    return input;
}

Result<PasswordChangeInput> password_change_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"present", "wanted"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    PasswordChangeInput input;
    input.present = TRY(reader.text("present", kPasswordLength));
    input.wanted = TRY(reader.required_text("wanted", kPasswordLength));
    return input;
}

Result<std::string> code_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"code"};
    return TRY(ObjectReader::open(value, {}, kKnown)).required_text("code", kCodeLength);
}

Result<CustomerId> organisation_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"customer"};
    return required_id_in<CustomerId>(TRY(ObjectReader::open(value, {}, kKnown)), "customer");
}

Result<PasskeyInput> new_passkey_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"name", "client_data", "authenticator_data"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    PasskeyInput input;
    input.name = TRY(reader.required_text("name", 60));
    input.answer.client_data = TRY(bytes_in(reader, "client_data"));
    input.answer.authenticator_data = TRY(bytes_in(reader, "authenticator_data"));
    return input;
}

Result<PasskeyInput> used_passkey_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"vendor", "side", "id", "client_data", "authenticator_data", "signature"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    PasskeyInput input;
    input.vendor = TRY(reader.required_text("vendor", kVendorLength));
    input.side = TRY(side_in(reader));
    input.answer.id = TRY(reader.required_text("id", kPasskeyLength));
    input.answer.client_data = TRY(bytes_in(reader, "client_data"));
    input.answer.authenticator_data = TRY(bytes_in(reader, "authenticator_data"));
    input.answer.signature = TRY(bytes_in(reader, "signature"));
    return input;
}

Result<VendorName> vendor_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"vendor"};
    return TRY(ObjectReader::open(value, {}, kKnown)).required_text("vendor", kVendorLength);
}

JsonObject json_of(const PasskeyQuestion& question) {
    JsonArray known;
    for (const std::string& id : question.known) known.push_back(json_of(std::string_view(id)));
    return {{"challenge", question.challenge},
            {"site", question.site},
            {"site_name", question.site_name},
            {"person", or_null(std::string_view(question.person))},
            {"email", or_null(std::string_view(question.email))},
            {"known", std::move(known)}};
}

JsonObject json_of(const SignInStep& step) {
    JsonObject object{{"next", step.signed_in ? "signed_in" : step.sets_up_code ? "set_up_code" : "code"}};
    if (step.signed_in) object["target"] = step.signed_in->target;
    else object["ticket"] = step.ticket;
    if (!step.recovery_codes.empty()) object["recovery_codes"] = json_of_codes(step.recovery_codes)["recovery_codes"];
    return object;
}

JsonObject json_of(const CodeKey& key) { return {{"key", key.key}, {"uri", key.uri}}; }

JsonObject json_of_codes(const std::vector<std::string>& codes) {
    JsonArray list;
    for (const std::string& code : codes) list.push_back(json_of(std::string_view(code)));
    return {{"recovery_codes", std::move(list)}};
}

JsonObject json_of(const SecurityView& view) {
    JsonArray sessions, passkeys, notes;
    for (const Session& session : view.sessions) sessions.push_back(one_session(session, view.session));
    for (const Passkey& passkey : view.passkeys)
        passkeys.push_back(JsonObject{{"id", passkey.id},
                                      {"name", passkey.name},
                                      {"created_at", json_of(passkey.created_at)},
                                      {"used_at", or_null(passkey.used_at)}});
    for (const SecurityNote& note : view.notes)
        notes.push_back(JsonObject{{"id", note.id},
                                   {"type", note.type},
                                   {"at", json_of(note.at)},
                                   {"agent", note.agent},
                                   {"address", note.address}});
    return {{"email", or_null(std::string_view(view.email))},
            {"password", JsonObject{{"is_set", view.has_password}, {"set_at", or_null(view.password_set_at)}}},
            {"second_factor", JsonObject{{"is_possible", view.can_have_second_factor},
                                         {"since", or_null(view.second_factor_since)},
                                         {"recovery_codes", view.recovery_codes}}},
            {"is_fresh", view.is_fresh},
            {"sessions", std::move(sessions)},
            {"passkeys", std::move(passkeys)},
            {"notes", std::move(notes)}};
}

JsonObject json_of(const std::vector<Organisation>& organisations) {
    JsonArray list;
    for (const Organisation& one : organisations)
        list.push_back(JsonObject{{"id", one.customer.str()}, {"name", one.name}, {"is_present", one.is_present}});
    return {{"data", std::move(list)}};
}

}  // namespace settle::wire
