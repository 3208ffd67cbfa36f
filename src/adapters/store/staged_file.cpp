#include "adapters/store/staged_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace settle::store {

std::unexpected<Error> file_refused(const std::string& path, std::string reason) {
    return fail(Error(ErrorCode::kFileMalformed).with("where", path).with("reason", std::move(reason)));
}

std::unexpected<Error> file_failed(const std::string& path, std::string_view doing) {
    return file_refused(path, fmt::format("{}: {}", doing, std::strerror(errno)));
}

bool is_there(const std::string& path) {
    struct stat ignored{};
    return lstat(path.c_str(), &ignored) == 0;
}

Result<void> sync_folder_of(const std::string& path) {
    const auto parent = std::filesystem::path(path).parent_path();
    const std::string folder = parent.empty() ? "." : parent.string();
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return file_failed(folder, "the folder cannot be opened");
    const bool is_synced = fsync(descriptor) == 0;
    const int reason = errno;
    ::close(descriptor);
    errno = reason;
    if (!is_synced) return file_failed(folder, "the folder cannot be synced");
    return {};
}

Result<std::unique_ptr<StagedFile>> StagedFile::open(const std::string& path) {
    std::string partial = path + ".partial";
    const int descriptor = ::open(partial.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) return file_failed(partial, "it cannot be written");
    std::unique_ptr<StagedFile> file(new StagedFile(path, std::move(partial), descriptor));
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        file->is_published_ = true;  // It is another one's, not ours to remove.
        return file_refused(file->partial_, "another process is writing it");
    }
    if (ftruncate(descriptor, 0) != 0) return file_failed(file->partial_, "it cannot be written");
    return file;
}

StagedFile::~StagedFile() {
    if (!is_published_) ::unlink(partial_.c_str());
    ::close(descriptor_);
}

Result<void> StagedFile::append(std::string_view bytes) {
    if (lseek(descriptor_, 0, SEEK_END) < 0) return file_failed(partial_, "it cannot be written");
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return file_failed(partial_, "it cannot be written");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<std::int64_t> StagedFile::size() const {
    struct stat facts{};
    if (fstat(descriptor_, &facts) != 0) return file_failed(partial_, "it cannot be read");
    return facts.st_size;
}

Result<void> StagedFile::protect() {
    if (fchmod(descriptor_, S_IRUSR) != 0) return file_failed(partial_, "it cannot be made readable only");
    return {};
}

Result<void> StagedFile::take_name(Existing existing) {
    if (existing == Existing::kReplace) {
        if (::rename(partial_.c_str(), path_.c_str()) != 0) return file_failed(path_, "it cannot be renamed");
        return {};
    }
    int outcome = renameat2(AT_FDCWD, partial_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE);
    // Network file systems know no such renaming, but refuse a second name that is taken.
    if (outcome != 0 && errno == EINVAL) {
        outcome = ::link(partial_.c_str(), path_.c_str());
        if (outcome == 0) ::unlink(partial_.c_str());
    }
    if (outcome != 0 && errno == EEXIST) return file_refused(path_, "it exists already; --force replaces it");
    if (outcome != 0) return file_failed(path_, "it cannot be renamed");
    return {};
}

Result<void> StagedFile::publish(Existing existing) {
    if (fsync(descriptor_) != 0) return file_failed(partial_, "it cannot be synced");
    TRY_VOID(take_name(existing));
    is_published_ = true;
    return sync_folder_of(path_);
}

}  // namespace settle::store
