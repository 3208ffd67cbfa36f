// Documents as PDF/A-3 with an electronic invoice inside, as CII and as UBL.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "ports/document_renderer.h"

namespace settle {

struct DocumentOptions {
    DocumentWords words;
    std::map<std::string, std::string> logos;  ///< The bytes of an SVG or PNG file, by vendor.
    /// An sRGB profile; of Debian's icc-profiles-free. Read with the first PDF.
    std::string colour_profile = "/usr/share/color/icc/sRGB.icc";
};

std::unique_ptr<DocumentRenderer> make_document_renderer(DocumentOptions options);

}  // namespace settle
