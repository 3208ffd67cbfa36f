#include "app/access/person_session.h"
#include "base/hash.h"

namespace settle {
namespace {

constexpr int kOperatorTicketSeconds = 24 * 3600;

// Counts the try and looks the address up, in the same transaction whether somebody has it or not.
Result<std::optional<Person>> knock(Services& services, const VendorName& vendor, std::string_view email) {
    const Instant now = services.clock.now();
    int wait = 0;
    std::optional<Person> person;
    TRY_VOID(services.store.write([&](Transaction& tx) -> Result<void> {
        wait = TRY(tx.credentials().count_try(vendor, password_tries_of(email), kPasswordTries, now));
        person = TRY(tx.credentials().find_person_by_email(vendor, email));
        return {};
    }));
    if (wait > 0) return fail(Error(ErrorCode::kTooManyRequests).with("seconds", fmt::to_string(wait)));
    return person;
}

Result<void> save_new_password(Services& services, Transaction& tx, const Person& person, const std::string& hash,
                               std::string_view except_session, const Doorstep& from, Instant now) {
    CredentialStore& store = tx.credentials();
    TRY_VOID(store.save_password(person.vendor, person.id, hash, now));
    TRY_VOID(store.end_tickets(person.vendor, person.id, TicketUse::kSetPassword));
    TRY_VOID(store.end_tickets(person.vendor, person.id, TicketUse::kSecondFactor));
    TRY_VOID(store.end_tickets(person.vendor, person.id, TicketUse::kEmailLink));
    TRY_VOID(store.forget_tries(person.vendor, password_tries_of(person.email)));
    TRY_VOID(end_all_sessions(tx, person, except_session, now));
    return add_note(services, tx, person, "password_set", from, now);
}

}  // namespace

Result<SignInStep> sign_in_with_password(Services& services, const Doorstep& from, Side side, std::string_view email,
                                         std::string_view password) {
    TRY_VOID(services.catalogs.find(from.vendor));
    const auto person = TRY(knock(services, from.vendor, email));
    const std::string known = person ? person->password_hash : std::string();
    const PasswordVerdict verdict = TRY(trust_of(services).verify_password(known, password));
    if (!person || verdict == PasswordVerdict::kWrong) return fail(ErrorCode::kSignInRefused);
    std::string renewed;
    if (verdict == PasswordVerdict::kRightButOld) renewed = TRY(trust_of(services).hash_password(password));
    const Instant now = services.clock.now();
    return transact(services.store, [&](Transaction& tx) -> Result<SignInStep> {
        // Somebody may have changed it while it was verified.
        auto present = TRY(tx.credentials().lock_person(from.vendor, person->id));
        if (!present || present->password_hash != known) return fail(ErrorCode::kSignInRefused);
        if (!renewed.empty()) {
            TRY_VOID(tx.credentials().save_password(from.vendor, present->id, renewed,
                                                    present->password_set_at.value_or(now)));
            present->password_hash = renewed;
        }
        TRY_VOID(tx.credentials().forget_tries(from.vendor, password_tries_of(email)));
        return next_step(services, tx, *present, side, SignInMethod::kPassword, from, now);
    });
}

Result<std::string> make_password_ticket(Services& services, const VendorName& vendor, std::string_view email,
                                         const std::string& staff_id, const Code& staff_role) {
    TRY_VOID(services.catalogs.find(vendor));
    const std::string address = TRY(parse_email(email));
    const std::string token = services.ids.secret();
    const Instant now = services.clock.now();
    TRY_VOID(services.store.write([&](Transaction& tx) -> Result<void> {
        auto person = TRY(tx.credentials().find_person_by_email(vendor, address));
        if (!person) {
            person.emplace();
            person->id = new_id<PersonId>(services.ids);
            person->vendor = vendor;
            person->email = address;
            person->created_at = now;
            TRY_VOID(tx.credentials().add_person(*person));
        }
        if (!staff_id.empty()) {
            TRY_VOID(tx.credentials().save_staff_role(vendor, person->id, staff_id, staff_role));
            // What is open has the role of before.
            TRY_VOID(end_all_sessions(tx, *person, {}, now));
        }
        return tx.credentials().add_ticket({.token_hash = digest_hex(token),
                                            .use = TicketUse::kSetPassword,
                                            .vendor = vendor,
                                            .person = person->id,
                                            .data = {},
                                            .expires_at = now.plus_seconds(kOperatorTicketSeconds)});
    }));
    return token;
}

Result<SignInStep> set_password_with_ticket(Services& services, const Doorstep& from, Side side,
                                            std::string_view ticket, std::string_view password) {
    const Instant now = services.clock.now();
    const std::string token_hash = digest_hex(ticket);
    const Person person = TRY(look_up(services.store, [&](Transaction& tx) -> Result<Person> {
        const auto found = TRY(tx.credentials().find_ticket(token_hash, TicketUse::kSetPassword, now));
        if (!found || found->vendor != from.vendor) return fail(ErrorCode::kSignInExpired);
        auto owner = TRY(tx.credentials().find_person(found->vendor, found->person));
        if (!owner) return fail(ErrorCode::kSignInExpired);
        return *std::move(owner);
    }));
    TRY_VOID(check_password(person.email, password));
    const std::string hash = TRY(trust_of(services).hash_password(password));
    return transact(services.store, [&](Transaction& tx) -> Result<SignInStep> {
        auto present = TRY(tx.credentials().lock_person(person.vendor, person.id));
        if (!present || !TRY(tx.credentials().take_ticket(token_hash, TicketUse::kSetPassword, now)))
            return fail(ErrorCode::kSignInExpired);
        TRY_VOID(save_new_password(services, tx, *present, hash, {}, from, now));
        present->password_hash = hash;
        return next_step(services, tx, *present, side, SignInMethod::kPassword, from, now);
    });
}

Result<void> change_password(const Context& context, const Session& session, const Doorstep& from,
                             std::string_view present, std::string_view wanted) {
    Services& services = context.with;
    const Person person = TRY(look_up(services.store, [&](Transaction& tx) { return person_of(tx, session); }));
    TRY_VOID(check_password(person.email, wanted));
    const Instant now = services.clock.now();
    if (person.password_hash.empty()) {
        TRY_VOID(must_be_fresh(session, now));
    } else {
        TRY_VOID(count_try(services, person.vendor, password_tries_of(person.email), kPasswordTries));
        if (TRY(trust_of(services).verify_password(person.password_hash, present)) == PasswordVerdict::kWrong)
            return fail(ErrorCode::kPasswordWrong, "present");
    }
    const std::string hash = TRY(trust_of(services).hash_password(wanted));
    return services.store.write([&](Transaction& tx) -> Result<void> {
        const auto still = TRY(tx.credentials().lock_person(person.vendor, person.id));
        if (!still || still->password_hash != person.password_hash) return fail(ErrorCode::kVersionStale);
        return save_new_password(services, tx, person, hash, session.id, from, now);
    });
}

}  // namespace settle
