// The date of a demo, which its visitors move forward.
#include "app/access/read.h"
#include "http/handlers/operations.h"
#include "wire/reader.h"

namespace settle::http {
namespace {

constexpr std::int64_t kDaysMax = 400;
constexpr std::int64_t kDaySeconds = 86'400;

// Only a demo has a clock that can be moved; everywhere else there is nothing at this address.
Result<ClockControl*> control_of(const Call& call) {
    ClockControl* control = call.services().clock_control;
    if (control == nullptr) return fail(ErrorCode::kNotFound);
    return control;
}

Result<wire::JsonObject> clock_json(const Call& call) {
    const auto catalog = TRY(call.context().catalog());
    const Services& with = call.services();
    const auto day_of = [&](Instant at) { return with.zones.day_in(catalog->time_zone, at); };
    const auto next = TRY(TRY(control_of(call))->next_due());
    const Instant now = with.clock.now();
    const Date today = TRY(day_of(now));
    wire::JsonObject clock{{"now", now.str()}, {"today", today.str()}};
    if (next) clock["next_due_on"] = TRY(day_of(*next)).str();
    else clock["next_due_on"] = nullptr;
    return clock;
}

// The wish: some days further, up to a day, or to the next day on which something falls due.
Result<Instant> wished_instant(const Call& call) {
    static constexpr std::string_view kKnown[] = {"days", "to", "to_next"};
    const auto body = TRY(call.body());
    const auto fields = TRY(wire::ObjectReader::open(body, "", kKnown));
    const Instant now = call.services().clock.now();
    if (const auto days = TRY(fields.integer("days", 1, kDaysMax))) return now.plus_seconds(*days * kDaySeconds);
    if (fields.has_value("to_next")) {
        const auto next = TRY(TRY(control_of(call))->next_due());
        return std::max(next.value_or(now), now);
    }
    const Date to = TRY(Date::parse(TRY(fields.required_text("to", 10))));
    const auto catalog = TRY(call.context().catalog());
    const Date today = TRY(call.services().zones.day_in(catalog->time_zone, now));
    if (to < today)
        return fail(Error(ErrorCode::kDateInThePast, "to").with("date", to.str()).with("today", today.str()));
    const Date last = today.plus_days(kDaysMax);
    if (to > last) return fail(wire::unfit("to", "≤ " + last.str()));
    return std::max(TRY(call.services().zones.start_of(catalog->time_zone, to)), now);
}

Answer read_demo_clock(const Call& call) {
    TRY_VOID(control_of(call));
    return reply(TRY(clock_json(call)));
}

Answer move_demo_clock(const Call& call) {
    ClockControl* control = TRY(control_of(call));
    const int steps = TRY(control->move_to(TRY(wished_instant(call))));
    wire::JsonObject clock = TRY(clock_json(call));
    clock["steps"] = steps;
    return reply(std::move(clock));
}

}  // namespace

std::span<const Handled> demo_clock_operations() {
    static constexpr Handled kHandled[] = {
        {"read_demo_clock", read_demo_clock},
        {"move_demo_clock", move_demo_clock},
    };
    return kHandled;
}

}  // namespace settle::http
