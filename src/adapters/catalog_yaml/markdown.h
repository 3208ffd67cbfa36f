// Markdown that people wrote, as HTML that a page may show without looking at it again.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace settle::catalog_yaml {

struct MarkdownProblem {
    int line = 0;  ///< Of the text, from 1.
    std::string message;
};

struct RenderedMarkdown {
    std::string html;
    std::vector<MarkdownProblem> problems;
};

/// Where a link to another file leads; nothing when there is no such page. An empty one knows no page.
using LinkResolver = std::function<std::optional<std::string>(std::string_view target)>;

/// CommonMark without raw HTML and pictures, headings from the second level on, links to http(s), mailto,
/// pages of the portal and what `resolve` knows. All else is a problem, and is left out of the HTML too.
RenderedMarkdown render_markdown(std::string_view text, const LinkResolver& resolve);

}  // namespace settle::catalog_yaml
