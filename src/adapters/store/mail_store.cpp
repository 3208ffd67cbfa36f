#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "adapters/store/sql_transaction.h"
#include "base/ensure.h"

namespace settle::store {
namespace {

/// Behind every id there is.
constexpr std::string_view kLastMail = "mail`";

}  // namespace

Mail read_mail(Row& row) {
    return Mail{
        .id = row.id<MailId>("id"),
        .vendor = row.text("vendor"),
        .customer = row.id<CustomerId>("customer"),
        .about = row.text("about"),
        .template_name = row.text("template"),
        .language = row.text("language"),
        .email = row.text("email"),
        .name = row.text("name"),
        .fields = row.view("fields").empty() ? MailFields{} : row.keep("fields", unpack_pairs(row.view("fields")), {}),
        .created_at = row.instant("created_at"),
        .expires_at = row.instant("expires_at"),
        .state = row.name("state", MailState::kExpired),
        .tries = row.small("tries"),
        .leased_until = row.maybe_instant("available_at").value_or(Instant{}),
        .why = row.text("why"),
    };
}

Result<std::vector<OutboxEntry>> SqlTransaction::claim_untold(Instant now, std::int64_t lease_seconds, int limit) {
    if (!TRY(is_any(sql::untold::find_waiting, now))) return std::vector<OutboxEntry>();
    return claim_acts(sql::untold::claim, now, lease_seconds, limit);
}

Result<void> SqlTransaction::finish_untold(const OutboxEntry& entry) {
    TRY_VOID(db_.run(sql::untold::remove, {{"vendor", entry.vendor},
                                           {"customer", entry.customer},
                                           {"sequence", entry.sequence},
                                           {"leased_until", entry.leased_until}}));
    return {};
}

Result<void> SqlTransaction::retry_untold(const OutboxEntry& entry, Instant at) {
    TRY_VOID(db_.run(sql::untold::retry, {{"available_at", at},
                                          {"vendor", entry.vendor},
                                          {"customer", entry.customer},
                                          {"sequence", entry.sequence},
                                          {"leased_until", entry.leased_until}}));
    return {};
}

Result<int> SqlTransaction::forget_untold(Instant before, int limit) {
    return static_cast<int>(TRY(db_.run(sql::untold::remove_old, {{"before", before}, {"limit", limit}})));
}

Result<bool> SqlTransaction::add_mail(const VendorName& vendor, const Mail& mail) {
    ENSURE(!mail.about.empty() && !mail.email.empty());
    const std::string fields = pack(mail.fields);
    const auto customer = mail.customer.empty() ? std::optional<std::string_view>()
                                                : std::optional<std::string_view>(mail.customer.view());
    return TRY(db_.run(sql::mail::add, {{"vendor", vendor},
                                        {"id", mail.id},
                                        {"customer", customer},
                                        {"about", mail.about},
                                        {"template", mail.template_name},
                                        {"language", mail.language},
                                        {"email", mail.email},
                                        {"name", mail.name},
                                        {"fields", fields},
                                        {"created_at", mail.created_at},
                                        {"expires_at", mail.expires_at}})) > 0;
}

Result<std::vector<Mail>> SqlTransaction::claim_mails(Instant now, std::int64_t lease_seconds, int limit) {
    ENSURE(lease_seconds > 0);
    if (!TRY(is_any(sql::mail::find_waiting, now))) return std::vector<Mail>();
    auto claimed =
        TRY(db_.all(sql::mail::claim,
                    {{"leased_until", now.plus_seconds(lease_seconds)}, {"now", now}, {"limit", limit}}, read_mail));
    std::ranges::sort(claimed, {}, [](const Mail& mail) { return std::pair(mail.created_at, mail.id); });
    return claimed;
}

Result<void> SqlTransaction::finish_mail(const Mail& mail, const MailOutcome& outcome, Instant now) {
    ENSURE(outcome.state != MailState::kWaiting);
    ENSURE(!outcome.keeps_fields || outcome.state == MailState::kRefused);
    const std::string fields = outcome.keeps_fields ? pack(mail.fields) : std::string();
    TRY_VOID(db_.run(sql::mail::finish, {{"state", name_of(outcome.state)},
                                         {"why", outcome.why},
                                         {"fields", fields},
                                         {"done_at", now},
                                         {"vendor", mail.vendor},
                                         {"id", mail.id},
                                         {"leased_until", mail.leased_until}}));
    return {};
}

Result<void> SqlTransaction::retry_mail(const Mail& mail, Instant at, const std::string& why) {
    TRY_VOID(db_.run(sql::mail::retry, {{"available_at", at},
                                        {"why", why},
                                        {"vendor", mail.vendor},
                                        {"id", mail.id},
                                        {"leased_until", mail.leased_until}}));
    return {};
}

Result<void> SqlTransaction::put_mail_off(const Mail& mail, Instant at) {
    TRY_VOID(
        db_.run(sql::mail::put_off,
                {{"available_at", at}, {"vendor", mail.vendor}, {"id", mail.id}, {"leased_until", mail.leased_until}}));
    return {};
}

Result<void> SqlTransaction::revive_mail(const VendorName& vendor, const MailId& id, Instant now, Instant expires_at) {
    const auto revived =
        TRY(db_.run(sql::mail::revive, {{"now", now}, {"expires_at", expires_at}, {"vendor", vendor}, {"id", id}}));
    if (revived == 0) return fail(ErrorCode::kNotFound, {}, "no refused mail " + id.str());
    return {};
}

Result<std::vector<Mail>> SqlTransaction::list_mails(const VendorName& vendor, const CustomerId& customer,
                                                     const Page& page) {
    const std::string_view after = page.after.empty() ? kLastMail : std::string_view(page.after);
    if (customer.empty())
        return db_.all(sql::mail::list, {{"vendor", vendor}, {"after", after}, {"limit", page.limit}}, read_mail);
    return db_.all(sql::mail::list_of_customer,
                   {{"vendor", vendor}, {"customer", customer}, {"after", after}, {"limit", page.limit}}, read_mail);
}

Result<MailFigures> SqlTransaction::mail_figures() {
    return TRY(db_.first(sql::mail::figures, {{"most", kMostCounted}},
                         [](Row& row) {
                             return MailFigures{.waiting = row.integer("waiting"),
                                                .failing = row.integer("failing"),
                                                .refused = row.integer("refused")};
                         }))
        .value_or(MailFigures{});
}

}  // namespace settle::store
