#include "app/desk/audit.h"

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

/// Says what ids stand for, each read once for the whole page.
class Names {
public:
    Names(const Context& context, Transaction& tx) : context_(context), tx_(tx) {}

    Result<void> take_staff() {
        for (StaffPerson& person : TRY(tx_.requests().staff(context_.vendor())))
            if (!person.email.empty()) names_[person.id] = std::move(person.email);
        return {};
    }
    Result<void> take_customer(const CustomerId& customer) {
        if (customer.empty() || names_.contains(customer.str())) return {};
        names_[customer.str()] = TRY(tx_.load_customer(context_.vendor(), customer)).name;
        return {};
    }
    Result<void> take_subject(const CustomerId& customer, const std::string& id) {
        if (id.empty() || names_.contains(id)) return {};
        if (id.starts_with(MemberId::kPrefix)) {
            const auto member = TRY(tx_.find_member(context_.vendor(), customer, MemberId(id)));
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
    std::map<std::string, std::string> names_;
};

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
        TRY_VOID(names.take_subject(entry.customer, entry.subject));
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
                if (std::ranges::find(kAmongStaff, entry.verb) == std::end(kAmongStaff))
                    page.entries.push_back(std::move(entry));
            }
        }
        if (!is_over) page.next = place;
        Names names(context, tx);
        for (const AuditEntry& entry : page.entries) TRY_VOID(names.take_subject(customer, entry.subject));
        page.names = std::move(names).all();
        return page;
    });
}

}  // namespace settle
