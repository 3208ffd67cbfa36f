// The product's mail templates, and the vendors' own.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/money.h"
#include "ports/mail_renderer.h"

namespace settle {

/// What rendering needs to know beside the templates.
struct MailWords {
    std::string portal;  ///< Address of the customers' pages.
    std::string (*day)(Date, std::string_view language) = nullptr;            ///< "1 March 2026"
    std::string (*money)(const Money&, std::string_view language) = nullptr;  ///< "€12.00"
    std::string_view (*text_on)(std::string_view background) = nullptr;       ///< Colour of a text on a colour.
};

/// With the files of `folders`, by vendor, in the place of the product's own; a folder that is not there has none.
/// Fails with file_malformed.
Result<std::unique_ptr<MailRenderer>> make_mail_templates(MailWords words,
                                                          const std::map<std::string, std::string>& folders);

}  // namespace settle
