// Signing in by oneself: what works, and what an attacker meets.
#include "app/access/credentials.h"

#include "app/access/end_access.h"
#include "app/access/sessions.h"
#include "app/people/members.h"
#include "tests/app/town.h"

namespace settle::app_test {
namespace {

constexpr const char* kPassword = "correct horse battery";
constexpr const char* kEmail = "olive@acme.example";

template <class T>
ErrorCode why(const Result<T>& result) {
    REQUIRE(!result.has_value());
    return result.error().code;
}

/// A house whose owner has a password.
struct Porch : Town {
    Doorstep from{"beesbusy", "A browser", "192.0.2.1"};

    Porch() {
        welcome("beesbusy", "FR");
        from.vendor = vendor;
    }
    std::string ticket_of(const std::string& email = kEmail, const std::string& staff = {}) {
        return make_password_ticket(*services, vendor, email, staff, staff.empty() ? Code() : Code("admin")).value();
    }
    Result<SignInStep> set_password(const std::string& ticket, const std::string& password = kPassword,
                                    Side side = Side::kPortal) {
        return set_password_with_ticket(*services, from, side, ticket, password);
    }
    void give_password() { REQUIRE(set_password(ticket_of()).value().signed_in); }
    Result<SignInStep> type(const std::string& password, const std::string& email = kEmail, Side side = Side::kPortal) {
        return sign_in_with_password(*services, from, side, email, password);
    }
    Session session_of(const SignInStep& step) { return find_session(*services, step.signed_in.value().token).value(); }
    Context context_of(const Session& session) {
        return {*services, Caller{session.vendor, session.actor, session.customer, session.member, "en", {}}};
    }
    std::string code_of(const std::string& key, int later_steps = 0) {
        return trust->one_time_code(key, clock.now().micros / 30'000'000 + later_steps).value();
    }
    /// The key of the second factor that is on now, and the recovery codes.
    std::pair<std::string, std::vector<std::string>> turn_on(const Session& session) {
        const std::string key = set_up_code(context_of(session), session).value().key;
        return {key, confirm_code(context_of(session), session, from, code_of(key)).value()};
    }
};

TEST_CASE("a password is set once with what was given out, and signs in from then on") {
    Porch porch;
    CHECK(why(porch.type(kPassword)) == ErrorCode::kSignInRefused);
    const std::string ticket = porch.ticket_of();
    CHECK(why(porch.set_password(ticket, "too short")) == ErrorCode::kPasswordShort);
    CHECK(why(porch.set_password(ticket, "aaaaaaaaaaaaaaaa")) == ErrorCode::kPasswordWeak);
    CHECK(why(porch.set_password(ticket, "my name is Olive")) == ErrorCode::kPasswordWeak);
    CHECK(why(porch.set_password(ticket, std::string(257, 'x'))) == ErrorCode::kFieldTooLong);
    const std::string older = porch.ticket_of();
    const SignInStep step = porch.set_password(ticket).value();
    CHECK(step.signed_in->target == "/portal");
    CHECK(why(porch.set_password(ticket)) == ErrorCode::kSignInExpired);
    CHECK(why(porch.set_password(older)) == ErrorCode::kSignInExpired);
    const Session session = porch.session_of(porch.type(kPassword, "OLIVE@acme.example").value());
    CHECK(session.customer == porch.customer);
    CHECK(session.member == porch.owner);
    CHECK(session.actor.role == Code("owner"));
    CHECK(session.opened_by == SignInMethod::kPassword);
    CHECK(session.agent == "A browser");
    CHECK(!session.person.empty());
    CHECK(why(porch.type("correct horse batterx")) == ErrorCode::kSignInRefused);
    CHECK(why(porch.type(kPassword, "nobody@acme.example")) == ErrorCode::kSignInRefused);
}

TEST_CASE("what was given out expires, and is good for its vendor only") {
    Porch porch;
    const std::string ticket = porch.ticket_of();
    porch.from.vendor = "workstaff";
    CHECK(why(porch.set_password(ticket)) == ErrorCode::kSignInExpired);
    porch.from.vendor = "nobody";
    CHECK(why(porch.set_password(ticket)) == ErrorCode::kSignInExpired);
    CHECK(why(porch.type(kPassword)) == ErrorCode::kNotFound);
    porch.from.vendor = porch.vendor;
    porch.clock.advance_seconds(24 * 3600);
    CHECK(why(porch.set_password(ticket)) == ErrorCode::kSignInExpired);
}

TEST_CASE("a password is a vendor's own") {
    Porch porch;
    porch.give_password();
    porch.from.vendor = "workstaff";
    CHECK(why(porch.type(kPassword)) == ErrorCode::kSignInRefused);
}

TEST_CASE("guessing ends after ten tries, for known and unknown alike, and time lets on") {
    Porch porch;
    porch.give_password();
    for (const char* email : {kEmail, "nobody@acme.example"}) {
        for (int i = 0; i < 10; ++i) CHECK(why(porch.type("wrong wrong wrong", email)) == ErrorCode::kSignInRefused);
        const auto refused = porch.type(kPassword, email);
        CHECK(why(refused) == ErrorCode::kTooManyRequests);
        CHECK(refused.error().params.front() == std::pair<std::string, std::string>{"seconds", "900"});
    }
    porch.clock.advance_seconds(900);
    CHECK(porch.type(kPassword).value().signed_in);
    // Success forgets.
    for (int i = 0; i < 10; ++i) CHECK(why(porch.type("wrong wrong wrong")) == ErrorCode::kSignInRefused);
}

TEST_CASE("a day of guessing is about a hundred guesses") {
    Porch porch;
    int evaluated = 0;
    for (int minute = 0; minute < 24 * 60; minute += 5) {
        for (int i = 0; i < 3; ++i)
            if (why(porch.type("wrong wrong wrong", "nobody@acme.example")) == ErrorCode::kSignInRefused) ++evaluated;
        porch.clock.advance_seconds(300);
    }
    CHECK(evaluated <= 106);
    CHECK(evaluated >= 100);
}

TEST_CASE("another password ends the other sessions, and needs the present one") {
    Porch porch;
    porch.give_password();
    const SignInStep first = porch.type(kPassword).value();
    const SignInStep second = porch.type(kPassword).value();
    const Session session = porch.session_of(second);
    const Context context = porch.context_of(session);
    CHECK(why(change_password(context, session, porch.from, "wrong wrong wrong", "staple under the bridge")) ==
          ErrorCode::kPasswordWrong);
    CHECK(why(change_password(context, session, porch.from, kPassword, "short")) == ErrorCode::kPasswordShort);
    REQUIRE(change_password(context, session, porch.from, kPassword, "staple under the bridge"));
    CHECK(why(find_session(*porch.services, first.signed_in->token)) == ErrorCode::kNotSignedIn);
    CHECK(find_session(*porch.services, second.signed_in->token));
    CHECK(why(porch.type(kPassword)) == ErrorCode::kSignInRefused);
    CHECK(porch.type("staple under the bridge").value().signed_in);
}

TEST_CASE("an application's word for a member does not prove their address") {
    Porch porch;
    const auto link = create_portal_link(porch.server(), porch.customer, porch.owner, "").value();
    const auto signed_in = sign_in(*porch.services, link.url.substr(link.url.rfind('/') + 1), "Phone").value();
    const Session session = find_session(*porch.services, signed_in.token).value();
    const Context context = porch.context_of(session);
    CHECK(session.person.empty());
    CHECK(why(change_password(context, session, porch.from, "", kPassword)) == ErrorCode::kAddressNotProved);
    CHECK(why(set_up_code(context, session)) == ErrorCode::kAddressNotProved);
    CHECK(why(switch_organisation(context, session, porch.from, porch.customer)) == ErrorCode::kAddressNotProved);
    const SecurityView view = read_security(context, session).value();
    CHECK(view.email.empty());
    REQUIRE(view.sessions.size() == 1);
    CHECK(view.sessions[0].agent == "Phone");
    CHECK(list_organisations(context, session).value().size() == 1);
}

TEST_CASE("a code is wanted after the password, works once, and drifts by one step") {
    Porch porch;
    porch.give_password();
    const Session session = porch.session_of(porch.type(kPassword).value());
    const auto [key, recovery] = porch.turn_on(session);
    CHECK(recovery.size() == 10);
    CHECK(why(set_up_code(porch.context_of(session), session)) == ErrorCode::kSecondFactorOn);
    const auto ticket = [&] {
        const SignInStep step = porch.type(kPassword).value();
        CHECK(!step.signed_in);
        CHECK(!step.sets_up_code);
        return step.ticket;
    };
    const auto enter = [&](const std::string& code) {
        return sign_in_with_code(*porch.services, porch.from, ticket(), code);
    };
    // The one that turned it on was used.
    CHECK(why(enter(porch.code_of(key))) == ErrorCode::kSecondFactorRefused);
    porch.clock.advance_seconds(60);
    CHECK(why(enter(porch.code_of(key, -2))) == ErrorCode::kSecondFactorRefused);
    CHECK(why(enter(porch.code_of(key, 2))) == ErrorCode::kSecondFactorRefused);
    const std::string code = porch.code_of(key, -1);
    CHECK(enter(code.substr(0, 3) + " " + code.substr(3)).value().signed_in);
    CHECK(why(enter(code)) == ErrorCode::kSecondFactorRefused);
    CHECK(enter(porch.code_of(key, 1)).value().signed_in);
    // A later one was used: an earlier one is none any more.
    CHECK(why(enter(porch.code_of(key))) == ErrorCode::kSecondFactorRefused);
}

TEST_CASE("the ticket between password and code is good once, for its vendor, and ten minutes") {
    Porch porch;
    porch.give_password();
    const auto [key, recovery] = porch.turn_on(porch.session_of(porch.type(kPassword).value()));
    porch.clock.advance_seconds(60);
    const std::string ticket = porch.type(kPassword).value().ticket;
    Doorstep elsewhere = porch.from;
    elsewhere.vendor = "workstaff";
    CHECK(why(sign_in_with_code(*porch.services, elsewhere, ticket, porch.code_of(key))) == ErrorCode::kSignInExpired);
    CHECK(why(sign_in_with_code(*porch.services, porch.from, "made up", porch.code_of(key))) ==
          ErrorCode::kSignInExpired);
    CHECK(sign_in_with_code(*porch.services, porch.from, ticket, porch.code_of(key)).value().signed_in);
    porch.clock.advance_seconds(60);
    CHECK(why(sign_in_with_code(*porch.services, porch.from, ticket, porch.code_of(key))) == ErrorCode::kSignInExpired);
    const std::string late = porch.type(kPassword).value().ticket;
    porch.clock.advance_seconds(600);
    CHECK(why(sign_in_with_code(*porch.services, porch.from, late, porch.code_of(key))) == ErrorCode::kSignInExpired);
}

TEST_CASE("codes are guessed five times, then slowly") {
    Porch porch;
    porch.give_password();
    const auto [key, recovery] = porch.turn_on(porch.session_of(porch.type(kPassword).value()));
    porch.clock.advance_seconds(60);
    const std::string ticket = porch.type(kPassword).value().ticket;
    const auto enter = [&](const std::string& code) {
        return sign_in_with_code(*porch.services, porch.from, ticket, code);
    };
    const std::string right = porch.code_of(key);
    const std::string wrong = right == "000000" ? "000001" : "000000";
    for (int i = 0; i < 5; ++i) CHECK(why(enter(wrong)) == ErrorCode::kSecondFactorRefused);
    CHECK(why(enter(right)) == ErrorCode::kTooManyRequests);
    porch.clock.advance_seconds(300);
    CHECK(enter(porch.code_of(key)).value().signed_in);
}

TEST_CASE("a recovery code stands for a code, once; new ones end the old ones") {
    Porch porch;
    porch.give_password();
    const Session session = porch.session_of(porch.type(kPassword).value());
    const auto [key, recovery] = porch.turn_on(session);
    const auto enter = [&](const std::string& code) {
        return sign_in_with_code(*porch.services, porch.from, porch.type(kPassword).value().ticket, code);
    };
    CHECK(enter(lower_case(recovery[0])).value().signed_in);
    CHECK(why(enter(recovery[0])) == ErrorCode::kSecondFactorRefused);
    CHECK(read_security(porch.context_of(session), session).value().recovery_codes == 9);
    const auto renewed = renew_recovery_codes(porch.context_of(session), session, porch.from).value();
    CHECK(why(enter(recovery[1])) == ErrorCode::kSecondFactorRefused);
    CHECK(enter(renewed[1]).value().signed_in);
    REQUIRE(end_second_factor(porch.context_of(session), session, porch.from));
    CHECK(porch.type(kPassword).value().signed_in);
    CHECK(why(end_second_factor(porch.context_of(session), session, porch.from)) == ErrorCode::kSecondFactorOff);
}

TEST_CASE("whoever finds an open session cannot change how its owner signs in") {
    Porch porch;
    porch.give_password();
    const Session session = porch.session_of(porch.type(kPassword).value());
    const Context context = porch.context_of(session);
    porch.clock.advance_seconds(15 * 60);
    CHECK(why(set_up_code(context, session)) == ErrorCode::kSignInAgain);
    CHECK(!read_security(context, session).value().is_fresh);
    const Session fresh = porch.session_of(porch.type(kPassword).value());
    porch.turn_on(fresh);
    CHECK(why(end_second_factor(context, session, porch.from)) == ErrorCode::kSignInAgain);
    CHECK(why(renew_recovery_codes(context, session, porch.from)) == ErrorCode::kSignInAgain);
}

TEST_CASE("staff need a second factor: they set it up while they sign in") {
    Porch porch;
    const std::string ticket = porch.ticket_of("sam@vendor.example", "staff_sam");
    const SignInStep step = porch.set_password(ticket, kPassword, Side::kDesk).value();
    CHECK(!step.signed_in);
    CHECK(step.sets_up_code);
    const CodeKey key = set_up_code_at_sign_in(*porch.services, porch.from, step.ticket).value();
    CHECK(key.uri.starts_with("otpauth://totp/"));
    CHECK(key.uri.find("sam%40vendor.example?secret=" + key.key) != std::string::npos);
    CHECK(why(sign_in_with_code(*porch.services, porch.from, step.ticket, "000000")) ==
          ErrorCode::kSecondFactorRefused);
    const SignInStep done = sign_in_with_code(*porch.services, porch.from, step.ticket, porch.code_of(key.key)).value();
    CHECK(done.signed_in->target == "/desk");
    CHECK(done.recovery_codes.size() == 10);
    const Session session = porch.session_of(done);
    CHECK(session.actor.kind == Actor::Kind::kStaff);
    CHECK(session.actor.id == "staff_sam");
    CHECK(session.customer.empty());
    CHECK(why(end_second_factor(porch.context_of(session), session, porch.from)) == ErrorCode::kSecondFactorRequired);
    // Who is staff is no customer, and the other way round.
    CHECK(why(sign_in_with_code(*porch.services, porch.from, porch.type(kPassword, "sam@vendor.example").value().ticket,
                                done.recovery_codes[0])) == ErrorCode::kNoOrganisation);
    porch.give_password();
    CHECK(why(porch.type(kPassword, kEmail, Side::kDesk)) == ErrorCode::kNoOrganisation);
}

TEST_CASE("one person goes from one organisation to another, and no further") {
    Porch porch;
    const CustomerId first = porch.customer;
    porch.welcome("beesbusy", "FR");
    const CustomerId second = porch.customer;
    NewCustomer foreign;
    foreign.name = "Elsewhere";
    foreign.owner = {"eve@else.example", "Eve", "Else", "en"};
    foreign.billing.country = "FR";
    const CustomerId third = create_customer(porch.server(), foreign).value().id;
    porch.give_password();
    const SignInStep step = porch.type(kPassword).value();
    const Session session = porch.session_of(step);
    CHECK(session.customer == first);
    const Context context = porch.context_of(session);
    const auto organisations = list_organisations(context, session).value();
    REQUIRE(organisations.size() == 2);
    CHECK(organisations[0].is_present);
    CHECK(organisations[1].customer == second);
    CHECK(why(switch_organisation(context, session, porch.from, third)) == ErrorCode::kCustomerNotFound);
    const SignedIn moved = switch_organisation(context, session, porch.from, second).value();
    CHECK(why(find_session(*porch.services, step.signed_in->token)) == ErrorCode::kNotSignedIn);
    const Session next = find_session(*porch.services, moved.token).value();
    CHECK(next.customer == second);
    CHECK(next.csrf_token != session.csrf_token);
    CHECK(next.expires_at == session.expires_at);
    CHECK(next.opened_at == session.opened_at);
    // Next time they come back to where they were.
    CHECK(porch.session_of(porch.type(kPassword).value()).customer == second);
}

TEST_CASE("who left an organisation does not come back to it") {
    Porch porch;
    const auto added =
        add_member(porch.server(), {porch.customer, {"mia@acme.example", "Mia", "Member", "en"}, "member"});
    REQUIRE(added);
    REQUIRE(porch.set_password(porch.ticket_of("mia@acme.example")).value().signed_in);
    const SignInStep open = porch.type(kPassword, "mia@acme.example").value();
    REQUIRE(remove_member(porch.server(), porch.customer, added->id));
    CHECK(why(find_session(*porch.services, open.signed_in->token)) == ErrorCode::kNotSignedIn);
    CHECK(why(porch.type(kPassword, "mia@acme.example")) == ErrorCode::kSignInRefused);
}

TEST_CASE("sessions are listed, and ended one by one or all but this one") {
    Porch porch;
    porch.give_password();
    const SignInStep here = porch.type(kPassword).value();
    porch.clock.advance_seconds(1);
    const SignInStep there = porch.type(kPassword).value();
    const Session session = porch.session_of(here);
    const Context context = porch.context_of(session);
    const SecurityView view = read_security(context, session).value();
    CHECK(view.email == kEmail);
    CHECK(view.has_password);
    CHECK(view.session == session.id);
    REQUIRE(view.sessions.size() == 3);
    CHECK(view.sessions[0].id == porch.session_of(there).id);
    CHECK(view.notes.size() == 4);
    CHECK(view.notes[0].type == "signed_in.password");
    CHECK(why(end_session(context, session, porch.from, "ses_unknown")) == ErrorCode::kSessionNotFound);
    REQUIRE(end_session(context, session, porch.from, view.sessions[0].id));
    CHECK(why(find_session(*porch.services, there.signed_in->token)) == ErrorCode::kNotSignedIn);
    REQUIRE(end_other_sessions(context, session, porch.from));
    CHECK(read_security(context, session).value().sessions.size() == 1);
    CHECK(find_session(*porch.services, here.signed_in->token));
    CHECK(why(read_security(porch.server(), Session{})) == ErrorCode::kNotSignedIn);
}

TEST_CASE("nobody else's session is ended") {
    Porch porch;
    porch.give_password();
    REQUIRE(add_member(porch.server(), {porch.customer, {"mia@acme.example", "Mia", "Member", "en"}, "member"}));
    const SignInStep mia = porch.set_password(porch.ticket_of("mia@acme.example")).value();
    const Session session = porch.session_of(porch.type(kPassword).value());
    CHECK(why(end_session(porch.context_of(session), session, porch.from, porch.session_of(mia).id)) ==
          ErrorCode::kSessionNotFound);
    CHECK(find_session(*porch.services, mia.signed_in->token));
}

TEST_CASE("a new password closes what an application or a mail had opened for them") {
    Porch porch;
    const std::string by_link = [&] {
        const PortalLink link = create_portal_link(porch.server(), porch.customer, porch.owner, "/portal").value();
        return sign_in(*porch.services, link.url.substr(link.url.rfind('/') + 1)).value().token;
    }();
    REQUIRE(find_session(*porch.services, by_link));
    porch.give_password();
    CHECK(why(find_session(*porch.services, by_link)) == ErrorCode::kNotSignedIn);
}

TEST_CASE("a session that was ended goes nowhere any more") {
    Porch porch;
    porch.give_password();
    const Session session = porch.session_of(porch.type(kPassword).value());
    const Context context = porch.context_of(session);
    REQUIRE(switch_organisation(context, session, porch.from, porch.customer));
    // A call that was on its way when it ended.
    CHECK(why(switch_organisation(context, session, porch.from, porch.customer)) == ErrorCode::kNotSignedIn);
}

TEST_CASE("whoever leaves the last organisation leaves nothing to the next one with the address") {
    Porch porch;
    const Member ana = add_member(porch.server(), {porch.customer, {"ana@acme.example", "", "", ""}, "member"}).value();
    REQUIRE(porch.set_password(porch.ticket_of("ana@acme.example")).value().signed_in);
    const SignInStep open = porch.type(kPassword, "ana@acme.example").value();
    REQUIRE(remove_member(porch.as_owner(), porch.customer, ana.id));
    CHECK(why(find_session(*porch.services, open.signed_in->token)) == ErrorCode::kNotSignedIn);
    REQUIRE(add_member(porch.server(), {porch.customer, {"ana@acme.example", "", "", ""}, "member"}));
    CHECK(why(porch.type(kPassword, "ana@acme.example")) == ErrorCode::kSignInRefused);
    // Who moves to another address takes nothing along, and leaves nothing either.
    REQUIRE(porch.set_password(porch.ticket_of("ana@acme.example")).value().signed_in);
    const auto members = list_members(porch.server(), porch.customer).value();
    REQUIRE(edit_member(porch.as_owner(), porch.customer, members.back().id, {"anna@acme.example", "", "", ""}));
    CHECK(why(porch.type(kPassword, "ana@acme.example")) == ErrorCode::kSignInRefused);
}

TEST_CASE("an operator ends the way to the desk, or every way") {
    Porch porch;
    const auto begun = porch.set_password(porch.ticket_of(kEmail, "sam"), kPassword, Side::kDesk).value();
    const std::string key = set_up_code_at_sign_in(*porch.services, porch.from, begun.ticket).value().key;
    const auto in = sign_in_with_code(*porch.services, porch.from, begun.ticket, porch.code_of(key)).value();
    REQUIRE(find_session(*porch.services, in.signed_in->token)->actor.kind == Actor::Kind::kStaff);
    CHECK(why(end_access(*porch.services, porch.vendor, "nobody@acme.example", AccessEnd::kDesk)) ==
          ErrorCode::kPersonUnknown);
    // And one by a link of the operator's, which nobody proved an address for.
    const PortalLink link =
        create_staff_link(*porch.services, porch.vendor, "sam", "admin", LinkUse::kOnce, 3'600).value();
    const std::string linked = sign_in(*porch.services, link.url.substr(link.url.rfind('/') + 1)).value().token;
    REQUIRE(find_session(*porch.services, linked));
    REQUIRE(end_access(*porch.services, porch.vendor, kEmail, AccessEnd::kDesk));
    CHECK(why(find_session(*porch.services, in.signed_in->token)) == ErrorCode::kNotSignedIn);
    CHECK(why(find_session(*porch.services, linked)) == ErrorCode::kNotSignedIn);
    CHECK(why(porch.type(kPassword, kEmail, Side::kDesk)) == ErrorCode::kNoOrganisation);
    // Still a member, with their second factor.
    CHECK_FALSE(porch.type(kPassword).value().signed_in);
    REQUIRE(end_access(*porch.services, porch.vendor, kEmail, AccessEnd::kAll));
    CHECK(why(porch.type(kPassword)) == ErrorCode::kSignInRefused);
    porch.give_password();
    CHECK(porch.type(kPassword).value().signed_in);
}

}  // namespace
}  // namespace settle::app_test
