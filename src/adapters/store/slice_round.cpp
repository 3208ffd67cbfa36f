#include "adapters/store/slice_round.h"

#include <mutex>

#include "adapters/store/slice.h"

namespace settle::store {
namespace {

class SliceRound final : public DueRound {
public:
    SliceRound(DueScope scope, ReadWith read, WriteWith write)
        : scope_(std::move(scope)), read_(std::move(read)), write_(std::move(write)) {}

    Result<SliceReport> take(int limit, const DecideDue& decide) override {
        std::vector<SliceCase> cases = TRY(next_cases(limit));
        if (cases.empty()) return SliceReport{};
        std::vector<DuePlace> places;
        for (const SliceCase& found : cases) places.push_back(found.place);
        SliceWrite slice(scope_, std::move(cases), decide);
        SliceReport report;
        const auto written = write_([&](SqlTransaction& tx, Driver& db) -> Result<void> {
            report = TRY(slice.write(tx, db));
            return {};
        });
        if (written) return report;
        const ErrorCode code = written.error().code;
        if (code == ErrorCode::kStoreBusy || code == ErrorCode::kStoreUnreachable || code == ErrorCode::kStoreFailed ||
            code == ErrorCode::kStoreOutcomeUnknown)
            return fail(written.error());
        return take_one_by_one(places, decide);
    }

    Result<SliceReport> park(const Parked& broken) override {
        SliceReport report;
        TRY_VOID(write_([&](SqlTransaction& tx, Driver&) { return park_in_run(tx, scope_, broken, report); }));
        return report;
    }

private:
    /// The place is taken under the lock, and only that: the cases are read beside other threads, in the snapshot
    /// that was begun with the place.
    Result<std::vector<SliceCase>> next_cases(int limit) {
        std::vector<SliceCase> cases;
        TRY_VOID(read_([&](Driver& db) -> Result<void> {
            DuePlace after;
            {
                const std::lock_guard lock(mutex_);
                after = last_;
                const auto places = TRY(SqlTransaction(db).due_after(scope_.vendor, scope_.until, after, limit));
                if (places.empty()) return {};
                last_ = places.back();
            }
            cases = TRY(read_slice(db, scope_, after, limit));
            return {};
        }));
        return cases;
    }

    /// Some case breaks a rule: each is tried on its own, and what cannot be written is parked.
    Result<SliceReport> take_one_by_one(const std::vector<DuePlace>& places, const DecideDue& decide) {
        SliceReport report;
        TRY_VOID(write_([&](SqlTransaction& tx, Driver&) -> Result<void> {
            report = SliceReport{.read = static_cast<int>(places.size())};
            for (const DuePlace& place : places) TRY_VOID(take_one_due(tx, scope_, place, decide, report));
            report.run = TRY(tx.advance_bill_run(scope_.vendor, scope_.run, report));
            return {};
        }));
        return report;
    }

    const DueScope scope_;
    const ReadWith read_;
    const WriteWith write_;
    std::mutex mutex_;
    DuePlace last_;
};

}  // namespace

std::unique_ptr<DueRound> make_slice_round(DueScope scope, ReadWith read, WriteWith write) {
    return std::make_unique<SliceRound>(std::move(scope), std::move(read), std::move(write));
}

}  // namespace settle::store
