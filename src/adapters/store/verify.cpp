#include "adapters/store/verify.h"

#include "adapters/store/act.h"
#include "adapters/store/rows.h"

namespace settle::store {
namespace {

// So many customers are read at once: enough that a query's own cost does not count, few enough that the documents of
// all of them are nothing to hold.
constexpr int kCustomersAtOnce = 500;
// Where more of them changed than one in so many, looking at all of them is cheaper than looking at each that did.
constexpr std::size_t kWorthLookingAtAll = 8;

// No id comes after it, and none comes between a text and the text with this behind it.
constexpr std::string_view kLastOfAll = "\U0010FFFF";
std::string next_after(std::string_view id) { return fmt::format("{}\x01", id); }

class Tour {
public:
    Tour(Driver& db, const VerifyWish& wish) : db_(db), wish_(wish) {}

    Result<VerifyReport> run() {
        if (wish_.on_progress)
            customers_ = TRY(db_.first(sql::verify::count_customers, {}, [](Row& row) {
                             return row.integer("customers");
                         })).value_or(0);
        VendorName vendor;
        while (true) {
            const auto next = TRY(
                db_.first(sql::verify::next_vendor, {{"after", vendor}}, [](Row& row) { return row.text("vendor"); }));
            if (!next || next->empty()) break;
            vendor = *next;
            TRY_VOID(look_at_vendor(vendor));
            if (!wish_.since) TRY_VOID(verify_sums(db_, vendor, used_, findings_));
        }
        TRY_VOID(verify_logs(db_, wish_.since, findings_));
        tell();
        if (wish_.since) {
            report_.left_out = {"storage", "numbers", "sums"};
        } else {
            TRY_VOID(verify_numbers(db_, findings_));
            tell();
        }
        return report_;
    }

private:
    Result<void> look_at_vendor(const VendorName& vendor) {
        std::string first;
        while (true) {
            const auto end = TRY(db_.first(sql::verify::end_of_range,
                                           {{"vendor", vendor}, {"first", first}, {"offset", kCustomersAtOnce - 1}},
                                           [](Row& row) { return row.text("id"); }));
            const CustomerRange range{vendor, first, end ? *end : std::string(kLastOfAll)};
            const auto changed = TRY(changed_customers(range));
            seen_ += changed.of;
            if (!wish_.since || changed.ids.size() * kWorthLookingAtAll > static_cast<std::size_t>(changed.of)) {
                TRY_VOID(look_at(range));
                report_.customers += changed.of;
            } else {
                for (const std::string& id : changed.ids) TRY_VOID(look_at({vendor, id, id}));
                report_.customers += std::ssize(changed.ids);
            }
            if (wish_.on_progress) wish_.on_progress(std::min(seen_, customers_), customers_);
            if (!end) return {};
            first = next_after(*end);
        }
    }

    /// Ids are listed when only they are looked at.
    struct Changed {
        std::vector<std::string> ids;
        std::int64_t of = 0;
    };
    Result<Changed> changed_customers(const CustomerRange& range) {
        Changed changed;
        TRY_VOID(db_.each(sql::verify::list_customers,
                          {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
                          [&](Row& row) -> Result<void> {
                              ++changed.of;
                              // Somebody about whom nothing ever happened is as new as anybody.
                              if (wish_.since && (row.is_null("last_at") || row.instant("last_at") >= *wish_.since))
                                  changed.ids.push_back(row.text("id"));
                              return {};
                          }));
        return changed;
    }

    Result<void> look_at(const CustomerRange& range) {
        TRY_VOID(verify_references(db_, range, findings_));
        TRY_VOID(verify_customers(db_, range, findings_));
        TRY_VOID(verify_people(db_, range, findings_));
        TRY_VOID(verify_subscriptions(db_, range, findings_));
        Pauses pauses = TRY(read_pauses(db_, range));
        TRY_VOID(verify_pauses(db_, range, pauses, findings_));
        TRY_VOID(verify_invoices(db_, range, std::move(pauses), findings_));
        TRY_VOID(verify_documents(db_, range, findings_));
        TRY_VOID(verify_payments(db_, range, findings_));
        TRY_VOID(verify_ledger(db_, range, findings_));
        TRY_VOID(verify_acts(db_, range, findings_));
        TRY_VOID(verify_figures(db_, range, used_, findings_));
        tell();
        return {};
    }

    void tell() {
        report_.findings += std::ssize(findings_);
        if (wish_.on_finding)
            for (const Finding& finding : findings_) wish_.on_finding(finding);
        findings_.clear();
    }

    Driver& db_;
    const VerifyWish& wish_;
    VerifyReport report_;
    std::vector<Finding> findings_;  ///< Of the range looked at.
    UnitsUsed used_;
    std::int64_t customers_ = 0, seen_ = 0;
};

}  // namespace

Result<VerifyReport> verify_records(Driver& db, const VerifyWish& wish) { return Tour(db, wish).run(); }

Result<void> verify_references(Driver& db, const CustomerRange& range, std::vector<Finding>& findings) {
    return db.each(sql::verify::list_lost, {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
                   [&](Row& row) -> Result<void> {
                       findings.push_back(
                           {"references", row.text("id"),
                            fmt::format("{} is not there, says a row of {}", row.view("missing"), row.view("what"))});
                       return {};
                   });
}

Result<void> verify_customers(Driver& db, const CustomerRange& range, std::vector<Finding>& findings) {
    return db.each(sql::verify::list_without_subscription,
                   {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
                   [&](Row& row) -> Result<void> {
                       findings.push_back({"one_subscription", row.text("id"), "the customer has no subscription"});
                       return {};
                   });
}

Result<void> verify_acts(Driver& db, const CustomerRange& range, std::vector<Finding>& findings) {
    std::string chain;
    std::string previous_hash;
    std::int64_t next = 1;
    return db.each(
        sql::verify::list_acts, {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
        [&](Row& row) -> Result<void> {
            std::string present = owner_of(row.view("vendor"), row.view("customer"));
            if (present != chain) {
                chain = std::move(present);
                previous_hash.clear();
                next = 1;
            }
            const Act act = read_act(row);
            const auto found = [&](std::string what) {
                findings.push_back({"event_chain", event_id(act.customer, act.sequence).str(), std::move(what)});
            };
            if (row.error()) found(row.error()->detail);
            if (act.sequence != next) found(fmt::format("number {} follows {}", act.sequence, next - 1));
            const auto events = events_of(act);
            if (!events) found(events.error().detail);
            const auto hash = chained_hash(act, previous_hash);
            if (!hash) found(hash.error().detail);
            else if (*hash != act.hash) found("it does not continue the chain, or was changed after it was written");
            next = act.sequence + act.count;
            previous_hash = act.hash;
            return {};
        });
}

}  // namespace settle::store
