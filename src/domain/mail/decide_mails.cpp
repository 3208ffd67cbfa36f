#include "domain/mail/decide_mails.h"

#include <set>
#include <unordered_map>

#include "domain/mail/mail_fields.h"
#include "domain/mail/mail_template.h"

namespace settle {
namespace {

/// Who is told of something.
enum class Audience : std::uint8_t {
    kSubscribers,
    kChangers,
    kPayers,
    kOwner,
    kTheMember,
    kTheAuthor,
    kBothOwners,
    kInvoices
};

/// How one type of event is told.
struct Telling {
    std::string_view event;
    std::string_view mail;
    Audience to;
    MailFields (*fields)(const MailView&) = no_fields;
};

constexpr Telling kTellings[] = {
    {"trial.started", "trial-started", Audience::kSubscribers, trial_fields},
    {"trial.ending", "trial-ending", Audience::kSubscribers, trial_end_fields},
    {"trial.ended", "trial-ended", Audience::kSubscribers},
    {"trial.extended", "trial-extended", Audience::kSubscribers, trial_extension_fields},
    {"trial.cancelled", "trial-cancelled", Audience::kSubscribers, reason_fields},
    {"subscription.activated", "subscription-started", Audience::kSubscribers, start_fields},
    {"subscription.changed", "change-applied", Audience::kChangers, change_fields},
    {"subscription.change_scheduled", "change-scheduled", Audience::kChangers, scheduled_fields},
    {"subscription.change_held", "change-held", Audience::kChangers, held_fields},
    {"subscription.change_clamped", "change-clamped", Audience::kChangers, clamped_fields},
    {"subscription.past_due", "payment-failed", Audience::kPayers, failure_fields},
    {"subscription.recovered", "payment-recovered", Audience::kPayers, receipt_fields},
    {"payment.succeeded", "payment-received", Audience::kPayers, receipt_fields},
    {"payment.recorded", "payment-received", Audience::kPayers, receipt_fields},
    {"subscription.access_changed", "access-restricted", Audience::kPayers, restriction_fields},
    {"commitment.ending", "commitment-ending", Audience::kChangers, commitment_fields},
    {"renewal.announced", "renewal-ahead", Audience::kChangers, renewal_ahead_fields},
    {"subscription.renewal_off", "renewal-off", Audience::kChangers, cancellation_fields},
    {"subscription.renewal_on", "renewal-on", Audience::kChangers, renewal_on_fields},
    {"subscription.ended", "subscription-ended", Audience::kChangers, end_fields},
    {"subscription.pause_planned", "pause-planned", Audience::kChangers, pause_plan_fields},
    {"subscription.paused", "paused", Audience::kChangers, pause_fields},
    {"pause.ending", "pause-ending", Audience::kChangers, pause_end_fields},
    {"subscription.resumed", "resumed", Audience::kChangers, resumption_fields},
    {"request.filed", "request-received", Audience::kTheAuthor, request_fields},
    {"request.decided", "request-decided", Audience::kTheAuthor, decision_fields},
    {"request.message", "request-message", Audience::kTheAuthor},
    {"request.attachment", "request-message", Audience::kTheAuthor},
    {"request.acknowledged", "request-acknowledged", Audience::kTheAuthor},
    {"request.proposal", "request-proposal", Audience::kTheAuthor, proposal_fields},
    {"request.proposal_taken_back", "request-proposal-over", Audience::kTheAuthor},
    {"request.proposal_expired", "request-proposal-over", Audience::kTheAuthor},
    {"request.duplicate", "request-duplicate", Audience::kTheAuthor},
    {"seat.assigned", "seat-given", Audience::kTheMember, seat_fields},
    {"seat.assigned", "code-used", Audience::kOwner, code_use_fields},
    {"seat.released", "seat-taken", Audience::kTheMember, seat_fields},
    {"invitation_code.refused", "code-without-seat", Audience::kOwner, who_fields},
    {"customer.owner_changed", "owner-changed", Audience::kBothOwners, owner_fields},
};

/// Told after everything else of an act: whoever got the document with another mail needs no second one.
constexpr Telling kInvoiceTellings[] = {
    {"invoice.issued", kInvoiceMail, Audience::kInvoices, invoice_fields},
    {"invoice.paid", kInvoiceMail, Audience::kInvoices, invoice_fields},
};

std::string_view datum_of(std::span<const std::pair<std::string, std::string>> data, std::string_view name) {
    const auto found = std::ranges::find(data, name, [](const auto& pair) { return std::string_view(pair.first); });
    return found == data.end() ? std::string_view() : std::string_view(found->second);
}

// What a card is charged for is told once that is done, as paid or as failed; what waits for a transfer, or for
// nothing any more, at once.
bool is_sent_when_issued(const Invoice& invoice) {
    const bool is_paid = invoice.paid == invoice.amounts.total && !invoice.amounts.total.is_zero();
    return invoice.kind == InvoiceKind::kCreditNote || is_paid ||
           (invoice.due_on && *invoice.due_on > invoice.issued_on);
}

bool has(std::span<const Occurrence> act, std::string_view type) {
    return std::ranges::find(act, type, &Occurrence::type) != act.end();
}

/// Whether an event that could be told is news: nobody is told what they did themselves this moment, and of one change
/// people hear once.
bool is_news(const Telling& telling, const Occurrence& what, std::span<const Occurrence> act) {
    if (telling.mail == "code-used") return what.datum("source") == "code";
    // Who is asked to come, or not any more, is told so and nothing else.
    if (telling.mail == "seat-given") return !has(act, "invitation.sent");
    if (telling.mail == "seat-taken") return !has(act, "invitation.cancelled") && !has(act, "invitation.expired");
    // Staff's decision that was carried out is told by what it did.
    if (telling.mail == "request-decided") return what.datum("state") != "applied";
    if (telling.mail == "request-message") return !what.actor.is_member();
    // Also of a retried payment's access: what opens again is told as paid.
    if (telling.mail == "access-restricted") return !has(act, "subscription.ended");
    // Nobody is thanked for money that did not come: the credit note tells them.
    if (telling.mail == "payment-recovered") return what.datum("by") != "waiver";
    // Of an order people hear what it did, and whoever was late that all is well again.
    if (telling.mail == "payment-received")
        return !what.datum("invoice").empty() && !has(act, "subscription.recovered");
    // What did not simply take effect is told instead.
    if (telling.mail == "change-applied")
        return !has(act, "subscription.change_clamped") && !has(act, "subscription.change_held");
    return true;
}

class Writer {
public:
    Writer(const MailScene& scene, std::span<const Occurrence> act) : scene_(scene), act_(act) {
        for (const auto* list : {&scene.others, &scene.members})
            for (const Member& member : *list) by_id_[member.id.view()] = &member;
    }

