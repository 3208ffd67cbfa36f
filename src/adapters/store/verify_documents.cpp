#include "adapters/store/verify.h"
#include "base/base64url.h"
#include "base/hash.h"

namespace settle::store {
namespace {

/// A document whose parts come one after the other.
struct Kept {
    std::string subject;  ///< "inv_1/pdf/fr+en"
    std::string digest;
    std::int64_t bytes = 0;
    std::string content;
    bool is_readable = true;
};

void check(const Kept& kept, std::vector<Finding>& findings) {
    if (kept.subject.empty()) return;
    const auto found = [&](std::string what) { findings.push_back({"documents", kept.subject, std::move(what)}); };
    if (!kept.is_readable) found("a part of it cannot be read");
    else if (static_cast<std::int64_t>(kept.content.size()) != kept.bytes)
        found(fmt::format("it has {} bytes instead of {}", kept.content.size(), kept.bytes));
    else if (digest_hex(kept.content) != kept.digest) found("it is not what was handed out");
}

}  // namespace

Result<void> verify_documents(Driver& db, const CustomerRange& range, std::vector<Finding>& findings) {
    Kept kept;
    TRY_VOID(db.each(
        sql::verify::list_documents, {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
        [&](Row& row) -> Result<void> {
            std::string subject = fmt::format("{}/{}/{}", row.view("invoice"), row.view("form"), row.view("languages"));
            if (subject != kept.subject) {
                check(kept, findings);
                kept = {.subject = std::move(subject)};
                kept.digest = row.text("digest");
                kept.bytes = row.integer("bytes");
            }
            if (row.is_null("content")) return {};
            const auto part = from_base64url(row.view("content"));
            if (part) kept.content += *part;
            else kept.is_readable = false;
            return {};
        }));
    check(kept, findings);
    return {};
}

}  // namespace settle::store
