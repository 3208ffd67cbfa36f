#include "app/requests/attachments.h"

#include "app/requests/record.h"
#include "app/requests/requests.h"

namespace settle {

Result<Attachment> attach_file(const Context& context, const RequestId& id, const std::string& name,
                               std::string_view content) {
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kFileRequest));
    TRY_VOID(read_request(context, id));
    const Instant now = context.with.clock.now();
    Attachment attachment;
    attachment.type = TRY(check_attachment(name, content));
    attachment.id = new_id<AttachmentId>(context.with.ids);
    attachment.request = id;
    attachment.name = name;
    attachment.bytes = static_cast<std::int64_t>(content.size());
    attachment.by = context.caller.actor;
    attachment.at = now;
    return transact(context.with.store, [&](Transaction& tx) -> Result<Attachment> {
        Request request = TRY(tx.requests().load(context.vendor(), id));
        const auto present = TRY(tx.requests().attachments(context.vendor(), request.customer, id));
        if (const auto known = TRY(made_before(tx, context)))
            for (const Attachment& each : present)
                if (each.id.str() == *known) return each;
        TRY_VOID(check_open(request));
        if (present.size() >= kAttachmentsMax)
            return fail(Error(ErrorCode::kAttachmentsFull).with("max", fmt::to_string(kAttachmentsMax)));
        attachment.customer = request.customer;
        TRY_VOID(tx.requests().add_attachment(context.vendor(), attachment, content));
        if (context.caller.actor.is_member()) request.move_to(RequestState::kInProgress, now);
        // Also what leaves the request in its state is a version of it: whoever decides sees the file first.
        TRY_VOID(tx.requests().save(context.vendor(), request));
        TRY_VOID(
            announce_request(context, tx, request, "request.attachment", now, {{"attachment", attachment.id.str()}}));
        TRY_VOID(remember_made(tx, context, attachment.id.str(), now));
        return attachment;
    });
}

Result<AttachedFile> read_attachment(const Context& context, const RequestId& request, const AttachmentId& id) {
    const Request of = TRY(read_request(context, request));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<AttachedFile> {
        for (Attachment& attachment : TRY(tx.requests().attachments(context.vendor(), of.customer, request)))
            if (attachment.id == id) {
                std::string content = TRY(tx.requests().attachment_content(context.vendor(), of.customer, id));
                return AttachedFile{std::move(attachment), std::move(content)};
            }
        return fail(ErrorCode::kAttachmentNotFound);
    });
}

}  // namespace settle
