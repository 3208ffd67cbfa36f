#include "http/live.h"

#include <condition_variable>
#include <map>
#include <mutex>

#include "http/security_headers.h"

namespace settle::http {
namespace {

using Ticks = std::chrono::steady_clock;

// Of one vendor's customers, as many are named in a row; of more, the page is told that it may be anybody.
constexpr std::size_t kNamedMax = 32;
// Whose customer changed may have lost their session by it: that is asked at once, but not with each of many changes.
constexpr auto kCheckPause = std::chrono::seconds(1);
constexpr int kRetryMilliseconds = 3'000;
constexpr int kSecondsToWait = 30;

std::string event_of(const ChangeNotice& notice, bool has_id) {
    const std::string id = has_id && notice.act > 0 ? fmt::format("id: {}\n", notice.act) : "";
    std::string data;
    if (!notice.customer.empty()) data = fmt::format("\"customer\":\"{}\"", notice.customer.str());
    if (notice.act > 0) data += fmt::format("{}\"act\":{}", data.empty() ? "" : ",", notice.act);
    return fmt::format("{}event: changed\ndata: {{{}}}\n\n", id, data);
}

}  // namespace

/// What the streams share. All that is in a line is guarded by the mutex too.
struct LiveStreams::Hall {
    explicit Hall(LiveOptions wanted) : options(wanted) {}

    const LiveOptions options;
    mutable std::mutex mutex;
    std::condition_variable_any wakes;
    bool has_news = false;    ///< For the thread that wakes streams.
    bool has_checks = false;  ///< For the one that asks about their callers.
    bool is_closed = false;
    std::map<std::uint64_t, Line*> lines;  ///< By a number that is never used again.
    std::uint64_t next_number = 0;
    std::map<std::string, std::size_t, std::less<>> per_caller;

    void hear(const ChangeNotice& notice);
    void note_news() {
        has_news = true;
        wakes.notify_all();
    }
    void note_checks() {
        has_checks = true;
        wakes.notify_all();
    }
};

/// One open stream.
class LiveStreams::Line final : public Stream {
public:
    Line(std::shared_ptr<Hall> hall, Ear ear) : hall_(std::move(hall)), ear_(std::move(ear)) {
        const auto now = Ticks::now();
        silent_until_ = now + hall_->options.silence_max;
        checked_at_ = now;
        check_at_ = now + hall_->options.check_every;
        number_ = hall_->next_number++;
        hall_->lines.emplace(number_, this);
        ++hall_->per_caller[ear_.caller];
    }
    ~Line() override {
        const std::lock_guard lock(hall_->mutex);
        hall_->lines.erase(number_);
        const auto mine = hall_->per_caller.find(ear_.caller);
        if (--mine->second == 0) hall_->per_caller.erase(mine);
    }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    void start(std::function<void()> wake) override {
        const std::lock_guard lock(hall_->mutex);
        wake_ = std::make_shared<std::function<void()>>(std::move(wake));
        hall_->note_news();
    }

    std::optional<std::string> take() override {
        const std::lock_guard lock(hall_->mutex);
        if (is_over_) return std::nullopt;
        const auto now = Ticks::now();
        std::string text;
        if (has_changes() && now >= tell_at_) {
            text = changes();
            tell_at_ = now + hall_->options.gap;
        } else if (now >= silent_until_) {
            text = ": still here\n\n";
        }
        if (!text.empty()) silent_until_ = now + hall_->options.silence_max;
        is_woken_ = false;
        hall_->note_news();  // From now on it waits for something again.
        return text;
    }

private:
    friend struct Hall;
    friend class LiveStreams;

    bool has_changes() const { return is_anybody_ || !changed_.empty(); }

    std::string changes() {
        std::string text;
        if (is_anybody_) text = event_of({}, false);
        // To one customer's pages only the number is news.
        for (const auto& [customer, act] : changed_)
            text += ear_.customer.empty() ? event_of({ear_.vendor, customer, act}, false)
                                          : event_of({ear_.vendor, {}, act}, true);
        is_anybody_ = false;
        changed_.clear();
        return text;
    }