    std::vector<Mail> write() {
        for (const Occurrence& what : act_)
            for (const Telling& telling : kTellings)
                if (telling.event == what.type && is_news(telling, what, act_)) tell(telling, what);
        if (scene_.invoice && is_sent_when_issued(*scene_.invoice))
            for (const Occurrence& what : act_)
                for (const Telling& telling : kInvoiceTellings)
                    if (telling.event == what.type && what.datum("invoice") == scene_.invoice->id.view())
                        tell(telling, what);
        return std::move(mails_);
    }

private:
    void tell(const Telling& telling, const Occurrence& what) {
        std::set<std::string> written;
        const bool is_invoice = telling.to == Audience::kInvoices;
        if (is_invoice) written = with_document_;
        for (const Member* member : audience(telling.to, what)) {
            // Two members with one mailbox are one reader.
            const std::string key = email_key(member->email);
            if (key.empty() || !written.insert(key).second) continue;
            add(telling, what, *member);
        }
        const std::string& billing = scene_.customer.billing->email;
        const bool is_for_payers = telling.to == Audience::kPayers || is_invoice;
        const bool is_unread = written.empty() && telling.to != Audience::kTheMember;
        if (billing.empty() || !(is_for_payers || is_unread) || written.contains(email_key(billing))) return;
        Member office;
        office.email = billing;
        office.first_name = scene_.customer.billing->first_name;
        office.last_name = scene_.customer.billing->last_name;
        add(telling, what, office);
    }

