// The form of a document that people read.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "domain/document/describe.h"

namespace settle::documents {

/// The picture of a vendor: the bytes of an SVG or PNG file, or empty.
using Logo = std::string;

/// Pages with text, tables and pictures, by Cairo and Pango: no archive yet. Fails with file_malformed where a
/// letter is in no font, or the libraries are not there.
Result<std::string> draw_pages(const Document& document, const DocumentWords& words, const Logo& logo);

/// What makes pages an archive.
struct ArchiveParts {
    std::string title;
    std::string author;
    std::string language;     ///< Of the text: "fr".
    Date issued_on;           ///< Its only date: the same document is the same bytes.
    std::string xml;          ///< Carried inside.
    bool is_factur_x = true;  ///< Whether it says that `xml` is its invoice in the profile EN 16931.
};

/// A colour profile as it stands in every archive, compressed once.
std::string packed_profile(std::string_view icc);

/// PDF/A-3b: pages of draw_pages with metadata, colour profile and the XML as an associated file. Fails with
/// file_malformed when the pages are not as Cairo writes them.
Result<std::string> archive_of(const std::string& pages, const ArchiveParts& parts, std::string_view packed_icc);

}  // namespace settle::documents
