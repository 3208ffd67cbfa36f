#include "adapters/people_file/xml_reader.h"

#include <algorithm>
#include <charconv>

#include "adapters/people_file/cell_text.h"

namespace settle {
namespace {

constexpr std::size_t kMaxTagBytes = 64 * 1024;
constexpr std::size_t kMaxTextBytes = 64 * 1024;
constexpr std::size_t kMaxDepth = 100;
constexpr std::string_view kBlanks = " \t\r\n";

std::string_view without_prefix(std::string_view name) { return name.substr(name.find(':') + 1); }

// The character of the reference between & and ;, or 0.
char32_t referred(std::string_view reference) {
    constexpr std::pair<std::string_view, char32_t> kNamed[] = {
        {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
    for (const auto& [name, character] : kNamed)
        if (reference == name) return character;
    if (!reference.starts_with('#')) return 0;
    reference.remove_prefix(1);
    const bool hexadecimal = reference.starts_with('x');
    if (hexadecimal) reference.remove_prefix(1);
    std::uint32_t number = 0;
    const char* end = reference.data() + reference.size();
    const auto read = std::from_chars(reference.data(), end, number, hexadecimal ? 16 : 10);
    if (read.ec != std::errc{} || read.ptr != end || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000))
        return 0;
    return number;
}

}  // namespace

Error XmlReader::damaged(std::string detail) const {
    return Error(ErrorCode::kImportWorkbookDamaged, {}, std::move(detail)).with("part", part());
}

// Whether there is a piece with something in it.
Result<bool> XmlReader::fill() {
    if (piece_.empty()) piece_ = TRY(stream_.next());
    return !piece_.empty();
}

Result<char> XmlReader::must_get() {
    if (!TRY(fill())) return fail(damaged("ends inside a tag"));
    const char c = piece_.front();
    piece_.remove_prefix(1);
    return c;
}

Result<XmlReader::Token> XmlReader::next() {
    if (std::exchange(ends_at_once_, false)) return end_element();
    if (!std::exchange(began_, true)) {
        // Another encoding would hide a document type from this reader and not from the next.
        if (!TRY(fill())) return fail(damaged("empty"));
        if (piece_.starts_with("\xEF\xBB\xBF")) piece_.remove_prefix(3);
        if (!piece_.empty() && piece_.front() != '<' && !kBlanks.contains(piece_.front()))
            return fail(damaged("is no XML in UTF-8"));
    }
    while (TRY(fill())) {
        if (piece_.front() != '<') {
            const Token token = TRY(read_text());
            if (!open_.empty()) return token;
            if (text_.find_first_not_of(kBlanks) != std::string::npos) return fail(damaged("text outside"));
            continue;
        }
        piece_.remove_prefix(1);
        if (!TRY(fill())) break;
        if (piece_.front() != '!' && piece_.front() != '?') return read_tag();
        TRY_VOID(pass_markup());
        if (!tag_.empty()) return read_character_data();
    }
    if (!open_.empty()) return fail(damaged("ends inside an element"));
    return Token::kDone;
}

Result<XmlReader::Token> XmlReader::read_text() {
    text_.clear();
    while (text_.size() < kMaxTextBytes && TRY(fill())) {
        const std::size_t run = std::min(piece_.find_first_of("<&"), piece_.size());
        text_ += piece_.substr(0, run);
        piece_.remove_prefix(run);
        if (piece_.empty()) continue;
        if (piece_.front() == '<') break;
        piece_.remove_prefix(1);
        TRY_VOID(read_reference(text_));
    }
    return Token::kText;
}

Result<void> XmlReader::read_reference(std::string& text) {
    constexpr std::size_t kLongest = 10;  // "#x0010FFFF"
    std::string reference;
    for (char c = TRY(must_get()); c != ';'; c = TRY(must_get())) {
        reference += c;
        if (reference.size() > kLongest) break;
    }
    const char32_t character = referred(reference);
    if (character == 0) return fail(damaged("unknown reference"));
    append_utf8(text, character);
    return {};
}

// Behind "<!" or "<?": passes over it, or leaves the mark of character data in tag_.
Result<void> XmlReader::pass_markup() {
    tag_.clear();
    if (TRY(must_get()) == '?') return pass_declaration();
    std::string mark;
    while (mark != "--" && mark != "[CDATA[") {
        mark += TRY(must_get());
        if (std::string_view("--").starts_with(mark) || std::string_view("[CDATA[").starts_with(mark)) continue;
        return fail(Error(ErrorCode::kImportWorkbookUnsafe, {}, "a document type").with("part", part()));
    }
    if (mark == "--") return pass_until("-->");
    if (open_.empty()) return fail(damaged("text outside"));
    tag_ = mark;
    return {};
}

Result<void> XmlReader::pass_declaration() {
    std::string text;
    while (!text.ends_with("?>")) {
        text += TRY(must_get());
        if (text.size() > kMaxTagBytes) return fail(damaged("a tag too long"));
    }
    const std::size_t encoding = text.find("encoding");
    if (!text.starts_with("xml ") || encoding == std::string::npos) return {};
    const std::string named = folded(std::string_view(text).substr(encoding));
    if (named.contains("utf8") || named.contains("ascii")) return {};
    return fail(damaged("is no XML in UTF-8"));
}

Result<void> XmlReader::pass_until(std::string_view end) {
    std::string last;
    while (last != end) {
        if (last.size() == end.size()) last.erase(0, 1);
        last += TRY(must_get());
    }
    return {};
}

Result<XmlReader::Token> XmlReader::read_character_data() {
    constexpr std::string_view kEnd = "]]>";
    text_.clear();
    while (!text_.ends_with(kEnd)) {
        text_ += TRY(must_get());
        // No cell is that long.
        if (text_.size() > kMaxTextBytes) return fail(damaged("character data too long"));
    }
    text_.resize(text_.size() - kEnd.size());
    return Token::kText;
}

Result<XmlReader::Token> XmlReader::read_tag() {
    tag_.clear();
    char quote = '\0';
    while (true) {
        if (!TRY(fill())) return fail(damaged("ends inside a tag"));
        std::size_t size = 0;
        for (; size < piece_.size(); ++size) {
            const char c = piece_[size];
            if (c == '<' || (c == '>' && quote == '\0')) break;
            if (c == quote) quote = '\0';
            else if (quote == '\0' && (c == '"' || c == '\'')) quote = c;
        }
        tag_ += piece_.substr(0, size);
        const bool is_over = size < piece_.size();
        if (is_over && piece_[size] == '<') return fail(damaged("a tag inside a tag"));
        if (tag_.size() > kMaxTagBytes) return fail(damaged("a tag too long"));
        piece_.remove_prefix(is_over ? size + 1 : size);
        if (is_over) break;
    }
    if (!tag_.starts_with('/')) return start_element();
    std::string_view name = std::string_view(tag_).substr(1);
    name = name.substr(0, name.find_first_of(kBlanks));
    if (open_.empty() || open_.back() != name) return fail(damaged("an end without a start"));
    return end_element();
}

Result<XmlReader::Token> XmlReader::start_element() {
    if (tag_.ends_with('/')) {
        ends_at_once_ = true;
        tag_.pop_back();
    }
    const std::string_view name = std::string_view(tag_).substr(0, tag_.find_first_of(kBlanks));
    if (name.empty() || open_.size() == kMaxDepth) return fail(damaged("an element without a name, or too deep"));
    open_.emplace_back(name);
    name_ = without_prefix(open_.back());
    return Token::kStart;
}

Result<XmlReader::Token> XmlReader::end_element() {
    tag_ = std::move(open_.back());
    open_.pop_back();
    name_ = without_prefix(tag_);
    return Token::kEnd;
}

std::string XmlReader::attribute(std::string_view name) const {
    std::string_view rest(tag_);
    rest.remove_prefix(std::min(rest.find_first_of(kBlanks), rest.size()));
    while (true) {
        rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
        const std::size_t equals = rest.find('=');
        if (equals == std::string_view::npos) return {};
        std::string_view key = rest.substr(0, equals);
        key = key.substr(0, key.find_first_of(kBlanks));
        rest.remove_prefix(equals + 1);
        rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
        if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) return {};
        const std::size_t end = rest.find(rest.front(), 1);
        if (end == std::string_view::npos) return {};
        std::string_view value = rest.substr(1, end - 1);
        rest.remove_prefix(end + 1);
        if (key.starts_with("xmlns") || without_prefix(key) != name) continue;
        std::string text;
        while (!value.empty()) {
            const std::size_t run = std::min(value.find('&'), value.size());
            text += value.substr(0, run);
            value.remove_prefix(run);
            if (value.empty()) break;
            const std::size_t semicolon = std::min(value.find(';'), value.size());
            if (const char32_t character = referred(value.substr(1, semicolon - 1)); character != 0)
                append_utf8(text, character);
            value.remove_prefix(std::min(semicolon + 1, value.size()));
        }
        return text;
    }
}

}  // namespace settle
