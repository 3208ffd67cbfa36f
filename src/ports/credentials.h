// How people prove who they are, as it is kept: secrets as digests, or sealed where they must be read again.
#pragma once

#include "ports/store.h"

namespace settle {

/// Somebody who can prove that an address is theirs, to one vendor: a member of any number of customers with that
/// address, one of the vendor's staff, or both.
struct Person {
    PersonId id;
    VendorName vendor;
    std::string email;
    std::string staff_id;           ///< Empty: not one of the staff.
    Code staff_role;                ///< The same.
    std::string password_hash;      ///< Says how it was made; empty: none.
    std::optional<Instant> password_set_at = {};
    std::string sealed_code_key;    ///< Of one-time codes; empty: none.
    std::optional<Instant> second_factor_since = {};  ///< Not set while codes are being set up.
    std::int64_t last_code_step = 0;
    CustomerId last_customer;       ///< Where they were last; may be empty.
    Instant created_at;
};

/// What a short-lived secret that somebody was given is good for.
enum class TicketUse : std::uint8_t {
    kSetPassword,    ///< From an e-mail, or from the operator.
    kEmailLink,      ///< From an e-mail: opens a session.
    kInvitation,     ///< The same, in the organisation that invites.
    kSecondFactor,   ///< The password was right; the code is missing.
    kProvider,       ///< On the way to an identity provider and back.
    kAddPasskey,     ///< A challenge.
    kUsePasskey,     ///< The same.
};
constexpr std::string_view name_of(TicketUse use) {
    constexpr std::string_view kNames[] = {"set_password", "email_link",  "invitation", "second_factor",
                                           "provider",     "add_passkey", "use_passkey"};
    return kNames[static_cast<std::size_t>(use)];
}

struct Ticket {
    std::string token_hash;   ///< digest_hex of what was given out.
    TicketUse use = TicketUse::kSetPassword;
    VendorName vendor;
    PersonId person;          ///< Empty before anybody is known.
    std::string data;         ///< Whatever the use needs; no secret that is good by itself.
    Instant expires_at;
};

struct Membership {
    CustomerId customer;
    std::string customer_name;
    Member member;
};

struct Passkey {
    std::string id;           ///< The credential's id, in base64url.
    PersonId person;
    std::string name;         ///< What its owner calls it.
    int algorithm = 0;        ///< COSE: -7, -8, -257.
    std::string public_key;   ///< As the verifier wants it, in base64url.
    std::int64_t uses = 0;    ///< The authenticator's own counter; many never count.
    Instant created_at;
    std::optional<Instant> used_at = {};
};

/// Something that happened to somebody's ways of signing in, for them to read.
struct SecurityNote {
    PersonId person;
    std::string id;
    std::string type;         ///< "signed_in", "password_set", …
    Instant at;
    std::string agent;
    std::string address;
};

/// How often one thing may be tried: `burst` at once, then one per `seconds_per_try`.
struct TryLimit {
    int burst = 10;
    int seconds_per_try = 900;
};

/// Until when what is over is forgotten.
struct SignInsOver {
    Instant expired;  ///< Tickets, links and sessions that expired before.
    Instant full;     ///< Tries that counted no more before.
    Instant noted;    ///< Security notes from before.
};

/// Part of a transaction. What may happen once (a ticket, a code) happens once however many ask at the same time.
class CredentialStore {
public:
    virtual ~CredentialStore() = default;

