#include "interactive.h"

#include <chrono>
#include <thread>

#include "app/access/read.h"

namespace settle::bench {
namespace {

using Clock = std::chrono::steady_clock;

std::vector<double> arrive_every(std::chrono::milliseconds pause, const std::function<bool()>& is_over,
                                 const std::function<void(std::int64_t)>& serve) {
    std::vector<double> latencies;
    auto at = Clock::now();
    for (std::int64_t number = 0; !is_over(); ++number) {
        std::this_thread::sleep_until(at);
        serve(number);
        latencies.push_back(std::chrono::duration<double, std::milli>(Clock::now() - at).count());
        at += pause;
    }
    return latencies;
}

void add_a_seat(const Context& context, const CustomerId& customer) {
    const ReadPreview now = must(preview_change(context, {customer, {.quantities = {}}, {}}), "a preview");
    const std::int64_t seats = now.situation.subscription.quantities.of("user");
    Confirmation wish;
    wish.customer = customer;
    wish.set.quantities.set("user", seats + 1);
    wish.pay_with = "transfer";
    wish.accepted_policy = "2026-01";
    const ConfirmAnswer answer = must(confirm_change(context, wish), "a change of seats");
    ENSURE(std::holds_alternative<ConfirmedChange>(answer));
}

}  // namespace

Latencies serve_people(Shop& shop, std::int64_t due, const std::function<bool()>& is_over) {
    Latencies latencies;
    const std::jthread reader([&] {
        const Context context = shop.context();
        latencies.reads_ms = arrive_every(std::chrono::milliseconds(5), is_over, [&](std::int64_t number) {
            // A step that is prime to most counts visits them far apart from each other.
            must(read_subscription(context, customer_id(number * 7'919 % (due + kOthers))), "a subscription");
        });
    });
    const Context context = shop.context();
    latencies.writes_ms = arrive_every(std::chrono::milliseconds(50), is_over, [&](std::int64_t number) {
        add_a_seat(context, customer_id(due + number % kOthers));
    });
    return latencies;
}

}  // namespace settle::bench
