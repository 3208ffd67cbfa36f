// A first sale that begins with a talk: somebody without an account asks to be shown the product.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/id.h"
#include "domain/catalog/quantities.h"
#include "domain/customer/actor.h"

namespace settle {

struct DemoIdTag {
    static constexpr std::string_view kPrefix = "demo_";
};
using DemoId = Id<DemoIdTag>;

enum class DemoState : std::uint8_t { kNew, kScheduled, kHeld, kNoShow, kWon, kLost };
/// "new", "scheduled", "held", "no_show", "won", "lost"
std::string_view name_of(DemoState state);
/// Whether staff still work on it.
constexpr bool is_open(DemoState state) { return state < DemoState::kWon; }

/// What staff do about one.
enum class DemoAct : std::uint8_t { kSchedule, kHold, kMiss, kWin, kLose };

struct Demo {
    DemoId id;
    DemoState state = DemoState::kNew;
    std::int64_t version = 1;
    std::string company;
    std::string first_name;
    std::string last_name;
    std::string email;
    std::string phone;
    std::string language;
    std::string time_zone;                     ///< Theirs; an IANA name.
    std::optional<Instant> wished_at;          ///< When they would like it.
    Quantities expected;                       ///< How many of what they think they need.
    std::string message;
    std::optional<Instant> slot_at;            ///< When it is to be, or was.
    std::string lost_reason;
    CustomerId became;                         ///< The customer, once it is won,
    ChangeId change;                           ///< and the order of their subscription.
    Instant created_at;
    Instant due_at;                            ///< By when somebody should have answered it.

    std::string full_name() const {
        return first_name.empty() || last_name.empty() ? first_name + last_name : first_name + " " + last_name;
    }
    /// Fails with request_already_decided (it was won or lost), field_invalid (it does not come to that yet).
    Result<void> check(DemoAct act, Instant now) const;
};

/// One thing that happened to a demo, for the record.
struct DemoStep {
    enum class Kind : std::uint8_t { kAsked, kScheduled, kRescheduled, kHeld, kNoShow, kWon, kLost, kNote } kind;
    DemoId demo;
    Actor by;                                  ///< Who asked for it has no id.
    std::optional<Instant> slot_at = {};
    std::string text = {};
    Instant at;
};
/// "asked", "scheduled", "rescheduled", "held", "no_show", "won", "lost", "note"
std::string_view name_of(DemoStep::Kind kind);

}  // namespace settle
