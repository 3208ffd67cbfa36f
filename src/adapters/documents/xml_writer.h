// XML, appended to a text as it is written.
#pragma once

#include <string>
#include <string_view>

namespace settle::documents {

/// `text` as it stands in an element or attribute. Characters that XML 1.0 cannot hold are left out.
void append_escaped(std::string& out, std::string_view text);

class XmlWriter {
public:
    explicit XmlWriter(std::string& out) : out_(out) {}

    /// <name>…</name> around what `content` writes.
    template <class Content>
    void in(std::string_view name, const Content& content) {
        begin(name);
        out_ += '>';
        content();
        end(name);
    }
    /// The same with attributes, given as they are written: ` xmlns="…"`.
    template <class Content>
    void in(std::string_view name, std::string_view attributes, const Content& content) {
        begin(name);
        out_ += attributes;
        out_ += '>';
        content();
        end(name);
    }
    void element(std::string_view name, std::string_view text);
    void element(std::string_view name, std::string_view text, std::string_view attribute, std::string_view value);
    /// Nothing for an empty text: Peppol forbids empty elements (R008).
    void element_if_any(std::string_view name, std::string_view text) {
        if (!text.empty()) element(name, text);
    }

private:
    void begin(std::string_view name) {
        out_ += '<';
        out_ += name;
    }
    void end(std::string_view name) {
        out_ += "</";
        out_ += name;
        out_ += '>';
    }

    std::string& out_;
};

}  // namespace settle::documents
