#include "wire/people.h"

#include "wire/input_fields.h"
#include "wire/records.h"
#include "wire/texts.h"

namespace settle::wire {
namespace {

JsonObject json_of(const SeatHolder& holder) {
    return {{"id", holder.id.str()},
            {"seat", wire::json_of(holder.seat)},
            {"source", wire::json_of(name_of(holder.source))},
            {"since", wire::json_of(holder.since)}};
}

JsonObject json_of(const Notification& notification, const Audience& audience) {
    JsonObject data;
    for (const auto& [key, value] : notification.data) data[key] = value;
    const std::string_view name = [&] {
        for (const auto& [key, value] : notification.data)
            if (key == "name") return std::string_view(value);
        return std::string_view();
    }();
    return {{"id", notification.id.str()},
            {"type", notification.type},
            {"text", fmt::format(fmt::runtime(word_for("notification", notification.type, audience.language)), name)},
            {"at", wire::json_of(notification.at)},
            {"is_read", notification.read_at.has_value()},
            {"data", std::move(data)}};
}

/// Empty when it is left out.
Result<Code> code_in(const ObjectReader& reader, std::string_view name) {
    const std::string text = TRY(reader.text(name, Code::kLengthMax));
    if (text.empty()) return Code();
    return at(Code::parse(text), reader, name);
}

}  // namespace

JsonObject json_of(const SeatedMember& seated) {
    JsonObject object = json_of(seated.holder);
    object["member"] = json_of(seated.member);
    return object;
}

JsonObject json_of(const MemberView& view, const Audience& audience) {
    JsonArray seats, features;
    for (const SeatHolder& holder : view.seats) seats.push_back(json_of(holder));
    for (const Code& feature : view.features) features.push_back(json_of(feature));
    JsonObject object{
        {"member", json_of(view.member)},     {"seats", std::move(seats)}, {"features", std::move(features)},
        {"can_be_seated", !view.why_no_seat}, {"why_not", nullptr},        {"why_not_code", nullptr}};
    if (view.why_no_seat) {
        object["why_not"] = words_of(*view.why_no_seat, audience);
        object["why_not_code"] = json_of(name_of(view.why_no_seat->code));
    }
    return object;
}

JsonObject json_of(const SeatCount& count, const Audience& audience) {
    const Item* item = audience.catalog.find_item(count.seat);
    return {{"seat", json_of(count.seat)},
            {"name", item == nullptr ? std::string() : item->name_plural.in(audience.language)},
            {"paid", count.paid},
            {"taken", count.taken},
            {"free", count.free()},
            {"invited", count.invited},
            {"waiting", count.waiting}};
}

JsonObject json_of(const std::vector<SeatCount>& counts, const Audience& audience) {
    JsonArray data;
    for (const SeatCount& count : counts) data.push_back(json_of(count, audience));
    return {{"data", std::move(data)}};
}

JsonObject json_of(const SeatList& list, std::span<const SeatedMember> shown, std::size_t total,
                   const Audience& audience) {
    JsonArray counts, data;
    for (const SeatCount& count : list.counts) counts.push_back(json_of(count, audience));
    for (const SeatedMember& seated : shown) {
        JsonObject seat = json_of(seated);
        const auto leaves = std::ranges::find(list.departures, seated.holder.id, &Departure::seat);
        seat["leaves_on"] = leaves == list.departures.end() ? JsonValue(nullptr) : JsonValue(leaves->on.str());
        data.push_back(std::move(seat));
    }
    return {{"data", std::move(data)}, {"total", total}, {"counts", std::move(counts)}};
}

JsonObject json_of(const InvitationCode& code) {
    JsonObject object{{"code", code.code},
                      {"is_active", code.is_active},
                      {"use_limit", nullptr},
                      {"uses", code.uses},
                      {"set_at", json_of(code.set_at)}};
    if (code.use_limit) object["use_limit"] = *code.use_limit;
    return object;
}

JsonObject json_of(const InvitedMember& invited) {
    const Invitation& invitation = invited.invitation;
    return {{"id", invitation.id.str()},
            {"state", json_of(name_of(invitation.state))},
            {"member", json_of(invited.member)},
            {"seat", invitation.seat.empty() ? JsonValue(nullptr) : JsonValue(invitation.seat.str())},
            {"sent_at", json_of(invitation.sent_at)},
            {"expires_at", json_of(invitation.expires_at)},
            {"sends", invitation.sends}};
}

JsonObject json_of(const std::vector<InvitedMember>& invited) {
    JsonArray data;
    for (const InvitedMember& one : invited) data.push_back(json_of(one));
    return {{"data", std::move(data)}};
}

JsonObject json_of(const NotificationList& list, const Audience& audience) {
    JsonArray data;
    for (const Notification& notification : list.notifications) data.push_back(json_of(notification, audience));
    return {{"data", std::move(data)}, {"unread", list.unread}};
}

JsonObject json_of(const PeopleList& list) {
    JsonArray data;
    for (const ListedPerson& person : list.people)
        data.push_back(JsonObject{{"email", person.email},
                                  {"first_name", person.first_name},
                                  {"last_name", person.last_name},
                                  {"position", person.position},
                                  {"source", json_of(name_of(person.source))}});
    return {{"seat", json_of(list.seat)}, {"data", std::move(data)}, {"total", list.people.size()},
            {"paid", list.paid},          {"taken", list.taken},     {"number", list.drafted}};
}

JsonObject json_of(const ListReport& report, const Audience& audience) {
    JsonArray rejected;
    for (const JudgedLine& line : report.rejected) {
        const Error error = line.error.value_or(error_of(line.verdict, line.person));
        rejected.push_back(JsonObject{{"line", line.line},
                                      {"verdict", json_of(name_of(line.verdict))},
                                      {"email", line.person.email},
                                      {"text", words_of(error, audience)}});
    }
    return {{"accepted", report.accepted},
            {"rejected", std::move(rejected)},
            {"paid", report.list.paid},
            {"taken", report.list.taken},
            {"number", report.list.drafted}};
}

Result<ListLines> list_lines_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"people", "keep"};
    constexpr std::size_t kLinesMax = 1'000;
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    const JsonValue* people = TRY(reader.required("people"));
    if (!people->is_array() || people->get_array().size() > kLinesMax)
        return fail(unfit("people", fmt::format("[…], ≤ {}", kLinesMax)));
    ListLines lines;
    if (reader.has_value("keep") && !TRY(reader.required_flag("keep"))) lines.keep = Keep::kNothing;
    for (const JsonValue& entry : people->get_array()) {
        constexpr std::string_view kFields[] = {"email", "first_name", "last_name", "position"};
        JudgedLine& line = lines.lines.emplace_back();
        line.line = static_cast<int>(lines.lines.size());
        const ObjectReader person = TRY(ObjectReader::open(entry, fmt::format("people.{}", line.line - 1), kFields));
        line.person.email = TRY(person.text("email", 254));
        line.person.first_name = TRY(person.text("first_name", 100));
        line.person.last_name = TRY(person.text("last_name", 100));
        line.person.position = TRY(person.text("position", 100));
    }
    return lines;
}

