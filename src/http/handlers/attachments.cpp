// Files beside requests. What somebody sent is never shown as a page of ours: it is saved, as what its content is.
#include "app/requests/attachments.h"

#include "http/handlers/file_reply.h"
#include "http/handlers/operations.h"
#include "wire/requests.h"

namespace settle::http {
namespace {

Answer attach_file(const Call& call) {
    const RequestId id = TRY(call.request_id());
    const std::string name = TRY(call.query_words("name", 480));
    const Attachment attached = TRY(settle::attach_file(call.context(), id, name, call.request().body));
    return created(wire::json_of(attached, {}, call.audience()));
}

Answer read_attachment(const Call& call) {
    const RequestId request = TRY(call.request_id());
    const auto id = AttachmentId::parse(call.param("attachment"));
    if (!id) return fail(ErrorCode::kAttachmentNotFound);
    AttachedFile file = TRY(settle::read_attachment(call.context(), request, *id));
    return reply_file(file.about.name, std::string(name_of(file.about.type)), std::move(file.content));
}

}  // namespace

std::span<const Handled> attachment_operations() {
    static constexpr Handled kHandled[] = {
        {"attach_file", attach_file, Repeat::kByKey},
        {"read_attachment", read_attachment},
    };
    return kHandled;
}

}  // namespace settle::http
