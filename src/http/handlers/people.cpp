// Who holds a seat, how people join and leave, and what they are told.
#include "wire/people.h"

#include "http/handlers/operations.h"
#include "wire/records.h"

namespace settle::http {
namespace {

Answer read_member(const Call& call) {
    const auto view = TRY(settle::read_member(call.context(), TRY(call.customer()), TRY(call.member())));
    return reply(wire::json_of(view, call.audience()));
}

Answer remove_member(const Call& call) {
    TRY_VOID(settle::remove_member(call.context(), TRY(call.customer()), TRY(call.member())));
    return no_content();
}

Answer transfer_ownership(const Call& call) {
    const CustomerId id = TRY(call.customer());
    const auto wish = TRY(wire::owner_wish_from(TRY(call.body())));
    return reply(wire::json_of(TRY(settle::transfer_ownership(call.context(), id, wish.member, wish.former_role))));
}

bool is_found(const Member& member, std::string_view search) {
    for (const std::string* text : {&member.email, &member.first_name, &member.last_name, &member.position})
        if (lower_case(*text).contains(search)) return true;
    return lower_case(member.full_name()).contains(search);
}

Answer list_seats(const Call& call) {
    const CustomerId id = TRY(call.customer());
    const std::string search = lower_case(TRY(call.query_text("search", 200)));
    const auto offset = TRY(call.query_integer("offset", 0, 1'000'000, 0));
    const auto limit = TRY(call.query_integer("limit", 1, 1'000, 100));
    SeatList list = TRY(settle::list_seats(call.context(), id));
    if (!search.empty())
        std::erase_if(list.seats, [&](const SeatedMember& seated) { return !is_found(seated.member, search); });
    const std::size_t total = list.seats.size();
    const auto first = std::min(static_cast<std::size_t>(offset), total);
    const auto shown = std::span(list.seats).subspan(first, std::min(static_cast<std::size_t>(limit), total - first));
    return reply(wire::json_of(list, shown, total, call.audience()));
}

Answer assign_seat(const Call& call) {
    const CustomerId id = TRY(call.customer());
    SeatWish wish = TRY(wire::seat_wish_from(TRY(call.body())));
    wish.customer = id;
    return created(wire::json_of(TRY(settle::assign_seat(call.context(), wish))));
}

Answer release_seat(const Call& call) {
    TRY_VOID(settle::release_seat(call.context(), TRY(call.customer()), TRY(call.seat())));
    return no_content();
}

Answer read_invitation_code(const Call& call) {
    return reply(wire::json_of(TRY(settle::read_invitation_code(call.context(), TRY(call.customer())))));
}

Answer set_invitation_code(const Call& call) {
    const CustomerId id = TRY(call.customer());
    InvitationCodeWish wish = TRY(wire::invitation_code_from(TRY(call.body())));
    wish.customer = id;
    return reply(wire::json_of(TRY(settle::set_invitation_code(call.context(), wish))));
}

Answer switch_invitation_code(const Call& call) {
    const CustomerId id = TRY(call.customer());
    const bool is_active = TRY(wire::activity_from(TRY(call.body())));
    return reply(wire::json_of(TRY(settle::switch_invitation_code(call.context(), id, is_active))));
}

Answer redeem_invitation_code(const Call& call) {
    const CustomerId id = TRY(call.customer());
    const auto entry = TRY(wire::code_entry_from(TRY(call.body())));
    return reply(
        wire::json_of(TRY(settle::redeem_invitation_code(call.context(), id, entry.member, entry.code, entry.seat))));
}

Answer list_notifications(const Call& call) {
    const auto list = TRY(settle::list_notifications(call.context(), TRY(call.customer())));
    return reply(wire::json_of(list, call.audience()));
}

Answer read_notifications(const Call& call) {
    const CustomerId id = TRY(call.customer());
    TRY_VOID(settle::read_notifications(call.context(), id, TRY(wire::read_until_from(TRY(call.body())))));
    return no_content();
}

}  // namespace

std::span<const Handled> people_operations() {
    static constexpr Handled kHandled[] = {
        {"read_member", read_member},
        {"remove_member", remove_member},
        {"transfer_ownership", transfer_ownership},
        {"list_seats", list_seats},
        {"assign_seat", assign_seat, Repeat::kByKey},
        {"release_seat", release_seat},
        {"read_invitation_code", read_invitation_code},
        {"set_invitation_code", set_invitation_code},
        {"switch_invitation_code", switch_invitation_code},
        {"redeem_invitation_code", redeem_invitation_code},
        {"list_notifications", list_notifications},
        {"read_notifications", read_notifications},
    };
    return kHandled;
}

}  // namespace settle::http
