#include "adapters/documents/xml_writer.h"

namespace settle::documents {

void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\t':
            case '\n': out += c; break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) out += c;
        }
}

void XmlWriter::element(std::string_view name, std::string_view text) {
    begin(name);
    out_ += '>';
    append_escaped(out_, text);
    end(name);
}

void XmlWriter::element(std::string_view name, std::string_view text, std::string_view attribute,
                        std::string_view value) {
    begin(name);
    out_ += ' ';
    out_ += attribute;
    out_ += "=\"";
    append_escaped(out_, value);
    out_ += "\">";
    append_escaped(out_, text);
    end(name);
}

}  // namespace settle::documents
