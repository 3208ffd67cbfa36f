#include "http/handlers/file_reply.h"

#include "base/percent.h"

namespace settle::http {
namespace {

// A name for every browser, and beside it the one it was sent with.
std::string disposition_of(const std::string& name) {
    std::string plain;
    for (const char letter : name) {
        const bool is_safe = letter >= ' ' && letter < 127 && letter != '"' && letter != '\\' && letter != '%';
        plain += is_safe ? letter : '_';
    }
    return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, percent_encoded(name));
}

}  // namespace

Reply reply_file(const std::string& name, std::string content_type, std::string content) {
    return {.headers = {{"Content-Disposition", disposition_of(name)}},
            .text = std::move(content),
            .content_type = std::move(content_type)};
}

}  // namespace settle::http
