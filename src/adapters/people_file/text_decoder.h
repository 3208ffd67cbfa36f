// Bytes of a text file, in whichever encoding, as pieces of UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "ports/people_file.h"

namespace settle {

struct EncodedText {
    TextEncoding encoding = TextEncoding::kUtf8;
    std::string_view bytes;  ///< Without the byte order mark.
};

/// By the byte order mark; else UTF-8, unless the bytes are more often wrong than right as that: then Windows-1252.
EncodedText find_encoding(std::string_view bytes);

class TextDecoder {
public:
    explicit TextDecoder(EncodedText text) : text_(text) {}
    /// The next piece, or empty at the end; it stays until the next call. What is no text comes as bytes that are not
    /// valid UTF-8 either.
    std::string_view next();

private:
    void decode_utf16();
    void decode_windows_1252();

    EncodedText text_;
    std::string piece_;
};

}  // namespace settle
