// A gateway that passes a crash point before and after every call.
#pragma once

#include <type_traits>

#include "main/crash_points.h"
#include "ports/payment_gateway.h"

namespace settle {

class WatchedGateway : public PaymentGateway {
public:
    WatchedGateway(PaymentGateway& inner, CrashPoints& points) : inner_(inner), points_(points) {}

    Result<ProviderPayment> create_payment(const CreatePayment& order) override {
        return watched("create_payment", [&] { return inner_.create_payment(order); });
    }
    Result<ProviderPayment> find_payment(const PaymentAttemptId& key) override {
        return watched("find_payment", [&] { return inner_.find_payment(key); });
    }
    Result<ProviderPayment> cancel_payment(const PaymentAttemptId& key) override {
        return watched("cancel_payment", [&] { return inner_.cancel_payment(key); });
    }
    Result<void> refund_payment(const Refund& refund) override {
        return watched("refund_payment", [&] { return inner_.refund_payment(refund); });
    }
    Result<PaymentAttemptId> read_webhook(const HttpRequest& request, Instant now) override {
        return inner_.read_webhook(request, now);
    }

private:
    template <class Call>
    std::invoke_result_t<Call> watched(std::string_view name, Call call) {
        points_.reach(fmt::format("before {}", name));
        auto answer = call();
        points_.reach(fmt::format("after {}", name));
        return answer;
    }

    PaymentGateway& inner_;
    CrashPoints& points_;
};

}  // namespace settle
