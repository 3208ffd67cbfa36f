// What a provider says of itself, asked for by one at a time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

#include "base/date.h"
#include "base/result.h"

namespace settle::oidc {

/// How long somebody waits for what another one is asking, or for their turn.
inline constexpr std::chrono::milliseconds kPatience{500};
/// How long a provider that failed is left in peace.
inline constexpr std::int64_t kFailureSeconds = 10;

/// An answer, or that there was none. Safe to share between threads.
template <class Value>
class Kept {
public:
    using Known = std::shared_ptr<const Value>;

    /// What is younger than `seconds`, else what `ask` answers. Fails with `busy` when another one asks for longer than
    /// one waits, and for a while as the last one did who asked.
    template <class Ask>
    Result<Known> get(Instant now, std::int64_t seconds, const Error& busy, const Ask& ask) {
        {
            std::unique_lock lock(mutex_);
            const auto until = std::chrono::steady_clock::now() + kPatience;
            for (;;) {
                if (value_ && now.micros < at_.plus_seconds(seconds).micros) return value_;
                if (failure_ && now.micros < failed_at_.plus_seconds(kFailureSeconds).micros) return fail(*failure_);
                if (!is_asked_) break;
                if (answered_.wait_until(lock, until) == std::cv_status::timeout) return fail(busy);
            }
            is_asked_ = true;
        }
        const Turn turn(*this);
        Result<Value> answer = ask();
        const std::lock_guard lock(mutex_);
        if (!answer) {
            failure_ = answer.error();
            failed_at_ = now;
            return fail(*failure_);
        }
        failure_.reset();
        value_ = std::make_shared<const Value>(*std::move(answer));
        at_ = now;
        return value_;
    }

private:
    /// Ends however asking ends.
    class Turn {
    public:
        explicit Turn(Kept& kept) : kept_(kept) {}
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        ~Turn() {
            {
                const std::lock_guard lock(kept_.mutex_);
                kept_.is_asked_ = false;
            }
            kept_.answered_.notify_all();
        }

    private:
        Kept& kept_;
    };

    std::mutex mutex_;
    std::condition_variable answered_;
    bool is_asked_ = false;
    Known value_;
    Instant at_{};
    std::optional<Error> failure_;
    Instant failed_at_{};
};

/// So many at once, so that a provider that hangs does not keep everybody's threads.
class Places {
public:
    explicit Places(int count) : free_(count) {}

    /// False when none gets free for as long as one waits.
    bool take() {
        std::unique_lock lock(mutex_);
        if (!freed_.wait_for(lock, kPatience, [this] { return free_ > 0; })) return false;
        --free_;
        return true;
    }
    void give_back() {
        {
            const std::lock_guard lock(mutex_);
            ++free_;
        }
        freed_.notify_one();
    }

private:
    std::mutex mutex_;
    std::condition_variable freed_;
    int free_;
};

}  // namespace settle::oidc
