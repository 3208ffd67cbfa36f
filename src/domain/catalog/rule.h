// Who may do what, now: one row of a vendor's ordered rule table.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/code.h"
#include "base/result.h"
#include "base/text.h"
#include "domain/catalog/cycle.h"

namespace settle {

/// The kinds of thing somebody may want. A wish with several (a plan and a number) is judged part by part.
enum class ChangeKind : std::uint8_t {
    kStartTrial,
    kSubscribe,
    kPlan,
    kCycle,
    kQuantity,
    kCancel,
    kRenewalOn,
    kPause,
    kResume,
    kCount
};
/// For plans: by rank. For cycles: by length. For quantities: by number.
enum class Direction : std::uint8_t { kUp, kDown, kSame, kCount };
/// The states of a subscription (requirements of the product: none before the first order).
enum class SubscriptionState : std::uint8_t {
    kNone,
    kTrialing,
    kTrialEnded,
    kIncomplete,
    kActive,
    kEnding,
    kPastDue,
    kPaused,
    kEnded,
    kCount
};
/// What a rule answers.
enum class Outcome : std::uint8_t { kNow, kPeriodEnd, kStaff, kNo, kNothingToDo };
/// When the difference is billed.
enum class Billed : std::uint8_t { kNow, kNextInvoice };
/// What becomes of the part that was paid and will not be used.
enum class UnusedPart : std::uint8_t { kNothing, kCredit, kRefundByStaff };
/// When a refused change becomes possible.
enum class PossibleFrom : std::uint8_t { kNever, kPeriodEnd, kCommitmentEnd };

/// A set of enumerators; empty matches everything.
template <class E>
class AnyOf {
public:
    constexpr void add(E value) { bits_ |= 1u << static_cast<unsigned>(value); }
    constexpr bool matches(E value) const { return bits_ == 0 || (bits_ >> static_cast<unsigned>(value)) & 1u; }
    constexpr bool empty() const { return bits_ == 0; }
    /// Whether everything that `other` matches is matched here too.
    constexpr bool covers(const AnyOf& other) const {
        return bits_ == 0 || (other.bits_ != 0 && (other.bits_ & ~bits_) == 0);
    }

private:
    std::uint32_t bits_ = 0;
};

/// A list of codes; empty matches everything.
struct AnyCode {
    std::vector<Code> codes;
    bool matches(const Code& code) const {
        if (codes.empty()) return true;
        for (const Code& known : codes)
            if (known == code) return true;
        return false;
    }
    bool covers(const AnyCode& other) const {
        if (codes.empty()) return true;
        if (other.codes.empty()) return false;
        for (const Code& code : other.codes)
            if (!matches(code)) return false;
        return true;
    }
};

/// The conditions of a rule. Each one left out matches everything.
struct RuleMatch {
    AnyOf<ChangeKind> change;
    AnyCode from_plan;             ///< Plan before (none before the first order: matches only when left out).
    AnyCode to_plan;               ///< Plan after.
    AnyOf<Cycle> from_cycle;       ///< Cycle before.
    AnyOf<Cycle> to_cycle;         ///< Cycle after.
    AnyCode item;                  ///< For quantities: which seat kind or add-on.
    AnyOf<Direction> direction;
    AnyOf<SubscriptionState> state;
    AnyCode role;
    std::optional<bool> committed; ///< Whether a commitment runs on the day.

    /// Whether a later rule with `other` could never be reached behind this one.
    bool covers(const RuleMatch& other) const;
};

struct Rule {
    Code id;
    RuleMatch match;
    Outcome outcome = Outcome::kNo;
    Billed billed = Billed::kNow;
    UnusedPart unused = UnusedPart::kNothing;
    PossibleFrom possible_from = PossibleFrom::kNever;
    std::optional<ErrorCode> code;  ///< The message code of a refusal; staff_only or not_offered when left out.
    Code request_type;              ///< For kStaff: the request that is offered, prefilled.
    Text reason;                    ///< Shown beside the code's own text; all the vendor's languages or none.
    int line = 0;                   ///< Where it stands in the catalog file.
};

}  // namespace settle