    void add(const Telling& telling, const Occurrence& what, const Member& to) {
        const std::string& language = to.language.empty() ? scene_.customer.language : to.language;
        MailFields fields = telling.fields({scene_, what, to, language});
        const std::string_view document = datum_of(fields, kDocumentField);
        if (!document.empty()) with_document_.insert(email_key(to.email));
        // Of one invoice each is told once, whatever happens to it.
        const std::string about = telling.to == Audience::kInvoices ? std::string(document) : what.id;
        mails_.push_back({.id = {},
                          .vendor = scene_.catalog.vendor,
                          .customer = scene_.customer.id,
                          .about = fmt::format("{}/{}/{}", about, telling.mail, email_key(to.email)),
                          .template_name = std::string(telling.mail),
                          .language = language,
                          .email = to.email,
                          .name = to.full_name(),
                          .fields = std::move(fields),
                          .created_at = what.at,
                          .expires_at = what.at.plus_seconds(kMailLifetimeSeconds)});
    }

    std::vector<const Member*> audience(Audience to, const Occurrence& what) const {
        switch (to) {
            case Audience::kSubscribers: return with_right(Right::kSubscribe);
            case Audience::kChangers: return with_right(Right::kChangePlan);
            case Audience::kPayers: return with_right(Right::kEditBilling);
            case Audience::kInvoices:
                return scene_.customer.billing->email.empty() ? with_right(Right::kEditBilling) : None{};
            case Audience::kOwner: return owner();
            case Audience::kTheMember: {
                const Member* member = find(what.datum("member"));
                // Who took or gave a seat themselves knows.
                return member == nullptr || what.actor.id == member->id.str() ? None{} : None{member};
            }
            case Audience::kTheAuthor: {
                if (!scene_.request || !scene_.request->author.is_member()) return owner();
                const Member* author = find(scene_.request->author.id);
                return author == nullptr || author->left_at ? owner() : None{author};
            }
            case Audience::kBothOwners: {
                None both;
                for (const std::string_view which : {"member.before", "member.after"})
                    if (const Member* member = find(what.datum(which))) both.push_back(member);
                return both;
            }
        }
        return {};
    }

    using None = std::vector<const Member*>;

    std::vector<const Member*> owner() const {
        for (const Member& member : scene_.members)
            if (member.is_owner) return {&member};
        return {};
    }

    std::vector<const Member*> with_right(Right right) const {
        std::vector<const Member*> found;
        for (const Member& member : scene_.members) {
            const Role* role = scene_.catalog.find_role(member.role);
            if (role != nullptr && role_may(*role, right)) found.push_back(&member);
        }
        return found;
    }

    const Member* find(std::string_view id) const {
        const auto known = by_id_.find(id);
        return known == by_id_.end() ? nullptr : known->second;
    }

    const MailScene& scene_;
    std::span<const Occurrence> act_;
    /// A list of thousands is one act.
    std::unordered_map<std::string_view, const Member*> by_id_;
    std::vector<Mail> mails_;
    std::set<std::string> with_document_;  ///< Who got the document of this act's invoice.
};

}  // namespace

std::string_view Occurrence::datum(std::string_view name) const { return datum_of(data, name); }

const Member* MailScene::find_member(std::string_view id) const {
    for (const auto* list : {&members, &others})
        for (const Member& member : *list)
            if (member.id.str() == id) return &member;
    return nullptr;
}

// Most invoices of a run are charged to a card: nothing of them waits here to be told.
bool makes_mails(std::string_view event_type, std::span<const std::pair<std::string, std::string>> data) {
    if (event_type == "invoice.issued")
        return !datum_of(data, "due_on").empty() || datum_of(data, "kind") == "credit_note";
    if (event_type == "invoice.paid") return datum_of(data, "by") == "balance";
    return std::ranges::find(kTellings, event_type, &Telling::event) != std::end(kTellings);
}

std::vector<Mail> decide_mails(const MailScene& scene, std::span<const Occurrence> act) {
    return Writer(scene, act).write();
}

}  // namespace settle
