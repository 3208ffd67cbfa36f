#include "adapters/store/records_json.h"
#include "adapters/store/sql_audit.h"
#include "adapters/store/verify.h"

namespace settle::store {
namespace {

/// Follows one vendor's log.
class LogChain {
public:
    LogChain(VendorName vendor, std::vector<Finding>& findings) : vendor_(std::move(vendor)), findings_(findings) {}

    /// What stands before is taken as it is.
    void begin_at(std::int64_t sequence) { first_ = next_ = sequence; }

    void add(const AuditRow& row, const std::optional<std::string>& present_hash) {
        const bool is_known = first_ == 1 || row.sequence != first_;
        if (row.sequence != next_) found(row, fmt::format("entry {} follows {}", row.sequence, next_ - 1));
        if (!unpack_pairs(row.facts)) found(row, "what it says cannot be read");
        if (is_known && chained_hash(row, previous_hash_) != row.hash)
            found(row, "it does not continue the chain, or was changed after it was written");
        if (row.act != 0 && present_hash != row.act_hash)
            found(row, fmt::format("act {} of {} is {}", row.act, row.customer.str(),
                                   present_hash ? "another one than it was" : "gone"));
        next_ = row.sequence + 1;
        previous_hash_ = row.hash;
    }

    void close(const std::optional<std::pair<std::int64_t, std::string>>& end) {
        if (!end) findings_.push_back({"audit", vendor_, "the log has no end: its last entries may have been cut off"});
        else if (end->first != next_ - 1 || (next_ > first_ && end->second != previous_hash_))
            findings_.push_back(
                {"audit", vendor_, fmt::format("the log ends with entry {}, not {}", next_ - 1, end->first)});
    }

private:
    void found(const AuditRow& row, std::string what) {
        findings_.push_back({"audit", fmt::format("{}#{}", vendor_, row.sequence), std::move(what)});
    }

    const VendorName vendor_;
    std::vector<Finding>& findings_;
    std::int64_t first_ = 1, next_ = 1;
    std::string previous_hash_;
};

Result<void> verify_log(Driver& db, const VendorName& vendor, std::optional<Instant> since,
                        std::vector<Finding>& findings) {
    const auto end = TRY(db.first(sql::verify::find_log_end, {{"vendor", vendor}},
                                  [](Row& row) { return std::pair(row.integer("sequence"), row.text("hash")); }));
    LogChain chain(vendor, findings);
    std::int64_t first = 1;
    if (since) {
        const auto found = TRY(db.first(sql::audit::first_since, {{"vendor", vendor}, {"from", *since}},
                                        [](Row& row) { return row.integer("sequence"); }));
        // Without anything new the end alone is looked at, and the entry it stands behind.
        const std::int64_t from = found ? *found : end ? end->first : 1;
        // The one before says what the first of them continues.
        first = std::max<std::int64_t>(from - 1, 1);
        chain.begin_at(first);
    }
    TRY_VOID(db.each(sql::verify::list_log, {{"vendor", vendor}, {"first", first}}, [&](Row& row) -> Result<void> {
        std::optional<std::string> present;
        if (!row.is_null("present_hash")) present = row.text("present_hash");
        chain.add(read_audit_row(row), present);
        return {};
    }));
    chain.close(end);
    return {};
}

}  // namespace

Result<void> verify_logs(Driver& db, std::optional<Instant> since, std::vector<Finding>& findings) {
    VendorName vendor;
    while (true) {
        const auto next =
            TRY(db.first(sql::verify::next_log, {{"after", vendor}}, [](Row& row) { return row.text("vendor"); }));
        if (!next || next->empty()) return {};
        vendor = *next;
        TRY_VOID(verify_log(db, vendor, since, findings));
    }
}

}  // namespace settle::store
