#include "app/access/passkeys.h"

#include "app/access/person_session.h"
#include "base/hash.h"
#include "base/text.h"

namespace settle {
namespace {

constexpr int kChallengeSeconds = 300;
constexpr std::size_t kNameLength = 60;

// "https://shop.example:8443/x" is of the origin "https://shop.example:8443" and the host "shop.example".
std::string origin_of(const std::string& url) {
    const auto host = url.find("://");
    return url.substr(0, host == std::string::npos ? host : url.find('/', host + 3));
}
std::string host_of(const std::string& url) {
    std::string origin = origin_of(url);
    const auto scheme = origin.find("://");
    if (scheme != std::string::npos) origin.erase(0, scheme + 3);
    return origin.substr(0, origin.find(':'));
}

Result<PasskeyQuestion> ask(Services& services, Transaction& tx, const VendorName& vendor, TicketUse use,
                            const PersonId& person) {
    const auto catalog = TRY(services.catalogs.find(vendor));
    PasskeyQuestion question;
    question.challenge = services.ids.secret();
    question.site = host_of(services.settings.public_url);
    question.site_name = catalog->vendor_name.in("en");
    TRY_VOID(tx.credentials().add_ticket({.token_hash = digest_hex(question.challenge),
                                          .use = use,
                                          .vendor = vendor,
                                          .person = person,
                                          .data = {},
                                          .expires_at = services.clock.now().plus_seconds(kChallengeSeconds)}));
    return question;
}

// The question that was answered, used up. Fails with sign_in_expired.
Result<Ticket> take_question(Services& services, Transaction& tx, const VendorName& vendor, TicketUse use,
                             const std::string& challenge) {
    auto ticket = TRY(tx.credentials().take_ticket(digest_hex(challenge), use, services.clock.now()));
    if (!ticket || ticket->vendor != vendor) return fail(ErrorCode::kSignInExpired);
    return *std::move(ticket);
}

}  // namespace

Result<PasskeyQuestion> begin_passkey(const Context& context, const Session& session) {
    Services& services = context.with;
    return transact(services.store, [&](Transaction& tx) -> Result<PasskeyQuestion> {
        const Person person = TRY(person_of(tx, session));
        TRY_VOID(must_be_fresh(session, services.clock.now()));
        auto question = TRY(ask(services, tx, session.vendor, TicketUse::kAddPasskey, person.id));
        question.person = person.id.str();
        question.email = person.email;
        for (const Passkey& known : TRY(tx.credentials().list_passkeys(session.vendor, person.id)))
            question.known.push_back(known.id);
        return question;
    });
}

Result<void> add_passkey(const Context& context, const Session& session, const Doorstep& from,
                         const PasskeyAnswer& answer, std::string name) {
    Services& services = context.with;
    const std::string& url = services.settings.public_url;
    auto read = TRY(trust_of(services).read_passkey(answer, host_of(url), origin_of(url)));
    if (count_characters(name) > kNameLength)
        return fail(Error(ErrorCode::kFieldTooLong, "name").with("max", fmt::to_string(kNameLength)));
    const Instant now = services.clock.now();
    return services.store.write([&](Transaction& tx) -> Result<void> {
        const Person person = TRY(person_of(tx, session));
        const Ticket asked = TRY(take_question(services, tx, session.vendor, TicketUse::kAddPasskey, read.challenge));
        if (asked.person != person.id) return fail(ErrorCode::kSignInExpired);
        if (TRY(tx.credentials().find_passkey(session.vendor, read.id))) return fail(ErrorCode::kPasskeyKnown);
        TRY_VOID(tx.credentials().add_passkey(session.vendor, {.id = read.id,
                                                               .person = person.id,
                                                               .name = std::move(name),
                                                               .algorithm = read.algorithm,
                                                               .public_key = read.public_key,
                                                               .uses = read.uses,
                                                               .created_at = now,
                                                               .used_at = {}}));
        return add_note(services, tx, person, "passkey_added", from, now);
    });
}

Result<void> remove_passkey(const Context& context, const Session& session, const Doorstep& from,
                            const std::string& id) {
    const Instant now = context.with.clock.now();
    return context.with.store.write([&](Transaction& tx) -> Result<void> {
        const Person person = TRY(person_of(tx, session));
        TRY_VOID(must_be_fresh(session, now));
        if (!TRY(tx.credentials().remove_passkey(session.vendor, person.id, id)))
            return fail(ErrorCode::kPasskeyNotFound);
        return add_note(context.with, tx, person, "passkey_removed", from, now);
    });
}

Result<PasskeyQuestion> begin_passkey_sign_in(Services& services, const Doorstep& from) {
    return transact(services.store, [&](Transaction& tx) {
        return ask(services, tx, from.vendor, TicketUse::kUsePasskey, PersonId());
    });
}

Result<SignInStep> sign_in_with_passkey(Services& services, const Doorstep& from, Side side,
                                        const PasskeyAnswer& answer) {
    const std::string& url = services.settings.public_url;
    const auto passkey = TRY(look_up(
        services.store, [&](Transaction& tx) { return tx.credentials().find_passkey(from.vendor, answer.id); }));
    if (!passkey) return fail(ErrorCode::kPasskeyRefused);
    const auto used = TRY(trust_of(services).check_passkey(answer, passkey->public_key, passkey->algorithm,
                                                           host_of(url), origin_of(url)));
    // An authenticator that counts and has not counted on is a copy.
    if ((passkey->uses > 0 || used.uses > 0) && used.uses <= passkey->uses) return fail(ErrorCode::kPasskeyRefused);
    const Instant now = services.clock.now();
    return transact(services.store, [&](Transaction& tx) -> Result<SignInStep> {
        TRY(take_question(services, tx, from.vendor, TicketUse::kUsePasskey, used.challenge));
        if (!TRY(tx.credentials().use_passkey(from.vendor, *passkey, used.uses, now)))
            return fail(ErrorCode::kPasskeyRefused);
        const auto person = TRY(tx.credentials().find_person(from.vendor, passkey->person));
        if (!person) return fail(ErrorCode::kPasskeyRefused);
        return next_step(services, tx, *person, side, SignInMethod::kPasskey, from, now);
    });
}

}  // namespace settle
