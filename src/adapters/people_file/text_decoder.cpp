#include "adapters/people_file/text_decoder.h"

#include <array>

#include "adapters/people_file/cell_text.h"

namespace settle {
namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr char kNoText = '\xFF';  // Stands in no valid UTF-8.

// 0x80 to 0x9F of Windows-1252; 0 where it has no character.
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                   0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// One torn character in a long file of UTF-8 must not turn all its accents into two letters.
bool is_rather_utf8(std::string_view bytes) {
    std::size_t right = 0, wrong = 0;
    for (bytes.remove_prefix(ascii_in_front(bytes)); !bytes.empty(); bytes.remove_prefix(ascii_in_front(bytes))) {
        const std::size_t size = character_at(bytes);
        if (size == 0) ++wrong;
        else if (size > 1) ++right;
        bytes.remove_prefix(size == 0 ? 1 : size);
    }
    return wrong == 0 || right > wrong;
}

}  // namespace

EncodedText find_encoding(std::string_view bytes) {
    constexpr std::pair<std::string_view, TextEncoding> kMarks[] = {{"\xEF\xBB\xBF", TextEncoding::kUtf8},
                                                                    {"\xFF\xFE", TextEncoding::kUtf16LittleEndian},
                                                                    {"\xFE\xFF", TextEncoding::kUtf16BigEndian}};
    for (const auto& [mark, encoding] : kMarks)
        if (bytes.starts_with(mark)) return {encoding, bytes.substr(mark.size())};
    return {is_rather_utf8(bytes) ? TextEncoding::kUtf8 : TextEncoding::kWindows1252, bytes};
}

std::string_view TextDecoder::next() {
    if (text_.encoding == TextEncoding::kUtf8) return std::exchange(text_.bytes, {});
    piece_.clear();
    if (text_.encoding == TextEncoding::kWindows1252) decode_windows_1252();
    else decode_utf16();
    return piece_;
}

void TextDecoder::decode_utf16() {
    const std::size_t low = text_.encoding == TextEncoding::kUtf16LittleEndian ? 0 : 1;
    const auto unit_at = [&](std::size_t i) -> char32_t {
        return static_cast<unsigned char>(text_.bytes[i + low]) |
               static_cast<char32_t>(static_cast<unsigned char>(text_.bytes[i + 1 - low]) << 8U);
    };
    const auto is_high = [](char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; };
    const auto is_low = [](char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; };
    while (!text_.bytes.empty() && piece_.size() < kPieceBytes) {
        if (text_.bytes.size() < 2) {
            piece_ += kNoText;
            text_.bytes = {};
            return;
        }
        const char32_t unit = unit_at(0);
        if (is_high(unit) && text_.bytes.size() >= 4 && is_low(unit_at(2))) {
            append_utf8(piece_, 0x10000 + ((unit - 0xD800) << 10) + (unit_at(2) - 0xDC00));
            text_.bytes.remove_prefix(4);
            continue;
        }
        if (is_high(unit) || is_low(unit)) piece_ += kNoText;
        else append_utf8(piece_, unit);
        text_.bytes.remove_prefix(2);
    }
}

void TextDecoder::decode_windows_1252() {
    const std::string_view bytes = text_.bytes.substr(0, kPieceBytes);
    text_.bytes.remove_prefix(bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        const char32_t character = byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80U] : byte;
        if (character == 0 && byte != 0) piece_ += kNoText;
        else append_utf8(piece_, character);
    }
}

}  // namespace settle
