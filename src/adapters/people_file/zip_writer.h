// Writes a ZIP archive into memory.
#pragma once

#include <zlib.h>

#include <memory>
#include <string>
#include <string_view>

namespace settle {

/// Equal entries give equal bytes: all bear the first day of the format's calendar.
class ZipWriter {
public:
    ZipWriter();
    void begin(std::string_view name);
    void write(std::string_view bytes);
    void end();
    void add(std::string_view name, std::string_view bytes) {
        begin(name);
        write(bytes);
        end();
    }
    std::string finish() &&;

private:
    struct EndDeflate {
        void operator()(z_stream* stream) const {
            deflateEnd(stream);
            delete stream;
        }
    };
    void deflate_into_archive(int flush);

    std::unique_ptr<z_stream, EndDeflate> deflate_;
    std::string archive_;
    std::string directory_;
    std::string name_;  ///< Of the entry that is being written.
    std::size_t offset_ = 0;
    std::size_t bytes_ = 0;
    std::uint32_t crc_ = 0;
    std::uint16_t entries_ = 0;
};

}  // namespace settle
