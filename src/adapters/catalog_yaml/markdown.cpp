#include "adapters/catalog_yaml/markdown.h"

#include <algorithm>
#include <memory>

#include <cmark.h>
#include <fmt/format.h>

namespace settle::catalog_yaml {
namespace {

struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeWalk {
    void operator()(cmark_iter* walk) const { cmark_iter_free(walk); }
};
struct FreeText {
    void operator()(char* text) const { cmark_get_default_mem_allocator()->free(text); }
};

// Characters that no browser strips or reads as the end of an attribute.
bool is_plain_address(std::string_view address) {
    return std::ranges::all_of(address, [](unsigned char c) { return c > ' ' && c != 127 && c != '\\'; });
}

bool leads_to_page_of_ours(std::string_view address) {
    constexpr std::string_view kPortal = "/portal";
    if (!address.starts_with(kPortal)) return false;
    const auto is_part = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '/';
    };
    return (address.size() == kPortal.size() || address[kPortal.size()] == '/') &&
           std::ranges::all_of(address, is_part) && address.find("//") == std::string_view::npos;
}

std::optional<std::string> address_of(std::string_view target, const LinkResolver& resolve) {
    if (!is_plain_address(target)) return std::nullopt;
    for (const std::string_view scheme : {"https://", "http://", "mailto:"})
        if (target.starts_with(scheme) && target.size() > scheme.size()) return std::string(target);
    if (leads_to_page_of_ours(target)) return std::string(target);
    return resolve ? resolve(target) : std::nullopt;
}

// Inlines of a block have the block's line when cmark gives them none.
int line_of(cmark_node* node) {
    for (; node != nullptr; node = cmark_node_parent(node))
        if (const int line = cmark_node_get_start_line(node); line > 0) return line;
    return 0;
}

class Inspection {
public:
    explicit Inspection(const LinkResolver& resolve) : resolve_(resolve) {}

    void look_at(cmark_node* node) {
        switch (cmark_node_get_type(node)) {
            case CMARK_NODE_HTML_BLOCK:
            case CMARK_NODE_HTML_INLINE: add(node, "HTML is not allowed here; write Markdown"); break;
            case CMARK_NODE_IMAGE: add(node, "pictures are not shown; say it in words"); break;
            case CMARK_NODE_HEADING:
                if (cmark_node_get_heading_level(node) == 1)
                    add(node, "the title is the heading of the page; headings in the text begin with ##");
                break;
            case CMARK_NODE_LINK: look_at_link(node); break;
            default: break;
        }
    }
    std::vector<MarkdownProblem> take() { return std::move(problems_); }

private:
    void add(cmark_node* node, std::string message) { problems_.push_back({line_of(node), std::move(message)}); }
    void look_at_link(cmark_node* node) {
        const std::string target = cmark_node_get_url(node);
        const auto address = address_of(target, resolve_);
        if (!address)
            add(node, fmt::format("the link \"{}\" leads to no article; a link is https://…, mailto:…, /portal/… or "
                                  "the file of another article",
                                  target.substr(0, 64)));
        cmark_node_set_url(node, address.value_or("").c_str());
    }

    const LinkResolver& resolve_;
    std::vector<MarkdownProblem> problems_;
};

// Pictures would be fetched from elsewhere, which the page's policy forbids.
void remove_pictures(cmark_node* document) {
    std::vector<cmark_node*> pictures;
    const std::unique_ptr<cmark_iter, FreeWalk> walk(cmark_iter_new(document));
    for (cmark_event_type event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(walk.get())) {
        cmark_node* node = cmark_iter_get_node(walk.get());
        const bool is_inner = event != CMARK_EVENT_ENTER || cmark_node_get_type(node) != CMARK_NODE_IMAGE;
        if (!is_inner) pictures.push_back(node);
    }
    // Inner ones first, so that none is freed with the one around it before its turn.
    for (auto node = pictures.rbegin(); node != pictures.rend(); ++node) cmark_node_free(*node);
}

}  // namespace

RenderedMarkdown render_markdown(std::string_view text, const LinkResolver& resolve) {
    constexpr int kOptions = CMARK_OPT_SAFE | CMARK_OPT_VALIDATE_UTF8;
    const std::unique_ptr<cmark_node, FreeNode> document(cmark_parse_document(text.data(), text.size(), kOptions));
    Inspection inspection(resolve);
    {
        const std::unique_ptr<cmark_iter, FreeWalk> walk(cmark_iter_new(document.get()));
        for (cmark_event_type event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
             event = cmark_iter_next(walk.get()))
            if (event == CMARK_EVENT_ENTER) inspection.look_at(cmark_iter_get_node(walk.get()));
    }
    remove_pictures(document.get());
    const std::unique_ptr<char, FreeText> html(cmark_render_html(document.get(), kOptions));
    return {html.get(), inspection.take()};
}

}  // namespace settle::catalog_yaml
