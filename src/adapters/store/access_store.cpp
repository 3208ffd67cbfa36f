#include "adapters/store/rows.h"
#include "adapters/store/sql_transaction.h"

namespace settle::store {
namespace {

SignInLink read_link(Row& row) {
    return SignInLink{
        .token_hash = row.text("token_hash"),
        .vendor = row.text("vendor"),
        .actor = read_actor(row),
        .customer = row.id<CustomerId>("customer"),
        .member = row.id<MemberId>("member"),
        .target = row.text("target"),
        .expires_at = row.instant("expires_at"),
        .reusable = row.flag("reusable"),
    };
}

ApiKey read_api_key(Row& row) {
    return ApiKey{
        .id = row.text("id"),
        .secret_hash = row.text("secret_hash"),
        .vendor = row.text("vendor"),
        .name = row.text("name"),
        .created_at = row.instant("created_at"),
    };
}

}  // namespace

Session read_session(Row& row) {
    return Session{
        .token_hash = row.text("token_hash"),
        .vendor = row.text("vendor"),
        .actor = read_actor(row),
        .customer = row.id<CustomerId>("customer"),
        .member = row.id<MemberId>("member"),
        .csrf_token = row.text("csrf_token"),
        .expires_at = row.instant("expires_at"),
        .id = row.text("id"),
        .person = row.id<PersonId>("person"),
        .opened_by = row.name("opened_by", SignInMethod::kPasskey),
        .opened_at = row.instant("opened_at"),
        .agent = row.text("agent"),
    };
}

Actor read_actor(Row& row, std::string_view prefix) {
    const std::string start(prefix);
    return Actor{
        .kind = row.name(start + "_kind", Actor::Kind::kServer),
        .role = row.code(start + "_role"),
        .id = row.text(start + "_id"),
    };
}

Result<void> SqlTransaction::add_sign_in_link(const SignInLink& link) {
    TRY_VOID(db_.run(sql::access::add_link, {{"token_hash", link.token_hash},
                                             {"vendor", link.vendor},
                                             {"actor_kind", name_of(link.actor.kind)},
                                             {"actor_role", link.actor.role},
                                             {"actor_id", link.actor.id},
                                             {"customer", link.customer},
                                             {"member", link.member},
                                             {"target", link.target},
                                             {"expires_at", link.expires_at},
                                             {"reusable", link.reusable}}));
    return {};
}

Result<SignInLink> SqlTransaction::take_sign_in_link(const std::string& token_hash, Instant now) {
    auto link = TRY(db_.first(sql::access::find_link, {{"token_hash", token_hash}, {"now", now}}, read_link));
    if (!link) return fail(ErrorCode::kSignInLinkSpent);
    // Two may have found it; the one that removes it has it.
    if (!link->reusable && TRY(db_.run(sql::access::remove_link, {{"token_hash", token_hash}})) == 0)
        return fail(ErrorCode::kSignInLinkSpent);
    return *std::move(link);
}

Result<void> SqlTransaction::add_session(const Session& session) {
    TRY_VOID(db_.run(sql::access::add_session, {{"token_hash", session.token_hash},
                                                {"vendor", session.vendor},
                                                {"actor_kind", name_of(session.actor.kind)},
                                                {"actor_role", session.actor.role},
                                                {"actor_id", session.actor.id},
                                                {"customer", session.customer},
                                                {"member", session.member},
                                                {"csrf_token", session.csrf_token},
                                                {"expires_at", session.expires_at},
                                                {"id", session.id},
                                                {"person", session.person},
                                                {"opened_by", name_of(session.opened_by)},
                                                {"opened_at", session.opened_at},
                                                {"agent", session.agent}}));
    return {};
}

Result<std::optional<Session>> SqlTransaction::find_session(const std::string& token_hash, Instant now) {
    return db_.first(sql::access::find_session, {{"token_hash", token_hash}, {"now", now}}, read_session);
}

Result<bool> SqlTransaction::delete_session(const std::string& token_hash) {
    return TRY(db_.run(sql::access::remove_session, {{"token_hash", token_hash}})) > 0;
}

Result<void> SqlTransaction::change_open_role(const VendorName& vendor, const CustomerId& customer,
                                              const MemberId& member, const Code& role) {
    TRY_VOID(db_.run(sql::access::change_role_of_sessions,
                     {{"actor_role", role}, {"vendor", vendor}, {"customer", customer}, {"member", member}}));
    TRY_VOID(db_.run(sql::access::change_role_of_links,
                     {{"actor_role", role}, {"vendor", vendor}, {"customer", customer}, {"member", member}}));
    return {};
}

Result<void> SqlTransaction::end_what_is_open(const VendorName& vendor, const CustomerId& customer,
                                              const MemberId& member) {
    TRY_VOID(
        db_.run(sql::access::remove_sessions_of, {{"vendor", vendor}, {"customer", customer}, {"member", member}}));
    TRY_VOID(db_.run(sql::access::remove_links_of, {{"vendor", vendor}, {"customer", customer}, {"member", member}}));
    return {};
}

Result<void> SqlTransaction::add_api_key(const ApiKey& key) {
    TRY_VOID(db_.run(sql::access::add_api_key, {{"vendor", key.vendor},
                                                {"id", key.id},
                                                {"secret_hash", key.secret_hash},
                                                {"name", key.name},
                                                {"created_at", key.created_at}}));
    return {};
}

Result<std::optional<ApiKey>> SqlTransaction::find_api_key(const std::string& secret_hash) {
    return db_.first(sql::access::find_api_key, {{"secret_hash", secret_hash}}, read_api_key);
}

Result<void> SqlTransaction::add_feedback(const VendorName& vendor, const std::string& page, const std::string& verdict,
                                          Instant at) {
    TRY_VOID(db_.run(sql::feedback::add, {{"vendor", vendor}, {"page", page}, {"verdict", verdict}, {"at", at}}));
    return {};
}

}  // namespace settle::store
