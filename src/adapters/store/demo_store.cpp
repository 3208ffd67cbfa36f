#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "adapters/store/sql_demos.h"

namespace settle::store {
namespace {

// Packed as the part of a wish that they are.
std::string packed(const Quantities& expected) { return pack(Wanted{.quantities = expected}); }

Demo read_demo(Row& row) {
    return Demo{
        .id = row.id<DemoId>("id"),
        .state = row.name("state", DemoState::kLost),
        .version = row.integer("version"),
        .company = row.text("company"),
        .first_name = row.text("first_name"),
        .last_name = row.text("last_name"),
        .email = row.text("email"),
        .phone = row.text("phone"),
        .language = row.text("language"),
        .time_zone = row.text("time_zone"),
        .wished_at = row.maybe_instant("wished_at"),
        .expected = row.keep("expected", unpack_wanted(row.view("expected")), Wanted{}).quantities,
        .message = row.text("message"),
        .slot_at = row.maybe_instant("slot_at"),
        .lost_reason = row.text("lost_reason"),
        .became = row.id<CustomerId>("became"),
        .change = row.id<ChangeId>("change"),
        .created_at = row.instant("created_at"),
        .due_at = row.instant("due_at"),
    };
}

DemoStep read_step(Row& row) {
    return DemoStep{
        .kind = row.name("kind", DemoStep::Kind::kNote),
        .demo = row.id<DemoId>("demo"),
        .by = read_actor(row, "by"),
        .slot_at = row.maybe_instant("slot_at"),
        .text = row.text("text"),
        .at = row.instant("at"),
    };
}

const sql::Query& query_of(DemoGroup group) {
    switch (group) {
        case DemoGroup::kOpen: return sql::demo::list_open;
        case DemoGroup::kOver: return sql::demo::list_over;
        case DemoGroup::kAll: break;
    }
    return sql::demo::list_all;
}

Result<void> done(Result<std::int64_t> rows) {
    if (!rows) return fail(rows.error());
    return {};
}

}  // namespace

Result<void> SqlDemos::add_demo(const VendorName& vendor, const Demo& demo) {
    return done(db_.run(sql::demo::add, {{"vendor", vendor},
                                         {"id", demo.id},
                                         {"state", name_of(demo.state)},
                                         {"company", demo.company},
                                         {"first_name", demo.first_name},
                                         {"last_name", demo.last_name},
                                         {"email", demo.email},
                                         {"email_key", email_key(demo.email)},
                                         {"phone", demo.phone},
                                         {"language", demo.language},
                                         {"time_zone", demo.time_zone},
                                         {"wished_at", demo.wished_at},
                                         {"expected", packed(demo.expected)},
                                         {"message", demo.message},
                                         {"slot_at", demo.slot_at},
                                         {"lost_reason", demo.lost_reason},
                                         {"became", Value::null_if_empty(demo.became)},
                                         {"change", demo.change},
                                         {"created_at", demo.created_at},
                                         {"due_at", demo.due_at}}));
}

Result<std::optional<Demo>> SqlDemos::find_demo(const VendorName& vendor, const DemoId& id) {
    return db_.first(sql::demo::find, {{"vendor", vendor}, {"id", id}}, read_demo);
}

Result<std::optional<Demo>> SqlDemos::open_demo_of(const VendorName& vendor, std::string_view email) {
    return db_.first(sql::demo::find_open, {{"vendor", vendor}, {"email_key", email_key(email)}}, read_demo);
}

Result<void> SqlDemos::save_demo(const VendorName& vendor, const Demo& demo) {
    const auto written = TRY(db_.run(sql::demo::save, {{"state", name_of(demo.state)},
                                                       {"slot_at", demo.slot_at},
                                                       {"lost_reason", demo.lost_reason},
                                                       {"became", Value::null_if_empty(demo.became)},
                                                       {"change", demo.change},
                                                       {"vendor", vendor},
                                                       {"id", demo.id},
                                                       {"version", demo.version}}));
    if (written == 0) return fail(ErrorCode::kVersionStale);
    return {};
}

Result<std::vector<Demo>> SqlDemos::list_demos(const VendorName& vendor, DemoGroup group, const Page& page) {
    Instant created_at{std::numeric_limits<std::int64_t>::max()};
    if (!page.after.empty()) {
        const auto behind = TRY(find_demo(vendor, DemoId(page.after)));
        if (!behind) return std::vector<Demo>();
        created_at = behind->created_at;
    }
    return db_.all(query_of(group),
                   {{"vendor", vendor}, {"created_at", created_at}, {"id", page.after}, {"limit", page.limit}},
                   read_demo);
}

Result<void> SqlDemos::add_demo_step(const VendorName& vendor, const DemoStep& step) {
    return done(db_.run(sql::demo_step::add, {{"vendor", vendor},
                                              {"demo", step.demo},
                                              {"kind", name_of(step.kind)},
                                              {"by_kind", name_of(step.by.kind)},
                                              {"by_role", step.by.role},
                                              {"by_id", step.by.id},
                                              {"slot_at", step.slot_at},
                                              {"text", step.text},
                                              {"at", step.at}}));
}

Result<std::vector<DemoStep>> SqlDemos::demo_steps(const VendorName& vendor, const DemoId& demo) {
    return db_.all(sql::demo_step::list, {{"vendor", vendor}, {"demo", demo}}, read_step);
}

}  // namespace settle::store
