#include "adapters/people_file/zip_reader.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace settle {
namespace {

constexpr std::size_t kMaxEntries = 1'000;
constexpr std::uint64_t kMaxEntryBytes = 50'000'000;
constexpr std::uint64_t kMaxArchiveBytes = 100'000'000;
// Text of a sheet packs ten to thirty times; more is a bomb, unless it is small anyway.
constexpr std::uint64_t kMaxRatio = 100;
constexpr std::uint64_t kRatioGraceBytes = 100 * 1024;
constexpr std::size_t kPieceBytes = 64 * 1024;

constexpr std::size_t kEndSize = 22, kMaxComment = 65'535, kCentralSize = 46, kLocalSize = 30, kEnd64Size = 56,
                      kLocator64Size = 20;
constexpr std::uint16_t kStored = 0, kDeflated = 8;
constexpr std::uint32_t kSee64 = 0xFFFFFFFF;
constexpr std::string_view kDirectory = "directory";

Error damaged(std::string_view part, std::string detail) {
    return Error(ErrorCode::kImportWorkbookDamaged, {}, std::move(detail)).with("part", std::string(part));
}
Error oversized(std::string_view part, std::string detail) {
    return Error(ErrorCode::kImportWorkbookOversized, {}, std::move(detail)).with("part", std::string(part));
}
Error unsafe(std::string_view part, std::string detail) {
    return Error(ErrorCode::kImportWorkbookUnsafe, {}, std::move(detail)).with("part", std::string(part));
}

// The number of `size` bytes at `at`, low byte first; `bytes` reaches that far.
std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}
std::uint16_t short_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint16_t>(number_at(bytes, at, 2));
}
std::uint32_t word_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint32_t>(number_at(bytes, at, 4));
}

struct Directory {
    std::uint64_t entries = 0;
    std::uint64_t offset = 0;
};

// The last end record whose comment reaches the end of the file exactly; whoever appends another would be heard by some
// readers and not by others.
Result<Directory> find_directory(std::string_view bytes) {
    if (bytes.size() < kEndSize) return fail(damaged(kDirectory, "too short"));
    const std::size_t furthest = bytes.size() - std::min(bytes.size(), kEndSize + kMaxComment);
    for (std::size_t at = bytes.size() - kEndSize + 1; at-- > furthest;) {
        if (bytes.substr(at, 4) != "PK\x05\x06" || at + kEndSize + short_at(bytes, at + 20) != bytes.size()) continue;
        Directory found{short_at(bytes, at + 10), word_at(bytes, at + 16)};
        if (short_at(bytes, at + 4) != 0) return fail(damaged(kDirectory, "several disks"));
        if (found.entries != 0xFFFF && found.offset != kSee64) return found;
        if (at < kLocator64Size || bytes.substr(at - kLocator64Size, 4) != "PK\x06\x07")
            return fail(damaged(kDirectory, "no 64-bit locator"));
        const std::uint64_t end64 = number_at(bytes, at - kLocator64Size + 8, 8);
        if (end64 > bytes.size() - kEndSize || bytes.size() - end64 < kEnd64Size ||
            bytes.substr(end64, 4) != "PK\x06\x06")
            return fail(damaged(kDirectory, "no 64-bit end record"));
        return Directory{number_at(bytes, end64 + 32, 8), number_at(bytes, end64 + 48, 8)};
    }
    return fail(damaged(kDirectory, "no end record"));
}

// Numbers that do not fit 32 bits stand in the extra field 1, in this order and only if they are needed.
bool read_64_bit_numbers(std::string_view extra, ZipEntry& entry) {
    std::uint64_t* const wide[] = {&entry.bytes, &entry.packed_bytes, &entry.offset};
    if (std::ranges::none_of(wide, [](const std::uint64_t* number) { return *number == kSee64; })) return true;
    while (extra.size() >= 4) {
        const std::size_t size = short_at(extra, 2);
        if (extra.size() - 4 < size) return false;
        std::string_view data = extra.substr(4, size);
        if (short_at(extra, 0) == 1) {
            for (std::uint64_t* number : wide) {
                if (*number != kSee64) continue;
                if (data.size() < 8) return false;
                *number = number_at(data, 0, 8);
                data.remove_prefix(8);
            }
            return true;
        }
        extra.remove_prefix(4 + size);
    }
    return false;
}

// Nothing is written anywhere, so such a name could do no harm here; but nobody makes one by accident.
bool leads_out(std::string_view name) {
    if (name.empty() || name.front() == '/' || name.contains(':') || name.contains('\0')) return true;
    while (!name.empty()) {
        const std::size_t slash = std::min(name.find('/'), name.size());
        if (name.substr(0, slash) == "..") return true;
        name.remove_prefix(std::min(slash + 1, name.size()));
    }
    return false;
}

}  // namespace

Result<ZipReader> ZipReader::open(std::string_view bytes) {
    ZipReader reader(bytes);
    TRY_VOID(reader.read_directory());
    TRY_VOID(reader.check_entries());
    return reader;
}

