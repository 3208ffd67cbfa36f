// Prefixed ids that cannot be mixed up: a SubscriptionId never compares with a CustomerId.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/short_text.h"

namespace settle {

template <class Tag>
class Id {
public:
    static constexpr std::string_view kPrefix = Tag::kPrefix;
    Id() = default;
    explicit Id(std::string_view text) : text_(text) {}
    /// Accepts only text of this kind's prefix ("sub_…", up to 64 characters). Fails with id_malformed.
    static Result<Id> parse(std::string_view text) {
        if (!text.starts_with(Tag::kPrefix) || text.size() > 64 || text.size() <= Tag::kPrefix.size())
            return fail(Error(ErrorCode::kIdMalformed)
                            .with("value", std::string(text))
                            .with("prefix", std::string(Tag::kPrefix)));
        return Id(text);
    }
    std::string_view view() const { return text_.view(); }
    std::string str() const { return std::string(view()); }
    bool empty() const { return text_.empty(); }
    friend bool operator==(const Id&, const Id&) = default;
    friend auto operator<=>(const Id&, const Id&) = default;

private:
    ShortText text_;
};

#define SETTLE_ID(name, prefix)                             \
    struct name##Tag {                                      \
        static constexpr std::string_view kPrefix = prefix; \
    };                                                      \
    using name = Id<name##Tag>

SETTLE_ID(CustomerId, "cus_");
SETTLE_ID(MemberId, "mem_");
SETTLE_ID(PersonId, "per_");
SETTLE_ID(SeatId, "seat_");
SETTLE_ID(NotificationId, "ntf_");
SETTLE_ID(MailId, "mail_");
SETTLE_ID(InvitationId, "ivt_");
SETTLE_ID(SubscriptionId, "sub_");
SETTLE_ID(ChangeId, "chg_");
SETTLE_ID(InvoiceId, "inv_");
SETTLE_ID(PaymentAttemptId, "pay_");
SETTLE_ID(PaymentMethodId, "pm_");
SETTLE_ID(RequestId, "req_");
SETTLE_ID(AttachmentId, "att_");
SETTLE_ID(SavedViewId, "view_");
SETTLE_ID(EventId, "evt_");
SETTLE_ID(EvidenceId, "tev_");

#undef SETTLE_ID

}  // namespace settle
