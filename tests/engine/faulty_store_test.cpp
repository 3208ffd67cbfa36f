// What a store does to a run that is at work on it.
#include "engine/tick.h"
#include "tests/engine/borough.h"

using namespace settle;
using engine_test::Borough;
using engine_test::check_numbers;

namespace {

constexpr Date kFebruary{2026, 2, 28};
constexpr RoundOptions kImpatient{
    .threads = 2, .batch = 3, .charge_threads = 1, .patience = std::chrono::milliseconds(100)};

/// A store whose slices go wrong as a test wants it; all else is that of the town.
class FaultyStore final : public Store {
public:
    explicit FaultyStore(Store& real) : real_(real) {}

    std::atomic<int> busy_slices = 0;   ///< So many are refused before one is taken.
    CustomerId breaks_contract;         ///< Whatever slice it is in throws.

    Result<void> write(const std::function<Result<void>(Transaction&)>& work) override { return real_.write(work); }
    Result<void> read(const std::function<Result<void>(Transaction&)>& work) override { return real_.read(work); }
    Result<VerifyReport> verify(const VerifyWish& wish) override { return real_.verify(wish); }
    std::unique_ptr<DueRound> begin_due_round(const VendorName& vendor, Date until, Date run_day,
                                              const std::string& run) override {
        return std::make_unique<Round>(*this, real_.begin_due_round(vendor, until, run_day, run));
    }

private:
    class Round final : public DueRound {
    public:
        Round(FaultyStore& store, std::unique_ptr<DueRound> real) : store_(store), real_(std::move(real)) {}
        Result<SliceReport> take(int limit, const DecideDue& decide) override {
            if (store_.busy_slices-- > 0) return fail(ErrorCode::kStoreBusy);
            return real_->take(limit, [&](const DueCase& due) {
                auto decision = decide(due);
                if (due.customer.id == store_.breaks_contract) throw ContractViolation("a posting does not balance");
                return decision;
            });
        }

        Result<SliceReport> park(const Parked& broken) override { return real_->park(broken); }

    private:
        FaultyStore& store_;
        std::unique_ptr<DueRound> real_;
    };

    Store& real_;
};

struct Trouble {
    Borough borough{7};
    FaultyStore store{*borough.town.store};
    Services services{borough.town.catalogs,
                      store,
                      *borough.town.gateway,
                      borough.town.tax_register,
                      borough.town.clock,
                      borough.town.zones,
                      borough.town.ids,
                      RateTable::built_in(),
                      Settings{}};

    Trouble() { borough.town.go_to(kFebruary); }
    BillRunReport work_on(const BillRun& run) {
        return work_on_bill_run(services, borough.town.vendor, run.id, kImpatient, {}, [](const RunProgress&) {})
            .value();
    }
};

}  // namespace

TEST_CASE("a store that is busy for a moment is tried again") {
    Trouble trouble;
    trouble.store.busy_slices = 2;
    const BillRunReport report = trouble.work_on(trouble.borough.start());
    CHECK(report.run.state == BillRunState::kDone);
    CHECK(report.run.steps == 7);
    CHECK(report.rounds.failures.empty());
}

TEST_CASE("a store that stays busy leaves the run running, which says so, and the next one goes on") {
    Trouble trouble;
    trouble.store.busy_slices = 1'000'000;
    const BillRun run = trouble.borough.start();
    BillRunReport report = trouble.work_on(run);
    CHECK(report.end == RoundsEnd::kLeft);
    CHECK(report.run.state == BillRunState::kRunning);
    CHECK_FALSE(report.rounds.failures.empty());
    trouble.store.busy_slices = 0;
    CHECK(trouble.borough.start().id == run.id);
    report = trouble.work_on(run);
    CHECK(report.run.state == BillRunState::kDone);
    CHECK(report.run.steps == 7);
    check_numbers(trouble.borough.all_invoices());
}

TEST_CASE("one that breaks a contract while it is written is found, parked, and stops nobody") {
    Trouble trouble;
    trouble.store.breaks_contract = trouble.borough.customers[4];
    const BillRunReport report = trouble.work_on(trouble.borough.start());
    CHECK(report.end == RoundsEnd::kNothingLeft);
    CHECK(report.run.state == BillRunState::kDone);
    CHECK(report.rounds.steps == 6);
    CHECK(report.rounds.parked == 1);
    CHECK(report.run.parked == 1);
    REQUIRE(trouble.borough.parked().size() == 1);
    CHECK(trouble.borough.parked().front().customer == trouble.borough.customers[4]);
    CHECK(trouble.borough.parked().front().code == "internal");
    CHECK(trouble.borough.parked().front().detail == "a posting does not balance");
    check_numbers(trouble.borough.all_invoices());
}
