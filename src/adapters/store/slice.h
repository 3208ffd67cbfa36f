// A slice of a round: read in one query, packed beside the writer, written with a statement per row.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "adapters/store/due_round.h"

namespace settle::store {

/// A case, and what writing needs to know of its rows so that it need not read them again.
struct SliceCase {
    DueCase due;
    DuePlace place;
    std::int64_t billing_version = 0;
    std::int64_t next_sequence = 1;  ///< Behind its chain.
    std::string last_hash;
};

/// Up to `limit` cases behind `after`, in the snapshot `db` stands in.
Result<std::vector<SliceCase>> read_slice(Driver& db, const DueScope& scope, const DuePlace& after, int limit);

/// What was decided, packed as far as it can be before its number is known.
class SliceWrite {
public:
    /// Decides and packs every case. What `decide` throws leaves it.
    SliceWrite(const DueScope& scope, std::vector<SliceCase> cases, const DecideDue& decide);

    /// Writes all of it in the transaction `tx` of `db`, with the progress of the run. Fails when one case breaks a
    /// rule, or somebody added events to its customer's chain: the transaction must then be given up.
    Result<SliceReport> write(SqlTransaction& tx, Driver& db);

private:
    struct Ready {
        std::size_t of = 0;  ///< Which case.
        DueWrite write;
        std::string subscription;
        std::string invoice;
        bool has_known_buyer = false;
        std::vector<std::string> entries;  ///< Per posting.
        std::string number = {};
        std::int64_t series_number = 0;
    };
    void pack(std::size_t of, DueWrite write);
    Result<bool> save_subscription(Driver& db, const Ready& ready);
    Result<bool> is_as_read(Driver& db, const Subscription& subscription);
    Result<void> take_numbers(Driver& db, const std::vector<Ready*>& kept);
    Result<void> add_invoice(SqlTransaction& tx, const Ready& ready);
    Result<void> add_postings(SqlTransaction& tx, Driver& db, const Ready& ready);
    Result<void> add_acts(Driver& db, Ready& ready);
    Result<void> add_the_rare(SqlTransaction& tx, const Ready& ready);

    const DueScope& scope_;
    std::vector<SliceCase> cases_;
    std::vector<Ready> ready_;
    std::vector<std::pair<std::size_t, Parked>> parked_;  ///< Each with its case.
    std::map<const Seller*, std::int64_t> sellers_;
    SliceReport report_;
};

}  // namespace settle::store
