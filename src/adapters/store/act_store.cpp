#include "adapters/store/act.h"
#include "adapters/store/sql_transaction.h"
#include "domain/mail/decide_mails.h"

namespace settle::store {
namespace {

/// `limit` events of acts that are in the order of the chain, or the other way round.
Result<std::vector<Event>> first_events(const std::vector<Act>& acts, std::int64_t after, int limit, bool is_reversed) {
    std::vector<Event> found;
    for (const Act& act : acts) {
        auto events = TRY(events_of(act));
        if (is_reversed) std::ranges::reverse(events);
        for (Event& event : events)
            if (event.sequence > after && std::cmp_less(found.size(), limit)) found.push_back(std::move(event));
    }
    return found;
}

}  // namespace

Result<void> SqlTransaction::add_event(const VendorName& vendor, Event event) {
    auto& acts = unwritten_[{vendor, event.customer}];
    if (acts.empty() || !are_one_act(acts.back().front(), event)) acts.emplace_back();
    acts.back().push_back(std::move(event));
    return {};
}

Result<void> SqlTransaction::write_events() {
    if (unwritten_.empty()) return {};
    WrittenActs written;
    TRY_VOID(db_.all_or_nothing([&]() -> Result<void> {
        for (const auto& [owner, acts] : unwritten_) TRY_VOID(add_acts(owner.first, owner.second, acts, written));
        return {};
    }));
    for (const auto& [vendor, act] : written) note_act(vendor, act.first, act.second);
    unwritten_.clear();
    return {};
}

Result<void> SqlTransaction::finish() {
    TRY_VOID(write_events());
    TRY_VOID(write_entries());
    return write_sums();
}

Result<void> SqlTransaction::add_acts(const VendorName& vendor, const CustomerId& customer,
                                      const std::vector<std::vector<Event>>& acts, WrittenActs& written) {
    const auto last = TRY(db_.first(sql::act::find_last, {{"vendor", vendor}, {"customer", customer}}, [](Row& row) {
        return ChainEnd{row.integer("sequence") + row.integer("count"), row.text("hash")};
    }));
    ChainEnd end = last.value_or(ChainEnd{});
    for (const std::vector<Event>& events : acts) {
        Act act = TRY(add_act(db_, vendor, end.next, end.hash, events));
        end = {act.sequence + act.count, act.hash};
        written.emplace_back(vendor, std::pair(std::move(act), std::span(events)));
    }
    changes_.add(vendor, customer, end.next - 1);
    return {};
}

Result<Act> SqlTransaction::add_act(Driver& db, const VendorName& vendor, std::int64_t sequence,
                                    std::string_view previous_hash, std::span<const Event> events) {
    ChainEnd end{sequence, std::string(previous_hash)};
    Act act = TRY(chain_act(events.front().customer, events, end));
    TRY_VOID(db.run(sql::act::add, {{"vendor", vendor},
                                    {"customer", act.customer},
                                    {"sequence", act.sequence},
                                    {"count", act.count},
                                    {"chain", act.chain},
                                    {"actor_kind", name_of(act.actor.kind)},
                                    {"actor_role", act.actor.role},
                                    {"actor_id", act.actor.id},
                                    {"on_behalf_of", act.on_behalf_of},
                                    {"reason", act.reason},
                                    {"at", act.at},
                                    {"events", act.events},
                                    {"personal", act.personal},
                                    {"hash", act.hash}}));
    TRY_VOID(
        db.run(sql::outbox::add,
               {{"vendor", vendor}, {"customer", act.customer}, {"sequence", act.sequence}, {"available_at", act.at}}));
    if (std::ranges::any_of(events, [](const Event& event) { return makes_mails(event.type, event.data); }))
        TRY_VOID(db.run(
            sql::untold::add,
            {{"vendor", vendor}, {"customer", act.customer}, {"sequence", act.sequence}, {"available_at", act.at}}));
    return act;
}

Result<std::vector<Event>> SqlTransaction::list_events(const VendorName& vendor, const CustomerId& customer,
                                                       std::int64_t after_sequence, int limit) {
    TRY_VOID(write_events());
    if (after_sequence == std::numeric_limits<std::int64_t>::max()) return std::vector<Event>();
    const std::int64_t first = after_sequence + 1;
    const auto acts = TRY(db_.all(
        sql::act::list, {{"vendor", vendor}, {"customer", customer}, {"first", first}, {"limit", limit}}, read_act));
    return first_events(acts, after_sequence, limit, false);
}

Result<std::vector<Event>> SqlTransaction::latest_events(const VendorName& vendor, const CustomerId& customer,
                                                         int limit) {
    TRY_VOID(write_events());
    const auto acts =
        TRY(db_.all(sql::act::list_latest, {{"vendor", vendor}, {"customer", customer}, {"limit", limit}}, read_act));
    return first_events(acts, 0, limit, true);
}

}  // namespace settle::store
