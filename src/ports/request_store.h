// What is asked of staff, as it is kept: the requests, what is said and offered about them, and how staff look at them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/request/attachment.h"
#include "domain/request/proposal.h"
#include "domain/request/queue.h"
#include "ports/store.h"

namespace settle {

/// Part of a transaction.
class RequestStore {
public:
    virtual ~RequestStore() = default;

    /// At most one is open per customer and type: fails with request_already_open.
    virtual Result<void> add(const VendorName&, const Request&) = 0;
    /// The customer's open request of this type, if any.
    virtual Result<std::optional<Request>> find_open(const VendorName&, const CustomerId&, RequestType) = 0;
    virtual Result<Request> load(const VendorName&, const RequestId&) = 0;  ///< request_not_found
    /// Expects the version that was loaded and raises it by one. Fails with version_stale.
    virtual Result<void> save(const VendorName&, const Request&) = 0;
    /// Behind the row `page.after`, in the filter's order. A search finds customers, and of those with the most
    /// requests no more than a page.
    virtual Result<std::vector<Request>> list(const VendorName&, const RequestFilter&, const Page& page) = 0;
    virtual Result<std::vector<RequestCount>> count_open(const VendorName&, Instant now) = 0;

    virtual Result<void> add_message(const VendorName&, const RequestMessage&) = 0;
    virtual Result<std::vector<RequestMessage>> messages(const VendorName&, const CustomerId&,
                                                         const RequestId&) = 0;  ///< Oldest first.
    virtual Result<void> add_note(const VendorName&, const RequestNote&) = 0;
    virtual Result<std::vector<RequestNote>> notes(const VendorName&, const CustomerId&,
                                                   const RequestId&) = 0;  ///< Oldest first.

    /// Fails with already_exists while another one of the request is open.
    virtual Result<void> add_proposal(const VendorName&, const Proposal&) = 0;
    /// Its state and what was answered.
    virtual Result<void> save_proposal(const VendorName&, const Proposal&) = 0;
    virtual Result<std::vector<Proposal>> proposals(const VendorName&, const CustomerId&,
                                                    const RequestId&) = 0;  ///< Oldest first.
    /// Open ones whose last day was over by `now`, longest first, over all customers.
    virtual Result<std::vector<Proposal>> expired_proposals(const VendorName&, Instant now, int limit) = 0;

    virtual Result<void> add_attachment(const VendorName&, const Attachment&, std::string_view content) = 0;
    virtual Result<std::vector<Attachment>> attachments(const VendorName&, const CustomerId&,
                                                        const RequestId&) = 0;  ///< Oldest first.
    /// Empty when there is no such file.
    virtual Result<std::string> attachment_content(const VendorName&, const CustomerId&, const AttachmentId&) = 0;

    virtual Result<void> add_view(const VendorName&, const SavedView&) = 0;
    /// Its name and filter. Answers whether the person has such a view.
    virtual Result<bool> save_view(const VendorName&, const SavedView&) = 0;
    virtual Result<bool> remove_view(const VendorName&, const std::string& staff, const SavedViewId&) = 0;
    virtual Result<std::vector<SavedView>> views(const VendorName&, const std::string& staff) = 0;  ///< Oldest first.

    /// Who of the staff signs in by themselves.
    virtual Result<std::vector<StaffPerson>> staff(const VendorName&) = 0;
};

}  // namespace settle
