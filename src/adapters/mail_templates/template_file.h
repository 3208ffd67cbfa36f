// One template: a subject and a text in Markdown, with places for values.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace settle::mail {

/// Values by name; those that are not there say nothing.
using Values = std::vector<std::pair<std::string, std::string>>;

struct TemplateFile {
    std::string where;    ///< For errors: its path.
    std::string subject;  ///< Empty in a footer.
    std::string body;
};

enum class HasSubject : bool { kNo, kYes };

/// Reads the text of a file, and checks that it is well-formed and that `is_known` answers true for every name in it.
/// Fails with file_malformed.
Result<TemplateFile> read_template(std::string where, std::string_view text, HasSubject has_subject,
                                   const std::function<bool(std::string_view)>& is_known);

/// With the values as they are.
std::string fill_plain(const std::string& text, const Values& values);
/// With values that mean nothing in Markdown.
std::string fill_markdown(const std::string& text, const Values& values);
/// With values that mean nothing in HTML, but for those of {{{three}}} braces.
std::string fill_html(const std::string& text, const Values& values);

}  // namespace settle::mail
