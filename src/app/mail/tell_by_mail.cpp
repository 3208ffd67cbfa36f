#include "app/mail/tell_by_mail.h"

#include "domain/mail/decide_mails.h"

namespace settle {
namespace {

std::vector<Occurrence> occurrences_of(const OutboxEntry& act) {
    std::vector<Occurrence> found;
    for (const Event& event : act.events)
        found.push_back({event.id.str(), event.type, event.actor, event.reason, event.at, event.data});
    return found;
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
        for (Mail& mail : decide_mails({*catalog, customer, subscription, members}, happened)) {
            mail.id = new_id<MailId>(services.ids);
            mail.created_at = now;
            queued += TRY(tx.add_mail(act.vendor, mail));
        }
    }
    TRY_VOID(tx.finish_untold(act));
    return queued;
}

}  // namespace settle
