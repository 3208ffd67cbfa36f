// Ids and secrets: random ones, and counted ones that a test can write down.
#pragma once

#include <atomic>
#include <map>
#include <mutex>

#include "ports/id_source.h"

namespace settle {

/// UUIDv7 behind the prefix. Ids of one source sort in the order they were made, also within a
/// millisecond and when the machine's clock steps back. Safe to share between threads.
class RandomIds : public IdSource {
public:
    RandomIds();
    std::string next(std::string_view prefix) override;
    std::string secret() override;

private:
    std::atomic<std::uint64_t> last_tick_ = 0;  ///< Milliseconds since 1970 and, in the low 12 bits, a counter.
};

/// sub_1, sub_2 … per prefix, and secrets that are the same in every run: for tests and the
/// simulator only. Safe to share between threads.
class CountingIds : public IdSource {
public:
    std::string next(std::string_view prefix) override;
    std::string secret() override;

private:
    std::mutex mutex_;
    std::map<std::string, std::int64_t, std::less<>> counts_;
    std::int64_t secrets_ = 0;
};

}  // namespace settle
