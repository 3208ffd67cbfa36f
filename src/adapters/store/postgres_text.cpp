#include "adapters/store/postgres_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace settle::store {
namespace {

constexpr char kEscape = '\x1a';
constexpr std::string_view kDigits = "0123456789abcdef";

bool continues(unsigned char byte) { return (byte & 0xc0U) == 0x80U; }

/// How many bytes the character at the beginning of `text` takes; 0 when it is not UTF-8.
std::size_t character_size(std::string_view text) {
    const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const unsigned first = at(0);
    if (first < 0x80) return 1;
    const auto follows = [&](std::size_t i) { return continues(static_cast<unsigned char>(at(i))); };
    if (first >= 0xc2 && first <= 0xdf) return follows(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        const bool too_long = first == 0xe0 && at(1) < 0xa0, surrogate = first == 0xed && at(1) > 0x9f;
        return follows(1) && follows(2) && !too_long && !surrogate ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        const bool too_long = first == 0xf0 && at(1) < 0x90, too_high = first == 0xf4 && at(1) > 0x8f;
        return follows(1) && follows(2) && follows(3) && !too_long && !too_high ? 4 : 0;
    }
    return 0;
}

/// Bytes at the beginning of `text`, eight at a time, that are ASCII and need no change: nearly all there are.
std::size_t ascii_size(std::string_view text) {
    constexpr std::uint64_t kOnes = 0x0101010101010101, kHighBits = 0x8080808080808080;
    constexpr std::uint64_t kEscapes = kOnes * static_cast<unsigned char>(kEscape);
    const auto has_zero = [](std::uint64_t bytes) { return ((bytes - kOnes) & ~bytes & kHighBits) != 0; };
    std::size_t size = 0;
    for (; size + sizeof(std::uint64_t) <= text.size(); size += sizeof(std::uint64_t)) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text.data() + size, sizeof bytes);
        if ((bytes & kHighBits) != 0 || has_zero(bytes) || has_zero(bytes ^ kEscapes)) break;
    }
    return size;
}

/// Bytes at the beginning of `text` that PostgreSQL takes as they are.
std::size_t plain_size(std::string_view text) {
    std::size_t size = ascii_size(text);
    while (size < text.size()) {
        const char byte = text[size];
        if (byte == '\0' || byte == kEscape) break;
        const std::size_t step = static_cast<unsigned char>(byte) < 0x80 ? 1 : character_size(text.substr(size));
        if (step == 0) break;
        size += step;
    }
    return size;
}

unsigned digit_of(char letter) {
    const std::size_t found = kDigits.find(letter);
    return found == std::string_view::npos ? 0 : static_cast<unsigned>(found);
}

}  // namespace

std::string_view to_postgres(std::string_view text, std::string& buffer) {
    std::size_t size = plain_size(text);
    if (size == text.size()) return text;
    buffer.clear();
    while (true) {
        buffer.append(text.substr(0, size));
        text.remove_prefix(size);
        if (text.empty()) return buffer;
        const auto byte = static_cast<unsigned char>(text.front());
        buffer.append({kEscape, kDigits[byte >> 4U], kDigits[byte & 0xfU]});
        text.remove_prefix(1);
        size = plain_size(text);
    }
}

std::string_view from_postgres(std::string_view kept, std::string& buffer) {
    std::size_t at = kept.find(kEscape);
    if (at == std::string_view::npos) return kept;
    buffer.clear();
    while (at != std::string_view::npos && at + 2 < kept.size()) {
        buffer.append(kept.substr(0, at));
        buffer.push_back(static_cast<char>(digit_of(kept[at + 1]) << 4U | digit_of(kept[at + 2])));
        kept.remove_prefix(at + 3);
        at = kept.find(kEscape);
    }
    buffer.append(kept);
    return buffer;
}

}  // namespace settle::store
