#include "app/desk/audit.h"

#include "app/desk/names.h"
#include "domain/catalog/staff_role.h"
#include "ports/request_store.h"

namespace settle {
namespace {

constexpr std::int64_t kFromTheEnd = std::numeric_limits<std::int64_t>::max();
// What one look for the customer reads, whatever it leaves out.
constexpr int kLookedAt = 1'000;
constexpr int kAtOnce = 100;

/// What staff do among themselves is no news for the customer.
constexpr std::string_view kAmongStaff[] = {"request.assigned", "delivery.retried", "mail.retried", "renewal.retried"};

// Why is written for staff there: the customer learns that it was done, and from whom they hear more.
constexpr std::string_view kWhyAmongStaff[] = {"customer.blocked", "customer.unblocked"};

bool is_one_of(std::span<const std::string_view> verbs, std::string_view verb) {
    return std::ranges::find(verbs, verb) != verbs.end();
}

Result<AuditFilter> filter_of(const Context& context, const AuditWish& wish) {
    AuditFilter filter{.person = wish.person, .customer = wish.customer, .verb = wish.verb};
    if (wish.from && wish.to && *wish.to < *wish.from)
        return fail(
            Error(ErrorCode::kQueryInvalid, "to").with("value", "to").with("expected", "≥ " + wish.from->str()));
    const auto catalog = TRY(context.catalog());
    if (wish.from) filter.from = TRY(context.with.zones.start_of(catalog->time_zone, *wish.from));
    if (wish.to) filter.until = TRY(context.with.zones.start_of(catalog->time_zone, wish.to->plus_days(1)));
    return filter;
}

Result<AuditPage> page_of(const Context& context, Transaction& tx, const AuditWish& wish) {
    const AuditFilter filter = TRY(filter_of(context, wish));
    const std::int64_t before = wish.before > 0 ? wish.before : kFromTheEnd;
    AuditPage page{TRY(audit_of(tx).list_entries(context.vendor(), filter, before, wish.limit + 1))};
    if (std::cmp_greater(page.entries.size(), wish.limit)) {
        page.entries.pop_back();
        page.next = page.entries.back().sequence;
    }
    Names names(context, tx);
    TRY_VOID(names.take_staff());
    for (const AuditEntry& entry : page.entries) {
        TRY_VOID(names.take_customer(entry.customer));
        TRY_VOID(names.take(entry.customer, entry.subject));
    }
    page.names = std::move(names).all();
    return page;
}

}  // namespace

Result<void> log_act(const Context& context, Transaction& tx, std::string verb, const CustomerId& customer,
                     std::string subject, Instant now) {
    if (context.caller.actor.kind != Actor::Kind::kStaff) return {};
    return audit_of(tx).add_entry(context.vendor(), {.at = now,
                                                     .actor = context.caller.actor,
                                                     .verb = std::move(verb),
                                                     .customer = customer,
                                                     .subject = std::move(subject),
                                                     .reason = {},
                                                     .facts = {},
                                                     .personal = {}});
}

Result<AuditPage> list_audit(const Context& context, const AuditWish& wish) {
    TRY_VOID(only_staff(context, StaffRight::kReadAudit));
    return look_up(context.with.store, [&](Transaction& tx) { return page_of(context, tx, wish); });
}

Result<AuditPage> export_audit(const Context& context, AuditWish wish) {
    TRY_VOID(only_staff(context, StaffRight::kReadAudit));
    wish.limit = kAuditExportMax;
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<AuditPage> {
        AuditPage page = TRY(page_of(context, tx, wish));
        TRY_VOID(log_act(context, tx, "audit.exported", wish.customer, {}, now));
        return page;
    });
}

Result<AuditPage> list_acts_of_staff(const Context& context, const CustomerId& customer, std::int64_t before,
                                     int limit) {
    TRY_VOID(may_see(context, customer));
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kViewSubscription));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<AuditPage> {
        TRY_VOID(tx.load_customer(context.vendor(), customer));
        AuditPage page;
        std::int64_t place = before > 0 ? before : kFromTheEnd;
        bool is_over = false;
        for (int looked = 0; !is_over && looked < kLookedAt && std::cmp_less(page.entries.size(), limit);) {
            auto entries = TRY(audit_of(tx).list_entries(
                context.vendor(), {.person = {}, .customer = customer, .verb = {}}, place, kAtOnce));
            is_over = std::cmp_less(entries.size(), kAtOnce);
            for (AuditEntry& entry : entries) {
                if (std::cmp_equal(page.entries.size(), limit)) {
                    is_over = false;
                    break;
                }
                ++looked;
                place = entry.sequence;
                if (is_one_of(kAmongStaff, entry.verb)) continue;
                if (is_one_of(kWhyAmongStaff, entry.verb) && context.caller.actor.is_member()) entry.reason.clear();
                page.entries.push_back(std::move(entry));
            }
        }
        if (!is_over) page.next = place;
        Names names(context, tx);
        for (const AuditEntry& entry : page.entries) TRY_VOID(names.take(customer, entry.subject));
        page.names = std::move(names).all();
        return page;
    });
}

}  // namespace settle
