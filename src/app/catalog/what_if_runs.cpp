#include "app/catalog/what_if_runs.h"

#include <algorithm>

#include "app/catalog/versions.h"
#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

constexpr std::string_view kEffectNames[] = {"more", "less", "loses", "gains", "breaks", "committed"};
static_assert(std::size(kEffectNames) == static_cast<std::size_t>(WhatIfEffect::kCount));

Result<WhatIfRuns*> runs_of(const Context& context) {
    TRY_VOID(only_staff(context, StaffRight::kWriteCatalog));
    if (context.with.what_ifs == nullptr)
        return fail(ErrorCode::kNotFound, {}, "nothing is tried beside the serving here");
    return context.with.what_ifs;
}

std::int64_t difference_of(const Money& before, const Money& after) {
    const std::int64_t difference = after.minor() - before.minor();
    return difference < 0 ? -difference : difference;
}

}  // namespace

Result<WhatIfEffect> parse_what_if_effect(std::string_view text) {
    for (std::size_t i = 0; i < std::size(kEffectNames); ++i)
        if (kEffectNames[i] == text) return static_cast<WhatIfEffect>(i);
    return fail(Error(ErrorCode::kQueryInvalid, "effect")
                    .with("value", "effect")
                    .with("expected", fmt::format("{}", fmt::join(kEffectNames, ", "))));
}

bool is_affected_so(const AffectedCustomer& customer, WhatIfEffect effect) {
    switch (effect) {
        case WhatIfEffect::kMore: return customer.net_after > customer.net_before;
        case WhatIfEffect::kLess: return customer.net_after < customer.net_before;
        case WhatIfEffect::kLoses: return !customer.lost.empty();
        case WhatIfEffect::kGains: return !customer.gained.empty();
        case WhatIfEffect::kBreaks: return !customer.limits.empty();
        case WhatIfEffect::kCommitted: return customer.is_commitment_broken;
        case WhatIfEffect::kCount: break;
    }
    return false;
}

// Threads found them in any order: equal differences stand in the order of ids, so that two runs tell the same.
bool AffectedList::comes_before(const Row& one, const Row& other) {
    const std::int64_t first = difference_of(one.net_before, one.net_after);
    const std::int64_t second = difference_of(other.net_before, other.net_after);
    return first != second ? first > second : one.id < other.id;
}

void AffectedList::add(const AffectedCustomer& customer) {
    Row row{customer.id,
            customer.name,
            customer.plan,
            customer.net_before,
            customer.net_after,
            nullptr,
            customer.is_commitment_broken};
    const bool is_full = rows_.size() == kMax;
    if (is_full && !comes_before(row, rows_.front())) return;
    row.effects = &*effects_.insert(Effects{customer.lost, customer.gained, customer.limits}).first;
    if (is_full) {
        std::ranges::pop_heap(rows_, comes_before);
        rows_.back() = std::move(row);
        std::ranges::push_heap(rows_, comes_before);
        return;
    }
    rows_.push_back(std::move(row));
    if (rows_.size() == kMax) std::ranges::make_heap(rows_, comes_before);
}

void AffectedList::put_in_order() {
    rows_.shrink_to_fit();
    std::ranges::sort(rows_, comes_before);
}

AffectedCustomer AffectedList::at(std::size_t place) const {
    const Row& row = rows_.at(place);
    return {.id = row.id,
            .name = row.name,
            .plan = row.plan,
            .net_before = row.net_before,
            .net_after = row.net_after,
            .lost = row.effects->lost,
            .gained = row.effects->gained,
            .limits = row.effects->limits,
            .is_commitment_broken = row.is_commitment_broken};
}

std::string_view name_of(WhatIfState state) {
    switch (state) {
        case WhatIfState::kRunning: return "running";
        case WhatIfState::kDone: return "done";
        case WhatIfState::kFailed: return "failed";
        case WhatIfState::kCancelled: return "cancelled";
    }
    ENSURE(false);
}

Result<WhatIfRun> start_what_if(const Context& context, const CatalogVersionId& version, const WhatIfWish& wish) {
    WhatIfRuns* runs = TRY(runs_of(context));
    TRY_VOID(check_what_if_months(wish.months));
    if (const auto known = TRY(look_up(context.with.store, [&](Transaction& tx) { return made_before(tx, context); })))
        return read_what_if(context, WhatIfId(*known));
    CatalogToPublish next = TRY(catalog_to_publish(context, version, wish.from));
    const WhatIfRun run{.id = new_id<WhatIfId>(context.with.ids),
                        .version = version,
                        .from = next.from,
                        .movement = wish.movement,
                        .months = wish.months,
                        .started_by = context.caller.actor,
                        .started_at = context.with.clock.now()};
    TRY_VOID(runs->start(
        context, run,
        {.draft = std::move(next.catalog), .from = next.from, .movement = wish.movement, .months = wish.months}));
    // Not in one transaction with the beginning, which waits for one that was cancelled, and that for the store. A call
    // that comes before this was kept finds that one runs.
    TRY_VOID(context.with.store.write(
        [&](Transaction& tx) { return remember_made(tx, context, run.id.str(), run.started_at); }));
    return run;
}

Result<std::optional<WhatIfRun>> last_what_if(const Context& context) {
    return TRY(runs_of(context))->last(context.vendor());
}

Result<WhatIfRun> read_what_if(const Context& context, const WhatIfId& id) {
    auto run = TRY(runs_of(context))->last(context.vendor());
    if (!run || run->id != id) return fail(ErrorCode::kWhatIfGone);
    return *std::move(run);
}

Result<WhatIfRun> cancel_what_if(const Context& context, const WhatIfId& id) {
    TRY(runs_of(context))->cancel(context, id);
    return read_what_if(context, id);
}

Result<AffectedPage> list_affected(const Context& context, const WhatIfId& id, std::optional<WhatIfEffect> effect,
                                   std::int64_t after, int limit) {
    const WhatIfRun run = TRY(read_what_if(context, id));
    if (!run.outcome) return fail(ErrorCode::kWhatIfUnfinished);
    AffectedPage page{.rows = {}, .outcome = run.outcome};
    const AffectedList& all = run.outcome->affected;
    for (auto i = static_cast<std::size_t>(after); i < all.size() && std::cmp_less(page.rows.size(), limit); ++i) {
        AffectedCustomer customer = all.at(i);
        if (!effect || is_affected_so(customer, *effect))
            page.rows.push_back({static_cast<std::int64_t>(i) + 1, std::move(customer)});
    }
    return page;
}

}  // namespace settle
