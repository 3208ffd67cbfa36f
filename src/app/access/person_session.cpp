#include "app/access/person_session.h"

#include <set>

#include "app/customer/block.h"
#include "app/people/invitations.h"
#include "base/ensure.h"
#include "base/hash.h"
#include "base/text.h"

namespace settle {
namespace {

constexpr std::size_t kPasswordMin = 12;
constexpr std::size_t kPasswordBytesMax = 256;
constexpr std::size_t kDifferentMin = 5;
constexpr std::size_t kTellingPart = 4;
constexpr int kTicketSeconds = 600;

// Where they were last, else the first; one that is shut out only where there is no other.
Result<const Membership*> last_or_first(Transaction& tx, const VendorName& vendor,
                                        const std::vector<Membership>& memberships, const CustomerId& last) {
    const auto found = std::ranges::find(memberships, last, &Membership::customer);
    const Membership* wanted = found != memberships.end() ? &*found
                               : memberships.empty()      ? nullptr
                                                          : &memberships.front();
    if (wanted == nullptr || !TRY(blocks_of(tx).find_block(vendor, wanted->customer))) return wanted;
    // Few are members of several, and fewer of one that is shut out.
    for (const Membership& other : memberships)
        if (!TRY(blocks_of(tx).find_block(vendor, other.customer))) return &other;
    return wanted;
}

// Of two who come at the same time, one of them to change how this person signs in, the second finds what is new.
Result<void> must_be_unchanged(Transaction& tx, const Person& person) {
    const auto now = TRY(tx.credentials().lock_person(person.vendor, person.id));
    const bool is_same = now && now->password_hash == person.password_hash && now->staff_id == person.staff_id &&
                         now->second_factor_since == person.second_factor_since;
    if (!is_same) return fail(ErrorCode::kSignInExpired);
    return {};
}

}  // namespace

Result<void> move_into(Services& services, Transaction& tx, Session& session, const Membership& membership,
                       Instant now) {
    // Read again behind the customer's lock: whoever is taken off the members at this moment stays outside.
    const auto member = TRY(tx.find_member(session.vendor, membership.customer, membership.member.id));
    if (!member || member->left_at) return fail(ErrorCode::kNoOrganisation);
    TRY_VOID(must_not_be_blocked(services, tx, session.vendor, membership.customer, member->language));
    session.actor = {Actor::Kind::kMember, member->role, member->id.str()};
    session.customer = membership.customer;
    session.member = member->id;
    return note_arrival({services, {session.vendor, session.actor, session.customer, session.member, "en", {}}}, tx,
                        now);
}

Result<SignedIn> open_session_of(Services& services, Transaction& tx, const Person& person, Side side,
                                 SignInMethod method, const Doorstep& from, Instant now) {
    TRY_VOID(must_be_unchanged(tx, person));
    SignedIn signed_in{services.ids.secret(), side == Side::kDesk ? "/desk" : "/portal",
                       services.settings.session_seconds};
    Session session{.token_hash = digest_hex(signed_in.token),
                    .vendor = person.vendor,
                    .csrf_token = services.ids.secret(),
                    .expires_at = now.plus_seconds(signed_in.seconds),
                    .id = services.ids.next("ses_"),
                    .person = person.id,
                    .opened_by = method,
                    .opened_at = now,
                    .agent = from.agent};
    if (side == Side::kDesk) {
        if (person.staff_id.empty()) return fail(ErrorCode::kNoOrganisation);
        session.actor = {Actor::Kind::kStaff, person.staff_role, person.staff_id};
    } else {
        const auto memberships = TRY(tx.credentials().memberships(person.vendor, person.email, now));
        const Membership* membership = TRY(last_or_first(tx, person.vendor, memberships, person.last_customer));
        if (membership == nullptr) return fail(ErrorCode::kNoOrganisation);
        TRY_VOID(move_into(services, tx, session, *membership, now));
        TRY_VOID(tx.credentials().save_last_customer(person.vendor, person.id, membership->customer));
    }
    TRY_VOID(tx.add_session(session));
    TRY_VOID(add_note(services, tx, person, fmt::format("signed_in.{}", name_of(method)), from, now));
    return signed_in;
}

Result<SignInStep> next_step(Services& services, Transaction& tx, const Person& person, Side side, SignInMethod method,
                             const Doorstep& from, Instant now) {
    const bool has_code = person.second_factor_since.has_value();
    // A passkey is two factors by itself, and a provider answers for its own.
    const bool needs_code = method == SignInMethod::kPassword || method == SignInMethod::kEmail;
    if (!needs_code || (!has_code && side == Side::kPortal))
        return SignInStep{.signed_in = TRY(open_session_of(services, tx, person, side, method, from, now))};
    TRY_VOID(must_be_unchanged(tx, person));
    if (side == Side::kDesk && person.staff_id.empty()) return fail(ErrorCode::kNoOrganisation);
    SignInStep step{.ticket = services.ids.secret(), .sets_up_code = !has_code};
    TRY_VOID(tx.credentials().add_ticket({.token_hash = digest_hex(step.ticket),
                                          .use = TicketUse::kSecondFactor,
                                          .vendor = person.vendor,
                                          .person = person.id,
                                          .data = fmt::format("{} {}", name_of(side), name_of(method)),
                                          .expires_at = now.plus_seconds(kTicketSeconds)}));
    return step;
}

Result<void> count_try(Services& services, const VendorName& vendor, const std::string& key, TryLimit limit) {
    const Instant now = services.clock.now();
    const int wait = TRY(
        transact(services.store, [&](Transaction& tx) { return tx.credentials().count_try(vendor, key, limit, now); }));
    if (wait > 0) return fail(Error(ErrorCode::kTooManyRequests).with("seconds", fmt::to_string(wait)));
    return {};
}

std::string password_tries_of(std::string_view email) {
    return "password " + digest_hex(email_key(email)).substr(0, 32);
}
std::string code_tries_of(const PersonId& person) { return "code " + person.str(); }
std::string mail_tries_of(std::string_view email) { return "mail " + digest_hex(email_key(email)).substr(0, 32); }

Result<std::optional<Person>> find_or_add_person(Services& services, Transaction& tx, const VendorName& vendor,
                                                 const std::string& email, Instant now) {
    auto person = TRY(tx.credentials().find_person_by_email(vendor, email));
    if (person) return person;
    const auto memberships = TRY(tx.credentials().memberships(vendor, email, now));
    if (memberships.empty()) return person;
    person.emplace();
    person->id = new_id<PersonId>(services.ids);
    person->vendor = vendor;
    // As whoever invited them wrote it: to some mail servers "Ana@" is another mailbox than "ana@".
    person->email = memberships.front().member.email;
    person->created_at = now;
    TRY_VOID(tx.credentials().add_person(*person));
    return person;
}

Result<void> end_all_sessions(Transaction& tx, const Person& person, std::string_view except_session, Instant now) {
    CredentialStore& store = tx.credentials();
    TRY_VOID(store.end_sessions(person.vendor, person.id, std::nullopt, except_session));
    if (!person.staff_id.empty())
        TRY_VOID(store.end_sessions(person.vendor, {}, Actor{Actor::Kind::kStaff, person.staff_role, person.staff_id},
                                    except_session));
    for (const Membership& one : TRY(store.memberships(person.vendor, person.email, now)))
        TRY_VOID(store.end_sessions(person.vendor, {},
                                    Actor{Actor::Kind::kMember, one.member.role, one.member.id.str()}, except_session));
    return {};
}

Result<Person> person_of(Transaction& tx, const Session& session) {
    if (session.token_hash.empty()) return fail(ErrorCode::kNotSignedIn);
    if (session.person.empty()) return fail(ErrorCode::kAddressNotProved);
    auto person = TRY(tx.credentials().find_person(session.vendor, session.person));
    if (!person) return fail(ErrorCode::kNotSignedIn);
    return *std::move(person);
}

Result<void> must_be_fresh(const Session& session, Instant now) {
    if (now.micros < session.opened_at.plus_seconds(kFreshSeconds).micros) return {};
    return fail(ErrorCode::kSignInAgain);
}

Result<void> add_note(Services& services, Transaction& tx, const Person& person, std::string type, const Doorstep& from,
                      Instant now) {
    return tx.credentials().add_note(person.vendor, {.person = person.id,
                                                     .id = services.ids.next("nte_"),
                                                     .type = std::move(type),
                                                     .at = now,
                                                     .agent = from.agent,
                                                     .address = from.address});
}

Trust& trust_of(Services& services) {
    ENSURE(services.trust != nullptr);
    return *services.trust;
}

Result<void> check_password(std::string_view email, std::string_view password) {
    if (password.size() > kPasswordBytesMax)
        return fail(Error(ErrorCode::kFieldTooLong, "password").with("max", fmt::to_string(kPasswordBytesMax)));
    if (count_characters(password) < kPasswordMin)
        return fail(Error(ErrorCode::kPasswordShort, "password").with("min", fmt::to_string(kPasswordMin)));
    const std::string lower = lower_case(password);
    const std::string address = email_key(email);
    const std::string name = address.substr(0, address.find('@'));
    const bool tells = name.size() >= kTellingPart && lower.find(name) != std::string::npos;
    if (tells || std::set<char>(lower.begin(), lower.end()).size() < kDifferentMin)
        return fail(ErrorCode::kPasswordWeak, "password");
    return {};
}

}  // namespace settle
