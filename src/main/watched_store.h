// A store that tells operators when it goes away and when it is back, and that need not be there yet at the start.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>

#include "ports/store.h"

namespace settle {

/// What a server does at the start while the store cannot be opened.
enum class StoreAway : std::uint8_t { kRefuse, kWait };

class WatchedStore final : public Store {
public:
    using Open = std::function<Result<std::unique_ptr<Store>>()>;
    using Say = std::function<void(const std::string& line)>;

    /// Fails as `open` does. With kWait, what passes by itself (store_unreachable, store_busy) is no failure: it is the
    /// answer to everything until `open`, which is tried again whenever something is asked, succeeds.
    static Result<std::unique_ptr<WatchedStore>> open(Open open, StoreAway away, Say say);

    Result<void> write(const std::function<Result<void>(Transaction&)>& work) override;
    Result<void> read(const std::function<Result<void>(Transaction&)>& work) override;
    std::unique_ptr<DueRound> begin_due_round(const VendorName& vendor, Date until, Date run_day,
                                              const std::string& run) override;
    Result<VerifyReport> verify(const VerifyWish& wish) override;

private:
    using Ticks = std::chrono::steady_clock;

    /// What is known of reading, or of writing: a full disk stops one of them.
    struct Watch {
        std::string_view what;
        std::atomic<bool> is_away = false;
        ErrorCode said = ErrorCode::kInternal;
        Ticks::time_point since;
        Ticks::time_point said_at;
    };

    WatchedStore(Open open, Say say) : open_(std::move(open)), say_(std::move(say)) {}
    Result<Store*> store();
    Result<void> watched(Watch& watch, const Result<void>& outcome);
    void note_away(Watch& watch, const Error& error);
    void note_back(Watch& watch);

    const Open open_;
    const Say say_;
    std::atomic<Store*> opened_ = nullptr;
    std::mutex opening_;  ///< Guards the three below.
    std::unique_ptr<Store> store_;
    Error not_open_{ErrorCode::kStoreUnreachable};
    Ticks::time_point next_try_;
    std::mutex saying_;  ///< Guards what the watches know.
    Watch reading_{.what = "read"};
    Watch writing_{.what = "written"};
};

}  // namespace settle
