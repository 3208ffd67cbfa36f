#include "http/handlers/demos.h"

#include "wire/demos.h"

namespace settle::http {
namespace {

OpenAnswer read_demo_form(const OpenCall& call) {
    const QueryParams params = parse_query(call.request().query);
    const auto catalog = call.services().catalogs.find(std::string(params.find("vendor").value_or("")));
    if (!catalog) return fail(ErrorCode::kNotFound, "vendor");
    return reply(wire::json_of_demo_form(**catalog, call.language()));
}

OpenAnswer ask_for_demo(const OpenCall& call) {
    const wire::JsonValue body = TRY(call.body());
    const auto input = TRY(wire::demo_from(body, kEuro));
    TRY_VOID(settle::ask_for_demo(call.services(), call.doorstep(input.vendor), input.demo));
    return Reply{.status = 202};
}

// What cannot be the id of a demo is none.
Result<DemoId> demo_id(const Call& call) {
    auto id = DemoId::parse(call.param("demo"));
    if (!id) return fail(ErrorCode::kNotFound);
    return *std::move(id);
}

Answer reply_demo(const Call& call, const DemoId& id) {
    return reply(wire::json_of(TRY(settle::view_demo(call.context(), id)), call.audience()));
}

Result<DemoGroup> group_asked(const Call& call) {
    const std::string text = TRY(call.query_text("state", 10));
    if (text.empty() || text == "open") return DemoGroup::kOpen;
    if (text == "over") return DemoGroup::kOver;
    if (text == "all") return DemoGroup::kAll;
    return fail(Error(ErrorCode::kQueryInvalid, "state").with("value", "state").with("expected", "open | over | all"));
}

Answer list_demos(const Call& call) {
    const Page page = TRY(call.page());
    const DemoGroup group = TRY(group_asked(call));
    const wire::Audience audience = call.audience();
    return reply_page(
        TRY(settle::list_demos(call.context(), group, page)), page,
        [&](const ListedDemo& listed) { return wire::json_of(listed, audience); },
        [](const ListedDemo& listed) { return listed.demo.id.str(); });
}

Answer read_demo(const Call& call) { return reply_demo(call, TRY(demo_id(call))); }

Answer schedule_demo(const Call& call) {
    const DemoId id = TRY(demo_id(call));
    const auto slot = TRY(wire::slot_from(TRY(call.body())));
    TRY_VOID(settle::schedule_demo(call.context(), id, slot.time, slot.zone, slot.text));
    return reply_demo(call, id);
}

Answer conclude_demo(const Call& call) {
    const DemoId id = TRY(demo_id(call));
    TRY_VOID(settle::conclude_demo(call.context(), id, TRY(wire::demo_verdict_from(TRY(call.body())))));
    return reply_demo(call, id);
}

Answer add_demo_note(const Call& call) {
    const DemoId id = TRY(demo_id(call));
    TRY_VOID(settle::add_demo_note(call.context(), id, TRY(wire::demo_note_from(TRY(call.body())))));
    return reply_demo(call, id);
}

Answer win_demo(const Call& call) {
    const DemoId id = TRY(demo_id(call));
    TRY(settle::win_demo(call.context(), id, TRY(wire::demo_sale_from(TRY(call.body()), call.currency()))));
    return reply_demo(call, id);
}

}  // namespace

std::span<const OpenHandled> demo_form_operations() {
    static constexpr OpenHandled kHandled[] = {
        {"read_demo_form", read_demo_form, /*knocks=*/false},
        {"ask_for_demo", ask_for_demo},
    };
    return kHandled;
}

std::span<const Handled> demo_operations() {
    static constexpr Handled kHandled[] = {
        {"list_demos", list_demos},
        {"read_demo", read_demo},
        {"schedule_demo", schedule_demo, Repeat::kByKey},
        {"conclude_demo", conclude_demo, Repeat::kByKey},
        {"add_demo_note", add_demo_note, Repeat::kByKey},
        {"win_demo", win_demo, Repeat::kByKey},
    };
    return kHandled;
}

}  // namespace settle::http
