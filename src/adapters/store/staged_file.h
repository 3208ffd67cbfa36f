// A file that appears under its name whole and synced, or not at all.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace settle::store {

/// What to do about a file that has the name already.
enum class Existing : std::uint8_t { kKeep, kReplace };

/// Written beside its place as "<path>.partial", which goes away again unless it is published. One process at a time
/// writes it; what a killed one left behind is written over.
class StagedFile {
public:
    /// Fails with file_malformed when it cannot be made, or is being written by another process.
    static Result<std::unique_ptr<StagedFile>> open(const std::string& path);
    ~StagedFile();
    StagedFile(const StagedFile&) = delete;
    StagedFile& operator=(const StagedFile&) = delete;

    /// Where it is until it is published.
    const std::string& partial() const { return partial_; }
    Result<void> append(std::string_view bytes);
    Result<std::int64_t> size() const;
    /// Syncs it, gives it its name and syncs the folder. Fails with file_malformed, and leaves what has the name as it
    /// is, when that shall be kept.
    Result<void> publish(Existing existing);
    /// Makes it readable only, for its owner only.
    Result<void> protect();

private:
    StagedFile(std::string path, std::string partial, int descriptor)
        : path_(std::move(path)), partial_(std::move(partial)), descriptor_(descriptor) {}
    Result<void> take_name(Existing existing);

    std::string path_;
    std::string partial_;
    int descriptor_;
    bool is_published_ = false;
};

/// file_malformed about a file: "<path>: <reason>".
std::unexpected<Error> file_refused(const std::string& path, std::string reason);
/// The same, with what the system said about its last call.
std::unexpected<Error> file_failed(const std::string& path, std::string_view doing);
bool is_there(const std::string& path);
/// Makes what happened to names in the folder of `path` survive a power cut.
Result<void> sync_folder_of(const std::string& path);

}  // namespace settle::store
