#include "app/access/person_session.h"
#include "base/hash.h"
#include "base/percent.h"

namespace settle {
namespace {

constexpr std::int64_t kStepSeconds = 30;
constexpr int kDriftSteps = 1;
constexpr int kKeyCharacters = 32;
constexpr int kRecoveryCodes = 10;
constexpr int kRecoveryCharacters = 16;
constexpr std::size_t kCodeDigits = 6;

std::string seal_about(const Person& person) { return fmt::format("code key {} {}", person.vendor, person.id.str()); }

std::string recovery_hash(const Person& person, std::string_view code) {
    return digest_hex(fmt::format("recovery code {} {} {}", person.vendor, person.id.str(), code));
}

// As people type it: with spaces and dashes, in either case.
std::string bare(std::string_view code) {
    std::string result;
    for (const char c : code)
        if (c != ' ' && c != '-') result.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    return result;
}

std::string in_groups(std::string_view code) {
    std::string result;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (i > 0 && i % 4 == 0) result.push_back('-');
        result.push_back(code[i]);
    }
    return result;
}

// The step that `code` is of, near the present one; 0 when it is of none.
Result<std::int64_t> step_of(Services& services, const Person& person, std::string_view code, Instant now) {
    if (person.sealed_code_key.empty()) return fail(ErrorCode::kSecondFactorOff);
    const std::string key = TRY(trust_of(services).unseal(person.sealed_code_key, seal_about(person)));
    const std::int64_t present = now.micros / 1'000'000 / kStepSeconds;
    std::int64_t found = 0;
    for (std::int64_t step = present - kDriftSteps; step <= present + kDriftSteps; ++step)
        if (equal_secret(TRY(trust_of(services).one_time_code(key, step)), code)) found = step;
    return found;
}

/// Uses up what was given; answers whether it was right.
Result<bool> use_code(Services& services, Transaction& tx, const Person& person, std::string_view given,
                      const Doorstep& from, Instant now) {
    const std::string code = bare(given);
    if (code.size() == kCodeDigits) {
        const std::int64_t step = TRY(step_of(services, person, code, now));
        return step > 0 && TRY(tx.credentials().use_code_step(person.vendor, person.id, step));
    }
    if (!person.second_factor_since) return false;
    if (!TRY(tx.credentials().use_recovery_code(person.vendor, person.id, recovery_hash(person, code)))) return false;
    TRY_VOID(add_note(services, tx, person, "recovery_code_used", from, now));
    return true;
}

Result<CodeKey> new_code_key(Services& services, Transaction& tx, const Person& person) {
    if (person.second_factor_since) return fail(ErrorCode::kSecondFactorOn);
    const auto catalog = TRY(services.catalogs.find(person.vendor));
    CodeKey made;
    made.key = trust_of(services).random_base32(kKeyCharacters);
    const std::string issuer = percent_encoded(catalog->vendor_name.in("en"));
    made.uri =
        fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}", issuer, percent_encoded(person.email), made.key);
    const std::string sealed = TRY(trust_of(services).seal(made.key, seal_about(person)));
    TRY_VOID(tx.credentials().save_code_key(person.vendor, person.id, sealed, std::nullopt));
    return made;
}

Result<std::vector<std::string>> new_recovery_codes(Services& services, Transaction& tx, const Person& person) {
    std::vector<std::string> shown, hashes;
    for (int i = 0; i < kRecoveryCodes; ++i) {
        const std::string code = trust_of(services).random_base32(kRecoveryCharacters);
        hashes.push_back(recovery_hash(person, code));
        shown.push_back(in_groups(code));
    }
    TRY_VOID(tx.credentials().save_recovery_codes(person.vendor, person.id, hashes));
    return shown;
}

Result<std::vector<std::string>> turn_on(Services& services, Transaction& tx, const Person& person,
                                         const Doorstep& from, Instant now) {
    TRY_VOID(tx.credentials().save_code_key(person.vendor, person.id, person.sealed_code_key, now));
    TRY_VOID(add_note(services, tx, person, "second_factor_on", from, now));
    return new_recovery_codes(services, tx, person);
}

struct Waiting {
    Person person;
    Side side = Side::kPortal;
    SignInMethod method = SignInMethod::kPassword;
};

// Who holds the ticket of the first factor. Fails with sign_in_expired.
Result<Waiting> find_waiting(Services& services, Transaction& tx, const Doorstep& from, std::string_view ticket) {
    const auto found =
        TRY(tx.credentials().find_ticket(digest_hex(ticket), TicketUse::kSecondFactor, services.clock.now()));
    if (!found || found->vendor != from.vendor) return fail(ErrorCode::kSignInExpired);
    auto person = TRY(tx.credentials().find_person(found->vendor, found->person));
    if (!person) return fail(ErrorCode::kSignInExpired);
    Waiting waiting{*std::move(person)};
    if (found->data.starts_with(name_of(Side::kDesk))) waiting.side = Side::kDesk;
    if (found->data.ends_with(name_of(SignInMethod::kEmail))) waiting.method = SignInMethod::kEmail;
    return waiting;
}

}  // namespace

