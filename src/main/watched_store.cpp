#include "main/watched_store.h"

namespace settle {
namespace {

using namespace std::chrono_literals;

constexpr auto kPauseBetweenTries = 500ms;
constexpr auto kSayAgainAfter = 60s;

bool passes_by_itself(ErrorCode code) { return code == ErrorCode::kStoreUnreachable || code == ErrorCode::kStoreBusy; }

// Busy is everyday life; these are for people to look at.
bool is_trouble(ErrorCode code) {
    return code == ErrorCode::kStoreUnreachable || code == ErrorCode::kStoreFailed ||
           code == ErrorCode::kStoreOutcomeUnknown;
}

/// A round over a store that is not there.
class NoRound final : public DueRound {
public:
    explicit NoRound(Error error) : error_(std::move(error)) {}
    Result<SliceReport> take(int, const DecideDue&) override { return fail(error_); }
    Result<SliceReport> park(const Parked&) override { return fail(error_); }

private:
    const Error error_;
};

}  // namespace

Result<std::unique_ptr<WatchedStore>> WatchedStore::open(Open open, StoreAway away, Say say) {
    std::unique_ptr<WatchedStore> watched(new WatchedStore(std::move(open), std::move(say)));
    const auto opened = watched->store();
    if (opened) return watched;
    if (away == StoreAway::kRefuse || !passes_by_itself(opened.error().code)) return fail(opened.error());
    for (Watch* watch : {&watched->reading_, &watched->writing_}) watched->note_away(*watch, opened.error());
    return watched;
}

Result<Store*> WatchedStore::store() {
    if (Store* store = opened_.load()) return store;
    // One asks, at most twice a second; the others get the answer of the last time, and wait for nobody.
    const std::unique_lock turn(opening_, std::try_to_lock);
    if (!turn) return fail(ErrorCode::kStoreUnreachable, {}, "it is just being opened");
    if (store_ == nullptr) {
        if (Ticks::now() < next_try_) return fail(not_open_);
        auto opened = open_();
        next_try_ = Ticks::now() + kPauseBetweenTries;
        if (!opened) {
            not_open_ = opened.error();
            return fail(not_open_);
        }
        store_ = *std::move(opened);
        opened_ = store_.get();
    }
    return store_.get();
}

Result<void> WatchedStore::write(const std::function<Result<void>(Transaction&)>& work) {
    const auto inner = store();
    return watched(writing_, inner ? (*inner)->write(work) : fail(inner.error()));
}

Result<void> WatchedStore::read(const std::function<Result<void>(Transaction&)>& work) {
    const auto inner = store();
    return watched(reading_, inner ? (*inner)->read(work) : fail(inner.error()));
}

std::unique_ptr<DueRound> WatchedStore::begin_due_round(const VendorName& vendor, Date until, Date run_day,
                                                        const std::string& run) {
    const auto inner = store();
    if (!inner) return std::make_unique<NoRound>(inner.error());
    return (*inner)->begin_due_round(vendor, until, run_day, run);
}

Result<VerifyReport> WatchedStore::verify(const VerifyWish& wish) { return TRY(store())->verify(wish); }

Result<void> WatchedStore::watched(Watch& watch, const Result<void>& outcome) {
    if (!outcome && is_trouble(outcome.error().code)) note_away(watch, outcome.error());
    else if (watch.is_away && (outcome || outcome.error().code != ErrorCode::kStoreBusy)) note_back(watch);
    return outcome;
}

void WatchedStore::note_away(Watch& watch, const Error& error) {
    const std::lock_guard lock(saying_);
    const auto now = Ticks::now();
    if (watch.is_away && watch.said == error.code && now < watch.said_at + kSayAgainAfter) return;
    if (!watch.is_away) watch.since = now;
    watch.is_away = true;
    watch.said = error.code;
    watch.said_at = now;
    say_(fmt::format("the store cannot be {}: {} ({})", watch.what, name_of(error.code), error.detail));
}

void WatchedStore::note_back(Watch& watch) {
    const std::lock_guard lock(saying_);
    if (!watch.is_away) return;
    watch.is_away = false;
    const std::chrono::duration<double> away = Ticks::now() - watch.since;
    say_(fmt::format("the store can be {} again, after {:.1f} s", watch.what, away.count()));
}

}  // namespace settle
