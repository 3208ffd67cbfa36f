// The last bytes of a backup: what it holds, and a digest by which a single changed bit is found.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"

namespace settle::store {

/// What a store holds, as people are told.
struct StoreFacts {
    int schema = 0;
    std::int64_t customers = 0;
    std::int64_t invoices = 0;
    std::optional<Instant> last_event;
};

/// How far a step ("copying", "checking", …) is, in its own units; `of` is 0 when nobody knows.
using Progress = std::function<void(std::string_view step, std::int64_t done, std::int64_t of)>;

/// A backup is a database file followed by kSealBytes: lines about what is in it, dots, and the BLAKE2b-256 of
/// everything before the digest itself in hexadecimal, and a line feed.
constexpr std::size_t kSealBytes = 512;

/// BLAKE2b-256 of what comes piece by piece.
class RunningDigest {
public:
    RunningDigest();
    ~RunningDigest();
    RunningDigest(const RunningDigest&) = delete;
    RunningDigest& operator=(const RunningDigest&) = delete;
    void add(std::string_view bytes);
    /// 64 lower-case hexadecimal digits; nothing can be added any more.
    std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Gives the first `size` bytes of `path`, piece by piece, telling how far it is in `step`.
Result<void> read_pieces(const std::string& path, std::int64_t size, std::string_view step, const Progress& on_progress,
                         const std::function<Result<void>(std::string_view bytes)>& on_bytes);

/// The seal without its digest and line feed.
std::string seal_text(const StoreFacts& facts, std::int64_t database_bytes);

struct SealedFile {
    StoreFacts facts;
    std::int64_t database_bytes = 0;
};
/// Reads the whole of `path`, giving its bytes to `on_bytes` without the seal, and compares the digest. Fails with
/// file_malformed when it is not a backup or not as it was written; what `on_bytes` got is then worth nothing.
Result<SealedFile> read_sealed(const std::string& path, const Progress& on_progress,
                               const std::function<Result<void>(std::string_view bytes)>& on_bytes);
/// Whether the last bytes of `path` look like those of a backup.
bool looks_sealed(const std::string& path);

}  // namespace settle::store