Result<void> ZipReader::read_directory() {
    const Directory directory = TRY(find_directory(bytes_));
    if (directory.entries > kMaxEntries) return fail(oversized(kDirectory, "too many entries"));
    if (directory.offset > bytes_.size()) return fail(damaged(kDirectory, "begins behind the end"));
    std::string_view rest = bytes_.substr(directory.offset);
    for (std::uint64_t i = 0; i < directory.entries; ++i) {
        if (rest.size() < kCentralSize || !rest.starts_with("PK\x01\x02")) return fail(damaged(kDirectory, "cut off"));
        const std::size_t name_size = short_at(rest, 28), extra_size = short_at(rest, 30);
        const std::size_t size = kCentralSize + name_size + extra_size + short_at(rest, 32);
        if (rest.size() < size) return fail(damaged(kDirectory, "cut off"));
        ZipEntry entry{.name = std::string(rest.substr(kCentralSize, name_size)),
                       .packed_bytes = word_at(rest, 20),
                       .bytes = word_at(rest, 24),
                       .offset = word_at(rest, 42),
                       .crc = word_at(rest, 16),
                       .method = short_at(rest, 10)};
        // Some writers on Windows use their own separator.
        std::ranges::replace(entry.name, '\\', '/');
        if (!read_64_bit_numbers(rest.substr(kCentralSize + name_size, extra_size), entry))
            return fail(damaged(entry.name, "no 64-bit sizes"));
        constexpr std::uint16_t kEncrypted = 1;
        if ((short_at(rest, 8) & kEncrypted) != 0) return fail(ErrorCode::kImportWorkbookLocked);
        constexpr std::uint32_t kTypeOfFile = 0xF000, kLink = 0xA000;
        if ((word_at(rest, 38) >> 16U & kTypeOfFile) == kLink) return fail(unsafe(entry.name, "a symbolic link"));
        entries_.push_back(std::move(entry));
        rest.remove_prefix(size);
    }
    return {};
}

Result<void> ZipReader::check_entries() const {
    std::set<std::string> names;
    std::uint64_t all = 0;
    for (const ZipEntry& entry : entries_) {
        if (leads_out(entry.name)) return fail(unsafe("..", "name " + entry.name));
        if (!names.insert(lower_case(entry.name)).second) return fail(unsafe(entry.name, "there twice"));
        if (entry.method != kStored && entry.method != kDeflated) return fail(damaged(entry.name, "unknown method"));
        if (entry.packed_bytes > bytes_.size()) return fail(damaged(entry.name, "longer than the file"));
        if (entry.bytes > kMaxEntryBytes) return fail(oversized(entry.name, "too long"));
        if (entry.bytes > kRatioGraceBytes && entry.bytes / kMaxRatio > entry.packed_bytes)
            return fail(oversized(entry.name, "ratio"));
        all += entry.bytes;
        if (all > kMaxArchiveBytes) return fail(oversized(entry.name, "all together too long"));
    }
    return {};
}

const ZipEntry* ZipReader::find(std::string_view name) const {
    const std::string wanted = lower_case(name);
    const auto found =
        std::ranges::find_if(entries_, [&](const ZipEntry& entry) { return lower_case(entry.name) == wanted; });
    return found == entries_.end() ? nullptr : &*found;
}

Result<ZipStream> ZipStream::open(const ZipReader& archive, const ZipEntry& entry) {
    const std::string_view bytes = archive.bytes();
    if (entry.offset > bytes.size() || bytes.size() - entry.offset < kLocalSize ||
        bytes.substr(entry.offset, 4) != "PK\x03\x04")
        return fail(damaged(entry.name, "no local header"));
    const std::uint64_t data =
        entry.offset + kLocalSize + short_at(bytes, entry.offset + 26) + short_at(bytes, entry.offset + 28);
    if (data > bytes.size() || bytes.size() - data < entry.packed_bytes) return fail(damaged(entry.name, "cut off"));
    ZipStream stream(entry, bytes.substr(data, entry.packed_bytes));
    if (entry.method == kDeflated) {
        stream.inflate_.reset(new z_stream{});
        if (inflateInit2(stream.inflate_.get(), -MAX_WBITS) != Z_OK) return fail(damaged(entry.name, "inflateInit"));
    }
    return stream;
}

Result<std::string_view> ZipStream::next() {
    if (over_) return std::string_view{};
    std::string_view piece;
    if (inflate_) {
        piece = TRY(next_inflated());
    } else {
        piece = packed_.substr(0, kPieceBytes);
        packed_.remove_prefix(piece.size());
    }
    given_ += piece.size();
    crc_ = static_cast<std::uint32_t>(
        crc32(crc_, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size())));
    if (given_ > entry_->bytes) return fail(damaged(name(), "longer than the directory says"));
    if (piece.empty()) {
        over_ = true;
        if (given_ != entry_->bytes) return fail(damaged(name(), "shorter than the directory says"));
        if (crc_ != entry_->crc) return fail(damaged(name(), "checksum"));
    }
    return piece;
}

Result<std::string_view> ZipStream::next_inflated() {
    piece_.resize(kPieceBytes);
    inflate_->next_out = reinterpret_cast<Bytef*>(piece_.data());
    inflate_->avail_out = static_cast<uInt>(piece_.size());
    inflate_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed_.data()));
    inflate_->avail_in = static_cast<uInt>(packed_.size());
    const int state = inflate(inflate_.get(), Z_NO_FLUSH);
    packed_.remove_prefix(packed_.size() - inflate_->avail_in);
    piece_.resize(piece_.size() - inflate_->avail_out);
    // At its end the stream is asked once more, and has nothing more to give.
    const bool nothing_left = state == Z_STREAM_END || (state == Z_BUF_ERROR && piece_.empty());
    if (state != Z_OK && !nothing_left) return fail(damaged(name(), "deflate"));
    return piece_;
}

}  // namespace settle
