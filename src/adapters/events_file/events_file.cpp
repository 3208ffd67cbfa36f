#include "adapters/events_file/events_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cerrno>
#include <system_error>

namespace settle {
namespace {

class OpenFile {
public:
    explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
    ~OpenFile() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    int get() const { return descriptor_; }

private:
    int descriptor_;
};

class EventsFile final : public EventReceiver {
public:
    explicit EventsFile(std::string path) : path_(std::move(path)) {}

    Result<void> deliver(const OutboxEntry& act) override {
        TRY_VOID(open_file());
        // What another process appends meanwhile must not be cut off with what could not be written.
        if (flock(file_->get(), LOCK_EX) != 0) return failed("locking");
        const Result<void> written = append(lines_of(act));
        if (flock(file_->get(), LOCK_UN) != 0 && written) return failed("unlocking");
        return written;
    }

    Result<void> keep() override {
        if (!file_) return {};
        const Result<void> outcome = fdatasync(file_->get()) == 0 ? still_there() : failed("syncing");
        file_.reset();
        return outcome;
    }

private:
    std::unexpected<Error> failed(std::string_view what) const {
        return fail(ErrorCode::kStoreUnreachable, {},
                    fmt::format("{} {}: {}", what, path_, std::generic_category().message(errno)));
    }

    std::unexpected<Error> refused(std::string_view why) const {
        return fail(ErrorCode::kStoreUnreachable, {}, fmt::format("{} {}", path_, why));
    }

    Result<void> open_file() {
        if (file_) return {};
        constexpr mode_t kMode = 0640;
        // Opening a pipe that nobody reads would wait for ever.
        constexpr int kHow = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK;
        auto file = std::make_unique<OpenFile>(open(path_.c_str(), kHow, kMode));
        if (file->get() < 0) return failed("opening");
        struct stat status{};
        if (fstat(file->get(), &status) != 0) return failed("looking at");
        if (!S_ISREG(status.st_mode)) return refused("is no regular file");
        // Before the first line: where it fails, nothing is written again and again.
        TRY_VOID(sync_folder());
        file_ = std::move(file);
        return {};
    }

    /// Moved away and deleted meanwhile, what was written would be nowhere: all of it comes again, into a new file.
    Result<void> still_there() const {
        struct stat written{}, named{};
        if (fstat(file_->get(), &written) != 0) return failed("looking at");
        if (stat(path_.c_str(), &named) != 0 && errno != ENOENT) return failed("looking at");
        if (written.st_dev != named.st_dev || written.st_ino != named.st_ino)
            return refused("was moved away while it was written");
        return {};
    }

    Result<void> append(std::string lines) {
        struct stat status{};
        if (fstat(file_->get(), &status) != 0) return failed("looking at");
        // A machine that went down in the middle of a line: the next one begins on its own.
        char last = '\n';
        if (status.st_size > 0 && pread(file_->get(), &last, 1, status.st_size - 1) != 1) return failed("reading");
        if (last != '\n') lines.insert(lines.begin(), '\n');
        std::string_view left = lines;
        while (!left.empty()) {
            const ssize_t written = write(file_->get(), left.data(), left.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) {
                const auto error = failed("writing");
                // A full disk takes a part of a line; whoever reads sees whole ones only.
                if (left.size() < lines.size() && ftruncate(file_->get(), status.st_size) != 0)
                    return failed("taking a torn line back from");
                return error;
            }
            left.remove_prefix(static_cast<std::size_t>(written));
        }
        return {};
    }

    /// A file that was just made is lost with the folder that names it.
    Result<void> sync_folder() const {
        const std::size_t slash = path_.rfind('/');
        const std::string folder = slash == std::string::npos ? "." : slash == 0 ? "/" : path_.substr(0, slash);
        const OpenFile opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (opened.get() < 0 || fsync(opened.get()) != 0) return failed("syncing the folder of");
        return {};
    }

    const std::string path_;
    std::unique_ptr<OpenFile> file_;
};

}  // namespace

std::string lines_of(const OutboxEntry& act) {
    std::string lines;
    for (const Event& event : act.events) {
        boost::json::object data;
        for (const auto& [name, value] : event.data) data[name] = value;
        lines += boost::json::serialize(boost::json::object{{"id", event.id.str()},
                                                            {"type", event.type},
                                                            {"time", event.at.str()},
                                                            {"vendor", act.vendor},
                                                            {"customer", act.customer.str()},
                                                            {"sequence", event.sequence},
                                                            {"data", std::move(data)}});
        lines += '\n';
    }
    return lines;
}

std::unique_ptr<EventReceiver> make_events_file(std::string path) {
    return std::make_unique<EventsFile>(std::move(path));
}

}  // namespace settle
