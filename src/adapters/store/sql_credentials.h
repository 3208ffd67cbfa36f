// The credentials of the port, on any driver.
#pragma once

#include "adapters/store/sql_driver.h"
#include "ports/credentials.h"

namespace settle::store {

/// Part of an SqlTransaction. Nothing here is about one customer, so no customer's lock stands behind it on PostgreSQL:
/// what may happen once is decided by the statement that writes it; a person is locked where they must stay the same.
class SqlCredentials final : public CredentialStore {
public:
    explicit SqlCredentials(Driver& db) : db_(db) {}

    Result<void> add_person(const Person&) override;
    Result<std::optional<Person>> find_person(const VendorName&, const PersonId&) override;
    Result<std::optional<Person>> lock_person(const VendorName&, const PersonId&) override;
    Result<std::optional<Person>> find_person_by_email(const VendorName&, std::string_view email) override;
    Result<void> save_staff_role(const VendorName&, const PersonId&, const std::string& staff_id,
                                 const Code& role) override;
    Result<void> save_password(const VendorName&, const PersonId&, const std::string& hash, Instant at) override;
    Result<void> save_code_key(const VendorName&, const PersonId&, const std::string& sealed,
                               std::optional<Instant> since) override;
    Result<bool> use_code_step(const VendorName&, const PersonId&, std::int64_t step) override;
    Result<void> save_last_customer(const VendorName&, const PersonId&, const CustomerId&) override;
    Result<void> save_recovery_codes(const VendorName&, const PersonId&, std::span<const std::string> hashes) override;
    Result<bool> use_recovery_code(const VendorName&, const PersonId&, const std::string& hash) override;
    Result<std::int64_t> count_recovery_codes(const VendorName&, const PersonId&) override;
    Result<std::vector<Membership>> memberships(const VendorName&, std::string_view email, Instant now) override;
    Result<std::vector<Session>> list_sessions(const VendorName&, const PersonId&, const Actor&, Instant now) override;
    Result<void> end_sessions(const VendorName&, const PersonId&, const std::optional<Actor>&,
                              std::string_view except) override;
    Result<bool> end_session(const VendorName&, const PersonId&, const Actor&, std::string_view id) override;
    Result<void> add_ticket(const Ticket&) override;
    Result<std::optional<Ticket>> find_ticket(const std::string& token_hash, TicketUse, Instant now) override;
    Result<std::optional<Ticket>> take_ticket(const std::string& token_hash, TicketUse, Instant now) override;
    Result<void> end_tickets(const VendorName&, const PersonId&, TicketUse) override;
    Result<void> forget_credentials(const VendorName&, const PersonId&) override;
    Result<int> count_try(const VendorName&, const std::string& key, TryLimit, Instant now) override;
    Result<void> forget_tries(const VendorName&, const std::string& key) override;
    Result<void> add_passkey(const VendorName&, const Passkey&) override;
    Result<std::vector<Passkey>> list_passkeys(const VendorName&, const PersonId&) override;
    Result<std::optional<Passkey>> find_passkey(const VendorName&, const std::string& id) override;
    Result<bool> use_passkey(const VendorName&, const Passkey& was, std::int64_t uses, Instant at) override;
    Result<bool> remove_passkey(const VendorName&, const PersonId&, const std::string& id) override;
    Result<PersonId> find_identity(const VendorName&, const std::string& issuer, const std::string& subject) override;
    Result<void> add_identity(const VendorName&, const std::string& issuer, const std::string& subject, const PersonId&,
                              Instant at) override;
    Result<void> add_note(const VendorName&, const SecurityNote&) override;
    Result<std::vector<SecurityNote>> list_notes(const VendorName&, const PersonId&, int limit) override;
    Result<int> forget_sign_ins(const SignInsOver& before, int limit) override;

private:
    Driver& db_;
};

}  // namespace settle::store