Result<SeatWish> seat_wish_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"seat", "member", "person", "source"};
    constexpr std::string_view kSources[] = {"manual", "member_page"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    SeatWish wish;
    wish.seat = TRY(code_in(reader, "seat"));
    wish.member = TRY(id_in<MemberId>(reader, "member"));
    if (const JsonValue* person = reader.find("person")) {
        if (!wish.member.empty()) return fail(unfit("person", "member | person"));
        wish.person = TRY(person_from(*person, "person"));
    } else if (wish.member.empty()) {
        return fail(ErrorCode::kFieldRequired, "member");
    }
    const std::string source = TRY(choice_in(reader, "source", kSources));
    if (source == name_of(SeatSource::kMemberPage)) wish.source = SeatSource::kMemberPage;
    return wish;
}

Result<DepartureWish> departure_wish_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"seats", "on"};
    constexpr std::size_t kSeatsMax = 1'000;
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    DepartureWish wish;
    const JsonValue* seats = TRY(reader.required("seats"));
    if (!seats->is_array() || seats->get_array().empty() || seats->get_array().size() > kSeatsMax)
        return fail(unfit("seats", fmt::format("[…], 1 … {}", kSeatsMax)));
    for (const JsonValue& one : seats->get_array()) {
        auto id = one.is_string() ? SeatId::parse(std::string_view(one.get_string())) : fail(ErrorCode::kSeatNotFound);
        if (!id) return fail(ErrorCode::kSeatNotFound, "seats");
        wish.seats.push_back(*std::move(id));
    }
    const auto on = TRY(day_in(reader, "on"));
    if (!on) return fail(ErrorCode::kFieldRequired, "on");
    wish.on = *on;
    return wish;
}

Result<UsageReport> usage_report_from(const JsonValue& value, const Code& seat) {
    constexpr std::string_view kKnown[] = {"count", "change"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    UsageReport report{.seat = seat};
    report.count = TRY(reader.integer("count", 0, kQuantityMax));
    const auto change = TRY(reader.integer("change", -kQuantityMax, kQuantityMax));
    if (report.count.has_value() == change.has_value()) return fail(Error(ErrorCode::kFieldRequired, "count"));
    report.change = change.value_or(0);
    return report;
}

Result<InvitationCodeWish> invitation_code_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"code", "use_limit"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    InvitationCodeWish wish;
    wish.code = TRY(reader.text("code", 64));
    wish.use_limit = TRY(reader.integer("use_limit", 1, kQuantityMax));
    return wish;
}

Result<InvitationWish> invitation_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"person", "role", "seat"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    InvitationWish wish;
    wish.person = TRY(person_from(*TRY(reader.required("person")), "person"));
    wish.role = TRY(code_in(reader, "role"));
    wish.seat = TRY(code_in(reader, "seat"));
    return wish;
}

Result<bool> activity_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"is_active"};
    return TRY(ObjectReader::open(value, {}, kKnown)).required_flag("is_active");
}

Result<NewPerson> member_edit_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"email", "first_name", "last_name", "position"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    NewPerson person;
    person.email = TRY(reader.text("email", 254));
    person.first_name = TRY(reader.text("first_name", 100));
    person.last_name = TRY(reader.text("last_name", 100));
    person.position = TRY(reader.text("position", 100));
    return person;
}

Result<CodeEntry> code_entry_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"code", "seat", "member"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    CodeEntry entry;
    entry.code = TRY(reader.required_text("code", 64));
    entry.seat = TRY(code_in(reader, "seat"));
    entry.member = TRY(id_in<MemberId>(reader, "member"));
    return entry;
}

Result<OwnerWish> owner_wish_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"member", "former_role"};
    const ObjectReader reader = TRY(ObjectReader::open(value, {}, kKnown));
    OwnerWish wish;
    wish.member = TRY(required_id_in<MemberId>(reader, "member"));
    wish.former_role = TRY(code_in(reader, "former_role"));
    return wish;
}

Result<NotificationId> read_until_from(const JsonValue& value) {
    constexpr std::string_view kKnown[] = {"until"};
    return required_id_in<NotificationId>(TRY(ObjectReader::open(value, {}, kKnown)), "until");
}

}  // namespace settle::wire
