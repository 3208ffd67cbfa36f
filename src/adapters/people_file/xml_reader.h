// XML as workbooks hold it, token by token from a stream: elements, attributes, text. What a stranger could aim at
// readers of XML is refused before it means anything: document types, and with them entities.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/people_file/zip_reader.h"

namespace settle {

class XmlReader {
public:
    enum class Token : std::uint8_t { kStart, kEnd, kText, kDone };

    explicit XmlReader(ZipStream stream) : stream_(std::move(stream)) {}

    /// An empty element gives its start and its end. Text may come in several pieces, of which none is long. Fails with
    /// import_workbook_damaged, import_workbook_unsafe.
    Result<Token> next();
    /// Of the element that starts or ends, without its prefix.
    std::string_view name() const { return name_; }
    /// Of the element that starts, by its name without prefix; empty when there is none.
    std::string attribute(std::string_view name) const;
    /// Of the text, with its references replaced.
    std::string_view text() const { return text_; }
    /// How many elements are open, with the one that starts and without the one that ends.
    std::size_t depth() const { return open_.size(); }
    const std::string& part() const { return stream_.name(); }

private:
    Result<Token> read_text();
    Result<Token> read_character_data();
    Result<Token> read_tag();
    Result<Token> start_element();
    Result<Token> end_element();
    Result<void> pass_markup();
    Result<void> pass_until(std::string_view end);
    Result<void> pass_declaration();
    Result<void> read_reference(std::string& text);
    Result<char> must_get();
    Result<bool> fill();
    Error damaged(std::string detail) const;

    ZipStream stream_;
    std::string_view piece_;
    std::string_view name_;
    std::string tag_;  ///< Between the angle brackets.
    std::string text_;
    std::vector<std::string> open_;
    bool ends_at_once_ = false;
    bool began_ = false;
};

}  // namespace settle
