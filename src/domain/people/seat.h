// Who holds a seat, and whether one more may.
#pragma once

#include <optional>

#include "base/date.h"
#include "base/id.h"
#include "domain/catalog/catalog.h"
#include "domain/customer/customer.h"
#include "domain/subscription/subscription.h"

namespace settle {

/// How a person came to a seat.
enum class SeatSource : std::uint8_t { kManual, kImport, kCode, kMemberPage, kServer };
/// "manual", "import", "code", "member_page", "server"
std::string_view name_of(SeatSource source);

struct SeatHolder {
    SeatId id;
    CustomerId customer;
    Code seat;                     ///< A named kind.
    MemberId member;
    SeatSource source = SeatSource::kManual;
    Instant since;
    std::optional<Instant> until = {};  ///< When it was given back.
};

/// A seat with the person on it.
struct SeatedMember {
    SeatHolder holder;
    Member member;
};

/// The kinds of seat that people sit on in a plan, in its order.
std::vector<Code> named_seats(const Catalog& catalog, const Plan& plan);
/// The plan's kind of seat that `wanted` names; empty means its only named one. Fails with item_unknown,
/// field_required (there are several), field_invalid (nobody sits on it: it is counted).
Result<Code> named_seat(const Catalog& catalog, const Subscription& subscription, const Code& wanted);

/// Seats are there once they are paid for, in a pause too, and in a trial. Fails with payment_required.
Result<void> may_hold_seats(const Catalog& catalog, const Subscription& subscription);

/// Whether one more person may sit where `assigned` do: the number paid for is never passed. Fails with no_seat.
Result<void> judge_one_more(const Subscription& subscription, const Code& seat, std::int64_t assigned);

/// Whether a member who holds `held` may be given a seat of any of the plan's named kinds. Fails with payment_required,
/// member_without_email, already_beneficiary, no_seat, not_offered (the plan has none).
Result<void> judge_any_seat(const Catalog& catalog, const Subscription& subscription, const Member& member,
                            const std::vector<SeatHolder>& held, const Quantities& assigned);

/// What one person may use: with a seat of the plan its features, without one those of the free plan, if there is one.
/// Where the plan has no named seats everybody has its features.
std::vector<Code> features_of_member(const Catalog& catalog, const Subscription& subscription,
                                     const std::vector<SeatHolder>& held);

}  // namespace settle
