// PostgreSQL killed, or its answers lost, at the worst moment: what was acknowledged is there, what was refused is not.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "adapters/store/postgres_store.h"
#include "tests/contracts/store_samples.h"
#include "tests/support/postgres_server.h"

using namespace settle;
using test::PostgresServer;

namespace {

/// Stands between the store and its server, and can lose a commit or the answer to it. Or it goes deaf and can still
/// be heard, as a server does that its administrator ends: what is sent to it fails, and yet something comes.
class Wire {
public:
    enum class Loses : std::uint8_t { kNothing, kCommit, kAnswer, kHearing };

    explicit Wire(std::string server_folder) : server_(std::move(server_folder)) {
        std::string path = "/tmp/settle-wire-XXXXXX";
        REQUIRE(mkdtemp(path.data()) != nullptr);
        folder_ = path;
        listener_ = socket(AF_UNIX, SOCK_STREAM, 0);
        const sockaddr_un address = address_in(folder_);
        REQUIRE(bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(listen(listener_, 16) == 0);
        accepting_ = std::jthread([this](const std::stop_token& stop) { accept_all(stop); });
    }
    ~Wire() {
        accepting_.request_stop();
        accepting_.join();
        carriers_.clear();
        close(listener_);
        std::filesystem::remove_all(folder_);
    }
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    std::string url(const std::string& database) const { return "postgres://settle@/" + database + "?host=" + folder_; }
    void lose(Loses what) { loses_ = what; }
    /// Ends every line as a server does, of which another process crashed: it warns a client that asked nothing.
    void say_farewell() {
        is_farewell_ = true;
        while (is_farewell_) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }

private:
    static sockaddr_un address_in(const std::string& folder) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        fmt::format_to_n(address.sun_path, sizeof address.sun_path - 1, "{}/.s.PGSQL.5432", folder);
        return address;
    }
    void accept_all(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            pollfd waiting{listener_, POLLIN, 0};
            if (poll(&waiting, 1, 20) <= 0) continue;
            const int client = accept(listener_, nullptr, nullptr);
            const int server = socket(AF_UNIX, SOCK_STREAM, 0);
            const sockaddr_un address = address_in(server_);
            if (connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
                close(server);
                close(client);
                continue;
            }
            carriers_.emplace_back([this, client, server](const std::stop_token& end) { carry(client, server, end); });
        }
    }
    void carry(int client, int server, const std::stop_token& stop) {
        std::string bytes(65'536, '\0');
        bool is_answer_lost = false;
        bool is_deaf = false;
        while (!stop.stop_requested()) {
            if (is_farewell_) {
                constexpr std::string_view kWarning(
                    "N\0\0\0\x24"
                    "SWARNING\0VWARNING\0C57P02\0Mgone\0\0",
                    37);
                send(client, kWarning.data(), kWarning.size(), MSG_NOSIGNAL);
                break;
            }
            std::array<pollfd, 2> waiting{{{is_deaf ? -1 : client, POLLIN, 0}, {server, POLLIN, 0}}};
            if (poll(waiting.data(), 2, 20) <= 0) continue;
            const bool is_from_client = waiting[0].revents != 0;
            const ssize_t size = read(is_from_client ? client : server, bytes.data(), bytes.size());
            if (size <= 0) break;
            const std::string_view part(bytes.data(), static_cast<std::size_t>(size));
            if (is_from_client && loses_ == Loses::kHearing) {
                loses_ = Loses::kNothing;
                shutdown(client, SHUT_RD);
                is_deaf = true;
            }
            if (is_from_client && part.find("COMMIT") != std::string_view::npos && loses_ != Loses::kNothing) {
                if (loses_.exchange(Loses::kNothing) == Loses::kCommit) break;
                is_answer_lost = true;
            }
            if (!is_from_client && is_answer_lost) break;
            if (send(is_from_client ? server : client, part.data(), part.size(), MSG_NOSIGNAL) < 0) break;
            if (is_deaf && !is_from_client) break;
        }
        while (is_deaf && !stop.stop_requested()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            constexpr std::string_view kSetting(
                "S\0\0\0\x08"
                "a\0b\0",
                9);
            send(client, kSetting.data(), kSetting.size(), MSG_NOSIGNAL);
        }
        close(client);
        close(server);
        is_farewell_ = false;
    }

    std::string server_;
    std::string folder_;
    int listener_ = -1;
    std::atomic<Loses> loses_ = Loses::kNothing;
    std::atomic<bool> is_farewell_ = false;
    std::vector<std::jthread> carriers_;
    std::jthread accepting_;
};

Result<void> add_customer(Transaction& tx) { return tx.add_customer(samples::kVendor, samples::customer()); }

bool has_customer(Store& store, const std::string& id) {
    return look_up(store, [&](Transaction& tx) { return tx.load_customer(samples::kVendor, CustomerId(id)); })
        .has_value();
}

}  // namespace

TEST_CASE("PostgreSQL: a commit whose answer was lost is found to have been done") {
    Wire wire(PostgresServer::shared().folder());
    const auto store = *open_postgres_store({.url = wire.url(PostgresServer::shared().create_database())});
    REQUIRE(
        store->write([](Transaction& tx) { return tx.add_customer(samples::kVendor, samples::customer("cus_0")); }));
    wire.lose(Wire::Loses::kAnswer);
    const auto outcome = store->write(add_customer);
    CHECK_MESSAGE(outcome.has_value(), outcome.error().detail);
    CHECK(has_customer(*store, "cus_1"));
}

