#include "app/numbers/keep_subscription.h"

#include "domain/change/terms.h"
#include "ports/numbers.h"

namespace settle {
namespace {

// What is owed is asked of the document: parts of it may be paid or given back by now.
Result<void> note_owed(const Context& context, Transaction& tx, Subscription& subscription) {
    if (!subscription.past_due) return {};
    const Invoice owed = TRY(tx.load_invoice(context.vendor(), subscription.past_due->invoice));
    subscription.past_due->owed_minor = (owed.amounts.total - owed.paid).minor();
    return {};
}

/// Whose prices it goes by.
Result<std::shared_ptr<const Catalog>> terms_of(const Context& context, const Subscription& subscription, Date today) {
    return settle::terms_of(*TRY(context.with.catalogs.timeline(context.vendor())), subscription, today);
}

/// Counts somebody who was there before there were figures, as of the day they came.
Result<void> count_history(const Context& context, Transaction& tx, Subscription& known, Date today) {
    const Subscription before = known;
    const auto terms = TRY(terms_of(context, known, today));
    TRY_VOID(note_owed(context, tx, known));
    const auto billed_on = TRY(numbers_of(tx).first_document_on(context.vendor(), known.customer));
    const Quantities assigned = TRY(tx.assigned_quantities(context.vendor(), known.customer));
    const Counting counting{std::min(billed_on.value_or(before.anchor), today),
                            count_anew(*terms, before, assigned, known)};
    known.counted->recurred = known.counted->recurred || billed_on.has_value();
    return numbers_of(tx).add_facts(context.vendor(), known.customer, known.version, counting);
}

}  // namespace

Result<void> keep_subscription(const Context& context, Transaction& tx, Subscription after, Instant now,
                               OwedEnds owed) {
    const auto catalog = TRY(context.catalog());
    const Date today = TRY(context.with.zones.day_in(catalog->time_zone, now));
    Subscription before = TRY(tx.load_subscription(context.vendor(), after.customer));
    if (!before.counted) TRY_VOID(count_history(context, tx, before, today));
    TRY_VOID(note_owed(context, tx, after));
    // Asked for only where it matters: when all units of the customer begin to count, or no longer do.
    Quantities assigned;
    if (holds_counted_units(before) != is_live(after.state))
        assigned = TRY(tx.assigned_quantities(context.vendor(), after.customer));
    const auto terms = TRY(terms_of(context, after, today));
    const Counting counting{today, count_anew(*terms, before, assigned, after, owed)};
    TRY_VOID(tx.save_subscription(context.vendor(), after));
    return numbers_of(tx).add_facts(context.vendor(), after.customer, after.version + 1, counting);
}

Result<void> keep_first_subscription(const Context& context, Transaction& tx, Subscription made, Instant now) {
    const auto catalog = TRY(context.catalog());
    const Date today = TRY(context.with.zones.day_in(catalog->time_zone, now));
    const Counting counting{today, count_first(*catalog, made)};
    TRY_VOID(tx.add_subscription(context.vendor(), made));
    return numbers_of(tx).add_facts(context.vendor(), made.customer, made.version, counting);
}

Result<bool> count_customers(const Context& context, int limit) {
    const VendorName& vendor = context.vendor();
    const auto catalog = TRY(context.catalog());
    const Date today = TRY(context.with.zones.day_in(catalog->time_zone, context.with.clock.now()));
    if (!TRY(look_up(context.with.store,
                     [&](Transaction& tx) { return numbers_of(tx).has_customers_to_count(vendor); })))
        return false;
    return transact(context.with.store, [&](Transaction& tx) -> Result<bool> {
        const auto next = TRY(numbers_of(tx).next_to_count(vendor, limit));
        for (const CustomerId& customer : next) {
            Subscription known = TRY(tx.load_subscription(vendor, customer));
            if (known.counted) continue;
            TRY_VOID(count_history(context, tx, known, today));
            TRY_VOID(tx.save_subscription(vendor, known));
        }
        return !next.empty();
    });
}

Result<bool> count_documents(const Context& context, int limit) {
    if (!TRY(look_up(context.with.store,
                     [&](Transaction& tx) { return numbers_of(tx).has_uncounted_documents(context.vendor()); })))
        return false;
    return transact(context.with.store, [&](Transaction& tx) -> Result<bool> {
        return TRY(numbers_of(tx).count_documents(context.vendor(), limit)) == limit;
    });
}

}  // namespace settle
