// A draft of the catalog tried on all customers: for staff.
#include "app/catalog/what_if_runs.h"

#include "domain/catalog/staff_role.h"
#include "http/handlers/operations.h"
#include "wire/what_if.h"

namespace settle::http {
namespace {

// What cannot be the id of one is that of one which is not kept.
Result<WhatIfId> what_if_id(const Call& call) {
    auto id = WhatIfId::parse(call.param("what_if"));
    if (!id) return fail(ErrorCode::kWhatIfGone);
    return *std::move(id);
}

wire::JsonObject json_of_run(const Call& call, const WhatIfRun& run) {
    return wire::json_of(run, call.context().caller.language);
}

Result<std::optional<WhatIfEffect>> effect_asked(const Call& call) {
    const std::string text = TRY(call.query_text("effect", 16));
    if (text.empty()) return std::optional<WhatIfEffect>();
    return std::optional(TRY(parse_what_if_effect(text)));
}

// "200": the place of the customer that a page ended with.
Result<std::int64_t> place_after(const Page& page) {
    std::int64_t place = 0;
    const char* end = page.after.data() + page.after.size();
    const auto read = std::from_chars(page.after.data(), end, place);
    if (!page.after.empty() && (read.ec != std::errc() || read.ptr != end || place < 0))
        return fail(Error(ErrorCode::kQueryInvalid, "after").with("value", "after").with("expected", "next"));
    return place;
}

Answer start_what_if(const Call& call) {
    TRY_VOID(only_staff(call.context(), StaffRight::kWriteCatalog));
    auto version = CatalogVersionId::parse(call.param("version"));
    if (!version) return fail(ErrorCode::kNotFound);
    const WhatIfRun run =
        TRY(settle::start_what_if(call.context(), *version, TRY(wire::what_if_wish_from(TRY(call.body())))));
    return Reply{.status = 202, .body = json_of_run(call, run)};
}

Answer list_what_ifs(const Call& call) {
    wire::JsonArray data;
    if (const auto run = TRY(settle::last_what_if(call.context()))) data.push_back(json_of_run(call, *run));
    return reply_list(std::move(data));
}

Answer read_what_if(const Call& call) {
    TRY_VOID(only_staff(call.context(), StaffRight::kWriteCatalog));
    return reply(json_of_run(call, TRY(settle::read_what_if(call.context(), TRY(what_if_id(call))))));
}

Answer cancel_what_if(const Call& call) {
    TRY_VOID(only_staff(call.context(), StaffRight::kWriteCatalog));
    return reply(json_of_run(call, TRY(settle::cancel_what_if(call.context(), TRY(what_if_id(call))))));
}

Answer list_affected_customers(const Call& call) {
    TRY_VOID(only_staff(call.context(), StaffRight::kWriteCatalog));
    const Page page = TRY(call.page());
    const AffectedPage affected = TRY(settle::list_affected(
        call.context(), TRY(what_if_id(call)), TRY(effect_asked(call)), TRY(place_after(page)), page.limit));
    const wire::Audience audience = call.audience();
    return reply_page(
        affected.rows, page,
        [&](const AffectedPlace& row) { return wire::json_of(row, *affected.outcome->draft, audience); },
        [](const AffectedPlace& row) { return fmt::to_string(row.place); });
}

Answer export_affected_customers(const Call& call) {
    TRY_VOID(only_staff(call.context(), StaffRight::kWriteCatalog));
    const AffectedPage affected = TRY(settle::list_affected(call.context(), TRY(what_if_id(call)), {}, 0, 0));
    return Reply{.headers = {{"Content-Disposition", "attachment; filename=\"what-if.csv\""}},
                 .text = wire::csv_of(affected.outcome->affected),
                 .content_type = "text/csv; charset=utf-8"};
}

}  // namespace

std::span<const Handled> what_if_operations() {
    static constexpr Handled kHandled[] = {
        {"start_what_if", start_what_if, Repeat::kByKey, "/v1/what-ifs/"},
        {"list_what_ifs", list_what_ifs},
        {"read_what_if", read_what_if},
        {"cancel_what_if", cancel_what_if},
        {"list_affected_customers", list_affected_customers},
        {"export_affected_customers", export_affected_customers},
    };
    return kHandled;
}

}  // namespace settle::http
