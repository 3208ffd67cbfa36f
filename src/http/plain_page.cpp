#include "http/plain_page.h"

#include <fmt/format.h>

namespace settle::http {
namespace {

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '<') result += "&lt;";
        else if (c == '&') result += "&amp;";
        else if (c == '"') result += "&quot;";
        else result.push_back(c);
    }
    return result;
}

}  // namespace

std::string plain_page(const PlainPage& page) {
    const std::string title = escaped(page.title);
    const std::string text = page.text.empty() ? "" : fmt::format("<p>{}</p>", escaped(page.text));
    const std::string link =
        page.href.empty() ? "" : fmt::format("<p><a href=\"{}\">{}</a></p>", escaped(page.href), escaped(page.link));
    return fmt::format(
        "<!doctype html>\n<html lang=\"{0}\">\n<head><meta charset=\"utf-8\"><title>{1}</title>"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        "<link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/plain.css\"></head>\n"
        "<body><main><h1>{1}</h1>{2}{3}</main></body>\n</html>\n",
        page.language, title, text, link);
}

}  // namespace settle::http
