// What callers may send, read strictly: unknown fields, other types and lengths are refused by name.
#pragma once

#include "app/change/confirm_change.h"
#include "app/customer/customers.h"
#include "app/requests/requests.h"
#include "wire/json.h"

namespace settle::wire {

// Each reader fails with field_required, field_unknown, field_invalid, field_too_long or the code of
// the value itself, naming the field by its path; `path` is where the value stands in the document.

Result<Wanted> wanted_from(const JsonValue& value, const std::string& path);
Result<BillingInformation> billing_from(const JsonValue& value, const std::string& path);
Result<NewCustomer> new_customer_from(const JsonValue& value);
/// Without its customer, which the address names.
Result<NewMember> new_member_from(const JsonValue& value);
/// Without customer and version.
Result<Confirmation> confirmation_from(const JsonValue& value);
/// Without its customer.
Result<PreviewWish> preview_wish_from(const JsonValue& value);

struct DraftInput {
    Draft draft;
    std::optional<std::int64_t> version_seen;
};
Result<DraftInput> draft_from(const JsonValue& value);
/// `customer` is empty when it was left out.
Result<NewRequest> new_request_from(const JsonValue& value);

struct PortalLinkWish {
    CustomerId customer;
    MemberId member;
    std::string target;
};
Result<PortalLinkWish> portal_link_from(const JsonValue& value);

struct DecisionInput {
    Decision decision = Decision::kDecline;
    std::string reason;
};
Result<DecisionInput> decision_from(const JsonValue& value);

struct TaxNumberInput {
    std::string number;
    std::string country;
};
Result<TaxNumberInput> tax_number_from(const JsonValue& value);

struct FeedbackInput {
    std::string page;
    std::string verdict;
};
Result<FeedbackInput> feedback_from(const JsonValue& value);

}  // namespace settle::wire
