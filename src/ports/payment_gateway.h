// A payment provider, as far as we need one.
#pragma once

#include <optional>
#include <string>

#include "base/http_message.h"
#include "base/money.h"
#include "domain/payment/payment.h"

namespace settle {

struct CreatePayment {
    PaymentAttemptId key;         ///< The provider acts once per key, however often it is sent.
    Money amount;
    MethodKind method = MethodKind::kCard;
    std::string saved_token;  ///< Charge this saved card or wallet; empty: send the customer to the provider's page.
    std::string return_url;  ///< Where the provider's page sends the customer back, success or not.
    std::string description;  ///< Shown to the payer: vendor's name and what is bought.
    std::string language;  ///< Of the provider's page.
    std::string customer_reference;
    std::vector<std::string> card_brands;  ///< Accepted brands; others are refused by the provider's page.
};

/// What the provider knows of a payment.
struct ProviderPayment {
    enum class State : std::uint8_t {
        kWaitingForCustomer,  ///< Its page, a 3-D Secure challenge or the wallet has to be finished.
        kProcessing,  ///< The provider will tell later.
        kSucceeded,
        kDeclined,
        kCancelled
    };
    PaymentAttemptId key;
    std::string reference;  ///< The provider's id.
    State state = State::kWaitingForCustomer;
    Money amount;
    std::string redirect_url;  ///< While it waits for the customer.
    /// When declined: card_declined, insufficient_funds, card_expired, card_brand_unsupported,
    /// authentication_failed.
    std::string reason_code;
    std::optional<MethodDetails> details;
};

struct Refund {
    PaymentAttemptId payment;
    std::string key;   ///< Of this refund; the provider acts once per key.
    Money amount;
};

/// Every call may fail with gateway_unavailable: then the outcome is unknown and find_payment is asked
/// before anything is sent again.
class PaymentGateway {
public:
    virtual ~PaymentGateway() = default;
    /// Starts the payment, or answers what became of it when the key is known. Fails with
    /// gateway_unavailable, payment_method_unknown.
    virtual Result<ProviderPayment> create_payment(const CreatePayment& order) = 0;
    /// The payment with this key. Fails with payment_not_found, gateway_unavailable.
    virtual Result<ProviderPayment> find_payment(const PaymentAttemptId& key) = 0;
    /// Stops a payment that is not final; answers its state afterwards, which may be kSucceeded when
    /// the customer was faster. Fails with payment_not_found, gateway_unavailable.
    virtual Result<ProviderPayment> cancel_payment(const PaymentAttemptId& key) = 0;
    /// Gives back a part of a succeeded payment, or all of it, once per refund's key however often it is
    /// called. Fails with payment_not_found, gateway_unavailable, amount_mismatch (more than is left of it).
    virtual Result<void> refund_payment(const Refund& refund) = 0;
    /// The payment a webhook tells about. The signature and its age are checked; the content counts
    /// as a hint only, and the state is asked for with find_payment. Fails with webhook_signature_invalid.
    virtual Result<PaymentAttemptId> read_webhook(const HttpRequest& request, Instant now) = 0;
};

}  // namespace settle
