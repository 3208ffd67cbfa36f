// An act: all events of one transaction about one customer, and the chain of acts.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "adapters/store/sql_driver.h"
#include "ports/store.h"

namespace settle::store {

/// As its row has it. `chain` says how `events` and `personal` are packed and what the hash covers:
/// kOneEvent is how the first schemas did it, and is only read.
struct Act {
    enum Chain : int { kOneEvent = 1, kPacked = 2 };
    CustomerId customer;
    std::int64_t sequence = 0;  ///< Of its first event, from 1.
    int count = 0;
    int chain = kPacked;
    Actor actor;
    std::string on_behalf_of;
    std::string reason;
    Instant at;
    /// [["type","name","value",…],…]; instead of a value the place from 0 of the event that says it under that name.
    std::string events;
    std::string personal;  ///< [[0,"name","value",…],…]: of which event, and its personal data; empty without any.
    std::string hash;
};

Act read_act(Row& row);

/// The id of an event: that of its customer, and its place in the chain.
EventId event_id(const CustomerId& customer, std::int64_t sequence);

/// Part of what is hashed, with its length in front: no two lists of parts read the same.
void append_part(std::string& text, std::string_view part);
void append_part(std::string& text, std::int64_t number);

/// Whether both can be in one act: the same person did them at the same moment, for the same reason.
bool are_one_act(const Event& a, const Event& b);

/// Packs what happened and the personal data of it.
void append_events(std::string& text, std::span<const Event> events);
void append_personal(std::string& text, std::span<const Event> events);

/// Where the next act of a customer goes.
struct ChainEnd {
    std::int64_t next = 1;
    std::string hash;  ///< Of the last act; empty when there is none.
};
/// The act of `events`, which are one, at the end of the chain; `end` moves behind it. Fails with store_failed.
Result<Act> chain_act(const CustomerId& customer, std::span<const Event> events, ChainEnd& end);

/// Its events, numbered, with ids. Fails with store_failed when they are not what was packed.
Result<std::vector<Event>> events_of(const Act& act);

/// The hash of an act behind `previous_hash`. Personal data is left out, so that it can be erased later without
/// breaking the chain. Fails with store_failed.
Result<std::string> chained_hash(const Act& act, std::string_view previous_hash);

}  // namespace settle::store
