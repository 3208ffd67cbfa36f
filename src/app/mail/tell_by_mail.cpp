#include "app/mail/tell_by_mail.h"

#include <unordered_set>

#include "domain/mail/decide_mails.h"
#include "ports/request_store.h"

namespace settle {
namespace {

std::vector<Occurrence> occurrences_of(const OutboxEntry& act) {
    std::vector<Occurrence> found;
    for (const Event& event : act.events)
        found.push_back({event.id.str(), event.type, event.actor, event.reason, event.at, event.data});
    return found;
}

/// What was billed for a change, is owed, or was paid.
Result<std::optional<Invoice>> invoice_of(Transaction& tx, const OutboxEntry& act, const Occurrence& what,
                                          const Subscription& subscription) {
    InvoiceId id;
    const bool is_owed = what.type == "subscription.past_due" || what.type == "subscription.access_changed";
    if (is_owed && subscription.past_due) id = subscription.past_due->invoice;
    if (what.type == "payment.succeeded" || what.type == "payment.recorded" || what.type.starts_with("invoice."))
        id = InvoiceId(std::string(what.datum("invoice")));
    const std::string_view change = what.datum("change");
    if (!is_owed && !change.empty())
        id = TRY(tx.load_order(act.vendor, act.customer, ChangeId(std::string(change)))).invoice;
    if (id.empty()) return std::optional<Invoice>();
    return TRY(tx.load_invoice(act.vendor, id));
}

/// Adds what the domain has to know of what happened beside the customer and the subscription.
Result<void> complete(Transaction& tx, const OutboxEntry& act, std::span<const Occurrence> happened, MailScene& scene) {
    std::unordered_set<std::string_view> known;
    for (const Member& member : scene.members) known.insert(member.id.view());
    for (const Occurrence& what : happened) {
        if (!makes_mails(what.type, what.data)) continue;
        if (!scene.invoice) scene.invoice = TRY(invoice_of(tx, act, what, scene.subscription));
        if (const auto request = what.datum("request"); !request.empty())
            scene.request = TRY(tx.requests().load(act.vendor, RequestId(std::string(request))));
        for (const std::string_view name : {"member", "member.before", "member.after"}) {
            const std::string_view id = what.datum(name);
            if (id.empty() || !known.insert(id).second) continue;
            auto gone = TRY(tx.find_member(act.vendor, act.customer, MemberId(std::string(id))));
            if (gone) scene.others.push_back(*std::move(gone));
        }
    }
    scene.assigned = TRY(tx.assigned_quantities(act.vendor, act.customer));
    return {};
}

}  // namespace

Result<int> tell_by_mail(Services& services, Transaction& tx, const OutboxEntry& act, Instant now) {
    int queued = 0;
    const auto happened = occurrences_of(act);
    if (!happened.empty() && happened.front().at.plus_seconds(kMailLifetimeSeconds) > now) {
        const auto catalog = TRY(services.catalogs.find(act.vendor));
        const Customer customer = TRY(tx.load_customer(act.vendor, act.customer));
        const Subscription subscription = TRY(tx.load_subscription(act.vendor, act.customer));
        const auto members = TRY(tx.list_members(act.vendor, act.customer));
        MailScene scene{*catalog, customer, subscription, members};
        TRY_VOID(complete(tx, act, happened, scene));
        for (Mail& mail : decide_mails(scene, happened)) {
            mail.id = new_id<MailId>(services.ids);
            mail.created_at = now;
            queued += TRY(tx.add_mail(act.vendor, mail));
        }
    }
    TRY_VOID(tx.finish_untold(act));
    return queued;
}

}  // namespace settle
