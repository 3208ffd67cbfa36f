// What the ways of signing in have in common; for this folder.
#pragma once

#include "app/access/credentials.h"
#include "ports/trust.h"

namespace settle {

/// Changing how one signs in is left to those who signed in a short time ago.
inline constexpr std::int64_t kFreshSeconds = 15 * 60;
inline constexpr TryLimit kPasswordTries{.burst = 10, .seconds_per_try = 900};
inline constexpr TryLimit kCodeTries{.burst = 5, .seconds_per_try = 300};
/// Mails to one address that somebody asked for.
inline constexpr TryLimit kMailTries{.burst = 3, .seconds_per_try = 600};

/// Makes it a session of the member. Fails with no_organisation when they have left meanwhile.
Result<void> move_into(Services& services, Transaction& tx, Session& session, const Membership& membership,
                       Instant now);
/// Opens a session for somebody who proved that the address is theirs. Fails with no_organisation, sign_in_expired (how
/// they sign in was changed since `person` was read).
Result<SignedIn> open_session_of(Services& services, Transaction& tx, const Person& person, Side side,
                                 SignInMethod method, const Doorstep& from, Instant now);
/// The same where no second factor stands before it; else the ticket for the code.
Result<SignInStep> next_step(Services& services, Transaction& tx, const Person& person, Side side, SignInMethod method,
                             const Doorstep& from, Instant now);

/// Counts a try in a transaction of its own, so that it counts whatever comes of it. Fails with too_many_requests.
Result<void> count_try(Services& services, const VendorName& vendor, const std::string& key, TryLimit limit);
/// The keys under which tries are counted: as digests, so that the table does not list who was tried.
std::string password_tries_of(std::string_view email);
std::string code_tries_of(const PersonId& person);
std::string mail_tries_of(std::string_view email);

/// Whoever has the address, for the first time if it is a member's; nothing for an address without business here.
Result<std::optional<Person>> find_or_add_person(Services& services, Transaction& tx, const VendorName& vendor,
                                                 const std::string& email, Instant now);
/// Ends all that is open for them, but for one session: also what an application opened for a member with the address.
Result<void> end_all_sessions(Transaction& tx, const Person& person, std::string_view except_session, Instant now);
/// The person of a session. Fails with not_signed_in, address_not_proved.
Result<Person> person_of(Transaction& tx, const Session& session);
/// Fails with sign_in_again.
Result<void> must_be_fresh(const Session& session, Instant now);

Result<void> add_note(Services& services, Transaction& tx, const Person& person, std::string type, const Doorstep& from,
                      Instant now);
/// The library for it. Breaks the contract of a program that has none.
Trust& trust_of(Services& services);

/// Fails with password_short, password_weak, field_too_long.
Result<void> check_password(std::string_view email, std::string_view password);

}  // namespace settle