    void hear(const ChangeNotice& notice, Ticks::time_point now) {
        if (!notice.vendor.empty() && notice.vendor != ear_.vendor) return;
        if (!notice.customer.empty() && !ear_.customer.empty() && notice.customer != ear_.customer) return;
        if (notice.customer.empty()) {
            // Whole slices of customers are told of one after the other: the first notice says when.
            constexpr std::int64_t kParts = 64;
            if (!is_anybody_)
                tell_at_ = std::max(
                    tell_at_, now + hall_->options.spread / kParts * (static_cast<std::int64_t>(number_) % kParts + 1));
            is_anybody_ = true;
        } else if (!is_anybody_ || !ear_.customer.empty()) {
            std::int64_t& act = changed_[notice.customer];
            act = std::max(act, notice.act);
            if (changed_.size() > kNamedMax) {
                is_anybody_ = true;
                changed_.clear();
            }
        }
        if (!notice.customer.empty() && !ear_.customer.empty()) {
            check_at_ = std::min(check_at_, std::max(now, checked_at_ + kCheckPause));
            hall_->has_checks = true;
        }
        hall_->has_news = true;
    }

    /// When there is something to send next.
    Ticks::time_point next_at() const { return has_changes() ? std::min(silent_until_, tell_at_) : silent_until_; }
    bool is_ready(Ticks::time_point now) const {
        return is_over_ || now >= silent_until_ || (has_changes() && now >= tell_at_);
    }

