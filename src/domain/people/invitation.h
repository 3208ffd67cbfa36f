// A person who was asked by mail to join, and has not come yet.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/code.h"
#include "base/date.h"
#include "base/id.h"
#include "domain/customer/customer.h"

namespace settle {

/// pending: they may come. accepted: they did. cancelled: they may not any more. expired: they did not in time, and may
/// be asked again.
enum class InvitationState : std::uint8_t { kPending, kAccepted, kCancelled, kExpired };
std::string_view name_of(InvitationState state);

struct Invitation {
    static constexpr std::int64_t kSecondsBetweenSends = 60;

    InvitationId id;
    CustomerId customer;
    MemberId member;  ///< Whoever is invited: a member already, who cannot do anything yet.
    Code seat;  ///< The kind of seat they get; empty: none.
    InvitationState state = InvitationState::kPending;
    Instant sent_at;  ///< The last time.
    Instant expires_at;
    int sends = 1;
    std::optional<Instant> ended_at = {};  ///< When it was accepted, cancelled or expired.

    /// It can be sent again, and be cancelled.
    bool is_open() const { return state == InvitationState::kPending || state == InvitationState::kExpired; }
    /// Seconds until it may be sent again; 0: now.
    std::int64_t seconds_to_wait(Instant now) const {
        const Instant from = sent_at.plus_seconds(kSecondsBetweenSends);
        return now >= from ? 0 : (from.micros - now.micros + 999'999) / 1'000'000;
    }
};

/// An invitation with the person it went to.
struct InvitedMember {
    Invitation invitation;
    Member member;
};

/// Of one kind of seat, the members who were invited and may still come.
struct InvitedCount {
    Code seat;
    std::int64_t held = 0;  ///< They have a seat of it.
    std::int64_t waiting = 0;  ///< They have none yet and were invited to one of it.
};

}  // namespace settle
