// Files that either side adds to a request.
#pragma once

#include "app/context.h"
#include "ports/request_store.h"

namespace settle {

/// The other side is told; the customer's file takes the request up again. Fails with role_required,
/// request_not_found, request_already_decided, attachments_full, and with what check_attachment() refuses.
Result<Attachment> attach_file(const Context& context, const RequestId& id, const std::string& name,
                               std::string_view content);

struct AttachedFile {
    Attachment about;
    std::string content;
};
/// Fails with request_not_found, attachment_not_found.
Result<AttachedFile> read_attachment(const Context& context, const RequestId& request, const AttachmentId& id);

}  // namespace settle