TEST_CASE("PostgreSQL: a commit that never arrived is found not to have been done") {
    Wire wire(PostgresServer::shared().folder());
    const auto store = *open_postgres_store({.url = wire.url(PostgresServer::shared().create_database())});
    REQUIRE(
        store->write([](Transaction& tx) { return tx.add_customer(samples::kVendor, samples::customer("cus_0")); }));
    wire.lose(Wire::Loses::kCommit);
    const auto outcome = store->write(add_customer);
    REQUIRE(!outcome.has_value());
    CHECK(outcome.error().code == ErrorCode::kStoreUnreachable);
    CHECK(!has_customer(*store, "cus_1"));
    CHECK(store->write(add_customer).has_value());
}

TEST_CASE("PostgreSQL: a line that takes nothing more but is not cut is given up") {
    Wire wire(PostgresServer::shared().folder());
    const auto store = *open_postgres_store({.url = wire.url(PostgresServer::shared().create_database())});
    REQUIRE(
        store->write([](Transaction& tx) { return tx.add_customer(samples::kVendor, samples::customer("cus_0")); }));
    wire.lose(Wire::Loses::kHearing);
    const auto outcome = store->write([](Transaction& tx) -> Result<void> {
        (void)tx.load_customer(samples::kVendor, CustomerId("cus_0"));
        return add_customer(tx);
    });
    CHECK(outcome.has_value() == has_customer(*store, "cus_1"));
    CHECK(store->write([](Transaction& tx) { return tx.add_customer(samples::kVendor, samples::customer("cus_2")); })
              .has_value());
}

TEST_CASE("PostgreSQL: a server that says farewell to somebody who asked nothing has not committed") {
    Wire wire(PostgresServer::shared().folder());
    bool is_ending = false;
    const auto store = *open_postgres_store(
        {.url = wire.url(PostgresServer::shared().create_database()), .on_boundary = [&](std::string_view boundary) {
             if (boundary != "before_commit" || !std::exchange(is_ending, false)) return;
             wire.say_farewell();
         }});
    is_ending = true;
    const auto outcome = store->write(add_customer);
    REQUIRE(!outcome.has_value());
    CHECK_MESSAGE(outcome.error().code == ErrorCode::kStoreUnreachable, outcome.error().detail);
    CHECK(!has_customer(*store, "cus_1"));
    CHECK(store->write(add_customer).has_value());
}

TEST_CASE("PostgreSQL: when nobody can say what became of a commit, that is what is answered") {
    PostgresServer server;
    const std::string database = server.create_database();
    Wire wire(server.folder());
    bool is_killing = false;
    const auto store = *open_postgres_store({.url = wire.url(database),
                                             .on_boundary =
                                                 [&](std::string_view boundary) {
                                                     if (!is_killing || boundary != "before_commit") return;
                                                     server.kill();
                                                 },
                                             .outcome_timeout_ms = 200});
    is_killing = true;
    const auto outcome = store->write(add_customer);
    REQUIRE(!outcome.has_value());
    CHECK_MESSAGE(outcome.error().code == ErrorCode::kStoreOutcomeUnknown, outcome.error().detail);
    const auto away = store->read([](Transaction&) -> Result<void> { return {}; });
    REQUIRE(!away.has_value());
    CHECK(away.error().code == ErrorCode::kStoreUnreachable);
    is_killing = false;
    server.start();
    CHECK(!has_customer(*store, "cus_1"));
    CHECK(store->write(add_customer).has_value());
}

TEST_CASE("PostgreSQL: killed under four writers, again and again, it has what was acknowledged and nothing refused") {
    constexpr int kWriters = 4, kKills = 5;
    PostgresServer server;
    const std::string database = server.create_database();
    const auto store = *open_postgres_store({.url = server.url(database), .outcome_timeout_ms = 60'000});
    std::mutex mutex;
    std::map<std::string, std::optional<ErrorCode>> answers;
    std::atomic<int> acknowledged = 0;
    std::atomic<bool> is_over = false;
    const auto run = [&](int writer) {
        for (int turn = 0; !is_over; ++turn) {
            const std::string id = fmt::format("cus_{}_{}", writer, turn);
            const auto outcome = store->write([&](Transaction& tx) -> Result<void> {
                TRY_VOID(tx.add_customer(samples::kVendor, samples::customer(id)));
                return tx.add_subscription(samples::kVendor, samples::subscription(id, "sub_" + id));
            });
            if (outcome) ++acknowledged;
            const std::lock_guard lock(mutex);
            answers[id] = outcome ? std::nullopt : std::optional(outcome.error().code);
        }
    };
    std::vector<std::jthread> writers;
    for (int writer = 0; writer < kWriters; ++writer) writers.emplace_back(run, writer);
    for (int kill = 1; kill <= kKills; ++kill) {
        const int goal = acknowledged + 100;
        while (acknowledged < goal) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        server.kill();
        server.start();
    }
    const int goal = acknowledged + 20;
    while (acknowledged < goal) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    is_over = true;
    writers.clear();
    int lost = 0, undead = 0, refused = 0;
    for (const auto& [id, code] : answers) {
        const bool is_there = has_customer(*store, id);
        if (!code && !is_there) ++lost;
        if (!code) continue;
        ++refused;
        CHECK(*code == ErrorCode::kStoreUnreachable);
        if (is_there) ++undead;
    }
    CHECK(lost == 0);
    CHECK(undead == 0);
    CHECK(refused > 0);
    CHECK(store->verify().value().empty());
}
