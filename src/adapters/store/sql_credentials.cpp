#include "adapters/store/sql_credentials.h"

#include "adapters/store/rows.h"

namespace settle::store {
namespace {

constexpr std::int64_t kSecond = 1'000'000;

Person read_person(Row& row) {
    return Person{
        .id = row.id<PersonId>("id"),
        .vendor = row.text("vendor"),
        .email = row.text("email"),
        .staff_id = row.text("staff_id"),
        .staff_role = row.code("staff_role"),
        .password_hash = row.text("password_hash"),
        .password_set_at = row.maybe_instant("password_set_at"),
        .sealed_code_key = row.text("sealed_code_key"),
        .second_factor_since = row.maybe_instant("second_factor_since"),
        .last_code_step = row.integer("last_code_step"),
        .last_customer = row.id<CustomerId>("last_customer"),
        .created_at = row.instant("created_at"),
    };
}

Ticket read_ticket(Row& row) {
    return Ticket{
        .token_hash = row.text("token_hash"),
        .use = row.name("use", TicketUse::kUsePasskey),
        .vendor = row.text("vendor"),
        .person = row.id<PersonId>("person"),
        .data = row.text("data"),
        .expires_at = row.instant("expires_at"),
    };
}

Passkey read_passkey(Row& row) {
    return Passkey{
        .id = row.text("id"),
        .person = row.id<PersonId>("person"),
        .name = row.text("name"),
        .algorithm = row.small("algorithm"),
        .public_key = row.text("public_key"),
        .uses = row.integer("uses"),
        .created_at = row.instant("created_at"),
        .used_at = row.maybe_instant("used_at"),
    };
}

SecurityNote read_note(Row& row) {
    return SecurityNote{
        .person = row.id<PersonId>("person"),
        .id = row.text("id"),
        .type = row.text("type"),
        .at = row.instant("at"),
        .agent = row.text("agent"),
        .address = row.text("address"),
    };
}

// Once and for all callers: who changed a row was the one.
Result<bool> changed(Result<std::int64_t> rows) {
    if (!rows) return fail(rows.error());
    return *rows > 0;
}

Result<void> done(Result<std::int64_t> rows) {
    if (!rows) return fail(rows.error());
    return {};
}

}  // namespace

Result<void> SqlCredentials::add_person(const Person& person) {
    const std::string key = email_key(person.email);
    return done(db_.run(sql::person::add, {{"vendor", person.vendor},
                                           {"id", person.id},
                                           {"email", person.email},
                                           {"email_key", key},
                                           {"staff_id", person.staff_id},
                                           {"staff_role", person.staff_role},
                                           {"created_at", person.created_at}}));
}

Result<std::optional<Person>> SqlCredentials::find_person(const VendorName& vendor, const PersonId& id) {
    return db_.first(sql::person::find, {{"vendor", vendor}, {"id", id}}, read_person);
}

Result<std::optional<Person>> SqlCredentials::lock_person(const VendorName& vendor, const PersonId& id) {
    return db_.first(sql::person::lock, {{"vendor", vendor}, {"id", id}}, read_person);
}

Result<std::optional<Person>> SqlCredentials::find_person_by_email(const VendorName& vendor, std::string_view email) {
    const std::string key = email_key(email);
    return db_.first(sql::person::find_by_email, {{"vendor", vendor}, {"email_key", key}}, read_person);
}

Result<void> SqlCredentials::save_staff_role(const VendorName& vendor, const PersonId& id, const std::string& staff_id,
                                             const Code& role) {
    return done(db_.run(sql::person::save_staff_role,
                        {{"vendor", vendor}, {"id", id}, {"staff_id", staff_id}, {"staff_role", role}}));
}

Result<void> SqlCredentials::save_password(const VendorName& vendor, const PersonId& id, const std::string& hash,
                                           Instant at) {
    return done(db_.run(sql::person::save_password,
                        {{"vendor", vendor}, {"id", id}, {"password_hash", hash}, {"password_set_at", at}}));
}

Result<void> SqlCredentials::save_code_key(const VendorName& vendor, const PersonId& id, const std::string& sealed,
                                           std::optional<Instant> since) {
    return done(db_.run(sql::person::save_code_key,
                        {{"vendor", vendor}, {"id", id}, {"sealed_code_key", sealed}, {"second_factor_since", since}}));
}

Result<bool> SqlCredentials::use_code_step(const VendorName& vendor, const PersonId& id, std::int64_t step) {
    return changed(db_.run(sql::person::use_code_step, {{"vendor", vendor}, {"id", id}, {"step", step}}));
}

Result<void> SqlCredentials::save_last_customer(const VendorName& vendor, const PersonId& id,
                                                const CustomerId& customer) {
    return done(
        db_.run(sql::person::save_last_customer, {{"vendor", vendor}, {"id", id}, {"last_customer", customer}}));
}

Result<void> SqlCredentials::save_recovery_codes(const VendorName& vendor, const PersonId& id,
                                                 std::span<const std::string> hashes) {
    return db_.all_or_nothing([&]() -> Result<void> {
        TRY(db_.run(sql::recovery_code::remove_all, {{"vendor", vendor}, {"person", id}}));
        for (const std::string& hash : hashes)
            TRY(db_.run(sql::recovery_code::add, {{"vendor", vendor}, {"person", id}, {"code_hash", hash}}));
        return {};
    });
}

Result<bool> SqlCredentials::use_recovery_code(const VendorName& vendor, const PersonId& id, const std::string& hash) {
    return changed(db_.run(sql::recovery_code::remove, {{"vendor", vendor}, {"person", id}, {"code_hash", hash}}));
}

Result<std::int64_t> SqlCredentials::count_recovery_codes(const VendorName& vendor, const PersonId& id) {
    const auto count = TRY(db_.first(sql::recovery_code::count, {{"vendor", vendor}, {"person", id}},
                                     [](Row& row) { return row.integer("left_over"); }));
    return count.value_or(0);
}

Result<std::vector<Membership>> SqlCredentials::memberships(const VendorName& vendor, std::string_view email,
                                                            Instant now) {
    const std::string key = email_key(email);
    if (key.empty()) return std::vector<Membership>();
    return db_.all(sql::member::memberships, {{"vendor", vendor}, {"email_key", key}, {"now", now}}, [](Row& row) {
        Membership membership{{}, {}, read_member_row(row)};
        membership.customer = membership.member.customer;
        membership.customer_name = row.text("customer_name");
        return membership;
    });
}

Result<std::vector<Session>> SqlCredentials::list_sessions(const VendorName& vendor, const PersonId& person,
                                                           const Actor& actor, Instant now) {
    auto sessions = TRY(db_.all(
        sql::access::list_sessions_of_actor,
        {{"vendor", vendor}, {"actor_kind", name_of(actor.kind)}, {"actor_id", actor.id}, {"now", now}}, read_session));
    if (!person.empty())
        std::ranges::move(TRY(db_.all(sql::access::list_sessions_of_person,
                                      {{"vendor", vendor}, {"person", person}, {"now", now}}, read_session)),
                          std::back_inserter(sessions));
    std::ranges::sort(sessions, [](const Session& a, const Session& b) {
        return std::pair(b.opened_at.micros, b.id) < std::pair(a.opened_at.micros, a.id);
    });
    return sessions;
}

Result<void> SqlCredentials::end_sessions(const VendorName& vendor, const PersonId& person,
                                          const std::optional<Actor>& actor, std::string_view except) {
    if (actor)
        TRY(db_.run(sql::access::remove_sessions_of_actor, {{"vendor", vendor},
                                                            {"actor_kind", name_of(actor->kind)},
                                                            {"actor_id", actor->id},
                                                            {"except_id", except}}));
    if (person.empty()) return {};
    return done(db_.run(sql::access::remove_sessions_of_person,
                        {{"vendor", vendor}, {"person", person}, {"except_id", except}}));
}

Result<bool> SqlCredentials::end_session(const VendorName& vendor, const PersonId& person, const Actor& actor,
                                         std::string_view id) {
    if (TRY(db_.run(sql::access::remove_session_of_actor,
                    {{"vendor", vendor}, {"actor_kind", name_of(actor.kind)}, {"actor_id", actor.id}, {"id", id}})) > 0)
        return true;
    return changed(
        db_.run(sql::access::remove_session_of_person, {{"vendor", vendor}, {"person", person}, {"id", id}}));
}

Result<void> SqlCredentials::add_ticket(const Ticket& ticket) {
    return done(db_.run(sql::ticket::add, {{"token_hash", ticket.token_hash},
                                           {"use", name_of(ticket.use)},
                                           {"vendor", ticket.vendor},
                                           {"person", ticket.person},
                                           {"data", ticket.data},
                                           {"expires_at", ticket.expires_at}}));
}

Result<std::optional<Ticket>> SqlCredentials::find_ticket(const std::string& token_hash, TicketUse use, Instant now) {
    return db_.first(sql::ticket::find, {{"token_hash", token_hash}, {"use", name_of(use)}, {"now", now}}, read_ticket);
}

Result<std::optional<Ticket>> SqlCredentials::take_ticket(const std::string& token_hash, TicketUse use, Instant now) {
    auto ticket = TRY(find_ticket(token_hash, use, now));
    // Two may have found it; one removes it.
    if (ticket && TRY(db_.run(sql::ticket::remove, {{"token_hash", token_hash}})) == 0) ticket.reset();
    return ticket;
}

Result<void> SqlCredentials::end_tickets(const VendorName& vendor, const PersonId& person, TicketUse use) {
    return done(
        db_.run(sql::ticket::remove_of_person, {{"vendor", vendor}, {"person", person}, {"use", name_of(use)}}));
}

Result<void> SqlCredentials::forget_credentials(const VendorName& vendor, const PersonId& person) {
    TRY(db_.run(sql::person::forget_credentials, {{"vendor", vendor}, {"id", person}}));
    for (const sql::Query* query : {&sql::recovery_code::remove_all, &sql::passkey::remove_all,
                                    &sql::identity::remove_all, &sql::ticket::remove_all_of_person})
        TRY(db_.run(*query, {{"vendor", vendor}, {"person", person}}));
    return {};
}

Result<int> SqlCredentials::count_try(const VendorName& vendor, const std::string& key, TryLimit limit, Instant now) {
    const std::int64_t per_try = limit.seconds_per_try * kSecond;
    const std::int64_t latest = now.micros + limit.burst * per_try;
    const auto count = [&] {
        return db_.run(sql::sign_in_try::count,
                       {{"vendor", vendor}, {"key", key}, {"now", now}, {"per_try", per_try}, {"latest", latest}});
    };
    if (TRY(count()) > 0) return 0;
    if (TRY(db_.run(sql::sign_in_try::add, {{"vendor", vendor}, {"key", key}, {"full_at", now.micros + per_try}})) > 0)
        return 0;
    // Another first try came between the two statements: its row is there to count on by now.
    if (TRY(count()) > 0) return 0;
    const auto full_at = TRY(db_.first(sql::sign_in_try::find, {{"vendor", vendor}, {"key", key}},
                                       [](Row& row) { return row.integer("full_at"); }));
    const std::int64_t early = std::max(full_at.value_or(now.micros), now.micros) + per_try - latest;
    return static_cast<int>(std::max<std::int64_t>(1, (early + kSecond - 1) / kSecond));
}

Result<void> SqlCredentials::forget_tries(const VendorName& vendor, const std::string& key) {
    return done(db_.run(sql::sign_in_try::remove, {{"vendor", vendor}, {"key", key}}));
}

Result<void> SqlCredentials::add_passkey(const VendorName& vendor, const Passkey& passkey) {
    return done(db_.run(sql::passkey::add, {{"vendor", vendor},
                                            {"id", passkey.id},
                                            {"person", passkey.person},
                                            {"name", passkey.name},
                                            {"algorithm", passkey.algorithm},
                                            {"public_key", passkey.public_key},
                                            {"uses", passkey.uses},
                                            {"created_at", passkey.created_at}}));
}

Result<std::vector<Passkey>> SqlCredentials::list_passkeys(const VendorName& vendor, const PersonId& person) {
    return db_.all(sql::passkey::list, {{"vendor", vendor}, {"person", person}}, read_passkey);
}

Result<std::optional<Passkey>> SqlCredentials::find_passkey(const VendorName& vendor, const std::string& id) {
    return db_.first(sql::passkey::find, {{"vendor", vendor}, {"id", id}}, read_passkey);
}

Result<bool> SqlCredentials::use_passkey(const VendorName& vendor, const Passkey& was, std::int64_t uses, Instant at) {
    return changed(db_.run(sql::passkey::use,
                           {{"vendor", vendor}, {"id", was.id}, {"was", was.uses}, {"uses", uses}, {"used_at", at}}));
}

Result<bool> SqlCredentials::remove_passkey(const VendorName& vendor, const PersonId& person, const std::string& id) {
    return changed(db_.run(sql::passkey::remove, {{"vendor", vendor}, {"person", person}, {"id", id}}));
}

Result<PersonId> SqlCredentials::find_identity(const VendorName& vendor, const std::string& issuer,
                                               const std::string& subject) {
    auto person = TRY(db_.first(sql::identity::find, {{"vendor", vendor}, {"issuer", issuer}, {"subject", subject}},
                                [](Row& row) { return row.id<PersonId>("person"); }));
    return person.value_or(PersonId());
}

Result<void> SqlCredentials::add_identity(const VendorName& vendor, const std::string& issuer,
                                          const std::string& subject, const PersonId& person, Instant at) {
    return done(db_.run(
        sql::identity::add,
        {{"vendor", vendor}, {"issuer", issuer}, {"subject", subject}, {"person", person}, {"created_at", at}}));
}

Result<void> SqlCredentials::add_note(const VendorName& vendor, const SecurityNote& note) {
    return done(db_.run(sql::security_note::add, {{"vendor", vendor},
                                                  {"person", note.person},
                                                  {"id", note.id},
                                                  {"type", note.type},
                                                  {"at", note.at},
                                                  {"agent", note.agent},
                                                  {"address", note.address}}));
}

Result<std::vector<SecurityNote>> SqlCredentials::list_notes(const VendorName& vendor, const PersonId& person,
                                                             int limit) {
    return db_.all(sql::security_note::list, {{"vendor", vendor}, {"person", person}, {"rows", limit}}, read_note);
}

Result<int> SqlCredentials::forget_sign_ins(const SignInsOver& before, int limit) {
    std::int64_t forgotten = 0;
    for (const auto& [query, until] : {std::pair(&sql::ticket::remove_expired, before.expired),
                                       {&sql::access::remove_expired_links, before.expired},
                                       {&sql::access::remove_expired_sessions, before.expired},
                                       {&sql::sign_in_try::remove_full, before.full},
                                       {&sql::security_note::remove_old, before.noted}})
        forgotten += TRY(db_.run(*query, {{"before", until}, {"limit", limit}}));
    return static_cast<int>(forgotten);
}

}  // namespace settle::store
