// The portal's and the desk's built files, from the binary itself.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/http_message.h"

namespace settle::http {

/// One built file with its precompressed forms; a form that saves nothing is empty.
struct PageFile {
    enum class Name { kPlain, kHashed };  ///< Hashed: the name changes with the content.

    std::string_view path;  ///< "/assets/portal-DiwrgTda.js"
    std::string_view content_type;
    std::string_view identity;
    std::string_view gzip;
    std::string_view brotli;
    std::string_view tag;  ///< A digest of the content, the base of its ETags.
    Name name = Name::kPlain;
};

/// What tools/embed_pages.py found in web/dist; empty in a build without pages.
extern const std::span<const PageFile> kEmbeddedPages;

/// Addresses under `prefix` that are no file are screens of the page `file`: its router shows them.
struct PageEntry {
    std::string prefix;  ///< "/portal"
    std::string file;    ///< "/portal.html"
};

class StaticPages {
public:
    /// `files` must outlive this object.
    StaticPages(std::span<const PageFile> files, std::vector<PageEntry> entries);

    /// The file or screen at this address, by GET or HEAD, in the best coding the client takes, or 304;
    /// empty when the address is none of ours.
    std::optional<HttpResponse> answer(const HttpRequest& request) const;

private:
    const PageFile* file_at(std::string_view path) const;

    std::unordered_map<std::string_view, const PageFile*> files_;
    std::vector<PageEntry> entries_;
};

}  // namespace settle::http
