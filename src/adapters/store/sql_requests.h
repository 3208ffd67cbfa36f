// The requests of the port, on any driver.
#pragma once

#include "adapters/store/sql_driver.h"
#include "ports/request_store.h"

namespace settle::store {

/// Part of an SqlTransaction.
class SqlRequests final : public RequestStore {
public:
    explicit SqlRequests(Driver& db) : db_(db) {}

    Result<void> add(const VendorName&, const Request&) override;
    Result<std::optional<Request>> find_open(const VendorName&, const CustomerId&, RequestType) override;
    Result<Request> load(const VendorName&, const RequestId&) override;
    Result<void> save(const VendorName&, const Request&) override;
    Result<std::vector<Request>> list(const VendorName&, const RequestFilter&, const Page&) override;
    Result<std::vector<RequestCount>> count_open(const VendorName&, Instant now) override;
    Result<void> add_message(const VendorName&, const RequestMessage&) override;
    Result<std::vector<RequestMessage>> messages(const VendorName&, const CustomerId&, const RequestId&) override;
    Result<void> add_note(const VendorName&, const RequestNote&) override;
    Result<std::vector<RequestNote>> notes(const VendorName&, const CustomerId&, const RequestId&) override;
    Result<void> add_proposal(const VendorName&, const Proposal&) override;
    Result<void> save_proposal(const VendorName&, const Proposal&) override;
    Result<std::vector<Proposal>> proposals(const VendorName&, const CustomerId&, const RequestId&) override;
    Result<std::vector<Proposal>> expired_proposals(const VendorName&, Instant now, int limit) override;
    Result<void> add_attachment(const VendorName&, const Attachment&, std::string_view content) override;
    Result<std::vector<Attachment>> attachments(const VendorName&, const CustomerId&, const RequestId&) override;
    Result<std::string> attachment_content(const VendorName&, const CustomerId&, const AttachmentId&) override;
    Result<void> add_view(const VendorName&, const SavedView&) override;
    Result<bool> save_view(const VendorName&, const SavedView&) override;
    Result<bool> remove_view(const VendorName&, const std::string& staff, const SavedViewId&) override;
    Result<std::vector<SavedView>> views(const VendorName&, const std::string& staff) override;
    Result<std::vector<StaffPerson>> staff(const VendorName&) override;

private:
    /// Where the page before ended, or before everything.
    struct Place {
        Instant created_at{std::numeric_limits<std::int64_t>::max()};
        Instant due_at{std::numeric_limits<std::int64_t>::min()};
        std::string id;
    };
    Result<std::optional<Place>> place_behind(const VendorName& vendor, const Page& page);
    Result<std::vector<Request>> list_open(const VendorName&, const RequestFilter&, const Place&, int limit);
    Result<std::vector<Request>> list_decided(const VendorName&, const RequestFilter&, const Place&, int limit);
    Result<std::vector<Request>> list_of_customer(const VendorName&, const CustomerId&, const RequestFilter&,
                                                  const Place&, int limit);
    Result<std::vector<Request>> list_found(const VendorName&, const RequestFilter&, const Place&, int limit);

    Driver& db_;
};

}  // namespace settle::store
