// The ledger as it is read for accountants, and what is posted on a day of its own.
#pragma once

#include "base/ensure.h"
#include "domain/invoice/journal.h"
#include "domain/invoice/statements.h"
#include "ports/store.h"

namespace settle {

/// A place in the order of a kind's numbers.
struct DocumentPlace {
    int year = 0;
    std::int64_t number = 0;
};
/// A place in the order of what was posted apart from documents.
struct PostingPlace {
    Date day;
    CustomerId customer;
    std::string document;
    std::int64_t posting = 0;
};

/// Part of a transaction. What was posted in the transaction that issued a document is of the document's day; all else
/// keeps its own.
class LedgerStore {
public:
    virtual ~LedgerStore() = default;
    /// As Transaction::post(), on a day of its own.
    virtual Result<void> post_on(const VendorName&, const CustomerId&, const std::string& document,
                                 const std::vector<LedgerEntry>& entries, Date day) = 0;

    template <class Place>
    struct Placed {
        std::vector<JournalEntry> entries;
        std::vector<Place> places;  ///< Of each.
    };
    /// What was posted with documents of a kind, in the order of their numbers, behind `after`.
    virtual Result<Placed<DocumentPlace>> posted_with_documents(const VendorName&, InvoiceKind, const LedgerRange&,
                                                                const DocumentPlace& after, int limit) = 0;
    /// What was posted apart from them, in the order of days, behind `after`.
    virtual Result<Placed<PostingPlace>> posted_apart(const VendorName&, const LedgerRange&, const PostingPlace& after,
                                                      int limit) = 0;
    /// Each account in each currency; what it needs of memory does not grow with what was posted.
    virtual Result<std::vector<AccountBalance>> account_balances(const VendorName&, Date from, Date to) = 0;

    struct Issued {
        std::vector<IssuedDocument> documents;
        DocumentPlace last;  ///< Of the last of them.
    };
    /// Documents of a kind issued on days of the range, in the order of their numbers, behind `after`.
    virtual Result<Issued> issued_documents(const VendorName&, InvoiceKind, Date from, Date to,
                                            const DocumentPlace& after, int limit) = 0;
    struct Open {
        std::vector<OpenDocument> documents;  ///< By customer.
        CustomerId last;  ///< Who was looked at last; empty when nobody comes behind `after`.
    };
    /// Of which something is receivable on a day, of the next `customers` customers behind `after`.
    virtual Result<Open> open_documents(const VendorName&, Date on, const CustomerId& after, int customers) = 0;
};

/// The transaction as the ledger; as desk_of().
inline LedgerStore& ledger_of(Transaction& tx) {
    auto* ledger = dynamic_cast<LedgerStore*>(&tx);
    ENSURE(ledger != nullptr);
    return *ledger;
}

}  // namespace settle
