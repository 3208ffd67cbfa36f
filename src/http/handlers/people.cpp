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

Answer edit_member(const Call& call) {
    const CustomerId id = TRY(call.customer());
    const NewPerson person = TRY(wire::member_edit_from(TRY(call.body())));
    return reply(wire::json_of(TRY(settle::edit_member(call.context(), id, TRY(call.member()), person))));
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
    const std::string search = lower_case(TRY(call.query_words("search", 200)));
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

Answer plan_departures(const Call& call) {
    const CustomerId id = TRY(call.customer());
    DepartureWish wish = TRY(wire::departure_wish_from(TRY(call.body())));
    wish.customer = id;
    TRY_VOID(settle::plan_departures(call.context(), wish));
    return no_content();
}

Answer cancel_departure(const Call& call) {
    TRY_VOID(settle::cancel_departure(call.context(), TRY(call.customer()), TRY(call.seat())));
    return no_content();
}

Answer list_usage(const Call& call) {
    return reply(wire::json_of(TRY(settle::list_usage(call.context(), TRY(call.customer()))), call.audience()));
}

Answer report_usage(const Call& call) {
    const CustomerId id = TRY(call.customer());
    const auto seat = Code::parse(call.param("kind"));
    if (!seat) return fail(Error(ErrorCode::kItemUnknown, "seat").with("item", call.param("kind")).with("items", ""));
    const UsageReport report = TRY(wire::usage_report_from(TRY(call.body()), *seat));
    return reply(wire::json_of(TRY(settle::report_usage(call.context(), id, report)), call.audience()));
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

Answer list_invitations(const Call& call) {
    return reply(wire::json_of(TRY(settle::list_invitations(call.context(), TRY(call.customer())))));
}

Answer invite(const Call& call) {
    const CustomerId id = TRY(call.customer());
    InvitationWish wish = TRY(wire::invitation_from(TRY(call.body())));
    wish.customer = id;
    return created(wire::json_of(TRY(settle::invite(call.context(), wish))));
}

Answer resend_invitation(const Call& call) {
    return reply(
        wire::json_of(TRY(settle::resend_invitation(call.context(), TRY(call.customer()), TRY(call.invitation())))));
}

Answer cancel_invitation(const Call& call) {
    TRY_VOID(settle::cancel_invitation(call.context(), TRY(call.customer()), TRY(call.invitation())));
    return no_content();
}

Answer read_people_list(const Call& call) {
    return reply(wire::json_of(TRY(settle::read_people_list(call.context(), TRY(call.customer())))));
}

Answer add_to_people_list(const Call& call) {
    const CustomerId id = TRY(call.customer());
    auto wanted = TRY(wire::list_lines_from(TRY(call.body())));
    return reply(wire::json_of(TRY(settle::add_to_list(call.context(), id, std::move(wanted.lines), wanted.keep)),
                               call.audience()));
}

/// The kind of file that `format` of the query names; nothing when it is left out.
Result<std::optional<PeopleFileKind>> format_of(const Call& call) {
    const std::string format = TRY(call.query_text("format", 8));
    if (format.empty()) return std::optional<PeopleFileKind>();
    if (format == "csv") return std::optional(PeopleFileKind::kCsv);
    if (format == "xlsx") return std::optional(PeopleFileKind::kXlsx);
    return fail(Error(ErrorCode::kQueryInvalid, "format").with("value", "format").with("expected", "csv, xlsx"));
}

Reply file_reply(std::string bytes, PeopleFileKind kind, std::string_view name) {
    const bool is_csv = kind == PeopleFileKind::kCsv;
    Reply answer;
    answer.text = std::move(bytes);
    answer.content_type =
        is_csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    answer.headers.emplace_back("Content-Disposition",
                                fmt::format("attachment; filename=\"{}.{}\"", name, is_csv ? "csv" : "xlsx"));
    return answer;
}

Answer import_people_list(const Call& call) {
    const CustomerId id = TRY(call.customer());
    const std::string mode = TRY(call.query_text("keep", 8));
    if (mode != "" && mode != "true" && mode != "false")
        return fail(Error(ErrorCode::kQueryInvalid, "keep").with("value", "keep").with("expected", "true, false"));
    const auto format = TRY(format_of(call));
    // A file with what was not accepted is asked for beside the report, and keeps nothing.
    const Keep keep = mode == "true" && !format ? Keep::kAccepted : Keep::kNothing;
    const ListReport report = TRY(settle::import_list(call.context(), id, call.request().body, keep));
    if (!format) return reply(wire::json_of(report, call.audience()));
    return file_reply(settle::rejected_file(call.context(), report, *format, call.audience().language), *format,
                      "rejected");
}

Answer people_list_template(const Call& call) {
    TRY_VOID(may_see(call.context(), TRY(call.customer())));
    const auto kind = TRY(format_of(call)).value_or(PeopleFileKind::kCsv);
    return file_reply(call.services().people_file->write_template(kind, call.audience().language), kind, "users");
}

Answer take_off_people_list(const Call& call) {
    return reply(wire::json_of(
        TRY(settle::take_off_list(call.context(), TRY(call.customer()), TRY(call.query_words("email", 254))))));
}

Answer discard_people_list(const Call& call) {
    TRY_VOID(settle::discard_list(call.context(), TRY(call.customer())));
    return no_content();
}

Answer apply_people_list(const Call& call) {
    const SeatList list = TRY(settle::apply_list(call.context(), TRY(call.customer())));
    const auto shown = std::span(list.seats).first(std::min<std::size_t>(list.seats.size(), 100));
    return reply(wire::json_of(list, shown, list.seats.size(), call.audience()));
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
        {"edit_member", edit_member},
        {"remove_member", remove_member},
        {"transfer_ownership", transfer_ownership},
        {"list_seats", list_seats},
        {"assign_seat", assign_seat, Repeat::kByKey},
        {"plan_departures", plan_departures},
        {"cancel_departure", cancel_departure},
        {"list_usage", list_usage},
        {"report_usage", report_usage, Repeat::kByKey},
        {"release_seat", release_seat},
        {"read_invitation_code", read_invitation_code},
        {"set_invitation_code", set_invitation_code, Repeat::kByKey},
        {"switch_invitation_code", switch_invitation_code},
        {"redeem_invitation_code", redeem_invitation_code},
        {"list_invitations", list_invitations},
        {"invite", invite, Repeat::kByKey},
        {"resend_invitation", resend_invitation, Repeat::kByKey},
        {"cancel_invitation", cancel_invitation},
        {"read_people_list", read_people_list},
        {"add_to_people_list", add_to_people_list},
        {"take_off_people_list", take_off_people_list},
        {"discard_people_list", discard_people_list},
        {"import_people_list", import_people_list},
        {"people_list_template", people_list_template},
        {"apply_people_list", apply_people_list},
        {"list_notifications", list_notifications},
        {"read_notifications", read_notifications},
    };
    return kHandled;
}

}  // namespace settle::http
