#include "adapters/store/postgres_changes.h"

#include <fmt/format.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>
#include <random>

#include "base/ensure.h"

namespace settle::store {
namespace {

// Everybody in the database hears the channel; what is written in another schema concerns nobody here.
constexpr const char* kChannel = "settle_changes";
constexpr const char* kListen = "LISTEN settle_changes";
// PostgreSQL takes less than 8000 bytes; a schema's name has at most 63 characters.
constexpr std::size_t kTextMax = 6'000;
constexpr auto kFirstPause = std::chrono::milliseconds(250);
constexpr auto kLongestPause = std::chrono::seconds(5);

std::string random_name() {
    std::random_device random;
    return fmt::format("{:08x}{:08x}", random(), random());
}

std::string_view take_line(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

}  // namespace

PostgresChanges::PostgresChanges() : sender_(random_name()) {}

PostgresChanges::~PostgresChanges() {
    hearing_.request_stop();
    if (hearing_.joinable()) hearing_.join();
    if (interrupt_ >= 0) close(interrupt_);
}

Result<void> PostgresChanges::announce(PostgresDriver& db, std::span<const ChangeNotice> notices) const {
    return db.notify(kChannel, {sender_, text_of(notices, kTextMax)});
}

void PostgresChanges::hear(PostgresConnection connection, OnChange on_change) {
    ENSURE(interrupt_ < 0 && on_change);
    connection_ = std::move(connection);
    on_change_ = std::move(on_change);
    interrupt_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    ENSURE(interrupt_ >= 0);
    hearing_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void PostgresChanges::run(const std::stop_token& stop) {
    const std::stop_callback wake(stop, [this] { eventfd_write(interrupt_, 1); });
    std::mutex mutex;
    std::condition_variable_any wakes;
    std::unique_lock lock(mutex);
    std::chrono::milliseconds pause = kFirstPause;
    while (!stop.stop_requested()) {
        const auto since = std::chrono::steady_clock::now();
        // That the server is away is said by whoever reads or writes.
        static_cast<void>(hear_once(stop));
        if (std::chrono::steady_clock::now() - since > kLongestPause) pause = kFirstPause;
        wakes.wait_for(lock, stop, pause, [] { return false; });
        pause = std::min<std::chrono::milliseconds>(pause * 2, kLongestPause);
    }
}

/// Until the connection breaks, or it is time to stop.
Result<void> PostgresChanges::hear_once(const std::stop_token& stop) {
    const auto db = TRY(PostgresDriver::open(connection_));
    TRY_VOID(db->execute(kListen));
    const auto schema = TRY(db->texts("SELECT current_schema()"));
    ENSURE(schema.size() == 1);
    const ChangeNotice anybody;
    if (!has_begun_) TRY_VOID(announce(*db, {&anybody, 1}));
    has_begun_ = true;
    on_change_(anybody);
    while (!stop.stop_requested()) {
        const auto payloads = TRY(db->wait_for_notifications(interrupt_));
        for (const std::string& payload : payloads) {
            std::string_view text = payload;
            if (take_line(text) != schema.front() || take_line(text) == sender_) continue;
            for (const ChangeNotice& notice : notices_in(text)) on_change_(notice);
        }
    }
    return {};
}

}  // namespace settle::store
