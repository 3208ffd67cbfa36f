#include "app/access/sessions.h"

#include "app/access/person_session.h"
#include "base/hash.h"

namespace settle {
namespace {

constexpr int kNotesShown = 20;

Result<void> must_have_session(const Session& session) {
    if (session.token_hash.empty()) return fail(ErrorCode::kNotSignedIn);
    return {};
}

// What happened is told to whoever proved the address; who did not has no record.
Result<void> note_if_known(const Context& context, Transaction& tx, const Session& session, std::string type,
                           const Doorstep& from) {
    if (session.person.empty()) return {};
    return add_note(context.with, tx, TRY(person_of(tx, session)), std::move(type), from, context.with.clock.now());
}

}  // namespace

Result<SecurityView> read_security(const Context& context, const Session& session) {
    TRY_VOID(must_have_session(session));
    const Instant now = context.with.clock.now();
    return look_up(context.with.store, [&](Transaction& tx) -> Result<SecurityView> {
        CredentialStore& store = tx.credentials();
        SecurityView view;
        view.session = session.id;
        view.sessions = TRY(store.list_sessions(session.vendor, session.person, session.actor, now));
        if (session.person.empty()) return view;
        const Person person = TRY(person_of(tx, session));
        view.email = person.email;
        view.has_password = !person.password_hash.empty();
        view.password_set_at = person.password_set_at;
        view.second_factor_since = person.second_factor_since;
        view.can_have_second_factor = trust_of(context.with).can_seal();
        view.recovery_codes = TRY(store.count_recovery_codes(session.vendor, session.person));
        view.is_fresh = must_be_fresh(session, now).has_value();
        view.passkeys = TRY(store.list_passkeys(session.vendor, session.person));
        view.notes = TRY(store.list_notes(session.vendor, session.person, kNotesShown));
        return view;
    });
}

Result<void> end_session(const Context& context, const Session& session, const Doorstep& from, std::string_view id) {
    TRY_VOID(must_have_session(session));
    return context.with.store.write([&](Transaction& tx) -> Result<void> {
        if (!TRY(tx.credentials().end_session(session.vendor, session.person, session.actor, id)))
            return fail(ErrorCode::kSessionNotFound);
        return note_if_known(context, tx, session, "session_ended", from);
    });
}

Result<void> end_other_sessions(const Context& context, const Session& session, const Doorstep& from) {
    TRY_VOID(must_have_session(session));
    return context.with.store.write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.credentials().end_sessions(session.vendor, session.person, session.actor, session.id));
        return note_if_known(context, tx, session, "sessions_ended", from);
    });
}

Result<std::vector<Organisation>> list_organisations(const Context& context, const Session& session) {
    TRY_VOID(must_have_session(session));
    const Instant now = context.with.clock.now();
    return look_up(context.with.store, [&](Transaction& tx) -> Result<std::vector<Organisation>> {
        std::vector<Organisation> organisations;
        if (!session.person.empty()) {
            const Person person = TRY(person_of(tx, session));
            for (const Membership& one : TRY(tx.credentials().memberships(person.vendor, person.email, now)))
                organisations.push_back({one.customer, one.customer_name, one.customer == session.customer});
        } else if (!session.customer.empty()) {
            const Customer present = TRY(tx.load_customer(session.vendor, session.customer));
            organisations.push_back({present.id, present.name, true});
        }
        return organisations;
    });
}

Result<SignedIn> switch_organisation(const Context& context, const Session& session, const Doorstep& from,
                                     const CustomerId& to) {
    Services& services = context.with;
    const Instant now = services.clock.now();
    return transact(services.store, [&](Transaction& tx) -> Result<SignedIn> {
        const Person person = TRY(person_of(tx, session));
        // Nobody ends this person's sessions meanwhile; whoever did so before ended this one.
        TRY(tx.credentials().lock_person(person.vendor, person.id));
        if (!TRY(tx.delete_session(session.token_hash))) return fail(ErrorCode::kNotSignedIn);
        const auto memberships = TRY(tx.credentials().memberships(person.vendor, person.email, now));
        const auto membership = std::ranges::find(memberships, to, &Membership::customer);
        if (membership == memberships.end()) return fail(ErrorCode::kCustomerNotFound);
        SignedIn signed_in{services.ids.secret(), "/portal",
                           static_cast<int>((session.expires_at.micros - now.micros) / 1'000'000)};
        Session next = session;
        next.token_hash = digest_hex(signed_in.token);
        next.id = services.ids.next("ses_");
        next.csrf_token = services.ids.secret();
        TRY_VOID(move_into(services, tx, next, *membership, now));
        TRY_VOID(tx.add_session(next));
        TRY_VOID(tx.credentials().save_last_customer(person.vendor, person.id, to));
        TRY_VOID(add_note(services, tx, person, "organisation_switched", from, now));
        return signed_in;
    });
}

}  // namespace settle
