#include "adapters/store/act.h"
#include "adapters/store/sql_transaction.h"
#include "base/ensure.h"

namespace settle::store {
Result<std::vector<OutboxEntry>> SqlTransaction::claim_outbox(Instant now, std::int64_t lease_seconds, int limit) {
    if (!TRY(is_any(sql::outbox::find_waiting, now))) return std::vector<OutboxEntry>();
    return claim_acts(sql::outbox::claim, now, lease_seconds, limit);
}

/// Whoever claims twice a second and finds nothing writes nothing: PostgreSQL keeps even a commit that changed no row.
Result<bool> SqlTransaction::is_any(const sql::Query& find_waiting, Instant now) {
    TRY_VOID(write_events());
    return TRY(db_.first(find_waiting, {{"now", now}}, [](Row& row) { return row.flag("is_waiting"); })).has_value();
}

Result<std::vector<OutboxEntry>> SqlTransaction::claim_acts(const sql::Query& query, Instant now,
                                                            std::int64_t lease_seconds, int limit) {
    ENSURE(lease_seconds > 0);
    const Instant leased_until = now.plus_seconds(lease_seconds);
    auto claimed = TRY(db_.all(query, {{"leased_until", leased_until}, {"now", now}, {"limit", limit}}, [&](Row& row) {
        return OutboxEntry{
            .vendor = row.text("vendor"),
            .customer = row.id<CustomerId>("customer"),
            .sequence = row.integer("sequence"),
            .leased_until = leased_until,
            .tries = row.small("tries"),
            .events = {},
        };
    }));
    for (OutboxEntry& entry : claimed) {
        auto events = events_to_deliver(entry);
        if (events) entry.events = *std::move(events);
        else if (events.error().code == ErrorCode::kStoreFailed) entry.unreadable = events.error();  // This one alone.
        else return fail(events.error());
    }
    std::ranges::sort(claimed, {}, [&](const OutboxEntry& entry) {
        return std::tuple(entry.events.empty() ? now : entry.events.front().at, entry.vendor, entry.customer);
    });
    return claimed;
}

Result<std::vector<Event>> SqlTransaction::events_to_deliver(const OutboxEntry& entry) {
    const auto act = TRY(
        db_.first(sql::outbox::load_act,
                  {{"vendor", entry.vendor}, {"customer", entry.customer}, {"sequence", entry.sequence}}, read_act));
    auto events = act ? events_of(*act) : std::vector<Event>();
    if (events && events->empty())
        return fail(ErrorCode::kStoreFailed, {},
                    fmt::format("{} has no act {} to deliver", entry.customer.str(), entry.sequence));
    return events;
}

Result<void> SqlTransaction::finish_outbox(const OutboxEntry& entry) {
    TRY_VOID(write_events());
    struct Next {
        std::int64_t sequence;
        Instant at;
    };
    const auto next = TRY(db_.first(
        sql::act::find_next, {{"vendor", entry.vendor}, {"customer", entry.customer}, {"sequence", entry.sequence}},
        [](Row& row) { return Next{row.integer("sequence"), row.instant("at")}; }));
    if (next)
        TRY_VOID(db_.run(sql::outbox::advance, {{"next", next->sequence},
                                                {"available_at", next->at},
                                                {"vendor", entry.vendor},
                                                {"customer", entry.customer},
                                                {"sequence", entry.sequence},
                                                {"leased_until", entry.leased_until}}));
    else
        TRY_VOID(db_.run(sql::outbox::remove, {{"vendor", entry.vendor},
                                               {"customer", entry.customer},
                                               {"sequence", entry.sequence},
                                               {"leased_until", entry.leased_until}}));
    return {};
}

Result<void> SqlTransaction::retry_outbox(const OutboxEntry& entry, Instant at) {
    TRY_VOID(db_.run(sql::outbox::retry, {{"available_at", at},
                                          {"vendor", entry.vendor},
                                          {"customer", entry.customer},
                                          {"sequence", entry.sequence},
                                          {"leased_until", entry.leased_until}}));
    return {};
}

Result<OutboxFigures> SqlTransaction::outbox_figures(Instant now) {
    std::int64_t put_off = 0;
    OutboxFigures figures = TRY(db_.first(sql::outbox::figures, {{"now", now}, {"most", kMostCounted}}, [&](Row& row) {
                                put_off = row.integer("put_off");
                                return OutboxFigures{.waiting = row.integer("waiting"),
                                                     .failing = row.integer("failing"),
                                                     .oldest = row.maybe_instant("oldest_at")};
                            })).value_or(OutboxFigures{});
    if (put_off == 0) return figures;
    const auto oldest = TRY(db_.first(sql::outbox::oldest_put_off, {{"now", now}, {"most", kMostCounted}},
                                      [](Row& row) { return row.maybe_instant("oldest_at"); }));
    if (oldest && *oldest && (!figures.oldest || **oldest < *figures.oldest)) figures.oldest = *oldest;
    return figures;
}

}  // namespace settle::store
