// Signing in by oneself: passwords and second factors. Links of an application are in sign_in.h.
#pragma once

#include "app/access/sign_in.h"
#include "ports/credentials.h"

namespace settle {

/// Which pages somebody wants to come to: those of customers, or those of the vendor's staff.
enum class Side : std::uint8_t { kPortal, kDesk };
constexpr std::string_view name_of(Side side) { return side == Side::kPortal ? "portal" : "desk"; }

/// Where a request to sign in came from: for the list of sessions, and for the record.
struct Doorstep {
    VendorName vendor;
    std::string agent;  ///< What the browser calls itself.
    std::string address;
};

/// What comes after one step of signing in.
struct SignInStep {
    std::optional<SignedIn> signed_in = {};
    /// Else: the secret that goes with the code of the second factor, and whether that has to be set up first.
    std::string ticket = {};
    bool sets_up_code = false;
    /// Given once, when the second factor was set up on the way.
    std::vector<std::string> recovery_codes = {};
};

/// Takes as long for an address that nobody has. Fails with sign_in_refused, no_organisation, too_many_requests.
Result<SignInStep> sign_in_with_password(Services& services, const Doorstep& from, Side side, std::string_view email,
                                         std::string_view password);
/// A code of the authenticator, or a recovery code, after the password. Fails with second_factor_refused,
/// sign_in_expired, no_organisation, too_many_requests, second_factor_unavailable.
Result<SignInStep> sign_in_with_code(Services& services, const Doorstep& from, std::string_view ticket,
                                     std::string_view code);

/// What an authenticator takes: as text, and as the address that it opens.
struct CodeKey {
    std::string key;  ///< Base32.
    std::string uri;  ///< otpauth://totp/…
};
/// Staff who have no second factor yet set it up while they sign in. Fails with sign_in_expired, second_factor_on,
/// second_factor_unavailable.
Result<CodeKey> set_up_code_at_sign_in(Services& services, const Doorstep& from, std::string_view ticket);

/// A secret that lets whoever has it set the password of an address, for an operator: who has no person's record gets
/// one, as a staff person when `staff_id` is given. Fails with email_malformed, already_exists.
Result<std::string> make_password_ticket(Services& services, const VendorName& vendor, std::string_view email,
                                         const std::string& staff_id, const Code& staff_role);
/// Sets a password with such a secret, ends all sessions of the person and goes on as if it had been typed. Fails with
/// sign_in_expired, password_short, password_weak, field_too_long, no_organisation, too_many_requests.
Result<SignInStep> set_password_with_ticket(Services& services, const Doorstep& from, Side side,
                                            std::string_view ticket, std::string_view password);

/// What a link in a mail does.
enum class MailLink : std::uint8_t { kSignIn, kPassword };
/// Sends a link to an address that somebody here has; does as much, and answers the same, where nobody has it or it was
/// sent too often. Fails with email_malformed.
Result<void> send_link(Services& services, const Doorstep& from, Side side, MailLink link, std::string_view email);
/// Opens what a link to sign in or to join opens, once. Fails with sign_in_expired, no_organisation.
Result<SignInStep> sign_in_with_link(Services& services, const Doorstep& from, Side side, std::string_view ticket);

// For those who are signed in. `session` is the caller's; all fail with not_signed_in for servers, and with
// address_not_proved when an application vouched for the caller.

/// Ends all other sessions. Fails with password_wrong, sign_in_again (who has none yet), password_short, password_weak,
/// field_too_long, too_many_requests.
Result<void> change_password(const Context& context, const Session& session, const Doorstep& from,
                             std::string_view present, std::string_view wanted);
/// Fails with second_factor_on, second_factor_unavailable, sign_in_again.
Result<CodeKey> set_up_code(const Context& context, const Session& session);
/// Turns the second factor on; answers the recovery codes, which nobody sees again. Fails with second_factor_refused,
/// second_factor_on, second_factor_off (nothing was set up), second_factor_unavailable, too_many_requests.
Result<std::vector<std::string>> confirm_code(const Context& context, const Session& session, const Doorstep& from,
                                              std::string_view code);
/// New recovery codes; the old ones are good for nothing. Fails with second_factor_off, sign_in_again.
Result<std::vector<std::string>> renew_recovery_codes(const Context& context, const Session& session,
                                                      const Doorstep& from);
/// Fails with second_factor_off, second_factor_required (staff), sign_in_again.
Result<void> end_second_factor(const Context& context, const Session& session, const Doorstep& from);

}  // namespace settle
