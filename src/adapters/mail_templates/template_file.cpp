#include "adapters/mail_templates/template_file.h"

#include <kainjow/mustache.hpp>

namespace settle::mail {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

std::string one_line(const std::string& text) {
    std::string line;
    for (const char c : text) {
        const char kept = static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
        if (kept != ' ' || (!line.empty() && line.back() != ' ')) line += kept;
    }
    return line;
}

/// CommonMark: any ASCII punctuation behind a backslash is itself.
std::string escape_markdown(const std::string& text) {
    std::string escaped;
    for (const char c : one_line(text)) {
        const bool is_punctuation =
            (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
        if (is_punctuation) escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::string fill(const std::string& text, const Values& values, const mustache::escape_handler& escape) {
    mustache compiled(text);
    if (escape) compiled.set_custom_escape(escape);
    data all;
    for (const auto& [name, value] : values)
        if (value.empty()) all.set(name, false);
        else all.set(name, value);
    return compiled.render(all);
}

int line_of(std::string_view text, std::size_t place) {
    return 1 + static_cast<int>(std::ranges::count(text.substr(0, place), '\n'));
}

std::unexpected<Error> wrong(const std::string& where, int line, std::string reason) {
    return fail(Error(ErrorCode::kFileMalformed)
                    .with("where", fmt::format("{}:{}", where, line))
                    .with("reason", std::move(reason)));
}

Result<void> check_names(const std::string& where, std::string_view text,
                         const std::function<bool(std::string_view)>& is_known) {
    for (std::size_t open = text.find("{{"); open != std::string_view::npos; open = text.find("{{", open + 2)) {
        const std::size_t close = text.find("}}", open);
        if (close == std::string_view::npos) return wrong(where, line_of(text, open), "“{{” without “}}”");
        std::string_view name = text.substr(open + 2, close - open - 2);
        const auto drop = [&](std::string_view signs) {
            while (!name.empty() && signs.contains(name.front())) name.remove_prefix(1);
            while (!name.empty() && signs.contains(name.back())) name.remove_suffix(1);
        };
        if (name.starts_with('!')) continue;
        if (name.starts_with('>') || name.starts_with('=') || name.starts_with('{') || name.starts_with('&'))
            return wrong(where, line_of(text, open),
                         "only {{name}}, {{#name}}, {{^name}} and {{/name}} are for a mail");
        drop(" #^/");
        if (!is_known(name)) return wrong(where, line_of(text, open), fmt::format("this mail has no field “{}”", name));
    }
    const mustache compiled{std::string(text)};
    if (!compiled.is_valid()) return wrong(where, 1, compiled.error_message());
    return {};
}

}  // namespace

Result<TemplateFile> read_template(std::string where, std::string_view text, HasSubject has_subject,
                                   const std::function<bool(std::string_view)>& is_known) {
    TRY_VOID(check_names(where, text, is_known));
    TemplateFile file{.where = std::move(where), .subject = {}, .body = std::string(text)};
    if (has_subject == HasSubject::kNo) return file;
    constexpr std::string_view kSubject = "Subject: ";
    const std::size_t end = text.find('\n');
    if (!text.starts_with(kSubject) || end == std::string_view::npos || end == kSubject.size())
        return wrong(file.where, 1, "the first line must be “Subject: …”");
    file.subject = text.substr(kSubject.size(), end - kSubject.size());
    file.body = text.substr(end + 1);
    return file;
}

std::string fill_plain(const std::string& text, const Values& values) {
    return fill(text, values, [](const std::string& value) { return one_line(value); });
}
std::string fill_markdown(const std::string& text, const Values& values) { return fill(text, values, escape_markdown); }
std::string fill_html(const std::string& text, const Values& values) { return fill(text, values, {}); }

}  // namespace settle::mail
