// The payment gateway of the sandbox bank: speaks the bank's HTTP interface.
#pragma once

#include "adapters/bank_sandbox/bank.h"
#include "adapters/bank_sandbox/http_client.h"
#include "ports/payment_gateway.h"

namespace settle {

struct SandboxGatewayOptions {
    std::string merchant;        ///< Under which name the bank keeps this vendor's payments.
    std::string api_secret;
    std::string webhook_secret;
};

/// May be called from several threads. Whatever is not a clear answer is gateway_unavailable.
class SandboxGateway : public PaymentGateway {
public:
    SandboxGateway(SandboxGatewayOptions options, bank::Transport transport)
        : options_(std::move(options)), transport_(std::move(transport)) {}

    /// Besides the port's errors: amount_mismatch when the key names a payment of another amount.
    Result<ProviderPayment> create_payment(const CreatePayment& order) override;
    Result<ProviderPayment> find_payment(const PaymentAttemptId& key) override;
    Result<ProviderPayment> cancel_payment(const PaymentAttemptId& key) override;
    /// Besides the port's errors: state_forbids when the payment did not succeed, amount_mismatch also when the
    /// refund's key was used for another amount.
    Result<void> refund_payment(const Refund& refund) override;
    Result<PaymentAttemptId> read_webhook(const HttpRequest& request, Instant now) override;

private:
    Result<ProviderPayment> call(std::string_view method, const std::string& path, std::string body);

    const SandboxGatewayOptions options_;
    const bank::Transport transport_;
};

/// A gateway to the bank that listens at `bank_url`; a call that takes longer than `timeout` has an
/// unknown outcome.
std::unique_ptr<SandboxGateway> make_http_gateway(SandboxGatewayOptions options, std::string bank_url,
                                                  std::chrono::milliseconds timeout);
inline constexpr std::chrono::milliseconds kGatewayTimeout{5'000};

/// A gateway to a bank of the same process; `bank` outlives it.
std::unique_ptr<SandboxGateway> make_in_process_gateway(SandboxGatewayOptions options, Bank& bank);

}  // namespace settle
