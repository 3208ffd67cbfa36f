// A file that either side adds to a request.
#pragma once

#include <string>
#include <string_view>

#include "domain/request/request.h"

namespace settle {

inline constexpr std::size_t kAttachmentBytesMax = 5 * 1024 * 1024;
inline constexpr std::size_t kAttachmentsMax = 10;  ///< Per request.
inline constexpr std::size_t kAttachmentNameMax = 120;

enum class AttachmentType : std::uint8_t { kPdf, kPng, kJpeg, kText, kCsv };
/// "application/pdf", "text/plain; charset=utf-8" …
std::string_view name_of(AttachmentType type);

struct Attachment {
    AttachmentId id;
    RequestId request;
    CustomerId customer;
    std::string name;        ///< Of the file, as it was sent.
    AttachmentType type = AttachmentType::kText;
    std::int64_t bytes = 0;
    Actor by;
    Instant at;
};

/// What a file is, by its content; its name must end accordingly, so that whoever opens it gets what was checked.
/// Fails with field_required (an empty file), field_too_long and field_invalid (its name), attachment_type_refused.
Result<AttachmentType> check_attachment(std::string_view name, std::string_view content);

}  // namespace settle
