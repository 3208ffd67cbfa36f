#include "adapters/store/json_text.h"

namespace settle::store {
namespace {

bool is_plain(char letter) { return static_cast<unsigned char>(letter) >= 0x20 && letter != '"' && letter != '\\'; }

void append_escaped(std::string& out, char letter) {
    static constexpr std::string_view kDigits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(letter);
    switch (letter) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\b': out += "\\b"; return;
        case '\f': out += "\\f"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default:
            out += "\\u00";
            out += kDigits[byte >> 4U];
            out += kDigits[byte & 15U];
    }
}

}  // namespace

void JsonText::text(std::string_view value) {
    separate();
    out_ += '"';
    std::size_t start = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (is_plain(value[i])) continue;
        out_.append(value.substr(start, i - start));
        append_escaped(out_, value[i]);
        start = i + 1;
    }
    out_.append(value.substr(start));
    out_ += '"';
}

}  // namespace settle::store
