#include "app/numbers/read_numbers.h"

#include "domain/catalog/staff_role.h"
#include "domain/change/lines.h"
#include "domain/change/terms.h"

namespace settle {

Result<Numbers> read_numbers(const Context& context, int months) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    const VendorName& vendor = context.vendor();
    const auto catalog = TRY(context.catalog());
    const Date today = TRY(context.with.zones.day_in(catalog->time_zone, context.with.clock.now()));
    std::vector<std::string> shown = months_until(today, months);
    return look_up(context.with.store, [&](Transaction& tx) -> Result<Numbers> {
        NumberStore& numbers = numbers_of(tx);
        const auto sums = TRY(numbers.sums(vendor, shown.front()));
        const bool is_counting =
            TRY(numbers.has_customers_to_count(vendor)) || TRY(numbers.has_uncounted_documents(vendor));
        return Numbers{make_report(sums, std::move(shown), {&catalog->currencies.front(), 1}), is_counting};
    });
}

std::string_view name_of(DueStep::Kind kind) {
    using Kind = DueStep::Kind;
    switch (kind) {
        case Kind::kLeft: return "departure";
        case Kind::kReminder: return "reminder";
        case Kind::kTrialEnded: return "trial_end";
        case Kind::kAccessChanged: return "access_change";
        case Kind::kRetry: return "retry";
        case Kind::kGivenUp: return "giving_up";
        case Kind::kEnded: return "end";
        case Kind::kPaused: return "pause";
        case Kind::kResumed: return "resumption";
        case Kind::kChanged: return "change";
        case Kind::kRenewed: return "renewal";
    }
    ENSURE(false);
}

Result<std::vector<Upcoming>> list_upcoming(const Context& context, const UpcomingPlace& after, int limit) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    const auto timeline = TRY(context.with.catalogs.timeline(context.vendor()));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<std::vector<Upcoming>> {
        std::vector<Upcoming> found;
        for (UpcomingStep& step : TRY(numbers_of(tx).upcoming(context.vendor(), after, limit))) {
            const auto kind = next_due_kind(step.subscription);
            if (!kind) return fail(ErrorCode::kStoreFailed, {}, step.subscription.id.str() + " is due for nothing");
            Upcoming& one = found.emplace_back(std::move(step), *kind);
            if (*kind != DueStep::Kind::kRenewed) continue;
            one.amount = period_price(*terms_of(*timeline, one.step.subscription, one.step.on), one.step.subscription);
        }
        return found;
    });
}

}  // namespace settle
