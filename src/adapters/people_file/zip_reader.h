// Entries of a ZIP archive that a stranger sent: nothing is unpacked beyond what a workbook needs.
#pragma once

#include <zlib.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace settle {

struct ZipEntry {
    std::string name;
    std::uint64_t packed_bytes = 0;
    std::uint64_t bytes = 0;
    std::uint64_t offset = 0;  ///< Of its local header.
    std::uint32_t crc = 0;
    std::uint16_t method = 0;
};

/// The archive's directory. All errors name the entry: import_workbook_damaged, import_workbook_oversized (more than
/// 1,000 entries, 50 MB of one, 100 MB of all, 100 times what it is packed), import_workbook_unsafe (a name that leads
/// out, twice the same name, a link), import_workbook_locked.
class ZipReader {
public:
    /// `bytes` outlive the reader and its streams.
    static Result<ZipReader> open(std::string_view bytes);

    /// By its name without regard to case, as the format of workbooks has it; null when there is none.
    const ZipEntry* find(std::string_view name) const;
    const std::vector<ZipEntry>& entries() const { return entries_; }
    std::string_view bytes() const { return bytes_; }

private:
    explicit ZipReader(std::string_view bytes) : bytes_(bytes) {}
    Result<void> read_directory();
    Result<void> check_entries() const;

    std::string_view bytes_;
    std::vector<ZipEntry> entries_;
};

/// One entry, unpacked piece by piece.
class ZipStream {
public:
    static Result<ZipStream> open(const ZipReader& archive, const ZipEntry& entry);
    /// The next piece, or empty at the end; it stays until the next call. Fails with import_workbook_damaged when there
    /// is more or less than the directory says, or other bytes.
    Result<std::string_view> next();
    const std::string& name() const { return entry_->name; }

private:
    struct EndInflate {
        void operator()(z_stream* stream) const {
            inflateEnd(stream);
            delete stream;
        }
    };
    ZipStream(const ZipEntry& entry, std::string_view packed) : entry_(&entry), packed_(packed) {}
    Result<std::string_view> next_inflated();

    const ZipEntry* entry_;
    std::string_view packed_;  ///< Not read yet.
    std::unique_ptr<z_stream, EndInflate> inflate_;
    std::string piece_;
    std::uint64_t given_ = 0;
    std::uint32_t crc_ = 0;
    bool over_ = false;
};

}  // namespace settle
