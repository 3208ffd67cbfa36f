// The two forms of a mail's Markdown.
#pragma once

#include <string>
#include <string_view>

namespace settle::mail {

/// How buttons look: mail programs know no style sheets, so every element says it itself.
struct Look {
    std::string_view accent;
    std::string_view on_accent;
};

/// Plain text: links are followed by their address.
std::string text_form(std::string_view markdown);
/// A part of an HTML page, without anything that could be more than text, links, lists and emphasis.
std::string html_form(std::string_view markdown, const Look& look);

}  // namespace settle::mail
