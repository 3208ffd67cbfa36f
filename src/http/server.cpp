#include "http/server.h"

#include <boost/asio/post.hpp>
#include <sodium.h>

#include "base/ensure.h"
#include "http/connection.h"

namespace settle::http {
namespace {

// Deadlines are whole seconds; four looks a second are close enough and cost nothing per request.
constexpr std::chrono::milliseconds kTick{250};
// Out of file descriptors: give running requests a moment to return some.
constexpr std::chrono::milliseconds kAcceptPause{100};
// After the drain, how long closed connections may take to leave.
constexpr std::chrono::seconds kAbortPatience{1};

std::string random_prefix() {
    std::array<unsigned char, 6> bytes{};
    ENSURE(sodium_init() >= 0);
    randombytes_buf(bytes.data(), bytes.size());
    std::string text;
    for (const unsigned char byte : bytes) text += fmt::format("{:02x}", byte);
    return text;
}

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
enum class PortSharing { kAlone, kWithOurThreads };

void open(Acceptor& acceptor, const asio::ip::tcp::endpoint& endpoint, PortSharing sharing, Failure& failure) {
    acceptor.open(endpoint.protocol(), failure);
    if (!failure) acceptor.set_option(asio::socket_base::reuse_address(true), failure);
    if (!failure && sharing == PortSharing::kWithOurThreads) acceptor.set_option(ReusePort(true), failure);
    if (!failure) acceptor.bind(endpoint, failure);
}

}  // namespace

void Loop::accept() {
    acceptor.async_accept(context, [this](Failure failure, Socket socket) {
        if (failure == asio::error::operation_aborted || !acceptor.is_open()) return;
        if (failure == asio::error::no_descriptors || failure == asio::error::no_buffer_space) {
            auto pause = std::make_shared<Timer>(context, kAcceptPause);
            pause->async_wait([this, pause](Failure) {
                if (acceptor.is_open()) accept();
            });
            return;
        }
        if (!failure &&
            connections.size() * static_cast<std::size_t>(shared.options.io_threads) < shared.options.connections_max)
            std::make_shared<Connection>(*this, std::move(socket))->start();
        accept();
    });
}

void Loop::tick() {
    now = Ticks::now();
    // Backwards: a connection that goes is replaced by the last one, which was looked at already.
    for (std::size_t i = connections.size(); i-- > 0;) connections[i]->check_deadline();
    ticker.expires_after(kTick);
    ticker.async_wait([this](Failure failure) {
        if (!failure) tick();
    });
}

void Loop::begin_drain() {
    Failure failure;
    acceptor.non_blocking(true, failure);
    // Who waits in the kernel's queue was promised an answer by the finished handshake.
    while (!failure) {
        Socket socket(context);
        acceptor.accept(socket, failure);
        if (!failure) std::make_shared<Connection>(*this, std::move(socket))->start();
    }
    acceptor.close(failure);
    for (std::size_t i = connections.size(); i-- > 0;) connections[i]->drain();
    const std::lock_guard lock(shared.mutex);
    --shared.accepting_loops;
    shared.one_left.notify_all();
}

void Loop::abort_all() {
    for (std::size_t i = connections.size(); i-- > 0;) connections[i]->abort();
}

struct Server::Parts {
    Parts(ServerOptions options, FastHandler fast, Handler handler)
        : shared{.options = options,
                 .fast = std::move(fast),
                 .handler = std::move(handler),
                 .pool = {options.worker_threads, options.queue_max},
                 .id_prefix = random_prefix()} {}

    Result<void> listen();
    Error listen_failure(const Failure& failure) const;
    bool wait_until_empty(std::chrono::seconds patience);
    template <class Action>
    void on_every_loop(Action action) {
        for (auto& loop : loops) asio::post(loop->context, [&each = *loop, action] { action(each); });
    }

    Shared shared;
    std::vector<std::unique_ptr<Loop>> loops;
    std::uint16_t port = 0;
};

Error Server::Parts::listen_failure(const Failure& failure) const {
    return Error(ErrorCode::kListenFailed)
        .with("address", fmt::format("{}:{}", shared.options.address, shared.options.port))
        .with("reason", failure.message());
}

Result<void> Server::Parts::listen() {
    Failure failure;
    const auto address = asio::ip::make_address(shared.options.address, failure);
    if (failure) return fail(listen_failure(failure));
    asio::ip::tcp::endpoint endpoint(address, shared.options.port);
    if (endpoint.port() != 0) {
        // A port that our threads share could silently be shared with another process of ours as well.
        asio::io_context context;
        Acceptor probe(context);
        open(probe, endpoint, PortSharing::kAlone, failure);
        if (!failure) probe.listen(1, failure);
        if (failure) return fail(listen_failure(failure));
    }
    const auto sharing = shared.options.io_threads > 1 ? PortSharing::kWithOurThreads : PortSharing::kAlone;
    for (int i = 0; i < shared.options.io_threads; ++i) {
        auto loop = std::make_unique<Loop>(shared);
        open(loop->acceptor, endpoint, sharing, failure);
        if (!failure) loop->acceptor.listen(asio::socket_base::max_listen_connections, failure);
        if (!failure) endpoint = loop->acceptor.local_endpoint(failure);
        if (failure) return fail(listen_failure(failure));
        loops.push_back(std::move(loop));
    }
    port = endpoint.port();
    return {};
}

bool Server::Parts::wait_until_empty(std::chrono::seconds patience) {
    std::unique_lock lock(shared.mutex);
    return shared.one_left.wait_for(lock, patience,
                                    [this] { return shared.connections == 0 && shared.accepting_loops == 0; });
}

Server::Server(ServerOptions options, FastHandler fast, Handler handler) {
    ENSURE(options.io_threads >= 1 && options.worker_threads >= 1 && handler);
    parts_ = std::make_unique<Parts>(std::move(options), std::move(fast), std::move(handler));
}

Server::~Server() { stop(); }

std::uint16_t Server::port() const { return parts_->port; }

Result<void> Server::start() {
    ENSURE(parts_->loops.empty());
    if (auto listening = parts_->listen(); !listening) {
        parts_->loops.clear();
        return listening;
    }
    parts_->shared.accepting_loops = parts_->loops.size();
    for (auto& loop : parts_->loops) {
        loop->accept();
        loop->tick();
        loop->thread = std::thread([&context = loop->context] { context.run(); });
    }
    return {};
}

void Server::stop() {
    if (parts_->loops.empty()) return parts_->shared.pool.stop();
    parts_->shared.draining = true;
    parts_->on_every_loop([](Loop& loop) { loop.begin_drain(); });
    if (!parts_->wait_until_empty(std::chrono::seconds(parts_->shared.options.drain_seconds))) {
        parts_->on_every_loop([](Loop& loop) { loop.abort_all(); });
        parts_->wait_until_empty(kAbortPatience);
    }
    for (auto& loop : parts_->loops) loop->context.stop();
    for (auto& loop : parts_->loops) loop->thread.join();
    // Only now: a job that is dropped lets go of its connection, which lives on a loop's thread.
    parts_->shared.pool.stop();
    parts_->loops.clear();
}

}  // namespace settle::http
