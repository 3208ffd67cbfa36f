#include "adapters/people_file/rich_text.h"

#include <algorithm>
#include <charconv>

#include "adapters/people_file/cell_text.h"

namespace settle {
namespace {

constexpr std::size_t kEscapeBytes = 7;  // _x000D_

// The code between _x and _, or nothing.
std::optional<char32_t> escape_at(std::string_view text) {
    if (text.size() < kEscapeBytes || !text.starts_with("_x") || text[kEscapeBytes - 1] != '_') return std::nullopt;
    std::uint32_t code = 0;
    const auto read = std::from_chars(text.data() + 2, text.data() + 6, code, 16);
    if (read.ec != std::errc{} || read.ptr != text.data() + 6) return std::nullopt;
    return code;
}

}  // namespace

Result<void> read_rich_text(XmlReader& xml, std::size_t max_bytes, std::string& text) {
    text.clear();
    const std::size_t end_depth = xml.depth() - 1;
    bool in_text = false;
    std::size_t pronounced = 0;  // The depth of the pronunciation that is being passed, or 0.
    while (true) {
        switch (TRY(xml.next())) {
            case XmlReader::Token::kStart:
                if (xml.name() == "rPh" && pronounced == 0) pronounced = xml.depth();
                in_text = xml.name() == "t";
                break;
            case XmlReader::Token::kEnd:
                in_text = false;
                if (xml.depth() < pronounced) pronounced = 0;
                if (xml.depth() == end_depth) {
                    text = without_escapes(text);
                    return {};
                }
                break;
            case XmlReader::Token::kText:
                if (in_text && pronounced == 0)
                    text += xml.text().substr(0, max_bytes + 1 - std::min(text.size(), max_bytes + 1));
                break;
            case XmlReader::Token::kDone: return {};
        }
    }
}

std::string without_escapes(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const std::size_t run = std::min(text.find("_x"), text.size());
        plain += text.substr(0, run);
        text.remove_prefix(run);
        if (text.empty()) break;
        const auto code = escape_at(text);
        // Half of a pair of UTF-16 is no character by itself.
        if (code && (*code < 0xD800 || *code >= 0xE000)) {
            append_utf8(plain, *code);
            text.remove_prefix(kEscapeBytes);
        } else {
            plain += '_';
            text.remove_prefix(1);
        }
    }
    return plain;
}

std::string with_escapes(std::string_view text) {
    std::string escaped;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7F) escaped += fmt::format("_x{:04X}_", c);
        else if (c == '_' && escape_at(text.substr(i))) escaped += "_x005F_";
        else escaped += text[i];
    }
    return escaped;
}

}  // namespace settle
