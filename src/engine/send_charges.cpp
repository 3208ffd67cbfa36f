#include "engine/send_charges.h"

#include <atomic>
#include <mutex>
#include <thread>

#include "app/payment/collect_payment.h"

namespace settle {
namespace {

constexpr int kPage = 200;
// One answer may get lost; so many in a row say that nobody is there.
constexpr int kUnansweredMax = 3;
// Whoever reads more than that wants to count, not to read.
constexpr std::size_t kFailuresToldMax = 100;

// Sends one page; several threads take the next of it in turn.
class PageOfCharges {
public:
    PageOfCharges(const Context& context, const std::vector<PaymentAttempt>& charges)
        : context_(context), charges_(charges) {}

    ChargesReport send(int threads) {
        std::vector<std::jthread> others;
        const auto useful = std::min<std::ptrdiff_t>(threads, std::ssize(charges_));
        for (std::ptrdiff_t i = 1; i < useful; ++i) others.emplace_back([this] { work(); });
        work();
        others.clear();
        return std::move(report_);
    }

private:
    void work() {
        while (unanswered_ < kUnansweredMax) {
            const std::size_t at = next_++;
            if (at >= charges_.size()) return;
            // Broken contracts end here, at a door: they concern this charge alone.
            try {
                note(charges_[at], collect_payment(context_, charges_[at]));
            } catch (const ContractViolation& broken) {
                note(charges_[at], fail(ErrorCode::kInternal, {}, broken.what()));
            }
        }
    }

    void note(const PaymentAttempt& charge, const Result<PaymentAttempt>& answer) {
        const std::lock_guard lock(mutex_);
        if (!answer) {
            const bool unanswered = answer.error().code == ErrorCode::kGatewayUnavailable;
            ++report_.failed;
            report_.add_failure(fmt::format("{}: {}", charge.id.str(), name_of(answer.error().code)));
            if (unanswered && ++unanswered_ == kUnansweredMax) report_.provider_is_away = true;
            return;
        }
        unanswered_ = 0;
        ++report_.sent;
        report_.paid += answer->state == AttemptState::kSucceeded ? 1 : 0;
        report_.declined += answer->state == AttemptState::kFailed ? 1 : 0;
    }

    const Context& context_;
    const std::vector<PaymentAttempt>& charges_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<int> unanswered_ = 0;
    std::mutex mutex_;
    ChargesReport report_;
};

}  // namespace

ChargesReport& ChargesReport::operator+=(ChargesReport other) {
    sent += other.sent;
    paid += other.paid;
    declined += other.declined;
    provider_is_away = other.provider_is_away;
    failed += other.failed;
    for (std::string& failure : other.failures) add_failure(std::move(failure));
    return *this;
}

void ChargesReport::add_failure(std::string failure) {
    if (failures.size() < kFailuresToldMax) failures.push_back(std::move(failure));
}

Result<ChargesReport> send_charges(const Context& context, AttemptPlace& place, int threads,
                                   const std::stop_token& stop) {
    ChargesReport report;
    while (!stop.stop_requested() && !report.provider_is_away) {
        const auto page = TRY(look_up(
            context.with.store, [&](Transaction& tx) { return tx.unsent_charges(context.vendor(), place, kPage); }));
        if (page.empty()) break;
        report += PageOfCharges(context, page).send(threads);
        place = {page.back().created_at, page.back().id};
    }
    return report;
}

}  // namespace settle