    std::shared_ptr<Hall> hall_;
    const Ear ear_;
    std::shared_ptr<std::function<void()>> wake_;
    std::uint64_t number_ = 0;
    bool is_woken_ = false;  ///< And did not take yet.
    bool is_over_ = false;
    bool is_anybody_ = false;
    std::map<CustomerId, std::int64_t> changed_;
    Ticks::time_point tell_at_;
    Ticks::time_point silent_until_;
    Ticks::time_point checked_at_;
    Ticks::time_point check_at_;
};

void LiveStreams::Hall::hear(const ChangeNotice& notice) {
    const std::lock_guard lock(mutex);
    const auto now = Ticks::now();
    for (const auto& [number, line] : lines) line->hear(notice, now);
    if (has_news || has_checks) wakes.notify_all();
}

LiveStreams::LiveStreams(ChangeFeed* feed, LiveOptions options) : hall_(std::make_shared<Hall>(options)) {
    if (feed != nullptr) listening_ = feed->listen([hall = hall_](const ChangeNotice& notice) { hall->hear(notice); });
}

LiveStreams::~LiveStreams() { stop(); }

Result<std::unique_ptr<LiveStreams::Line>> LiveStreams::enter(Ear ear) {
    const std::lock_guard lock(hall_->mutex);
    if (hall_->is_closed || hall_->lines.size() >= hall_->options.streams_max) return fail(ErrorCode::kStoreBusy);
    const auto mine = hall_->per_caller.find(ear.caller);
    if (mine != hall_->per_caller.end() && mine->second >= hall_->options.streams_per_caller_max)
        return fail(Error(ErrorCode::kTooManyRequests).with("seconds", fmt::to_string(kSecondsToWait)));
    begin();
    return std::make_unique<Line>(hall_, std::move(ear));
}

Result<Answered> LiveStreams::open(Ear ear, const std::function<Result<std::int64_t>()>& look) {
    const bool is_one = !ear.customer.empty();
    auto line = TRY(enter(std::move(ear)));
    const std::int64_t act = TRY(look());
    HttpResponse response{200, {{"Content-Type", "text/event-stream"}, {"X-Accel-Buffering", "no"}}, {}};
    add_security_headers(response, AnswerKind::kApi);
    response.body =
        fmt::format("retry: {}\n{}event: ready\ndata: {{{}}}\n\n", kRetryMilliseconds,
                    is_one ? fmt::format("id: {}\n", act) : "", is_one ? fmt::format("\"act\":{}", act) : "");
    return Answered(std::move(response), std::move(line));
}

void LiveStreams::check_again(std::string_view caller, const PersonId& person) {
    const std::lock_guard lock(hall_->mutex);
    for (const auto& [number, line] : hall_->lines)
        if (line->ear_.caller == caller || (!person.empty() && line->ear_.person == person)) {
            line->check_at_ = Ticks::now();
            hall_->note_checks();
        }
}

std::size_t LiveStreams::count() const {
    const std::lock_guard lock(hall_->mutex);
    return hall_->lines.size();
}

// With the first stream: most programs never have one.
void LiveStreams::begin() {
    if (waking_.joinable()) return;
    waking_ = std::jthread([this](const std::stop_token& stop) { wake_lines(stop); });
    checking_ = std::jthread([this](const std::stop_token& stop) { check_callers(stop); });
}

void LiveStreams::wake_lines(const std::stop_token& stop) {
    std::unique_lock lock(hall_->mutex);
    while (!stop.stop_requested()) {
        hall_->has_news = false;
        const auto now = Ticks::now();
        auto next = now + hall_->options.silence_max;
        std::vector<std::shared_ptr<std::function<void()>>> to_wake;
        for (const auto& [number, line] : hall_->lines) {
            // Its body is still on the way; or it is slow, and asks by itself when it has sent.
            if (line->wake_ == nullptr || line->is_woken_) continue;
            if (line->is_ready(now)) {
                line->is_woken_ = true;
                to_wake.push_back(line->wake_);
            } else {
                next = std::min(next, line->next_at());
            }
        }
        lock.unlock();
        for (const auto& wake : to_wake) (*wake)();
        lock.lock();
        hall_->wakes.wait_until(lock, stop, next, [this] { return hall_->has_news; });
    }
}

// Apart from the other thread: a store that is away answers late, and holds up nobody who waits for a word.
void LiveStreams::check_callers(const std::stop_token& stop) {
    std::unique_lock lock(hall_->mutex);
    while (!stop.stop_requested()) {
        hall_->has_checks = false;
        const auto now = Ticks::now();
        auto next = now + hall_->options.check_every;
        std::vector<std::pair<std::uint64_t, std::function<bool()>>> due;
        for (const auto& [number, line] : hall_->lines) {
            if (now >= line->check_at_) {
                line->checked_at_ = now;
                line->check_at_ = now + hall_->options.check_every;
                due.emplace_back(number, line->ear_.may_listen);
            }
            next = std::min(next, line->check_at_);
        }
        lock.unlock();
        std::vector<std::uint64_t> ended;
        for (const auto& [number, may_listen] : due)
            if (!stop.stop_requested() && !may_listen()) ended.push_back(number);
        lock.lock();
        for (const std::uint64_t number : ended)
            if (const auto line = hall_->lines.find(number); line != hall_->lines.end()) {
                line->second->is_over_ = true;
                hall_->note_news();
            }
        hall_->wakes.wait_until(lock, stop, next, [this] { return hall_->has_checks; });
    }
}

void LiveStreams::stop() {
    listening_.reset();
    std::vector<std::shared_ptr<std::function<void()>>> to_wake;
    {
        const std::lock_guard lock(hall_->mutex);
        hall_->is_closed = true;
        for (const auto& [number, line] : hall_->lines) {
            line->is_over_ = true;
            if (line->wake_) to_wake.push_back(line->wake_);
        }
    }
    for (std::jthread* thread : {&waking_, &checking_}) {
        thread->request_stop();
        if (thread->joinable()) thread->join();
    }
    for (const auto& wake : to_wake) (*wake)();
}

}  // namespace settle::http