Result<CodeKey> set_up_code_at_sign_in(Services& services, const Doorstep& from, std::string_view ticket) {
    return transact(services.store, [&](Transaction& tx) -> Result<CodeKey> {
        const Waiting waiting = TRY(find_waiting(services, tx, from, ticket));
        return new_code_key(services, tx, waiting.person);
    });
}

Result<SignInStep> sign_in_with_code(Services& services, const Doorstep& from, std::string_view ticket,
                                     std::string_view code) {
    const Waiting waiting =
        TRY(look_up(services.store, [&](Transaction& tx) { return find_waiting(services, tx, from, ticket); }));
    const std::string tries = code_tries_of(waiting.person.id);
    TRY_VOID(count_try(services, from.vendor, tries, kCodeTries));
    const Instant now = services.clock.now();
    return transact(services.store, [&](Transaction& tx) -> Result<SignInStep> {
        auto person = TRY(tx.credentials().lock_person(from.vendor, waiting.person.id));
        if (!person) return fail(ErrorCode::kSignInExpired);
        if (!TRY(use_code(services, tx, *person, code, from, now)))
            return fail(ErrorCode::kSecondFactorRefused, "code");
        if (!TRY(tx.credentials().take_ticket(digest_hex(ticket), TicketUse::kSecondFactor, now)))
            return fail(ErrorCode::kSignInExpired);
        TRY_VOID(tx.credentials().forget_tries(from.vendor, tries));
        SignInStep step;
        if (!person->second_factor_since) {
            step.recovery_codes = TRY(turn_on(services, tx, *person, from, now));
            person->second_factor_since = now;
        }
        step.signed_in = TRY(open_session_of(services, tx, *person, waiting.side, waiting.method, from, now));
        return step;
    });
}

Result<CodeKey> set_up_code(const Context& context, const Session& session) {
    TRY_VOID(must_be_fresh(session, context.with.clock.now()));
    return transact(context.with.store, [&](Transaction& tx) -> Result<CodeKey> {
        return new_code_key(context.with, tx, TRY(person_of(tx, session)));
    });
}

Result<std::vector<std::string>> confirm_code(const Context& context, const Session& session, const Doorstep& from,
                                              std::string_view code) {
    Services& services = context.with;
    const Person known = TRY(look_up(services.store, [&](Transaction& tx) { return person_of(tx, session); }));
    TRY_VOID(count_try(services, known.vendor, code_tries_of(known.id), kCodeTries));
    const Instant now = services.clock.now();
    return transact(services.store, [&](Transaction& tx) -> Result<std::vector<std::string>> {
        const Person person = TRY(person_of(tx, session));
        if (person.second_factor_since) return fail(ErrorCode::kSecondFactorOn);
        const std::int64_t step = TRY(step_of(services, person, bare(code), now));
        if (step == 0 || !TRY(tx.credentials().use_code_step(person.vendor, person.id, step)))
            return fail(ErrorCode::kSecondFactorRefused, "code");
        TRY_VOID(tx.credentials().forget_tries(person.vendor, code_tries_of(person.id)));
        return turn_on(services, tx, person, from, now);
    });
}

Result<std::vector<std::string>> renew_recovery_codes(const Context& context, const Session& session,
                                                      const Doorstep& from) {
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<std::vector<std::string>> {
        const Person person = TRY(person_of(tx, session));
        TRY_VOID(must_be_fresh(session, now));
        if (!person.second_factor_since) return fail(ErrorCode::kSecondFactorOff);
        TRY_VOID(add_note(context.with, tx, person, "recovery_codes_renewed", from, now));
        return new_recovery_codes(context.with, tx, person);
    });
}

Result<void> end_second_factor(const Context& context, const Session& session, const Doorstep& from) {
    const Instant now = context.with.clock.now();
    return context.with.store.write([&](Transaction& tx) -> Result<void> {
        const Person person = TRY(person_of(tx, session));
        TRY_VOID(must_be_fresh(session, now));
        if (!person.staff_id.empty()) return fail(ErrorCode::kSecondFactorRequired);
        if (!person.second_factor_since) return fail(ErrorCode::kSecondFactorOff);
        TRY_VOID(tx.credentials().save_code_key(person.vendor, person.id, {}, std::nullopt));
        TRY_VOID(tx.credentials().save_recovery_codes(person.vendor, person.id, {}));
        return add_note(context.with, tx, person, "second_factor_off", from, now);
    });
}

}  // namespace settle
