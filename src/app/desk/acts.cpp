#include "app/desk/acts.h"

#include "app/desk/names.h"
#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

// What one call looks at, whatever it leaves out.
constexpr int kLookedAt = 2'000;
constexpr int kAtOnce = 100;

bool sets(const Event& event, std::string_view what) {
    return std::ranges::any_of(event.data, [&](const auto& datum) {
        const std::string_view name = datum.first;
        return name.starts_with(what) && name.substr(what.size()) == ".after";
    });
}

bool names(const Event& event, std::string_view id) {
    return std::ranges::any_of(event.data, [&](const auto& datum) { return datum.second == id; });
}

bool is_wanted(const ActEvents& act, const ActWish& wish) {
    const auto has = [&](auto is) { return std::ranges::any_of(act, is); };
    return (!wish.kind || has([&](const Event& event) { return act_kind_of(event.type) == *wish.kind; })) &&
           (wish.about.empty() || has([&](const Event& event) { return names(event, wish.about); })) &&
           (wish.sets.empty() || has([&](const Event& event) { return sets(event, wish.sets); }));
}

}  // namespace

std::string_view name_of(ActKind kind) {
    constexpr std::string_view kNames[] = {"subscription", "money", "people", "requests", "customer"};
    return kNames[static_cast<std::size_t>(kind)];
}

ActKind act_kind_of(std::string_view event_type) {
    static constexpr std::pair<std::string_view, ActKind> kKinds[] = {
        {"subscription.", ActKind::kSubscription},
        {"trial.", ActKind::kSubscription},
        {"change.", ActKind::kSubscription},
        {"pause.", ActKind::kSubscription},
        {"commitment.", ActKind::kSubscription},
        {"renewal.", ActKind::kSubscription},
        {"invoice.", ActKind::kMoney},
        {"payment.", ActKind::kMoney},
        {"credit.", ActKind::kMoney},
        {"member.", ActKind::kPeople},
        {"seat.", ActKind::kPeople},
        {"invitation.", ActKind::kPeople},
        {"invitation_code.", ActKind::kPeople},
        {"usage.", ActKind::kPeople},
        {"customer.owner_changed", ActKind::kPeople},
        {"request.", ActKind::kRequests},
    };
    for (const auto& [start, kind] : kKinds)
        if (event_type.starts_with(start)) return kind;
    return ActKind::kCustomer;
}

Result<ActPage> list_acts(const Context& context, const CustomerId& customer, const ActWish& wish) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<ActPage> {
        TRY_VOID(tx.load_customer(context.vendor(), customer));
        ActPage page;
        std::int64_t before = wish.before;
        bool is_over = false;
        for (int looked = 0; !is_over && looked < kLookedAt && std::cmp_less(page.acts.size(), wish.limit);) {
            auto acts = TRY(desk_of(tx).acts_before(context.vendor(), customer, before, kAtOnce));
            is_over = std::cmp_less(acts.size(), kAtOnce);
            for (ActEvents& act : acts) {
                if (std::cmp_equal(page.acts.size(), wish.limit)) {
                    is_over = false;
                    break;
                }
                ++looked;
                before = act.front().sequence;
                if (is_wanted(act, wish)) page.acts.push_back(std::move(act));
            }
        }
        if (!is_over && before > 1) page.next = before;
        Names known(context, tx);
        for (const ActEvents& act : page.acts) {
            TRY_VOID(known.take(customer, act.front().actor.id));
            for (const Event& event : act)
                for (const auto& [name, value] : event.data) TRY_VOID(known.take(customer, value));
        }
        page.names = std::move(known).all();
        return page;
    });
}

}  // namespace settle
