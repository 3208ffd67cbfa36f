#include "http/connection.h"

#include <malloc.h>
#include <netinet/tcp.h>

#include <cstdio>

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>

#include "http/address.h"
#include "http/problem.h"

namespace settle::http {
namespace {

namespace beast_http = boost::beast::http;

// Bytes kept beyond the largest header, so that a full buffer always means "too large".
constexpr std::size_t kBufferSlack = 4096;
// A refused client may still be sending; a close before it stops would destroy the answer on its way.
constexpr int kLingerSeconds = 2;
// Enough for a file that is somewhat too large.
constexpr std::size_t kLingerBytesMax = 16 * 1024 * 1024;
// A client that listens and whose machine is gone sends nothing that tells.
using UserTimeout = asio::detail::socket_option::integer<IPPROTO_TCP, TCP_USER_TIMEOUT>;
constexpr int kUnheardMilliseconds = 60'000;
// A body that was large is not kept for the next request.
constexpr std::size_t kBodyKeptMax = 64 * 1024;

bool is_well_formed_id(std::string_view id) {
    if (id.empty() || id.size() > 128) return false;
    for (const char c : id) {
        const char letter = static_cast<char>(c | 0x20);
        if (!((letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.'))
            return false;
    }
    return true;
}

Error refusal_of(const Failure& failure, const ServerOptions& options, bool is_upload) {
    if (failure == beast_http::error::header_limit || failure == beast_http::error::buffer_overflow)
        return Error(ErrorCode::kHeadersTooLarge).with("max", std::to_string(options.header_bytes_max));
    if (failure == beast_http::error::body_limit)
        return Error(ErrorCode::kBodyTooLarge)
            .with("max", std::to_string(is_upload ? options.upload_bytes_max : options.body_bytes_max));
    return Error(ErrorCode::kRequestMalformed, {}, failure.message());
}

}  // namespace

Connection::Connection(Loop& loop, Socket socket)
    : loop_(loop), shared_(loop.shared), socket_(std::move(socket)), place_(loop.connections.size()) {
    loop_.connections.push_back(this);
    capacity_ = shared_.options.header_bytes_max + kBufferSlack;
    buffer_ = std::make_unique_for_overwrite<char[]>(capacity_);
    const std::lock_guard lock(shared_.mutex);
    ++shared_.connections;
}

Connection::~Connection() {
    auto& all = loop_.connections;
    all[place_] = all.back();
    all[place_]->place_ = place_;
    all.pop_back();
    const std::lock_guard lock(shared_.mutex);
    --shared_.connections;
    shared_.one_left.notify_all();
}

void Connection::start() {
    Failure failure;
    socket_.set_option(asio::ip::tcp::no_delay(true), failure);
    socket_.non_blocking(true, failure);
    const auto peer = socket_.remote_endpoint(failure);
    if (failure) return close();
    remote_address_ = peer.address().to_string();
    remote_address_ = address_in(remote_address_).value_or(remote_address_);
    next_request();
    set_deadline(shared_.options.header_timeout_seconds);
    read();
}

void Connection::next_request() {
    request_.method.clear();
    request_.path.clear();
    request_.query.clear();
    request_.headers.clear();
    request_.body.clear();
    if (request_.body.capacity() > kBodyKeptMax) {
        request_.body.shrink_to_fit();
        // Whichever worker took an upload in, its share of the heap would stay as large as that made it.
        malloc_trim(0);
    }
    request_.remote_address = remote_address_;
    request_id_.clear();
    parser_.emplace(request_, shared_.options.header_bytes_max, shared_.options.body_bytes_max,
                    shared_.options.upload_bytes_max);
    continue_sent_ = false;
    phase_ = Phase::kIdle;
    set_deadline(shared_.options.idle_timeout_seconds);
}

void Connection::read() {
    if (begin_ > 0) {
        std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    socket_.async_read_some(
        asio::buffer(buffer_.get() + end_, capacity_ - end_),
        [self = shared_from_this()](Failure failure, std::size_t bytes) { self->on_read(failure, bytes); });
}

void Connection::on_read(Failure failure, std::size_t bytes) {
    if (phase_ == Phase::kClosed) return;
    if (phase_ == Phase::kLingering) {
        lingered_ += bytes;
        if (failure || lingered_ > kLingerBytesMax) return close();
        end_ = 0;
        return read();
    }
    if (phase_ == Phase::kStreaming) {
        // A client that listens has nothing to say but that it goes.
        lingered_ += bytes;
        if (failure || lingered_ > kBufferSlack) return close();
        end_ = 0;
        return read();
    }
    if (failure) {
        if (phase_ == Phase::kIdle) return close();
        if (timed_out_) return refuse(Error(ErrorCode::kRequestTimeout));
        if (failure == asio::error::eof) return refuse(Error(ErrorCode::kRequestMalformed));
        return close();
    }
    // Bytes that crossed the deadline on their way: whether they complete the request shows now,
    // and the next tick cuts it off if they do not.
    if (std::exchange(timed_out_, false)) deadline_ = loop_.now;
    end_ += bytes;
    consume();
}

// Answers the requests in the buffer until it holds no whole one, or an answer has to wait.
void Connection::consume() {
    for (;;) {
        if (phase_ == Phase::kIdle)  // RFC 9112, 2.2: empty lines before a request are to be ignored.
            while (end_ - begin_ >= 2 && buffer_[begin_] == '\r' && buffer_[begin_ + 1] == '\n') begin_ += 2;
        if (begin_ == end_) begin_ = end_ = 0;
        if (begin_ == end_ && phase_ == Phase::kIdle) {
            // While draining, an idle client will not be served again.
            return shared_.draining ? linger() : read();
        }
        if (!parse()) return;
        if (dispatch() == Written::kLater) return;
    }
}

// True when the request is whole; otherwise more was asked for, or the client was refused.
bool Connection::parse() {
    Failure failure;
    begin_ += parser_->put(asio::const_buffer(buffer_.get() + begin_, end_ - begin_), failure);
    if (!failure && parser_->is_done()) return true;
    if (failure && failure != beast_http::error::need_more) {
        refuse(refusal_of(failure, shared_.options, parser_->is_upload()));
        return false;
    }
    if (begin_ == 0 && end_ == capacity_) {
        refuse(refusal_of(beast_http::error::header_limit, shared_.options, false));
        return false;
    }
    expect_bytes();
    if (parser_->is_header_done() && parser_->expects_continue() && !continue_sent_ && !send_continue()) return false;
    read();
    return false;
}

// The deadline is set once per part of a request: single bytes now and then do not move it.
void Connection::expect_bytes() {
    const bool started = phase_ == Phase::kReading;
    phase_ = Phase::kReading;
    if (parser_->is_header_done()) {
        if (request_id_.empty()) {
            finish_request_id();
            set_deadline(shared_.options.body_timeout_seconds);
        }
    } else if (!started) {
        set_deadline(shared_.options.header_timeout_seconds);
    }
}

bool Connection::send_continue() {
    continue_sent_ = true;
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    Failure failure;
    // A client that waits for these 25 bytes has read everything before: they fit its window.
    const std::size_t sent = socket_.write_some(asio::buffer(kContinue.data(), kContinue.size()), failure);
    if (!failure && sent == kContinue.size()) return true;
    close();
    return false;
}

void Connection::finish_request_id() {
    request_id_ = header_of(request_.headers, "X-Request-Id");
    if (is_well_formed_id(request_id_)) return;
    // Anything else is replaced by one that can be logged and echoed.
    std::erase_if(request_.headers,
                  [](const auto& header) { return boost::beast::iequals(header.first, "X-Request-Id"); });
    request_id_ = fmt::format("{}{:08x}", shared_.id_prefix, shared_.id_next.fetch_add(1));
    request_.headers.emplace_back("X-Request-Id", request_id_);
}

Connection::Written Connection::dispatch() {
    if (request_id_.empty()) finish_request_id();
    phase_ = Phase::kAnswering;
    deadline_ = Ticks::time_point::max();
    after_ = !parser_->keep_alive()   ? AfterAnswer::kClose
             : parser_->is_http_1_0() ? AfterAnswer::kKeepAliveOld
                                      : AfterAnswer::kKeepAlive;
    if (shared_.fast) {
        compose(shared_.fast);
        if (response_) return write();
    }
    const auto patience = std::chrono::seconds(shared_.options.queue_seconds_max);
    WorkerPool::Job job = [self = shared_from_this(), latest = Ticks::now() + patience]() mutable {
        self->compose([&handler = self->shared_.handler, latest](const HttpRequest& request) {
            // Where workers are stuck, a queue that is worked off late only keeps them from those who still wait.
            if (Ticks::now() > latest) return std::optional<Answered>(problem(ErrorCode::kStoreBusy, request));
            return std::optional<Answered>(handler(request));
        });
        const auto executor = self->socket_.get_executor();
        asio::post(executor, [connection = std::move(self)] {
            if (connection->phase_ == Phase::kClosed) return;
            if (connection->write() == Written::kNow) connection->consume();
        });
    };
    if (shared_.pool.submit(std::move(job)) == WorkerPool::Submitted::kYes) return Written::kLater;
    response_ = problem(ErrorCode::kStoreBusy, request_);
    compose_head(*response_);
    return write();
}

// Fills response_ and head_, whatever the handler does; response_ stays empty when it declines.
template <class Answer>
void Connection::compose(const Answer& answer) {
    std::string reason = "not a std::exception";
    try {
        response_ = answer(request_);
        // Whoever asks for the head alone does not listen.
        if (response_ && request_.method == "HEAD") response_->stream.reset();
        if (response_) compose_head(*response_);
        return;
    } catch (const std::exception& exception) {
        reason = exception.what();
    } catch (...) {
        // Nothing is lost: what was thrown has no text, and is logged and answered below like any other.
    }
    fmt::print(stderr, "{} {} {}: {}\n", request_id_, request_.method, request_.path, reason);
    response_ = problem(ErrorCode::kInternal, request_);
    compose_head(*response_);
}

void Connection::compose_head(const Answered& response) {
    if (shared_.draining || response.stream || response.status == kCloseWithoutAnswer) after_ = AfterAnswer::kClose;
    head_.clear();
    if (response.status == kCloseWithoutAnswer) return;
    const auto length = response.stream ? BodyLength::kUntilClose : BodyLength::kKnown;
    append_head(head_, response, {date_.at(std::time(nullptr)), request_id_, after_, length});
}

void Connection::refuse(Error error) {
    if (request_id_.empty()) finish_request_id();
    after_ = AfterAnswer::kClose;
    response_ = problem(error, request_);
    compose_head(*response_);
    write();
}

Connection::Written Connection::write() {
    if (request_.method == "HEAD" || !has_body(response_->status)) response_->body.clear();
    phase_ = Phase::kWriting;
    set_deadline(shared_.options.write_timeout_seconds);
    sent_ = 0;
    const std::array<asio::const_buffer, 2> parts = {asio::buffer(head_), asio::buffer(response_->body)};
    Failure failure;
    const std::size_t sent = socket_.write_some(parts, failure);
    if (failure == asio::error::would_block) failure = {};
    if (!failure && sent == head_.size() + response_->body.size()) return after_answer();
    on_written(failure, sent);
    return Written::kLater;
}

// Only for answers that the kernel did not take in one piece.
void Connection::on_written(Failure failure, std::size_t bytes) {
    if (phase_ == Phase::kClosed) return;
    if (failure) return close();
    sent_ += bytes;
    const std::size_t head_left = head_.size() - std::min(sent_, head_.size());
    const std::size_t body_sent = sent_ - (head_.size() - head_left);
    const std::array<asio::const_buffer, 2> parts = {asio::buffer(head_) + (head_.size() - head_left),
                                                     asio::buffer(response_->body) + body_sent};
    if (asio::buffer_size(parts) == 0) {
        if (after_answer() == Written::kNow) consume();
        return;
    }
    socket_.async_write_some(
        parts, [self = shared_from_this()](Failure error, std::size_t sent) { self->on_written(error, sent); });
}

Connection::Written Connection::after_answer() {
    stream_ = std::move(response_->stream);
    response_.reset();
    if (stream_) {
        begin_stream();
        return Written::kLater;
    }
    if (after_ == AfterAnswer::kClose) {
        linger();
        return Written::kLater;
    }
    next_request();
    return Written::kNow;
}

// From here on a read is always under way: it notices when the client goes.
void Connection::begin_stream() {
    if (shared_.draining) return linger();
    phase_ = Phase::kStreaming;
    deadline_ = Ticks::time_point::max();
    Failure failure;
    socket_.set_option(UserTimeout(kUnheardMilliseconds), failure);
    begin_ = end_ = lingered_ = 0;
    read();
    const auto executor = socket_.get_executor();
    stream_->start([executor, listener = weak_from_this()] {
        asio::post(executor, [listener] {
            const auto connection = listener.lock();
            if (connection && connection->phase_ == Phase::kStreaming && !connection->is_sending_part_)
                connection->go_on_streaming();
        });
    });
}

void Connection::go_on_streaming() {
    auto part = stream_->take();
    if (!part) return say_goodbye();
    part_ = *std::move(part);
    sent_ = 0;
    is_sending_part_ = !part_.empty();
    if (!is_sending_part_) {
        deadline_ = Ticks::time_point::max();
        return;
    }
    set_deadline(shared_.options.write_timeout_seconds);
    socket_.async_write_some(asio::buffer(part_), [self = shared_from_this()](Failure failure, std::size_t sent) {
        self->on_streamed(failure, sent);
    });
}

void Connection::on_streamed(Failure failure, std::size_t bytes) {
    if (phase_ != Phase::kStreaming) return;
    if (failure) return close();
    sent_ += bytes;
    if (sent_ == part_.size()) return go_on_streaming();
    socket_.async_write_some(asio::buffer(part_) + sent_, [self = shared_from_this()](Failure error, std::size_t sent) {
        self->on_streamed(error, sent);
    });
}

void Connection::linger() {
    say_goodbye();
    if (phase_ == Phase::kLingering) read();
}

// What the client is still sending is read and dropped from now on, so that it gets to read our answer.
void Connection::say_goodbye() {
    Failure failure;
    socket_.shutdown(asio::socket_base::shutdown_send, failure);
    if (failure) return close();
    phase_ = Phase::kLingering;
    set_deadline(kLingerSeconds);
    begin_ = end_ = 0;
    stream_.reset();
}

void Connection::check_deadline() {
    if (loop_.now < deadline_ || phase_ == Phase::kClosed) return;
    if (phase_ != Phase::kReading) return close();
    timed_out_ = true;
    deadline_ = Ticks::time_point::max();
    Failure failure;
    socket_.cancel(failure);
}

void Connection::drain() {
    Failure failure;
    if (phase_ == Phase::kStreaming) return say_goodbye();
    // What has arrived already is still answered. An idle connection waits in a read, which goes on.
    if (phase_ == Phase::kIdle && socket_.available(failure) == 0) say_goodbye();
}

void Connection::abort() { close(); }

void Connection::close() {
    phase_ = Phase::kClosed;
    stream_.reset();
    Failure failure;
    socket_.close(failure);
}

}  // namespace settle::http
