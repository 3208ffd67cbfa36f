#include "adapters/mail_templates/markdown_forms.h"

#include <cmark.h>
#include <fmt/format.h>

#include <memory>

namespace settle::mail {
namespace {

struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeWalk {
    void operator()(cmark_iter* walk) const { cmark_iter_free(walk); }
};
using Document = std::unique_ptr<cmark_node, FreeNode>;

std::string_view words(const char* text) { return text == nullptr ? std::string_view() : std::string_view(text); }

std::string escaped(std::string_view text) {
    std::string html;
    for (const char c : text) switch (c) {
            case '&': html += "&amp;"; break;
            case '<': html += "&lt;"; break;
            case '>': html += "&gt;"; break;
            case '"': html += "&quot;"; break;
            default: html += c;
        }
    return html;
}

/// A link that could do anything but open a page or write a mail goes nowhere.
std::string_view safe(std::string_view address) {
    for (const std::string_view scheme : {"https://", "http://", "mailto:"})
        if (address.starts_with(scheme)) return address;
    return {};
}

/// A paragraph of one link and nothing else.
bool is_button(cmark_node* paragraph) {
    cmark_node* only = cmark_node_first_child(paragraph);
    return only != nullptr && cmark_node_get_type(only) == CMARK_NODE_LINK && cmark_node_next(only) == nullptr;
}

class Writer {
public:
    virtual ~Writer() = default;
    std::string write(std::string_view markdown) {
        const Document document(cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT));
        const std::unique_ptr<cmark_iter, FreeWalk> walk(cmark_iter_new(document.get()));
        for (cmark_event_type event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
             event = cmark_iter_next(walk.get())) {
            cmark_node* node = cmark_iter_get_node(walk.get());
            if (event == CMARK_EVENT_ENTER) enter(node);
            else leave(node);
        }
        return std::move(out_);
    }

protected:
    virtual void enter(cmark_node* node) = 0;
    virtual void leave(cmark_node* node) = 0;
    std::string out_;
};

class TextWriter final : public Writer {
    void enter(cmark_node* node) override {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_PARAGRAPH:
            case CMARK_NODE_HEADING: begin_block(node); break;
            case CMARK_NODE_ITEM: bullet_ = true; break;
            case CMARK_NODE_TEXT:
            case CMARK_NODE_CODE: out_ += words(cmark_node_get_literal(node)); break;
            case CMARK_NODE_SOFTBREAK: out_ += ' '; break;
            case CMARK_NODE_LINEBREAK: out_ += '\n'; break;
            case CMARK_NODE_LINK: link_starts_ = out_.size(); break;
            default: break;
        }
    }
    void leave(cmark_node* node) override {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_PARAGRAPH:
            case CMARK_NODE_HEADING: out_ += '\n'; break;
            case CMARK_NODE_LINK: end_link(node); break;
            default: break;
        }
    }
    void begin_block(cmark_node* node) {
        if (bullet_) out_ += cmark_node_previous(cmark_node_parent(node)) == nullptr && !out_.empty() ? "\n- " : "- ";
        else if (!out_.empty()) out_ += '\n';
        bullet_ = false;
    }
    void end_link(cmark_node* node) {
        const std::string_view address = words(cmark_node_get_url(node));
        std::string_view shown = address;
        if (shown.starts_with("mailto:")) shown.remove_prefix(7);
        if (std::string_view(out_).substr(link_starts_) == shown) return;
        const bool is_alone = is_button(cmark_node_parent(node));
        out_ += is_alone ? fmt::format("\n{}", shown) : fmt::format(" ({})", shown);
    }
    bool bullet_ = false;
    std::size_t link_starts_ = 0;
};

constexpr std::string_view kParagraph = "margin:0 0 16px;";

class HtmlWriter final : public Writer {
public:
    explicit HtmlWriter(const Look& look) : look_(look) {}

private:
    void enter(cmark_node* node) override {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_PARAGRAPH: open_paragraph(node); break;
            case CMARK_NODE_HEADING: out_ += R"(<h1 style="margin:0 0 16px;font-size:20px;line-height:28px;">)"; break;
            case CMARK_NODE_LIST: out_ += R"(<ul style="margin:0 0 16px;padding:0 0 0 20px;">)"; break;
            case CMARK_NODE_ITEM: out_ += R"(<li style="margin:0 0 4px;">)"; break;
            case CMARK_NODE_STRONG: out_ += "<strong>"; break;
            case CMARK_NODE_EMPH: out_ += "<em>"; break;
            case CMARK_NODE_TEXT:
            case CMARK_NODE_CODE: out_ += escaped(words(cmark_node_get_literal(node))); break;
            case CMARK_NODE_SOFTBREAK: out_ += '\n'; break;
            case CMARK_NODE_LINEBREAK: out_ += "<br>\n"; break;
            case CMARK_NODE_LINK: open_link(node); break;
            default: break;
        }
    }
    void leave(cmark_node* node) override {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_PARAGRAPH: close_paragraph(node); break;
            case CMARK_NODE_HEADING: out_ += "</h1>\n"; break;
            case CMARK_NODE_LIST: out_ += "</ul>\n"; break;
            case CMARK_NODE_ITEM: out_ += "</li>\n"; break;
            case CMARK_NODE_STRONG: out_ += "</strong>"; break;
            case CMARK_NODE_EMPH: out_ += "</em>"; break;
            case CMARK_NODE_LINK: out_ += "</a>"; break;
            default: break;
        }
    }
    static bool is_in_list(cmark_node* node) { return cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_ITEM; }
    void open_paragraph(cmark_node* node) {
        if (is_in_list(node)) return;
        // Some programs know no padding of links: a cell of a table is a button everywhere.
        if (is_button(node))
            out_ += fmt::format(
                R"(<table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 24px;"><tr>)"
                R"(<td bgcolor="{}" style="border-radius:6px;">)",
                look_.accent);
        else out_ += fmt::format(R"(<p style="{}">)", kParagraph);
    }
    void close_paragraph(cmark_node* node) {
        if (is_in_list(node)) return;
        out_ += is_button(node) ? "</td></tr></table>\n" : "</p>\n";
    }
    void open_link(cmark_node* node) {
        const std::string address = escaped(safe(words(cmark_node_get_url(node))));
        cmark_node* parent = cmark_node_parent(node);
        const bool is_alone =
            cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH && is_button(parent) && !is_in_list(parent);
        const std::string style =
            is_alone ? fmt::format(
                           "display:inline-block;padding:12px 20px;color:{};font-weight:600;text-decoration:none;"
                           "border-radius:6px;",
                           look_.on_accent)
                     : "color:inherit;text-decoration:underline;";
        out_ += fmt::format(R"(<a href="{}" style="{}">)", address, style);
    }
    const Look& look_;
};

}  // namespace

std::string text_form(std::string_view markdown) { return TextWriter().write(markdown); }
std::string html_form(std::string_view markdown, const Look& look) { return HtmlWriter(look).write(markdown); }

}  // namespace settle::mail
