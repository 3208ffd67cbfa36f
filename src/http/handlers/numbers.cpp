// A vendor's figures, and what falls due next.
#include "http/handlers/numbers.h"

#include "wire/numbers.h"

namespace settle::http {
namespace {

/// "2026-12-01.cus_…": the row that a page ended with.
std::string text_of(const Upcoming& row) { return row.step.on.str() + "." + row.step.subscription.customer.str(); }

Result<UpcomingPlace> place_of(const std::string& after) {
    if (after.empty()) return UpcomingPlace{Date(1970, 1, 1), {}};
    const auto dot = after.find('.');
    const auto day = Date::parse(std::string_view(after).substr(0, dot));
    if (!day || dot == std::string::npos)
        return fail(Error(ErrorCode::kQueryInvalid, "after").with("value", "after").with("expected", "next"));
    return UpcomingPlace{*day, CustomerId(after.substr(dot + 1))};
}

Answer read_numbers(const Call& call) {
    const auto months = static_cast<int>(TRY(call.query_integer("months", 1, 36, 13)));
    return reply(wire::json_of(TRY(settle::read_numbers(call.context(), months)), call.audience()));
}

Answer list_upcoming(const Call& call) {
    const Page page = TRY(call.page());
    const UpcomingPlace after = TRY(place_of(page.after));
    const wire::Audience audience = call.audience();
    return reply_page(
        TRY(settle::list_upcoming(call.context(), after, page.limit)), page,
        [&](const Upcoming& row) { return wire::json_of(row, audience); }, text_of);
}

}  // namespace

std::span<const Handled> number_operations() {
    static constexpr Handled kHandled[] = {
        {"read_numbers", read_numbers},
        {"list_upcoming", list_upcoming},
    };
    return kHandled;
}

}  // namespace settle::http
