#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "adapters/store/sql_transaction.h"
#include "base/hash.h"

namespace settle::store {
namespace {

/// Each part with its length in front: no two lists of parts read the same.
void append(std::string& text, std::string_view part) { text += fmt::format("{}:{},", part.size(), part); }

}  // namespace

Event read_event(Row& row) {
    return Event{
        .id = row.id<EventId>("id"),
        .customer = row.id<CustomerId>("customer"),
        .type = row.text("type"),
        .actor = read_actor(row),
        .on_behalf_of = row.text("on_behalf_of"),
        .reason = row.text("reason"),
        .at = row.instant("at"),
        .data = row.keep("data", unpack_pairs(row.view("data")), Pairs{}),
        .personal = row.keep("personal", unpack_pairs(row.view("personal")), Pairs{}),
        .sequence = row.integer("sequence"),
        .hash = row.text("hash"),
        .previous_hash = row.text("previous_hash"),
    };
}

std::string chained_hash(const Event& event) {
    std::string text;
    append(text, event.previous_hash);
    append(text, std::to_string(event.sequence));
    append(text, event.id.str());
    append(text, event.type);
    append(text, name_of(event.actor.kind));
    append(text, event.actor.role.view());
    append(text, event.actor.id);
    append(text, event.on_behalf_of);
    append(text, event.reason);
    append(text, std::to_string(event.at.micros));
    for (const auto& [name, value] : event.data) {
        append(text, name);
        append(text, value);
    }
    return digest_hex(text);
}

Result<void> SqlTransaction::add_event(const VendorName& vendor, Event event) {
    struct End {
        std::int64_t sequence = 0;
        std::string hash;
    };
    const auto last = TRY(db_.first(sql::event::find_last, {{"vendor", vendor}, {"customer", event.customer}},
                                    [](Row& row) { return End{row.integer("sequence"), row.text("hash")}; }));
    const End end = last.value_or(End{});
    event.sequence = end.sequence + 1;
    event.previous_hash = end.hash;
    event.hash = chained_hash(event);
    return db_.all_or_nothing([&]() -> Result<void> {
        TRY_VOID(db_.run(sql::event::add, {{"vendor", vendor},
                                           {"customer", event.customer},
                                           {"sequence", event.sequence},
                                           {"id", event.id},
                                           {"type", event.type},
                                           {"actor_kind", name_of(event.actor.kind)},
                                           {"actor_role", event.actor.role},
                                           {"actor_id", event.actor.id},
                                           {"on_behalf_of", event.on_behalf_of},
                                           {"reason", event.reason},
                                           {"at", event.at},
                                           {"data", pack(event.data)},
                                           {"personal", pack(event.personal)},
                                           {"hash", event.hash},
                                           {"previous_hash", event.previous_hash}}));
        TRY_VOID(db_.run(sql::outbox::add, {{"vendor", vendor},
                                            {"event", event.id},
                                            {"customer", event.customer},
                                            {"available_at", event.at},
                                            {"tries", 0}}));
        return {};
    });
}

Result<std::vector<Event>> SqlTransaction::list_events(const VendorName& vendor, const CustomerId& customer,
                                                       std::int64_t after_sequence, int limit) {
    return db_.all(sql::event::list,
                   {{"vendor", vendor}, {"customer", customer}, {"after", after_sequence}, {"limit", limit}},
                   read_event);
}

Result<std::vector<Event>> SqlTransaction::latest_events(const VendorName& vendor, const CustomerId& customer,
                                                         int limit) {
    return db_.all(sql::event::list_latest, {{"vendor", vendor}, {"customer", customer}, {"limit", limit}}, read_event);
}

Result<std::vector<OutboxEntry>> SqlTransaction::due_outbox(Instant now, int limit) {
    return db_.all(sql::outbox::list_due, {{"now", now}, {"limit", limit}}, [](Row& row) {
        return OutboxEntry{
            .id = row.integer("id"),
            .vendor = row.text("vendor"),
            .event = row.id<EventId>("event"),
            .customer = row.id<CustomerId>("customer"),
            .available_at = row.instant("available_at"),
            .tries = row.small("tries"),
        };
    });
}

}  // namespace settle::store
