// One client's connection and the network thread that serves it. Included by connection.cpp and
// server.cpp only: Asio is visible nowhere else.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "http/request_parser.h"
#include "http/response_writer.h"
#include "http/server.h"
#include "http/worker_pool.h"

namespace settle::http {

namespace asio = boost::asio;
using Failure = boost::system::error_code;
// The concrete executor type saves a virtual call and an allocation in each operation.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Ticks = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<Ticks, asio::wait_traits<Ticks>, Executor>;

/// What all network threads of a server share.
struct Shared {
    ServerOptions options;
    FastHandler fast;
    Handler handler;
    WorkerPool pool;
    std::atomic<bool> draining = false;
    std::string id_prefix;  ///< Makes the request ids of two processes differ.
    std::atomic<std::uint64_t> id_next = 1;

    std::mutex mutex{};  ///< Guards the two counts.
    std::condition_variable one_left{};
    std::size_t connections = 0;
    std::size_t accepting_loops = 0;
};

class Connection;

/// One network thread: its own acceptor, its own connections, a clock that looks for late clients.
struct Loop {
    explicit Loop(Shared& shared_parts) : shared(shared_parts), acceptor(context), ticker(context) {}

    void accept();
    void tick();
    void begin_drain();
    void abort_all();

    Shared& shared;
    Ticks::time_point now = Ticks::now();  ///< As of the last tick: exact enough for deadlines in seconds.
    // Before the context: the handlers it destroys still leave this list.
    std::vector<Connection*> connections;
    asio::io_context context{1};
    Acceptor acceptor;
    Timer ticker;
    std::thread thread;
};

/// Reads requests and writes answers, one after the other and in order. Everything runs on the loop's
/// thread, except the handler: while a worker answers, only the worker touches request and response.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Loop& loop, Socket socket);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void start();
    void check_deadline();
    /// Closes an idle connection; others close after their answer.
    void drain();
    void abort();

private:
    enum class Phase { kIdle, kReading, kAnswering, kWriting, kStreaming, kLingering, kClosed };
    enum class Written { kNow, kLater };

    void read();
    void on_read(Failure failure, std::size_t bytes);
    void consume();
    bool parse();
    void next_request();
    void expect_bytes();
    void finish_request_id();
    bool send_continue();
    Written dispatch();
    template <class Answer>
    void compose(const Answer& answer);
    void compose_head(const Answered& response);
    void refuse(Error error);
    Written write();
    void on_written(Failure failure, std::size_t bytes);
    Written after_answer();
    void begin_stream();
    void go_on_streaming();
    void on_streamed(Failure failure, std::size_t bytes);
    void linger();
    void say_goodbye();
    void close();
    void set_deadline(int seconds) { deadline_ = loop_.now + std::chrono::seconds(seconds); }

    Loop& loop_;
    Shared& shared_;
    Socket socket_;
    Phase phase_ = Phase::kIdle;
    Ticks::time_point deadline_ = Ticks::time_point::max();
    bool timed_out_ = false;
    bool continue_sent_ = false;
    std::size_t place_ = 0;  ///< In the loop's list.

    std::unique_ptr<char[]> buffer_;
    std::size_t capacity_ = 0;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::size_t lingered_ = 0;

    std::string remote_address_;
    HttpRequest request_;
    std::string request_id_;
    std::optional<RequestParser> parser_;
    AfterAnswer after_ = AfterAnswer::kKeepAlive;

    HttpDate date_;
    std::optional<Answered> response_;
    std::string head_;
    std::size_t sent_ = 0;
    std::shared_ptr<Stream> stream_;  ///< While it streams.
    std::string part_;                ///< Of the stream, on its way.
    bool is_sending_part_ = false;
};

}  // namespace settle::http
