#include "http/static_pages.h"

#include "http/etag.h"
#include "http/security_headers.h"

namespace settle::http {
namespace {

struct Form {
    std::string_view bytes;
    std::string_view coding;  ///< Empty: as it is.
};

// "gzip;q=0" refuses; any other weight accepts: our own order, smallest first, decides.
bool takes(std::string_view accepted, std::string_view coding) {
    while (!accepted.empty()) {
        const std::string_view entry = next_entry(accepted);
        if (!entry.starts_with(coding)) continue;
        const std::string_view rest = entry.substr(coding.size());
        if (rest.empty()) return true;
        if (rest[0] != ';' && rest[0] != ' ') continue;
        const auto weight = rest.find("q=");
        return weight == std::string_view::npos || rest.find_first_not_of("0.", weight + 2) != std::string_view::npos;
    }
    return false;
}

Form best_form(const PageFile& file, std::string_view accepted) {
    if (!file.brotli.empty() && takes(accepted, "br")) return {file.brotli, "br"};
    if (!file.gzip.empty() && takes(accepted, "gzip")) return {file.gzip, "gzip"};
    return {file.identity, {}};
}

// A last segment with a dot names a file: a missing script must not be answered with a page.
bool names_file(std::string_view path) {
    const auto slash = path.rfind('/');
    return path.find('.', slash == std::string_view::npos ? 0 : slash) != std::string_view::npos;
}

}  // namespace

StaticPages::StaticPages(std::span<const PageFile> files, std::vector<PageEntry> entries)
    : entries_(std::move(entries)) {
    for (const PageFile& file : files) files_.emplace(file.path, &file);
}

const PageFile* StaticPages::file_at(std::string_view path) const {
    if (const auto found = files_.find(path); found != files_.end()) return found->second;
    if (names_file(path)) return nullptr;
    for (const auto& [prefix, file] : entries_) {
        if (!path.starts_with(prefix)) continue;
        const std::string_view rest = path.substr(prefix.size());
        if (!rest.empty() && rest[0] != '/') continue;
        const auto found = files_.find(file);
        return found == files_.end() ? nullptr : found->second;
    }
    return nullptr;
}

std::optional<HttpResponse> StaticPages::answer(const HttpRequest& request) const {
    if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
    const PageFile* file = file_at(request.path);
    if (file == nullptr) return std::nullopt;
    const Form form = best_form(*file, header_of(request.headers, "Accept-Encoding"));
    // A strong ETag names exact bytes, so each coding has its own.
    const std::string tag = fmt::format("\"{}{}{}\"", file->tag, form.coding.empty() ? "" : "-", form.coding);

    HttpResponse response;
    response.headers.emplace_back("ETag", tag);
    response.headers.emplace_back(
        "Cache-Control", file->name == PageFile::Name::kHashed ? "public, max-age=31536000, immutable" : "no-cache");
    if (!file->gzip.empty() || !file->brotli.empty()) response.headers.emplace_back("Vary", "Accept-Encoding");
    const bool is_page = file->content_type.starts_with("text/html");
    add_security_headers(response, is_page ? AnswerKind::kPage : AnswerKind::kAsset);
    if (names_tag(header_of(request.headers, "If-None-Match"), tag)) {
        response.status = 304;
        return response;
    }
    response.headers.emplace_back("Content-Type", file->content_type);
    if (!form.coding.empty()) response.headers.emplace_back("Content-Encoding", form.coding);
    response.body = form.bytes;
    return response;
}

}  // namespace settle::http
