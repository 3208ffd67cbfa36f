#include "adapters/store/due_round.h"

#include <mutex>

#include "adapters/store/sql_transaction.h"
#include "domain/renewal/renewal.h"

namespace settle::store {
namespace {

/// Errors of one case; any other is the database's, and ends the slice.
bool concerns_the_case(ErrorCode code) {
    return code == ErrorCode::kAlreadyExists || code == ErrorCode::kPaymentInProgress ||
           code == ErrorCode::kCustomerNotFound || code == ErrorCode::kInvoiceNotFound;
}

class PlainRound final : public DueRound {
public:
    PlainRound(Store& store, VendorName vendor, Date until, Date run_day, std::string run)
        : store_(store), vendor_(std::move(vendor)), until_(until), run_day_(run_day), run_(std::move(run)) {}

    Result<SliceReport> take(int limit, const DecideDue& decide) override {
        const std::vector<DuePlace> places = TRY(next_places(limit));
        SliceReport report;
        report.read = static_cast<int>(places.size());
        if (places.empty()) return report;
        TRY_VOID(store_.write([&](Transaction& any) -> Result<void> {
            auto& tx = static_cast<SqlTransaction&>(any);
            for (const DuePlace& place : places) TRY_VOID(take_one(tx, place, decide, report));
            report.run = TRY(tx.advance_bill_run(vendor_, run_, report));
            return {};
        }));
        return report;
    }

private:
    Result<std::vector<DuePlace>> next_places(int limit) {
        const std::lock_guard lock(mutex_);
        auto places = TRY(look_up(store_, [&](Transaction& tx) {
            return static_cast<SqlTransaction&>(tx).due_after(vendor_, until_, last_, limit);
        }));
        if (!places.empty()) last_ = places.back();
        return places;
    }

    Result<void> take_one(SqlTransaction& tx, const DuePlace& place, const DecideDue& decide, SliceReport& report) {
        const DueCase found = TRY(tx.load_due_case(vendor_, place.customer, run_day_));
        if (const auto now_due = next_due_on(found.subscription); !now_due || *now_due > until_) {
            ++report.stale;
            return {};
        }
        DueDecision decision = decide(found);
        if (std::holds_alternative<NotDueYet>(decision)) {
            ++report.not_due;
            return {};
        }
        if (const auto* parked = std::get_if<Parked>(&decision)) {
            ++report.parked;
            return tx.park(vendor_, *parked);
        }
        const DueWrite& write = std::get<DueWrite>(decision);
        const auto written = tx.write_due(vendor_, write, run_day_);
        if (written) {
            ++report.written;
            report.invoices += write.invoice.has_value();
            return {};
        }
        if (written.error().code == ErrorCode::kVersionStale) {
            ++report.stale;
            return {};
        }
        if (!concerns_the_case(written.error().code)) return fail(written.error());
        ++report.parked;
        return tx.park(vendor_, {place.customer, std::string(name_of(written.error().code)), written.error().detail,
                                 write.events.empty() ? Instant{} : write.events.front().at, place.due_on});
    }

    Store& store_;
    const VendorName vendor_;
    const Date until_;
    const Date run_day_;
    const std::string run_;
    std::mutex mutex_;
    DuePlace last_;
};

}  // namespace

std::unique_ptr<DueRound> make_due_round(Store& store, const VendorName& vendor, Date until, Date run_day,
                                         const std::string& run) {
    return std::make_unique<PlainRound>(store, vendor, until, run_day, run);
}

}  // namespace settle::store
