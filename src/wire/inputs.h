// What callers may send, read strictly: unknown fields, other types and lengths are refused by name.
#pragma once

#include "app/change/confirm_change.h"
#include "app/customer/customers.h"
#include "app/payment/pay_invoice.h"
#include "app/requests/decide_request.h"
#include "app/requests/proposals.h"
#include "app/requests/queue.h"
#include "app/requests/requests.h"
#include "wire/json.h"

namespace settle::wire {

// Each reader fails with field_required, field_unknown, field_invalid, field_too_long or the code of
// the value itself, naming the field by its path; `path` is where the value stands in the document.

/// `currency`: of the prices that may be in it. An act beside anything it cannot stand with fails with
/// field_invalid, naming that field.
Result<Wanted> wanted_from(const JsonValue& value, const std::string& path, Currency currency);
Result<BillingInformation> billing_from(const JsonValue& value, const std::string& path);
struct BillingChange {
    BillingInformation billing;
    std::string reason;  ///< Of staff.
};
/// The billing information is the whole document, so that its fields have no prefix.
Result<BillingChange> billing_change_from(const JsonValue& value);
Result<NewCustomer> new_customer_from(const JsonValue& value);
/// Somebody with an address.
Result<NewPerson> person_from(const JsonValue& value, const std::string& path);
/// Without its customer, which the address names.
Result<NewMember> new_member_from(const JsonValue& value);
/// Without customer and version. What is wanted stands in `set`, or is one act beside it.
Result<Confirmation> confirmation_from(const JsonValue& value, Currency currency);
/// Without its customer.
Result<PreviewWish> preview_wish_from(const JsonValue& value, Currency currency);

struct DraftInput {
    Draft draft;
    std::optional<std::int64_t> version_seen;
};
Result<DraftInput> draft_from(const JsonValue& value, Currency currency);
/// `customer` is empty when it was left out.
Result<NewRequest> new_request_from(const JsonValue& value, Currency currency);

struct PortalLinkWish {
    CustomerId customer;
    MemberId member;
    std::string target;
};
Result<PortalLinkWish> portal_link_from(const JsonValue& value);

Result<Verdict> decision_from(const JsonValue& value, Currency currency);
/// What is said about a request, and whether it then waits for the customer.
struct MessageInput {
    std::string text;
    Then then = Then::kWait;
};
Result<MessageInput> message_from(const JsonValue& value);
/// What staff note for themselves.
Result<std::string> note_from(const JsonValue& value);

struct ProposalInput {
    Verdict terms;
    Date until;
};
Result<ProposalInput> proposal_from(const JsonValue& value, Currency currency);
Result<ProposalAnswer> proposal_answer_from(const JsonValue& value);
/// Empty: nobody.
Result<std::string> assignee_from(const JsonValue& value);
/// The request that another one repeats.
Result<RequestId> duplicate_from(const JsonValue& value);
/// Without its id.
Result<SavedView> saved_view_from(const JsonValue& value);
/// One condition of a queue, as the address and a saved view say it: "assignee" -> "me". Adds nothing for an empty
/// value. Fails with field_invalid, request_type_unknown, without a field: the caller knows where it stands.
Result<void> add_condition(RequestFilter& filter, std::string_view name, const std::string& value,
                           const std::string& me, Instant now);

struct TrialExtension {
    int days = 0;
    std::string reason;
};
Result<TrialExtension> trial_extension_from(const JsonValue& value);

/// An amount as it was written, and why it is given.
struct MoneyGiven {
    std::string amount;
    std::string reason;
};
Result<MoneyGiven> money_given_from(const JsonValue& value);

/// Without its invoice, which the address names.
Result<InvoicePayment> invoice_payment_from(const JsonValue& value);

struct NewMethod {
    MethodKind kind = MethodKind::kCard;
    std::string return_url;
};
Result<NewMethod> new_method_from(const JsonValue& value);

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
