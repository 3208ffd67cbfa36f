// The product's own files, embedded at build time.
#pragma once

#include <span>
#include <string_view>

namespace settle::mail {

struct ProductFile {
    std::string_view name;  ///< "sign-in-link.en.md"
    std::string_view text;
};
std::span<const ProductFile> product_files();

}  // namespace settle::mail
