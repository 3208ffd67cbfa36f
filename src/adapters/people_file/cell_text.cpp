#include "adapters/people_file/cell_text.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace settle {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

constexpr bool is_ascii_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// White space beyond ASCII, and the two marks without width that copying leaves behind.
constexpr std::array<std::string_view, 22> kBlanks = {
    "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82",
    "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88",
    "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\x8B", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF",
    "\xE2\x81\x9F", "\xE3\x80\x80", "\xEF\xBB\xBF", "\xE2\x81\xA0"};

std::size_t blank_in_front(std::string_view text) {
    if (is_ascii_blank(text.front())) return 1;
    if (static_cast<unsigned char>(text.front()) < 0x80) return 0;
    const auto* blank = std::ranges::find_if(kBlanks, [&](std::string_view b) { return text.starts_with(b); });
    return blank == kBlanks.end() ? 0 : blank->size();
}

std::size_t blank_at_end(std::string_view text) {
    if (is_ascii_blank(text.back())) return 1;
    if (static_cast<unsigned char>(text.back()) < 0x80) return 0;
    const auto* blank = std::ranges::find_if(kBlanks, [&](std::string_view b) { return text.ends_with(b); });
    return blank == kBlanks.end() ? 0 : blank->size();
}

constexpr bool is_control(unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F; }

char32_t decoded(std::string_view character) {
    const auto first = static_cast<unsigned char>(character[0]);
    if (character.size() == 1) return first;
    char32_t value = first & (0xFFU >> (character.size() + 1));
    for (const char c : character.substr(1)) value = (value << 6) | (static_cast<unsigned char>(c) & 0x3FU);
    return value;
}

// The letters of U+00C0 to U+017F without their accents; a dot stands for none. œ and æ lose their second letter, which
// no name of a column notices.
constexpr std::string_view kPlainLetters =
    "aaaaaaaceeeeiiii"
    "dnooooo.ouuuuyts"
    "aaaaaaaceeeeiiii"
    "dnooooo.ouuuuyty"
    "aaaaaaccccccccdd"
    "ddeeeeeeeeeegggg"
    "gggghhhhiiiiiiii"
    "iiiijjkkklllllll"
    "lllnnnnnnnnnoooo"
    "oooorrrrrrssssss"
    "ssttttttuuuuuuuu"
    "uuuuwwyyyzzzzzzs";
constexpr char32_t kFirstAccented = 0xC0;

}  // namespace

std::string_view trim(std::string_view utf8) {
    while (!utf8.empty()) {
        const std::size_t blank = blank_in_front(utf8);
        if (blank == 0) break;
        utf8.remove_prefix(blank);
    }
    while (!utf8.empty()) {
        const std::size_t blank = blank_at_end(utf8);
        if (blank == 0) break;
        utf8.remove_suffix(blank);
    }
    return utf8;
}

std::size_t character_at(std::string_view bytes) {
    if (bytes.empty()) return 0;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || bytes.size() < size) return 0;
    for (std::size_t i = 1; i < size; ++i)
        if ((byte(i) & 0xC0U) != 0x80U) return 0;
    // Written longer than needed, half of a pair of UTF-16, or beyond the last character.
    if ((first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) > 0x9F) || (first == 0xF0 && byte(1) < 0x90) ||
        (first == 0xF4 && byte(1) > 0x8F))
        return 0;
    return size;
}

std::size_t ascii_in_front(std::string_view bytes) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080;
    std::size_t count = 0;
    for (std::uint64_t eight = 0; bytes.size() - count >= sizeof eight; count += sizeof eight) {
        std::memcpy(&eight, bytes.data() + count, sizeof eight);
        if ((eight & kHighBits) != 0) break;
    }
    return count;
}

bool is_text(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::string_view ascii = bytes.substr(0, ascii_in_front(bytes));
        if (std::ranges::any_of(ascii, [](char c) { return is_control(static_cast<unsigned char>(c)); })) return false;
        bytes.remove_prefix(ascii.size());
        if (bytes.empty()) break;
        const std::size_t size = character_at(bytes);
        if (size == 0 || (size == 1 && is_control(static_cast<unsigned char>(bytes[0])))) return false;
        bytes.remove_prefix(size);
    }
    return true;
}

std::string made_text(std::string_view bytes) {
    std::string text;
    while (!bytes.empty()) {
        const std::size_t size = character_at(bytes);
        const bool fits = size > 1 || (size == 1 && !is_control(static_cast<unsigned char>(bytes[0])));
        text += fits ? bytes.substr(0, size) : kReplacement;
        bytes.remove_prefix(size == 0 ? 1 : size);
    }
    return text;
}

void append_utf8(std::string& text, char32_t character) {
    const auto add = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (character < 0x80) return add(character);
    if (character < 0x800) {
        add(0xC0 | (character >> 6));
    } else {
        if (character < 0x10000) {
            add(0xE0 | (character >> 12));
        } else {
            add(0xF0 | (character >> 18));
            add(0x80 | ((character >> 12) & 0x3F));
        }
        add(0x80 | ((character >> 6) & 0x3F));
    }
    add(0x80 | (character & 0x3F));
}

std::string folded(std::string_view utf8) {
    std::string key;
    while (!utf8.empty()) {
        const std::size_t size = std::max<std::size_t>(character_at(utf8), 1);
        const char32_t letter = decoded(utf8.substr(0, size));
        if (letter >= 'A' && letter <= 'Z') key += static_cast<char>(letter - 'A' + 'a');
        else if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')) key += static_cast<char>(letter);
        else if (letter >= kFirstAccented && letter < kFirstAccented + kPlainLetters.size()) {
            if (const char plain = kPlainLetters[letter - kFirstAccented]; plain != '.') key += plain;
        } else if (letter >= 0x370 && letter < 0x2000) {
            key += utf8.substr(0, size);  // Letters of other scripts, which are no column of ours.
        }
        utf8.remove_prefix(size);
    }
    return key;
}

bool looks_computed(std::string_view cell) {
    std::string_view rest = cell;
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\'')) rest.remove_prefix(1);
    if (rest.empty()) return false;
    // Their wide forms are read as the plain ones under some East Asian settings.
    constexpr std::array<std::string_view, 11> kSigns = {
        "=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    return std::ranges::any_of(kSigns, [&](std::string_view sign) { return rest.starts_with(sign); });
}

std::string defused(std::string_view cell) {
    return looks_computed(cell) ? "'" + std::string(cell) : std::string(cell);
}

std::string_view undefused(std::string_view cell) {
    return cell.starts_with('\'') && looks_computed(cell) ? cell.substr(1) : cell;
}

}  // namespace settle
