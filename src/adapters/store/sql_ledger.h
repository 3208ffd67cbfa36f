// The ledger as it is read for accountants, on any driver.
#pragma once

#include "adapters/store/sql_driver.h"
#include "ports/ledger.h"

namespace settle::store {

/// A posting of the document's own day. The entries sum to zero.
Result<void> add_posting(Driver& db, const VendorName& vendor, const CustomerId& customer, const std::string& document,
                         const std::vector<LedgerEntry>& entries);

/// Part of an SqlTransaction, where ledger_of() finds it.
class SqlLedger : public LedgerStore {
public:
    explicit SqlLedger(Driver& db) : db_(db) {}

    Result<void> post_on(const VendorName&, const CustomerId&, const std::string& document,
                         const std::vector<LedgerEntry>& entries, Date day) override;
    Result<Placed<DocumentPlace>> posted_with_documents(const VendorName&, InvoiceKind, const LedgerRange&,
                                                        const DocumentPlace& after, int limit) override;
    Result<Placed<PostingPlace>> posted_apart(const VendorName&, const LedgerRange&, const PostingPlace& after,
                                              int limit) override;
    Result<std::vector<AccountBalance>> account_balances(const VendorName&, Date from, Date to) override;
    Result<Issued> issued_documents(const VendorName&, InvoiceKind, Date from, Date to, const DocumentPlace& after,
                                    int limit) override;
    Result<Open> open_documents(const VendorName&, Date on, const CustomerId& after, int customers) override;

private:
    Driver& db_;
};

}  // namespace settle::store
