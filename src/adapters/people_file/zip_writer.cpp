#include "adapters/people_file/zip_writer.h"

#include <array>

#include "base/ensure.h"

namespace settle {
namespace {

constexpr std::size_t kLocalSize = 30;
constexpr std::uint16_t kVersion = 20, kDeflated = 8, kNamesAreUtf8 = 1U << 11U;
constexpr std::uint16_t kMidnight = 0, kFirstDay = 0x0021;  // 1980-01-01

void add_number(std::string& text, std::uint64_t number, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i, number >>= 8U)
        text += static_cast<char>(static_cast<unsigned char>(number & 0xFFU));
}

// What the local header and the directory say alike.
std::string facts_of_entry(std::uint32_t crc, std::size_t packed, std::size_t bytes, std::size_t name) {
    std::string text;
    for (const std::uint16_t part : {kVersion, kNamesAreUtf8, kDeflated, kMidnight, kFirstDay})
        add_number(text, part, 2);
    for (const std::size_t part : {std::size_t{crc}, packed, bytes}) add_number(text, part, 4);
    add_number(text, name, 2);
    add_number(text, 0, 2);
    return text;
}

}  // namespace

ZipWriter::ZipWriter() : deflate_(new z_stream{}) {
    // Without a header of its own, as the format wants it.
    constexpr int kMemoryLevel = 8;
    ENSURE(deflateInit2(deflate_.get(), Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, kMemoryLevel,
                        Z_DEFAULT_STRATEGY) == Z_OK);
}

void ZipWriter::begin(std::string_view name) {
    name_ = name;
    offset_ = archive_.size();
    bytes_ = 0;
    crc_ = 0;
    archive_.append(kLocalSize, '\0');
    archive_ += name;
    deflateReset(deflate_.get());
}

void ZipWriter::write(std::string_view bytes) {
    bytes_ += bytes.size();
    crc_ = static_cast<std::uint32_t>(crc32_z(crc_, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
    deflate_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    deflate_->avail_in = static_cast<uInt>(bytes.size());
    deflate_into_archive(Z_NO_FLUSH);
}

void ZipWriter::end() {
    deflate_->avail_in = 0;
    deflate_into_archive(Z_FINISH);
    const std::string facts =
        facts_of_entry(crc_, archive_.size() - offset_ - kLocalSize - name_.size(), bytes_, name_.size());
    archive_.replace(offset_, kLocalSize, "PK\x03\x04" + facts);
    directory_ += "PK\x01\x02";
    add_number(directory_, kVersion, 2);
    directory_ += facts;
    add_number(directory_, 0, 10);  // Comment, disk, attributes.
    add_number(directory_, offset_, 4);
    directory_ += name_;
    ++entries_;
}

void ZipWriter::deflate_into_archive(int flush) {
    std::array<char, 16 * 1024> out;
    do {
        deflate_->next_out = reinterpret_cast<Bytef*>(out.data());
        deflate_->avail_out = static_cast<uInt>(out.size());
        deflate(deflate_.get(), flush);
        archive_.append(out.data(), out.size() - deflate_->avail_out);
    } while (deflate_->avail_out == 0);
}

std::string ZipWriter::finish() && {
    const std::size_t offset = archive_.size();
    archive_ += directory_;
    archive_ += "PK\x05\x06";
    add_number(archive_, 0, 4);
    add_number(archive_, entries_, 2);
    add_number(archive_, entries_, 2);
    add_number(archive_, directory_.size(), 4);
    add_number(archive_, offset, 4);
    add_number(archive_, 0, 2);
    return std::move(archive_);
}

}  // namespace settle
