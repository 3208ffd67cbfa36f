// Whoever makes documents out of invoices.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/document/describe.h"

namespace settle {

class DocumentRenderer {
public:
    virtual ~DocumentRenderer() = default;
    /// The bytes of the document: a PDF/A-3 that carries `xml`, or an electronic form (`xml` is not used then). Equal
    /// arguments give equal bytes. Fails with file_malformed. May be used by several threads.
    virtual Result<std::string> render(const DocumentSource& source, DocumentFormat format,
                                       const std::string& xml) const = 0;
    /// What made them: another one may make other bytes of the same arguments.
    virtual std::string_view version() const = 0;
};

}  // namespace settle
