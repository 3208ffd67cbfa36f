// How whoever is signed in signs in: password, second factor, sessions, organisations.
#include "http/handlers/open_call.h"
#include "http/handlers/operations.h"
#include "wire/sign_in.h"

namespace settle::http {
namespace {

const Session& session_of(const Call& call) { return call.visitor().session; }

Doorstep doorstep(const Call& call) { return doorstep_of(call.request(), call.context().vendor()); }

Answer read_security(const Call& call) {
    return reply(wire::json_of(TRY(settle::read_security(call.context(), session_of(call)))));
}

Answer change_password(const Call& call) {
    const auto input = TRY(wire::password_change_from(TRY(call.body())));
    TRY_VOID(settle::change_password(call.context(), session_of(call), doorstep(call), input.present, input.wanted));
    return no_content();
}

Answer set_up_code(const Call& call) {
    return reply(wire::json_of(TRY(settle::set_up_code(call.context(), session_of(call)))));
}

Answer confirm_code(const Call& call) {
    const std::string code = TRY(wire::code_from(TRY(call.body())));
    return reply(
        wire::json_of_codes(TRY(settle::confirm_code(call.context(), session_of(call), doorstep(call), code))));
}

Answer renew_recovery_codes(const Call& call) {
    return reply(
        wire::json_of_codes(TRY(settle::renew_recovery_codes(call.context(), session_of(call), doorstep(call)))));
}

Answer end_second_factor(const Call& call) {
    TRY_VOID(settle::end_second_factor(call.context(), session_of(call), doorstep(call)));
    return no_content();
}

Answer begin_passkey(const Call& call) {
    return reply(wire::json_of(TRY(settle::begin_passkey(call.context(), session_of(call)))));
}

Answer add_passkey(const Call& call) {
    auto input = TRY(wire::new_passkey_from(TRY(call.body())));
    TRY_VOID(
        settle::add_passkey(call.context(), session_of(call), doorstep(call), input.answer, std::move(input.name)));
    return no_content();
}

Answer remove_passkey(const Call& call) {
    TRY_VOID(settle::remove_passkey(call.context(), session_of(call), doorstep(call), call.param("passkey")));
    return no_content();
}

Answer end_session(const Call& call) {
    TRY_VOID(settle::end_session(call.context(), session_of(call), doorstep(call), call.param("session")));
    return no_content();
}

Answer end_other_sessions(const Call& call) {
    TRY_VOID(settle::end_other_sessions(call.context(), session_of(call), doorstep(call)));
    return no_content();
}

Answer list_organisations(const Call& call) {
    return reply(wire::json_of(TRY(settle::list_organisations(call.context(), session_of(call)))));
}

Answer switch_organisation(const Call& call) {
    const CustomerId to = TRY(wire::organisation_from(TRY(call.body())));
    const SignedIn signed_in = TRY(settle::switch_organisation(call.context(), session_of(call), doorstep(call), to));
    Reply answer = no_content();
    answer.headers.emplace_back("Set-Cookie",
                                session_cookie(signed_in.token, signed_in.seconds, call.services().settings));
    return answer;
}

}  // namespace

std::span<const Handled> security_operations() {
    static constexpr Handled kHandled[] = {
        {"read_security", read_security},
        {"change_password", change_password},
        {"set_up_code", set_up_code},
        {"confirm_code", confirm_code},
        {"renew_recovery_codes", renew_recovery_codes},
        {"end_second_factor", end_second_factor},
        {"begin_passkey", begin_passkey},
        {"add_passkey", add_passkey},
        {"remove_passkey", remove_passkey},
        {"end_session", end_session},
        {"end_other_sessions", end_other_sessions},
        {"list_organisations", list_organisations},
        {"switch_organisation", switch_organisation},
    };
    return kHandled;
}

}  // namespace settle::http
