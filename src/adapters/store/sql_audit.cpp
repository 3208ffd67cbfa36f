#include "adapters/store/sql_audit.h"

#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "base/hash.h"

namespace settle::store {
namespace {

constexpr std::int64_t kLatest = std::numeric_limits<std::int64_t>::max();

/// What else an act is about, the most telling first.
constexpr std::string_view kSubjects[] = {"invoice", "request", "change", "seat", "invitation", "member"};

std::string subject_of(const Event& event) {
    for (const std::string_view subject : kSubjects)
        for (const auto& [name, value] : event.data)
            if (name == subject) return value;
    return {};
}

Result<AuditEntry> entry_of(AuditRow row) {
    Pairs facts = TRY(unpack_pairs(row.facts));
    Pairs personal;
    if (!row.personal.empty()) personal = TRY(unpack_pairs(row.personal));
    AuditEntry entry{.at = row.at,
                     .actor = std::move(row.actor),
                     .verb = std::move(row.verb),
                     .customer = std::move(row.customer),
                     .subject = std::move(row.subject),
                     .reason = std::move(row.reason),
                     .facts = std::move(facts),
                     .personal = std::move(personal),
                     .act = row.act};
    entry.sequence = row.sequence;
    entry.hash = std::move(row.hash);
    return entry;
}

}  // namespace

AuditRow read_audit_row(Row& row) {
    return AuditRow{
        .sequence = row.integer("sequence"),
        .at = row.instant("at"),
        .actor = read_actor(row),
        .verb = row.text("verb"),
        .customer = row.id<CustomerId>("customer"),
        .subject = row.text("subject"),
        .reason = row.text("reason"),
        .facts = row.text("facts"),
        .personal = row.text("personal"),
        .act = row.integer("act"),
        .act_hash = row.text("act_hash"),
        .hash = row.text("hash"),
    };
}

std::string chained_hash(const AuditRow& row, std::string_view previous_hash) {
    std::string text;
    append_part(text, previous_hash);
    append_part(text, row.sequence);
    append_part(text, row.at.micros);
    append_part(text, name_of(row.actor.kind));
    append_part(text, row.actor.role.view());
    append_part(text, row.actor.id);
    append_part(text, row.verb);
    append_part(text, row.customer.view());
    append_part(text, row.subject);
    append_part(text, row.reason);
    append_part(text, row.facts);
    append_part(text, row.act);
    append_part(text, row.act_hash);
    return digest_base64(text);
}

Result<void> SqlAudit::add_entry(const VendorName& vendor, AuditEntry entry) {
    waiting_[vendor].push_back({std::move(entry), {}});
    return {};
}

void SqlAudit::note_act(const VendorName& vendor, const Act& act, std::span<const Event> events) {
    if (act.actor.kind != Actor::Kind::kStaff) return;
    for (const Event& event : events)
        waiting_[vendor].push_back({AuditEntry{.at = act.at,
                                               .actor = act.actor,
                                               .verb = event.type,
                                               .customer = act.customer,
                                               .subject = subject_of(event),
                                               .reason = act.reason,
                                               .facts = event.data,
                                               .personal = event.personal,
                                               .act = act.sequence},
                                    act.hash});
}

Result<void> SqlAudit::write_entries() {
    for (const auto& [vendor, entries] : waiting_) TRY_VOID(append(vendor, entries));
    waiting_.clear();
    return {};
}

Result<void> SqlAudit::append(const VendorName& vendor, std::span<const Waiting> entries) {
    struct End {
        std::int64_t sequence = 0;
        std::string hash;
    };
    End end = TRY(db_.first(sql::audit::take_end, {{"vendor", vendor}}, [](Row& row) {
                  return End{row.integer("sequence"), row.text("hash")};
              })).value_or(End{});
    for (const auto& [entry, act_hash] : entries) {
        AuditRow row{.sequence = end.sequence + 1,
                     .at = entry.at,
                     .actor = entry.actor,
                     .verb = entry.verb,
                     .customer = entry.customer,
                     .subject = entry.subject,
                     .reason = entry.reason,
                     .facts = pack(entry.facts),
                     .personal = entry.personal.empty() ? std::string() : pack(entry.personal),
                     .act = entry.act,
                     .act_hash = act_hash,
                     .hash = {}};
        row.hash = chained_hash(row, end.hash);
        TRY_VOID(db_.run(sql::audit::add, {{"vendor", vendor},
                                           {"sequence", row.sequence},
                                           {"at", row.at},
                                           {"actor_kind", name_of(row.actor.kind)},
                                           {"actor_role", row.actor.role},
                                           {"actor_id", row.actor.id},
                                           {"verb", row.verb},
                                           {"about", row.customer},
                                           {"subject", row.subject},
                                           {"reason", row.reason},
                                           {"facts", row.facts},
                                           {"personal", row.personal},
                                           {"act", row.act},
                                           {"act_hash", row.act_hash},
                                           {"hash", row.hash}}));
        end = {row.sequence, row.hash};
    }
    TRY_VOID(db_.run(sql::audit::move_end, {{"vendor", vendor}, {"sequence", end.sequence}, {"hash", end.hash}}));
    return {};
}

Result<std::vector<AuditEntry>> SqlAudit::list_entries(const VendorName& vendor, const AuditFilter& filter,
                                                       std::int64_t before, int limit) {
    const auto place = [](Row& row) { return row.integer("sequence"); };
    std::int64_t first = 1, last = before - 1;
    // Days are a part of the log: what lies outside them is not read.
    const Instant from = filter.from.value_or(Instant{0}), until = filter.until.value_or(Instant{kLatest});
    if (filter.from)
        first = TRY(db_.first(sql::audit::first_since, {{"vendor", vendor}, {"from", from}}, place)).value_or(kLatest);
    if (filter.until)
        last = std::min(
            last, TRY(db_.first(sql::audit::last_before, {{"vendor", vendor}, {"until", until}}, place)).value_or(0));
    const Arg vendor_is{"vendor", vendor}, first_is{"first", first}, last_is{"last", last}, from_is{"from", from},
        until_is{"until", until}, limit_is{"limit", limit}, person_is{"person", filter.person},
        about_is{"about", filter.customer}, verb_is{"verb", filter.verb};
    const auto rows = TRY([&]() -> Result<std::vector<AuditRow>> {
        if (!filter.customer.empty() && filter.person.empty())
            return db_.all(sql::audit::list_of_customer,
                           {vendor_is, about_is, verb_is, first_is, last_is, from_is, until_is, limit_is},
                           read_audit_row);
        if (!filter.person.empty())
            return db_.all(sql::audit::list_of_person,
                           {vendor_is, person_is, verb_is, about_is, first_is, last_is, from_is, until_is, limit_is},
                           read_audit_row);
        if (!filter.verb.empty())
            return db_.all(sql::audit::list_of_verb,
                           {vendor_is, verb_is, first_is, last_is, from_is, until_is, limit_is}, read_audit_row);
        return db_.all(sql::audit::list, {vendor_is, first_is, last_is, from_is, until_is, limit_is}, read_audit_row);
    }());
    std::vector<AuditEntry> entries;
    for (const AuditRow& row : rows) entries.push_back(TRY(entry_of(row)));
    return entries;
}

}  // namespace settle::store
