// People, seats, codes and notifications, as JSON.
#pragma once

#include <span>

#include "app/people/departures.h"
#include "app/people/invitation_codes.h"
#include "app/people/invitations.h"
#include "app/people/members.h"
#include "app/people/notifications.h"
#include "app/people/people_list.h"
#include "app/people/seats.h"
#include "app/people/usage.h"
#include "wire/json.h"

namespace settle::wire {

JsonObject json_of(const SeatedMember& seated);
JsonObject json_of(const MemberView& view, const Audience& audience);
/// `shown` are the seats of the page that was asked for, of `total` that match.
JsonObject json_of(const SeatList& list, std::span<const SeatedMember> shown, std::size_t total,
                   const Audience& audience);
JsonObject json_of(const SeatCount& count, const Audience& audience);
JsonObject json_of(const std::vector<SeatCount>& counts, const Audience& audience);
JsonObject json_of(const InvitationCode& code);
JsonObject json_of(const InvitedMember& invited);
JsonObject json_of(const std::vector<InvitedMember>& invited);
JsonObject json_of(const NotificationList& list, const Audience& audience);

JsonObject json_of(const PeopleList& list);
/// With the rejected lines, and of the accepted ones only how many.
JsonObject json_of(const ListReport& report, const Audience& audience);

// What callers may send.
struct ListLines {
    std::vector<JudgedLine> lines;
    Keep keep = Keep::kAccepted;
};
/// At most 1,000 lines; what is wrong with one of them is judged, not refused.
Result<ListLines> list_lines_from(const JsonValue& value);
/// Without its customer, which the address names.
Result<SeatWish> seat_wish_from(const JsonValue& value);
/// At most 1,000 seats. Without its customer.
Result<DepartureWish> departure_wish_from(const JsonValue& value);
/// Of the kind that the address names: "count", or "change".
Result<UsageReport> usage_report_from(const JsonValue& value, const Code& seat);
/// Without its customer, which the address names.
Result<InvitationCodeWish> invitation_code_from(const JsonValue& value);
Result<InvitationWish> invitation_from(const JsonValue& value);
Result<bool> activity_from(const JsonValue& value);
Result<NewPerson> member_edit_from(const JsonValue& value);
struct CodeEntry {
    std::string code;
    Code seat;
    MemberId member;
};
Result<CodeEntry> code_entry_from(const JsonValue& value);
struct OwnerWish {
    MemberId member;
    Code former_role;
};
Result<OwnerWish> owner_wish_from(const JsonValue& value);
Result<NotificationId> read_until_from(const JsonValue& value);

}  // namespace settle::wire