    /// Fails with already_exists when the address, or the staff id, is another person's.
    virtual Result<void> add_person(const Person&) = 0;
    virtual Result<std::optional<Person>> find_person(const VendorName&, const PersonId&) = 0;
    /// The same, and whoever else wants to change how they sign in, or sign in, waits until this transaction is over.
    virtual Result<std::optional<Person>> lock_person(const VendorName&, const PersonId&) = 0;
    virtual Result<std::optional<Person>> find_person_by_email(const VendorName&, std::string_view email) = 0;
    virtual Result<void> save_staff_role(const VendorName&, const PersonId&, const std::string& staff_id,
                                         const Code& role) = 0;
    virtual Result<void> save_password(const VendorName&, const PersonId&, const std::string& hash, Instant at) = 0;
    /// `since` empty: being set up. An empty key ends it.
    virtual Result<void> save_code_key(const VendorName&, const PersonId&, const std::string& sealed,
                                       std::optional<Instant> since) = 0;
    /// Whether a code of that step, or a later one, was not used before; if so it is now.
    virtual Result<bool> use_code_step(const VendorName&, const PersonId&, std::int64_t step) = 0;
    virtual Result<void> save_last_customer(const VendorName&, const PersonId&, const CustomerId&) = 0;
    /// Replaces all there are.
    virtual Result<void> save_recovery_codes(const VendorName&, const PersonId&,
                                             std::span<const std::string> hashes) = 0;
    /// Whether there was such a code; it is gone now.
    virtual Result<bool> use_recovery_code(const VendorName&, const PersonId&, const std::string& hash) = 0;
    virtual Result<std::int64_t> count_recovery_codes(const VendorName&, const PersonId&) = 0;

    /// Where a member with the address is now, the oldest customer first; not where they were invited and did not come
    /// in time.
    virtual Result<std::vector<Membership>> memberships(const VendorName&, std::string_view email, Instant now) = 0;

    /// Those of the person, and those the actor has beside them (opened for them by an application); newest first.
    virtual Result<std::vector<Session>> list_sessions(const VendorName&, const PersonId&, const Actor&,
                                                       Instant now) = 0;
    /// Ends the same ones, but for the one with the id `except`; without an actor only those of the person.
    virtual Result<void> end_sessions(const VendorName&, const PersonId&, const std::optional<Actor>&,
                                      std::string_view except) = 0;
    /// Ends one of the same ones. Answers whether it was there.
    virtual Result<bool> end_session(const VendorName&, const PersonId&, const Actor&, std::string_view id) = 0;

    virtual Result<void> add_ticket(const Ticket&) = 0;
    /// Not used up.
    virtual Result<std::optional<Ticket>> find_ticket(const std::string& token_hash, TicketUse, Instant now) = 0;
    /// Used up: of several who ask, one gets it.
    virtual Result<std::optional<Ticket>> take_ticket(const std::string& token_hash, TicketUse, Instant now) = 0;
    /// None of that use is good for the person any more.
    virtual Result<void> end_tickets(const VendorName&, const PersonId&, TicketUse) = 0;
    /// Forgets how they sign in: password, codes, passkeys, providers, and every ticket that was given out.
    virtual Result<void> forget_credentials(const VendorName&, const PersonId&) = 0;

    /// Counts a try. Answers 0, or how many seconds too early it is: then it is not counted.
    virtual Result<int> count_try(const VendorName&, const std::string& key, TryLimit, Instant now) = 0;
    virtual Result<void> forget_tries(const VendorName&, const std::string& key) = 0;

    /// Fails with already_exists.
    virtual Result<void> add_passkey(const VendorName&, const Passkey&) = 0;
    virtual Result<std::vector<Passkey>> list_passkeys(const VendorName&, const PersonId&) = 0;
    virtual Result<std::optional<Passkey>> find_passkey(const VendorName&, const std::string& id) = 0;
    /// Whether nobody used it since `was` was read; if so it has now been used.
    virtual Result<bool> use_passkey(const VendorName&, const Passkey& was, std::int64_t uses, Instant at) = 0;
    virtual Result<bool> remove_passkey(const VendorName&, const PersonId&, const std::string& id) = 0;

    /// Whom a provider means by `subject`; empty: nobody yet.
    virtual Result<PersonId> find_identity(const VendorName&, const std::string& issuer,
                                           const std::string& subject) = 0;
    virtual Result<void> add_identity(const VendorName&, const std::string& issuer, const std::string& subject,
                                      const PersonId&, Instant at) = 0;

    virtual Result<void> add_note(const VendorName&, const SecurityNote&) = 0;
    virtual Result<std::vector<SecurityNote>> list_notes(const VendorName&, const PersonId&, int limit) = 0;

    /// Removes what is over, over all vendors: of each kind up to `limit`, the oldest first. Answers how many went.
    virtual Result<int> forget_sign_ins(const SignInsOver& before, int limit) = 0;
};

}  // namespace settle
