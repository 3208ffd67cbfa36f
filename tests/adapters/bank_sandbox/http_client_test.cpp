#include "adapters/bank_sandbox/http_client.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

namespace settle {
namespace {

/// A server that answers every connection with the same bytes after a pause, and counts them.
class OneAnswerServer {
public:
    OneAnswerServer(std::string answer, std::chrono::milliseconds pause)
        : answer_(std::move(answer)), pause_(pause), listener_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(listen(listener_, 8) == 0);
        socklen_t length = sizeof address;
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
        url_ = fmt::format("http://127.0.0.1:{}", ntohs(address.sin_port));
        thread_ = std::jthread([this] { serve(); });
    }
    ~OneAnswerServer() {
        shutdown(listener_, SHUT_RDWR);
        thread_.join();
        close(listener_);
    }
    const std::string& url() const { return url_; }
    int calls() const { return calls_; }
    /// The last request as it came; read it after the call.
    const std::string& request() const { return request_; }

private:
    void serve() {
        for (int peer = accept(listener_, nullptr, nullptr); peer >= 0; peer = accept(listener_, nullptr, nullptr)) {
            ++calls_;
            std::array<char, 4096> buffer{};
            const ssize_t count = recv(peer, buffer.data(), buffer.size(), 0);
            request_.assign(buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
            std::this_thread::sleep_for(pause_);
            static_cast<void>(send(peer, answer_.data(), answer_.size(), MSG_NOSIGNAL));
            close(peer);
        }
    }

    const std::string answer_;
    const std::chrono::milliseconds pause_;
    const int listener_;
    std::string url_;
    std::string request_;
    std::atomic<int> calls_ = 0;
    std::jthread thread_;
};

HttpRequest post() {
    HttpRequest request;
    request.method = "POST";
    request.path = "/api/payments";
    request.query = "a=b";
    request.headers = {{"Authorization", "Bearer x"}};
    request.body = "{}";
    return request;
}

constexpr std::chrono::milliseconds kShort{200};
constexpr std::chrono::milliseconds kNone{0};

TEST_CASE("a call carries the request there and the answer back") {
    OneAnswerServer server("HTTP/1.1 201 Created\r\nX-Answer: yes\r\nContent-Length: 5\r\n\r\nhello", kNone);
    const auto answer = bank::http_transport(server.url(), kShort)(post());
    REQUIRE(answer.has_value());
    CHECK(answer->status == 201);
    CHECK(answer->body == "hello");
    CHECK(header_of(answer->headers, "x-answer") == "yes");
    CHECK(server.request().starts_with("POST /api/payments?a=b HTTP/1.1\r\n"));
    CHECK(server.request().find("Authorization: Bearer x\r\n") != std::string::npos);
    CHECK(server.request().ends_with("\r\n\r\n{}"));
}

TEST_CASE("a redirect is an answer, not a way") {
    OneAnswerServer server("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", kNone);
    CHECK(bank::http_transport(server.url(), kShort)(post())->status == 302);
    CHECK(server.calls() == 1);
}

TEST_CASE("no whole answer is an unknown outcome, and the call is sent once") {
    struct Row {
        const char* what;
        std::string answer;
        std::chrono::milliseconds pause;
    };
    const Row rows[] = {
        {"closed at once", "", kNone},
        {"too late", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", std::chrono::milliseconds{500}},
        {"cut short", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"key\":", kNone},
        {"not HTTP", "220 mail.example ESMTP\r\n", kNone},
        {"endless", "HTTP/1.1 200 OK\r\n\r\n" + std::string(2 << 20, 'x'), kNone},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        OneAnswerServer server(row.answer, row.pause);
        const auto answer = bank::http_transport(server.url(), kShort)(post());
        REQUIRE_FALSE(answer.has_value());
        CHECK(answer.error().code == ErrorCode::kGatewayUnavailable);
        CHECK(server.calls() == 1);
    }
}

}  // namespace
}  // namespace settle
