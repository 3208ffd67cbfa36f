#include "app/desk/acts.h"

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

/// Says what an id stands for, once.
class Namer {
public:
    Namer(const Context& context, Transaction& tx, const CustomerId& customer)
        : context_(context), tx_(tx), customer_(customer) {}

    Result<void> take(const std::string& id) {
        if (names_.contains(id)) return {};
        if (id.starts_with(MemberId::kPrefix)) {
            const auto member = TRY(tx_.find_member(context_.vendor(), customer_, MemberId(id)));
            if (member) names_[id] = member->full_name().empty() ? member->email : member->full_name();
        } else if (id.starts_with(InvoiceId::kPrefix)) {
            const auto invoice = tx_.load_invoice(context_.vendor(), InvoiceId(id));
            if (invoice) names_[id] = invoice->number;
            else if (invoice.error().code != ErrorCode::kInvoiceNotFound) return fail(invoice.error());
        }
        return {};
    }
    std::map<std::string, std::string> all() && { return std::move(names_); }

private:
    const Context& context_;
    Transaction& tx_;
    const CustomerId& customer_;
    std::map<std::string, std::string> names_;
};

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
        Namer namer(context, tx, customer);
        for (const ActEvents& act : page.acts) {
            TRY_VOID(namer.take(act.front().actor.id));
            for (const Event& event : act)
                for (const auto& [name, value] : event.data) TRY_VOID(namer.take(value));
        }
        page.names = std::move(namer).all();
        return page;
    });
}

}  // namespace settle
