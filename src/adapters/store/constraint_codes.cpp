#include "adapters/store/constraint_codes.h"

namespace settle::store {

ErrorCode code_of_constraint(std::string_view name) {
    static constexpr std::string_view kPaymentRules[] = {
        "one_open_order_per_subscription", "one_live_order_per_fingerprint", "one_open_attempt_per_order",
        "one_open_attempt_per_invoice",    "one_open_save_per_customer",
    };
    for (const std::string_view rule : kPaymentRules)
        if (rule == name) return ErrorCode::kPaymentInProgress;
    if (name == "one_seat_per_member") return ErrorCode::kAlreadyBeneficiary;
    if (name == "invitation_code_once") return ErrorCode::kInvitationCodeTaken;
    if (name == "one_email_per_customer") return ErrorCode::kMemberExists;
    if (name == "one_open_request_per_type") return ErrorCode::kRequestAlreadyOpen;
    return ErrorCode::kAlreadyExists;
}

}  // namespace settle::store
