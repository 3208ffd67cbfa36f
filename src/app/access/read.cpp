#include "app/access/read.h"

#include "domain/catalog/staff_role.h"
#include "domain/change/rules.h"
#include "domain/change/terms.h"
#include "domain/renewal/renewal.h"

namespace settle {
namespace {

// What buying would be answered with: the first plan on offer that has a price speaks for all.
Ruling judge_subscribing(const LoadedSituation& situation) {
    for (const Plan& plan : situation.catalog->plans) {
        if (!plan.listed || plan.contact_only || plan.free) continue;
        Wanted wanted;
        wanted.plan = plan.code;
        const Situation view = situation.view();
        const auto target = resolve_target(view, wanted);
        if (!target) continue;
        Ruling ruling = strictest(judge(view, wanted, *target));
        ruling.part = ChangeKind::kSubscribe;
        return ruling;
    }
    Ruling none;
    none.part = ChangeKind::kSubscribe;
    none.outcome = Outcome::kNo;
    none.refusal = Error(ErrorCode::kNotOffered);
    return none;
}

// How many of the last events are looked at for what customers must be told of.
constexpr int kEventsLookedAt = 50;

std::string_view datum(const Event& event, std::string_view name) {
    const auto found =
        std::ranges::find(event.data, name, [](const auto& pair) { return std::string_view(pair.first); });
    return found == event.data.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// "wanted.user" 12 and "applied.user" 13, on a day of the present period.
Result<std::vector<Clamped>> clamped_of(Transaction& tx, const VendorName& vendor, const Subscription& subscription) {
    std::vector<Clamped> found;
    for (const Event& event : TRY(tx.latest_events(vendor, subscription.customer, kEventsLookedAt))) {
        if (event.type != "subscription.change_clamped") continue;
        const auto on = Date::parse(datum(event, "on"));
        if (!on || *on < subscription.period.first_day) continue;
        for (const auto& [item, count] : subscription.quantities) {
            const auto wanted = whole_number(datum(event, "wanted." + item.str()));
            const auto applied = whole_number(datum(event, "applied." + item.str()));
            if (wanted && applied && *wanted < *applied) found.push_back({*on, item, *wanted, *applied});
        }
    }
    return found;
}

std::optional<Error> why_no_trial(const LoadedSituation& situation) {
    const auto trial = start_trial(situation.view());
    if (trial) return std::nullopt;
    return trial.error();
}

// A list of nothing must not hide that there is no such customer.
template <class Row, class List>
Result<std::vector<Row>> list_of(const Context& context, const CustomerId& customer, List list) {
    return look_up(context.with.store, [&](Transaction& tx) -> Result<std::vector<Row>> {
        TRY_VOID(tx.load_customer(context.vendor(), customer));
        return list(tx);
    });
}

}  // namespace

const Ruling& SubscriptionView::may_do(ChangeKind kind) const {
    const auto found = std::ranges::find(may, kind, &Ruling::part);
    ENSURE(found != may.end());
    return *found;
}

SubscriptionState SubscriptionView::state() const {
    const SubscriptionState state = situation.subscription.state;
    const bool nothing_in_force = state == SubscriptionState::kNone || state == SubscriptionState::kEnded;
    return nothing_in_force && pending ? SubscriptionState::kIncomplete : state;
}

Result<SubscriptionView> read_subscription(const Context& context, const CustomerId& customer) {
    TRY_VOID(may_see(context, customer));
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kViewSubscription));
    const Instant now = context.with.clock.now();
    std::optional<ChangeId> pending;
    SubscriptionView view = TRY(look_up(context.with.store, [&](Transaction& tx) -> Result<SubscriptionView> {
        SubscriptionView loaded{.situation = TRY(load_situation(context, tx, customer, now))};
        if (const auto open = TRY(tx.open_order(context.vendor(), customer))) pending = open->id;
        loaded.may.push_back(judge_subscribing(loaded.situation));
        for (const ChangeKind act :
             {ChangeKind::kCancel, ChangeKind::kRenewalOn, ChangeKind::kPause, ChangeKind::kResume})
            loaded.may.push_back(judge_act(loaded.situation.view(), act));
        for (Ruling& ruling : loaded.may) TRY_VOID(name_who_may(tx, loaded.situation, ruling));
        const Subscription& subscription = loaded.situation.subscription;
        if (subscription.past_due) loaded.owed = TRY(tx.load_invoice(context.vendor(), subscription.past_due->invoice));
        loaded.clamped = TRY(clamped_of(tx, context.vendor(), subscription));
        for (const ScheduledChange& change : subscription.scheduled)
            loaded.scheduled_by.push_back(TRY(name_of_actor(context, tx, customer, change.author)));
        return loaded;
    }));
    if (pending) view.pending = TRY(read_change(context, customer, *pending));
    view.may_not_start_trial = why_no_trial(view.situation);
    view.conflicts = foresee_conflicts(view.situation.view(), view.situation.subscription);
    Subscription future = view.situation.subscription;
    if (auto bill = foresee_bill(view.situation.view(), future)) {
        view.next_invoice_on = bill->on;
        view.next_invoice = total_up(std::move(bill->lines), view.situation.tax, future.currency);
    }
    return view;
}

Result<Entitlements> read_entitlements(const Context& context, const CustomerId& customer) {
    TRY_VOID(may_see(context, customer));
    const auto timeline = TRY(context.timeline());
    const Instant now = context.with.clock.now();
    return look_up(context.with.store, [&](Transaction& tx) -> Result<Entitlements> {
        const Customer whose = TRY(tx.load_customer(context.vendor(), customer));
        const Subscription subscription = TRY(tx.load_subscription(context.vendor(), customer));
        const Date today = TRY(context.with.zones.day_in(whose.time_zone, now));
        return entitlements_of(*terms_of(*timeline, subscription, today), subscription);
    });
}

Result<std::vector<Invoice>> list_invoices(const Context& context, const CustomerId& customer) {
    TRY_VOID(may_see(context, customer));
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kViewInvoices));
    return list_of<Invoice>(context, customer,
                            [&](Transaction& tx) { return tx.list_invoices(context.vendor(), customer); });
}

Result<Invoice> read_invoice(const Context& context, const InvoiceId& id) {
    const auto invoice =
        TRY(look_up(context.with.store, [&](Transaction& tx) { return tx.load_invoice(context.vendor(), id); }));
    TRY_VOID(may_see(context, invoice.customer, ErrorCode::kInvoiceNotFound));
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kViewInvoices));
    return invoice;
}

Result<std::vector<PaymentMethod>> list_payment_methods(const Context& context, const CustomerId& customer) {
    TRY_VOID(may_see(context, customer));
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kEditBilling, StaffRight::kReadCustomers));
    return list_of<PaymentMethod>(context, customer,
                                  [&](Transaction& tx) { return tx.list_payment_methods(context.vendor(), customer); });
}

Result<std::vector<Event>> list_events(const Context& context, const CustomerId& customer, std::int64_t after_sequence,
                                       int limit) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    return list_of<Event>(context, customer, [&](Transaction& tx) {
        return tx.list_events(context.vendor(), customer, after_sequence, limit);
    });
}

Result<void> give_feedback(const Context& context, const std::string& page, const std::string& verdict) {
    const Instant now = context.with.clock.now();
    return context.with.store.write(
        [&](Transaction& tx) { return tx.add_feedback(context.vendor(), page, verdict, now); });
}

}  // namespace settle
