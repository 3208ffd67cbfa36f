#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "adapters/store/sql_transaction.h"
#include "domain/customer/search_words.h"

namespace settle::store {
namespace {

Member read_member(Row& row, std::string_view id) {
    return Member{
        .id = row.id<MemberId>(id),
        .customer = row.id<CustomerId>("customer"),
        .email = row.text("email"),
        .first_name = row.text("first_name"),
        .last_name = row.text("last_name"),
        .position = row.text("position"),
        .role = row.code("role"),
        .is_owner = row.flag("is_owner"),
        .language = row.text("language"),
        .left_at = row.maybe_instant("left_at"),
    };
}

SeatHolder read_seat(Row& row) {
    return SeatHolder{
        .id = row.id<SeatId>("id"),
        .customer = row.id<CustomerId>("customer"),
        .seat = row.code("seat"),
        .member = row.id<MemberId>("member"),
        .source = row.name("source", SeatSource::kServer),
        .since = row.instant("since"),
        .until = row.maybe_instant("until"),
    };
}

InvitationCode read_code(Row& row) {
    return InvitationCode{
        .customer = row.id<CustomerId>("customer"),
        .code = row.text("code"),
        .is_active = row.flag("is_active"),
        .use_limit = row.is_null("use_limit") ? std::nullopt : std::optional(row.integer("use_limit")),
        .uses = row.integer("uses"),
        .set_at = row.instant("set_at"),
    };
}

ListedPerson read_listed(Row& row) {
    return ListedPerson{
        .customer = row.id<CustomerId>("customer"),
        .author = row.id<MemberId>("author"),
        .email = row.text("email"),
        .first_name = row.text("first_name"),
        .last_name = row.text("last_name"),
        .position = row.text("position"),
        .source = row.name("source", SeatSource::kServer),
        .listed_at = row.instant("listed_at"),
        .change = row.id<ChangeId>("change"),
    };
}

Notification read_notification(Row& row) {
    return Notification{
        .id = row.id<NotificationId>("id"),
        .customer = row.id<CustomerId>("customer"),
        .member = row.id<MemberId>("member"),
        .type = row.text("type"),
        .data = row.keep("data", unpack_pairs(row.view("data")), Pairs{}),
        .at = row.instant("at"),
        .read_at = row.maybe_instant("read_at"),
    };
}

}  // namespace

Member read_member_row(Row& row) { return read_member(row, "id"); }

Member read_member_beside(Row& row) { return read_member(row, "member"); }

Result<void> SqlTransaction::add_member(const VendorName& vendor, const Member& member) {
    return db_.all_or_nothing([&]() -> Result<void> {
        TRY_VOID(db_.run(sql::member::add, {{"vendor", vendor},
                                            {"customer", member.customer},
                                            {"id", member.id},
                                            {"email", member.email},
                                            {"email_key", email_key(member.email)},
                                            {"first_name", member.first_name},
                                            {"last_name", member.last_name},
                                            {"position", member.position},
                                            {"role", member.role},
                                            {"is_owner", member.is_owner},
                                            {"language", member.language},
                                            {"left_at", member.left_at}}));
        return change_words(db_, vendor, member.customer, member.id.str(), {}, words_of(member));
    });
}

Result<void> SqlTransaction::save_member(const VendorName& vendor, const Member& member) {
    return db_.all_or_nothing([&]() -> Result<void> {
        const auto before = TRY(find_member(vendor, member.customer, member.id));
        if (!before) return fail(ErrorCode::kMemberNotFound, {}, member.id.str());
        TRY_VOID(db_.run(sql::member::save, {{"email", member.email},
                                             {"email_key", email_key(member.email)},
                                             {"first_name", member.first_name},
                                             {"last_name", member.last_name},
                                             {"position", member.position},
                                             {"role", member.role},
                                             {"is_owner", member.is_owner},
                                             {"language", member.language},
                                             {"left_at", member.left_at},
                                             {"vendor", vendor},
                                             {"customer", member.customer},
                                             {"id", member.id}}));
        return change_words(db_, vendor, member.customer, member.id.str(), words_of(*before), words_of(member));
    });
}

Result<std::optional<Member>> SqlTransaction::find_member(const VendorName& vendor, const CustomerId& customer,
                                                          const MemberId& id) {
    return db_.first(sql::member::find, {{"vendor", vendor}, {"customer", customer}, {"id", id}}, read_member_row);
}

Result<std::optional<Member>> SqlTransaction::find_member_by_email(const VendorName& vendor, const CustomerId& customer,
                                                                   std::string_view email) {
    const std::string key = email_key(email);
    return db_.first(sql::member::find_by_email, {{"vendor", vendor}, {"customer", customer}, {"email_key", key}},
                     read_member_row);
}

Result<std::optional<Member>> SqlTransaction::find_owner(const VendorName& vendor, const CustomerId& customer) {
    return db_.first(sql::member::find_owner, {{"vendor", vendor}, {"customer", customer}}, read_member_row);
}

Result<std::vector<Member>> SqlTransaction::list_members(const VendorName& vendor, const CustomerId& customer) {
    return db_.all(sql::member::list, {{"vendor", vendor}, {"customer", customer}}, read_member_row);
}

Result<std::vector<Member>> SqlTransaction::members_in_role(const VendorName& vendor, const CustomerId& customer,
                                                            const Code& role, int limit) {
    return db_.all(sql::member::list_in_role,
                   {{"vendor", vendor}, {"customer", customer}, {"role", role}, {"limit", limit}}, read_member_row);
}

Result<void> SqlTransaction::add_seat_holder(const VendorName& vendor, const SeatHolder& holder) {
    TRY_VOID(db_.all_or_nothing([&]() -> Result<void> {
        TRY_VOID(db_.run(sql::seat::add, {{"vendor", vendor},
                                          {"customer", holder.customer},
                                          {"id", holder.id},
                                          {"seat", holder.seat},
                                          {"member", holder.member},
                                          {"source", name_of(holder.source)},
                                          {"since", holder.since},
                                          {"until", holder.until}}));
        TRY_VOID(db_.run(sql::assigned::add,
                         {{"vendor", vendor}, {"customer", holder.customer}, {"item", holder.seat}, {"more", 1}}));
        return {};
    }));
    return note_used(vendor, holder.customer, holder.seat, 1);
}

Result<void> SqlTransaction::release_seat(const VendorName& vendor, const SeatHolder& holder, Instant until) {
    TRY_VOID(db_.all_or_nothing([&]() -> Result<void> {
        const auto written =
            TRY(db_.run(sql::seat::release,
                        {{"until", until}, {"vendor", vendor}, {"customer", holder.customer}, {"id", holder.id}}));
        if (written == 0) return fail(ErrorCode::kSeatNotFound, {}, holder.id.str());
        TRY_VOID(db_.run(
            sql::invitation::drop_seat,
            {{"vendor", vendor}, {"customer", holder.customer}, {"member", holder.member}, {"seat", holder.seat}}));
        TRY_VOID(db_.run(sql::assigned::add,
                         {{"vendor", vendor}, {"customer", holder.customer}, {"item", holder.seat}, {"more", -1}}));
        return {};
    }));
    return note_used(vendor, holder.customer, holder.seat, -1);
}

Result<std::optional<SeatHolder>> SqlTransaction::find_seat(const VendorName& vendor, const CustomerId& customer,
                                                            const SeatId& id) {
    return db_.first(sql::seat::find, {{"vendor", vendor}, {"customer", customer}, {"id", id}}, read_seat);
}

Result<std::vector<SeatHolder>> SqlTransaction::seats_of_member(const VendorName& vendor, const CustomerId& customer,
                                                                const MemberId& member) {
    return db_.all(sql::seat::list_of_member, {{"vendor", vendor}, {"customer", customer}, {"member", member}},
                   read_seat);
}

Result<std::vector<SeatedMember>> SqlTransaction::list_seats(const VendorName& vendor, const CustomerId& customer) {
    return db_.all(sql::seat::list, {{"vendor", vendor}, {"customer", customer}}, [](Row& row) {
        SeatHolder holder = read_seat(row);
        return SeatedMember{std::move(holder), read_member_beside(row)};
    });
}

Result<void> SqlTransaction::add_listed(const VendorName& vendor, std::span<const ListedPerson> people) {
    return db_.all_or_nothing([&]() -> Result<void> {
        std::int64_t place = 0;
        for (const ListedPerson& person : people)
            TRY_VOID(db_.run(sql::listed::add, {{"vendor", vendor},
                                                {"customer", person.customer},
                                                {"author", person.author},
                                                {"email_key", email_key(person.email)},
                                                {"email", person.email},
                                                {"first_name", person.first_name},
                                                {"last_name", person.last_name},
                                                {"position", person.position},
                                                {"source", name_of(person.source)},
                                                {"listed_at", person.listed_at},
                                                {"place", ++place},
                                                {"change", Value::null_if_empty(person.change)}}));
        return {};
    });
}

Result<std::int64_t> SqlTransaction::count_listed(const VendorName& vendor, const CustomerId& customer,
                                                  const MemberId& author) {
    const auto counted =
        TRY(db_.first(sql::listed::count, {{"vendor", vendor}, {"customer", customer}, {"author", author}},
                      [](Row& row) { return row.integer("people"); }));
    return counted.value_or(0);
}

Result<std::vector<ListedPerson>> SqlTransaction::list_listed(const VendorName& vendor, const CustomerId& customer,
                                                              const MemberId& author) {
    return db_.all(sql::listed::list, {{"vendor", vendor}, {"customer", customer}, {"author", author}}, read_listed);
}

Result<bool> SqlTransaction::remove_listed(const VendorName& vendor, const CustomerId& customer, const MemberId& author,
                                           std::string_view email) {
    const std::string key = email_key(email);
    return TRY(db_.run(sql::listed::remove,
                       {{"vendor", vendor}, {"customer", customer}, {"author", author}, {"email_key", key}})) > 0;
}

Result<void> SqlTransaction::clear_listed(const VendorName& vendor, const CustomerId& customer,
                                          const MemberId& author) {
    TRY_VOID(db_.run(sql::listed::clear, {{"vendor", vendor}, {"customer", customer}, {"author", author}}));
    return {};
}

Result<void> SqlTransaction::forget_seated(const VendorName& vendor, const CustomerId& customer,
                                           const MemberId& author) {
    TRY_VOID(db_.run(sql::listed::forget_seated, {{"vendor", vendor}, {"customer", customer}, {"author", author}}));
    return {};
}

Result<void> SqlTransaction::claim_listed(const VendorName& vendor, const CustomerId& customer, const MemberId& author,
                                          const ChangeId& change) {
    TRY_VOID(db_.run(sql::listed::claim,
                     {{"change", change}, {"vendor", vendor}, {"customer", customer}, {"author", author}}));
    return {};
}

Result<void> SqlTransaction::save_invitation_code(const VendorName& vendor, const InvitationCode& code) {
    TRY_VOID(db_.run(sql::invitation_code::save, {{"vendor", vendor},
                                                  {"customer", code.customer},
                                                  {"code", code.code},
                                                  {"code_key", invitation_code_key(code.code)},
                                                  {"is_active", code.is_active},
                                                  {"use_limit", code.use_limit},
                                                  {"uses", code.uses},
                                                  {"set_at", code.set_at}}));
    return {};
}

Result<std::optional<InvitationCode>> SqlTransaction::find_invitation_code(const VendorName& vendor,
                                                                           const CustomerId& customer) {
    return db_.first(sql::invitation_code::find, {{"vendor", vendor}, {"customer", customer}}, read_code);
}

Result<CustomerId> SqlTransaction::owner_of_invitation_code(const VendorName& vendor, std::string_view code) {
    const std::string key = invitation_code_key(code);
    const auto owner = TRY(db_.first(sql::invitation_code::find_owner, {{"vendor", vendor}, {"code_key", key}},
                                     [](Row& row) { return row.id<CustomerId>("owner"); }));
    return owner.value_or(CustomerId());
}

Result<CodeTries> SqlTransaction::load_code_tries(const VendorName& vendor, const CustomerId& customer,
                                                  const MemberId& member) {
    const auto tries = TRY(db_.first(sql::invitation_code::find_tries,
                                     {{"vendor", vendor}, {"customer", customer}, {"member", member}}, [](Row& row) {
                                         return CodeTries{row.integer("count"), row.instant("first_at"),
                                                          row.maybe_instant("locked_until")};
                                     }));
    return tries.value_or(CodeTries{});
}

Result<void> SqlTransaction::save_code_tries(const VendorName& vendor, const CustomerId& customer,
                                             const MemberId& member, const CodeTries& tries) {
    TRY_VOID(db_.run(sql::invitation_code::save_tries, {{"vendor", vendor},
                                                        {"customer", customer},
                                                        {"member", member},
                                                        {"count", tries.count},
                                                        {"first_at", tries.first_at},
                                                        {"locked_until", tries.locked_until}}));
    return {};
}

Result<void> SqlTransaction::add_notification(const VendorName& vendor, const Notification& notification) {
    TRY_VOID(db_.run(sql::notification::add, {{"vendor", vendor},
                                              {"customer", notification.customer},
                                              {"member", notification.member},
                                              {"id", notification.id},
                                              {"type", notification.type},
                                              {"data", pack(notification.data)},
                                              {"at", notification.at}}));
    return {};
}

Result<std::vector<Notification>> SqlTransaction::list_notifications(const VendorName& vendor,
                                                                     const CustomerId& customer, const MemberId& member,
                                                                     int limit) {
    return db_.all(sql::notification::list,
                   {{"vendor", vendor}, {"customer", customer}, {"member", member}, {"limit", limit}},
                   read_notification);
}

Result<Transaction::Unread> SqlTransaction::count_unread(const VendorName& vendor, const CustomerId& customer,
                                                         const MemberId& member, std::string_view type) {
    const auto unread = TRY(db_.first(sql::notification::count_unread,
                                      {{"vendor", vendor}, {"customer", customer}, {"member", member}, {"type", type}},
                                      [](Row& row) { return Unread{row.integer("unread"), row.integer("of_type")}; }));
    return unread.value_or(Unread{});
}

Result<void> SqlTransaction::read_notifications(const VendorName& vendor, const CustomerId& customer,
                                                const MemberId& member, const NotificationId& until, Instant at) {
    TRY_VOID(db_.run(sql::notification::read_all,
                     {{"read_at", at}, {"vendor", vendor}, {"customer", customer}, {"member", member}, {"id", until}}));
    return {};
}

}  // namespace settle::store
