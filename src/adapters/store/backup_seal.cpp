#include "adapters/store/backup_seal.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <map>

#include "adapters/store/staged_file.h"
#include "base/ensure.h"

namespace settle::store {
namespace {

constexpr std::string_view kFirstLine = "\nSettle backup 1\n";
constexpr std::size_t kDigestDigits = 64;
constexpr std::size_t kTextBytes = kSealBytes - kDigestDigits - 1;
constexpr std::int64_t kPieceBytes = 1 << 20;
constexpr std::string_view kChanged =
    "the backup is damaged: its content is not what was written (a bit flipped, or the file was opened and changed)";
constexpr std::string_view kNoBackup =
    "this is no complete backup: it does not end with the seal that settle backup writes";

class ReadFile {
public:
    static Result<std::unique_ptr<ReadFile>> open(const std::string& path) {
        const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor < 0) return file_failed(path, "it cannot be opened");
        std::unique_ptr<ReadFile> file(new ReadFile(path, descriptor));
        struct stat facts{};
        if (fstat(descriptor, &facts) != 0) return file_failed(path, "it cannot be read");
        if (!S_ISREG(facts.st_mode)) return file_refused(path, "it is not a file");
        file->size_ = facts.st_size;
        return file;
    }
    ~ReadFile() { ::close(descriptor_); }
    ReadFile(const ReadFile&) = delete;
    ReadFile& operator=(const ReadFile&) = delete;
    std::int64_t size() const { return size_; }
    /// `size` bytes from `offset` on.
    Result<std::string> at(std::int64_t offset, std::size_t size) const {
        std::string bytes(size, '\0');
        for (std::size_t done = 0; done < size;) {
            const ssize_t got =
                pread(descriptor_, bytes.data() + done, size - done, offset + static_cast<std::int64_t>(done));
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return file_failed(path_, "it cannot be read");
            if (got == 0) return file_refused(path_, "it became shorter while it was read");
            done += static_cast<std::size_t>(got);
        }
        return bytes;
    }

private:
    ReadFile(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
    std::string path_;
    int descriptor_;
    std::int64_t size_ = 0;
};

Result<void> read_from(const ReadFile& file, std::int64_t size, std::string_view step, const Progress& on_progress,
                       const std::function<Result<void>(std::string_view bytes)>& on_bytes) {
    for (std::int64_t done = 0; done < size;) {
        const std::int64_t piece = std::min(kPieceBytes, size - done);
        TRY_VOID(on_bytes(TRY(file.at(done, static_cast<std::size_t>(piece)))));
        done += piece;
        if (on_progress) on_progress(step, done, size);
    }
    return {};
}

std::optional<std::int64_t> number_in(const std::map<std::string, std::string>& lines, const std::string& name) {
    const auto line = lines.find(name);
    if (line == lines.end()) return std::nullopt;
    std::int64_t value = 0;
    const char* const end = line->second.data() + line->second.size();
    const auto [stopped, error] = std::from_chars(line->second.data(), end, value);
    if (error != std::errc() || stopped != end) return std::nullopt;
    return value;
}

std::optional<SealedFile> parse_seal(std::string_view text) {
    if (!text.starts_with(kFirstLine)) return std::nullopt;
    std::map<std::string, std::string> lines;
    for (std::size_t start = kFirstLine.size(); start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = text.substr(start, end - start);
        const std::size_t space = line.find(' ');
        if (space != std::string_view::npos)
            lines.emplace(std::string(line.substr(0, space)), std::string(line.substr(space + 1)));
        start = end + 1;
    }
    const auto schema = number_in(lines, "schema"), bytes = number_in(lines, "bytes");
    const auto customers = number_in(lines, "customers"), invoices = number_in(lines, "invoices");
    if (!schema || !bytes || !customers || !invoices) return std::nullopt;
    SealedFile sealed{{static_cast<int>(*schema), *customers, *invoices, std::nullopt}, *bytes};
    if (const auto last = number_in(lines, "last_event_micros")) sealed.facts.last_event = Instant{*last};
    return sealed;
}

}  // namespace

struct RunningDigest::State {
    crypto_generichash_state hash;
};

RunningDigest::RunningDigest() : state_(std::make_unique<State>()) {
    crypto_generichash_init(&state_->hash, nullptr, 0, kDigestDigits / 2);
}
RunningDigest::~RunningDigest() = default;

void RunningDigest::add(std::string_view bytes) {
    crypto_generichash_update(&state_->hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::string RunningDigest::finish() {
    std::array<unsigned char, kDigestDigits / 2> digest{};
    crypto_generichash_final(&state_->hash, digest.data(), digest.size());
    std::string text(kDigestDigits + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
    text.pop_back();
    return text;
}

std::string seal_text(const StoreFacts& facts, std::int64_t database_bytes) {
    std::string text = fmt::format("{}schema {}\ncustomers {}\ninvoices {}\nbytes {}\n", kFirstLine, facts.schema,
                                   facts.customers, facts.invoices, database_bytes);
    if (facts.last_event) text += fmt::format("last_event_micros {}\n", facts.last_event->micros);
    ENSURE(text.size() < kTextBytes);
    text.append(kTextBytes - text.size(), '.');
    return text;
}

bool looks_sealed(const std::string& path) {
    const auto file = ReadFile::open(path);
    if (!file || (*file)->size() < static_cast<std::int64_t>(kSealBytes)) return false;
    const auto seal = (*file)->at((*file)->size() - static_cast<std::int64_t>(kSealBytes), kFirstLine.size());
    return seal && *seal == kFirstLine;
}

Result<void> read_pieces(const std::string& path, std::int64_t size, std::string_view step, const Progress& on_progress,
                         const std::function<Result<void>(std::string_view bytes)>& on_bytes) {
    const auto file = TRY(ReadFile::open(path));
    return read_from(*file, size, step, on_progress, on_bytes);
}

Result<SealedFile> read_sealed(const std::string& path, const Progress& on_progress,
                               const std::function<Result<void>(std::string_view bytes)>& on_bytes) {
    const auto file = TRY(ReadFile::open(path));
    const std::int64_t database_bytes = file->size() - static_cast<std::int64_t>(kSealBytes);
    if (database_bytes < 0) return file_refused(path, std::string(kNoBackup));
    const std::string seal = TRY(file->at(database_bytes, kSealBytes));
    if (!seal.starts_with(kFirstLine)) return file_refused(path, std::string(kNoBackup));
    RunningDigest digest;
    TRY_VOID(read_from(*file, database_bytes, "reading", on_progress, [&](std::string_view piece) {
        digest.add(piece);
        return on_bytes(piece);
    }));
    const std::string_view text = std::string_view(seal).substr(0, kTextBytes);
    digest.add(text);
    if (seal.substr(kTextBytes) != digest.finish() + "\n") return file_refused(path, std::string(kChanged));
    const auto sealed = parse_seal(text);
    if (!sealed || sealed->database_bytes != database_bytes) return file_refused(path, std::string(kChanged));
    return *sealed;
}

}  // namespace settle::store
