// Something only staff may decide, filed by or for a customer.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/id.h"
#include "domain/change/change.h"

namespace settle {

enum class RequestType : std::uint8_t {
    kDemo,
    kCustomPlan,
    kPause,
    kCancellation,
    kReduction,
    kNonRenewal,
    kPaymentProblem,
    kRefund,
    kBillingCorrection,
    kSeatException,
    kReactivation,
    kContact,
    kCount
};
/// "demo", "custom_plan", …
std::string_view name_of(RequestType type);
/// Fails with request_type_unknown.
Result<RequestType> parse_request_type(std::string_view text);

enum class RequestState : std::uint8_t {
    kNew,
    kAcknowledged,
    kInProgress,
    kWaitingCustomer,
    kApproved,
    kApplied,
    kClosed,
    kDeclined,
    kWithdrawn,
    kDuplicate
};
std::string_view name_of(RequestState state);
/// Whether staff can still decide it.
constexpr bool is_open(RequestState state) { return state <= RequestState::kWaitingCustomer; }

using RequestDetails = std::vector<std::pair<std::string, std::string>>;
/// The value under a name, or empty.
std::string_view detail_of(const RequestDetails& details, std::string_view name);

/// Something that was said about a request, by either side.
struct RequestMessage {
    RequestId request;
    CustomerId customer;
    Actor by;
    std::string text;
    Instant at;
};

/// What staff say among themselves about a request: its customer never sees it.
struct RequestNote {
    RequestId request;
    CustomerId customer;
    Actor by;
    std::string text;
    Instant at;
};

struct Request {
    RequestId id;
    CustomerId customer;
    RequestType type = RequestType::kContact;
    RequestState state = RequestState::kNew;
    std::int64_t version = 1;
    std::string message;          ///< The customer's words.
    std::optional<Wanted> set;    ///< The change that is wanted, where there is one.
    ChangeId change;              ///< For a payment problem: the order whose payment did not succeed.
    /// What else belongs to it, by name: amount, time, reason, last4; and what it would do, as computed when it
    /// was filed: effect.on, effect.due_now, effect.next_invoice, effect.next_invoice_on …; effect.rule is the rule
    /// that left it to staff.
    RequestDetails details;
    Actor author;
    std::string decision_reason;
    std::string decided_by;
    Instant created_at;
    std::optional<Instant> decided_at;
    std::string assignee = {};  ///< The staff person who looks after it; empty: nobody.
    Instant due_at = {};  ///< By when it is to be decided. Does not run while it waits for the customer.
    std::optional<Instant> waiting_since = {};  ///< Set while it waits for the customer.
    RequestId duplicate_of = {};

    /// Whether staff are late with it.
    bool is_overdue(Instant now) const { return is_open(state) && !waiting_since && due_at <= now; }
    /// Into another state; the time spent waiting for the customer is not counted against staff.
    void move_to(RequestState next, Instant now);
};

}  // namespace settle
