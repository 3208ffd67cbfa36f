// What is said, offered and added about requests, and the filters that staff keep.
#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "adapters/store/sql_requests.h"
#include "base/base64url.h"

namespace settle::store {
namespace {

// A multiple of three, so that the parts of a file are encoded as the whole would be.
constexpr std::size_t kPartBytes = 192 * 1024;

RequestMessage read_message(Row& row) {
    return RequestMessage{
        .request = row.id<RequestId>("request"),
        .customer = row.id<CustomerId>("customer"),
        .by = read_actor(row, "by"),
        .text = row.text("text"),
        .at = row.instant("at"),
    };
}

RequestNote read_note(Row& row) {
    return RequestNote{
        .request = row.id<RequestId>("request"),
        .customer = row.id<CustomerId>("customer"),
        .by = read_actor(row, "by"),
        .text = row.text("text"),
        .at = row.instant("at"),
    };
}

Proposal read_proposal(Row& row) {
    return Proposal{
        .request = row.id<RequestId>("request"),
        .customer = row.id<CustomerId>("customer"),
        .number = row.small("number"),
        .state = row.name("state", ProposalState::kExpired),
        .set = row.keep("wanted", unpack_wanted(row.view("wanted")), Wanted{}),
        .text = row.text("text"),
        .by = row.text("by_id"),
        .made_at = row.instant("made_at"),
        .until = row.day("until_day"),
        .expires_at = row.instant("expires_at"),
        .effect = row.keep("effect", unpack_pairs(row.view("effect")), Pairs{}),
        .answer = row.text("answer"),
    };
}

Attachment read_attachment(Row& row) {
    return Attachment{
        .id = row.id<AttachmentId>("id"),
        .request = row.id<RequestId>("request"),
        .customer = row.id<CustomerId>("customer"),
        .name = row.text("name"),
        .type = row.name("type", AttachmentType::kCsv),
        .bytes = row.integer("bytes"),
        .by = read_actor(row, "by"),
        .at = row.instant("at"),
    };
}

SavedView read_view(Row& row) {
    return SavedView{
        .id = row.id<SavedViewId>("id"),
        .staff = row.text("staff"),
        .name = row.text("name"),
        .filter = row.keep("filter", unpack_pairs(row.view("filter")), Pairs{}),
        .created_at = row.instant("created_at"),
    };
}

Result<void> done(Result<std::int64_t> rows) {
    if (!rows) return fail(rows.error());
    return {};
}

Result<bool> changed(Result<std::int64_t> rows) {
    if (!rows) return fail(rows.error());
    return *rows > 0;
}

}  // namespace

Result<void> SqlRequests::add_message(const VendorName& vendor, const RequestMessage& message) {
    return done(db_.run(sql::request_message::add, {{"vendor", vendor},
                                                    {"customer", message.customer},
                                                    {"request", message.request},
                                                    {"by_kind", name_of(message.by.kind)},
                                                    {"by_role", message.by.role},
                                                    {"by_id", message.by.id},
                                                    {"text", message.text},
                                                    {"at", message.at}}));
}

Result<std::vector<RequestMessage>> SqlRequests::messages(const VendorName& vendor, const CustomerId& customer,
                                                          const RequestId& request) {
    return db_.all(sql::request_message::list, {{"vendor", vendor}, {"customer", customer}, {"request", request}},
                   read_message);
}

Result<void> SqlRequests::add_note(const VendorName& vendor, const RequestNote& note) {
    return done(db_.run(sql::request_note::add, {{"vendor", vendor},
                                                 {"customer", note.customer},
                                                 {"request", note.request},
                                                 {"by_kind", name_of(note.by.kind)},
                                                 {"by_role", note.by.role},
                                                 {"by_id", note.by.id},
                                                 {"text", note.text},
                                                 {"at", note.at}}));
}

Result<std::vector<RequestNote>> SqlRequests::notes(const VendorName& vendor, const CustomerId& customer,
                                                    const RequestId& request) {
    return db_.all(sql::request_note::list, {{"vendor", vendor}, {"customer", customer}, {"request", request}},
                   read_note);
}

Result<void> SqlRequests::add_proposal(const VendorName& vendor, const Proposal& proposal) {
    return done(db_.run(sql::request_proposal::add, {{"vendor", vendor},
                                                     {"customer", proposal.customer},
                                                     {"request", proposal.request},
                                                     {"number", proposal.number},
                                                     {"state", name_of(proposal.state)},
                                                     {"wanted", pack(proposal.set)},
                                                     {"text", proposal.text},
                                                     {"by_id", proposal.by},
                                                     {"made_at", proposal.made_at},
                                                     {"until_day", proposal.until},
                                                     {"expires_at", proposal.expires_at},
                                                     {"effect", pack(proposal.effect)},
                                                     {"answer", proposal.answer}}));
}

Result<void> SqlRequests::save_proposal(const VendorName& vendor, const Proposal& proposal) {
    return done(db_.run(sql::request_proposal::save, {{"vendor", vendor},
                                                      {"customer", proposal.customer},
                                                      {"request", proposal.request},
                                                      {"number", proposal.number},
                                                      {"state", name_of(proposal.state)},
                                                      {"answer", proposal.answer}}));
}

Result<std::vector<Proposal>> SqlRequests::proposals(const VendorName& vendor, const CustomerId& customer,
                                                     const RequestId& request) {
    return db_.all(sql::request_proposal::list, {{"vendor", vendor}, {"customer", customer}, {"request", request}},
                   read_proposal);
}

Result<std::vector<Proposal>> SqlRequests::expired_proposals(const VendorName& vendor, Instant now, int limit) {
    return db_.all(sql::request_proposal::list_expired, {{"vendor", vendor}, {"now", now}, {"limit", limit}},
                   read_proposal);
}

Result<void> SqlRequests::add_attachment(const VendorName& vendor, const Attachment& attachment,
                                         std::string_view content) {
    return db_.all_or_nothing([&]() -> Result<void> {
        TRY(db_.run(sql::attachment::add, {{"vendor", vendor},
                                           {"customer", attachment.customer},
                                           {"id", attachment.id},
                                           {"request", attachment.request},
                                           {"name", attachment.name},
                                           {"type", name_of(attachment.type)},
                                           {"bytes", attachment.bytes},
                                           {"by_kind", name_of(attachment.by.kind)},
                                           {"by_role", attachment.by.role},
                                           {"by_id", attachment.by.id},
                                           {"at", attachment.at}}));
        int position = 0;
        for (std::size_t from = 0; from < content.size(); from += kPartBytes) {
            const std::string part = to_base64url(content.substr(from, kPartBytes));
            TRY(db_.run(sql::attachment_part::add, {{"vendor", vendor},
                                                    {"customer", attachment.customer},
                                                    {"attachment", attachment.id},
                                                    {"position", position++},
                                                    {"content", part}}));
        }
        return {};
    });
}

Result<std::vector<Attachment>> SqlRequests::attachments(const VendorName& vendor, const CustomerId& customer,
                                                         const RequestId& request) {
    return db_.all(sql::attachment::list, {{"vendor", vendor}, {"customer", customer}, {"request", request}},
                   read_attachment);
}

Result<std::string> SqlRequests::attachment_content(const VendorName& vendor, const CustomerId& customer,
                                                    const AttachmentId& attachment) {
    std::string content;
    TRY_VOID(db_.each(sql::attachment_part::list,
                      {{"vendor", vendor}, {"customer", customer}, {"attachment", attachment}},
                      [&](Row& row) -> Result<void> {
                          const auto part = from_base64url(row.view("content"));
                          if (!part) return fail(ErrorCode::kStoreFailed, {}, "unreadable part of " + attachment.str());
                          content += *part;
                          return {};
                      }));
    return content;
}

Result<void> SqlRequests::add_view(const VendorName& vendor, const SavedView& view) {
    return done(db_.run(sql::saved_view::add, {{"vendor", vendor},
                                               {"staff", view.staff},
                                               {"id", view.id},
                                               {"name", view.name},
                                               {"filter", pack(view.filter)},
                                               {"created_at", view.created_at}}));
}

Result<bool> SqlRequests::save_view(const VendorName& vendor, const SavedView& view) {
    return changed(db_.run(sql::saved_view::save, {{"vendor", vendor},
                                                   {"staff", view.staff},
                                                   {"id", view.id},
                                                   {"name", view.name},
                                                   {"filter", pack(view.filter)}}));
}

Result<bool> SqlRequests::remove_view(const VendorName& vendor, const std::string& staff, const SavedViewId& id) {
    return changed(db_.run(sql::saved_view::remove, {{"vendor", vendor}, {"staff", staff}, {"id", id}}));
}

Result<std::vector<SavedView>> SqlRequests::views(const VendorName& vendor, const std::string& staff) {
    return db_.all(sql::saved_view::list, {{"vendor", vendor}, {"staff", staff}}, read_view);
}

}  // namespace settle::store
