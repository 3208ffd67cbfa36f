#include "http/server.h"

#include <doctest/doctest.h>

#include <rapidcheck.h>

#include <atomic>
#include <latch>
#include <thread>

#include "tests/http/raw_client.h"

namespace settle::http {
namespace {

// "/fast" is answered on the network thread, "/held" when the test says so, "/throw" never.
struct TestServer {
    explicit TestServer(ServerOptions options = {})
        : server(
              options,
              [](const HttpRequest& request) -> std::optional<HttpResponse> {
                  if (request.path != "/fast") return std::nullopt;
                  return HttpResponse{200, {}, "fast"};
              },
              [this](const HttpRequest& request) { return answer(request); }) {
        REQUIRE(server.start());
    }

    HttpResponse answer(const HttpRequest& request) {
        if (request.path == "/throw") throw std::runtime_error("secret reason");
        if (request.path == "/split") return {200, {{"X-Name", "a\r\nSet-Cookie: b"}}, ""};
        if (request.path == "/large") return {200, {}, std::string(8'000'000, 'x')};
        if (request.path == "/none") return {204, {}, ""};
        if (request.path == "/dead") return {kCloseWithoutAnswer, {}, "unsaid"};
        if (request.path == "/held") {
            held.count_down();
            release.wait();
        }
        return {200,
                {{"Content-Type", "text/plain"}},
                request.method + " " + request.path + " " + request.query + " " + request.body};
    }

    std::latch held{1};
    std::latch release{1};
    Server server;
};

constexpr const char* kHost = "Host: localhost\r\n";

std::string get(std::string_view path) { return fmt::format("GET {} HTTP/1.1\r\n{}\r\n", path, kHost); }

TEST_CASE("a request is answered with its id, date and length, and the connection is kept") {
    TestServer test;
    RawClient client(test.server.port());
    for (int i = 0; i < 3; ++i) {
        client.send(get("/v1/things?limit=3"));
        const RawAnswer answer = client.receive();
        CHECK(answer.status == 200);
        CHECK(answer.body == "GET /v1/things limit=3 ");
        CHECK(answer.header("Content-Type") == "text/plain");
        CHECK(answer.header("X-Request-Id").size() >= 16);
        CHECK(answer.header("Date").ends_with(" GMT"));
        CHECK(answer.header("Connection").empty());
    }
}

TEST_CASE("an answer that is never given closes the connection") {
    TestServer test;
    RawClient client(test.server.port());
    client.send(get("/dead"));
    CHECK(client.receive_rest().empty());
    RawClient other(test.server.port());
    other.send(get("/v1/things"));
    CHECK(other.receive().status == 200);
}

TEST_CASE("a well-formed request id of the client is kept, another one is replaced") {
    TestServer test;
    RawClient client(test.server.port());
    client.send(fmt::format("GET / HTTP/1.1\r\n{}X-Request-Id: shop-42.a_b\r\n\r\n", kHost));
    CHECK(client.receive().header("X-Request-Id") == "shop-42.a_b");
    client.send(fmt::format("GET / HTTP/1.1\r\n{}X-Request-Id: <script>\r\n\r\n", kHost));
    const std::string made = client.receive().header("X-Request-Id");
    CHECK(!made.empty());
    CHECK(made != "<script>");
}

TEST_CASE("pipelined requests are answered in order, whichever thread answers") {
    TestServer test;
    RawClient client(test.server.port());
    client.send(get("/1") + get("/fast") + get("/2") + get("/fast") + get("/3"));
    for (const std::string_view expected : {"GET /1  ", "fast", "GET /2  ", "fast", "GET /3  "})
        CHECK(client.receive().body == expected);
}

TEST_CASE("a request that arrives byte by byte is one request") {
    TestServer test;
    RawClient client(test.server.port());
    const auto bytes = fmt::format("\r\nPOST /x HTTP/1.1\r\n{}Content-Length: 5\r\n\r\nhello", kHost);
    for (const char byte : bytes) client.send({&byte, 1});
    CHECK(client.receive().body == "POST /x  hello");
}

TEST_CASE("a chunked body arrives whole, and its trailers are no headers") {
    TestServer test;
    RawClient client(test.server.port());
    client.send(
        fmt::format("POST /x HTTP/1.1\r\n{}Transfer-Encoding: chunked\r\n\r\n"
                    "5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nX-Trailer: 1\r\n\r\n",
                    kHost));
    client.send(get("/fast"));
    CHECK(client.receive().body == "POST /x  hello world");
    CHECK(client.receive().body == "fast");
}

TEST_CASE("HEAD has the length but not the body, 204 has neither") {
    TestServer test;
    RawClient client(test.server.port());
    client.send(fmt::format("HEAD /abc HTTP/1.1\r\n{}\r\n", kHost));
    const RawAnswer head = client.receive_head();
    CHECK(head.status == 200);
    CHECK(head.header("Content-Length") == "11");
    client.send(get("/none"));
    const RawAnswer none = client.receive();
    CHECK(none.status == 204);
    CHECK(none.header("Content-Length").empty());
    client.send(get("/fast"));
    CHECK(client.receive().body == "fast");
}

TEST_CASE("a client that asks first is told to continue, unless its body is too large") {
    TestServer test;
    RawClient client(test.server.port());
    const auto ask = [&client](int bytes) {
        client.send(
            fmt::format("POST /x HTTP/1.1\r\n{}Expect: 100-continue\r\nContent-Length: {}\r\n\r\n", kHost, bytes));
    };
    ask(2);
    CHECK(client.receive_head().status == 100);
    client.send("ok");
    CHECK(client.receive().body == "POST /x  ok");
    ask(9'999'999);
    CHECK(client.receive().status == 413);
}

TEST_CASE("what is no HTTP is refused and the connection closed") {
    TestServer test;
    const std::string bad[] = {
        "\x16\x03\x01\x02 garbage\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        fmt::format("GET / HTTP/1.1\r\n{}{}\r\n", kHost, kHost),
        fmt::format("GET nowhere HTTP/1.1\r\n{}\r\n", kHost),
        fmt::format("GET / HTTP/1.1\r\n{}Bad Name: 1\r\n\r\n", kHost),
        fmt::format("GET / HTTP/1.1\n{}\n", "Host: localhost\n"),
        fmt::format("POST / HTTP/1.1\r\n{}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", kHost),
        fmt::format("POST / HTTP/1.1\r\n{}Transfer-Encoding: gzip\r\n\r\n", kHost),
        fmt::format("POST / HTTP/1.1\r\n{}Transfer-Encoding: gzip, chunked\r\n\r\n", kHost),
        fmt::format("POST / HTTP/1.1\r\n{}Content-Length: 1\r\nContent-Length: 2\r\n\r\n", kHost),
        fmt::format("POST / HTTP/1.1\r\n{}Content-Length: -1\r\n\r\n", kHost),
        fmt::format("POST / HTTP/1.1\r\n{}Transfer-Encoding: chunked\r\n\r\nzz\r\n", kHost),
    };
    for (const std::string& bytes : bad) {
        CAPTURE(bytes);
        RawClient client(test.server.port());
        client.send(bytes);
        client.finish_sending();
        const RawAnswer answer = client.receive();
        CHECK(answer.status == 400);
        CHECK(answer.header("Content-Type") == "application/problem+json");
        CHECK(answer.header("Connection") == "close");
        CHECK(answer.body.contains("\"code\":\"request_malformed\""));
        CHECK(client.receive_rest().empty());
    }
}

TEST_CASE("bytes of any kind, cut anywhere, get an answer or a close, and harm nobody else") {
    TestServer test;
    RawClient other(test.server.port());
    const std::string whole = fmt::format(
        "POST /a%20b?c=d HTTP/1.1\r\n{}Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n"
        "5;x=\"y\"\r\nhello\r\n0\r\nX-Trailer: 1\r\n\r\n{}",
        kHost, get("/fast"));
    const bool harmless = rc::check([&] {
        std::string bytes = whole;
        const auto places =
            *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, whole.size()));
        for (const std::size_t place : places) bytes[place] = *rc::gen::arbitrary<char>();
        const auto cut = *rc::gen::inRange<std::size_t>(0, bytes.size() + 1);
        RawClient client(test.server.port());
        client.send(std::string_view(bytes).substr(0, cut));
        client.send(std::string_view(bytes).substr(cut));
        client.finish_sending();
        const std::string answers = client.receive_rest();
        RC_ASSERT(answers.empty() || answers.starts_with("HTTP/1.1 "));
        other.send(get("/fast"));
        RC_ASSERT(other.receive().body == "fast");
    });
    CHECK(harmless);
}

TEST_CASE("old clients and clients behind proxies are understood") {
    TestServer test;
    RawClient old(test.server.port());
    old.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CHECK(old.receive().header("Connection") == "keep-alive");
    old.send("GET /b HTTP/1.0\r\n\r\n");
    CHECK(old.receive().header("Connection") == "close");
    CHECK(old.receive_rest().empty());
    RawClient proxied(test.server.port());
    proxied.send(fmt::format("GET http://localhost/a?b HTTP/1.1\r\n{}\r\n", kHost));
    CHECK(proxied.receive().body == "GET /a b ");
    proxied.send(fmt::format("GET /c HTTP/1.1\r\n{}Connection: close\r\n\r\n", kHost));
    CHECK(proxied.receive().header("Connection") == "close");
}

TEST_CASE("a request that ends too early is refused") {
    TestServer test;
    RawClient client(test.server.port());
    client.send(fmt::format("POST / HTTP/1.1\r\n{}Content-Length: 10\r\n\r\nabc", kHost));
    client.finish_sending();
    CHECK(client.receive().status == 400);
}

TEST_CASE("headers over the limit are refused, in one piece or one by one") {
    TestServer test;
    SUBCASE("one long header") {
        RawClient client(test.server.port());
        client.send(fmt::format("GET / HTTP/1.1\r\n{}X-Long: {}\r\n\r\n", kHost, std::string(20'000, 'x')));
        CHECK(client.receive().status == 431);
    }
    SUBCASE("one long line without an end") {
        RawClient client(test.server.port());
        client.send("GET /" + std::string(40'000, 'x'));
        CHECK(client.receive().status == 431);
    }
    SUBCASE("many headers, each sent alone") {
        RawClient client(test.server.port());
        client.send("GET / HTTP/1.1\r\n");
        for (int i = 0; i < 200; ++i) client.send(fmt::format("X-{}: {}\r\n", i, std::string(200, 'x')));
        CHECK(client.receive().status == 431);
    }
}

TEST_CASE("a body over the limit is refused with a text in the client's language") {
    ServerOptions options;
    options.body_bytes_max = 1000;
    TestServer test(options);
    RawClient announced(test.server.port());
    announced.send(
        fmt::format("POST / HTTP/1.1\r\n{}Accept-Language: fr-FR, en;q=0.5\r\n"
                    "Content-Length: 2000\r\n\r\n{}",
                    kHost, std::string(2000, 'x')));
    const RawAnswer answer = announced.receive();
    CHECK(answer.status == 413);
    CHECK(answer.body.contains("1000 octets"));
    RawClient chunked(test.server.port());
    chunked.send(fmt::format("POST / HTTP/1.1\r\n{}Transfer-Encoding: chunked\r\n\r\n", kHost));
    for (int i = 0; i < 5; ++i) chunked.send(fmt::format("12c\r\n{}\r\n", std::string(300, 'x')));
    CHECK(chunked.receive().status == 413);
}

TEST_CASE("an upload has a limit of its own, whether its length is announced or not") {
    ServerOptions options;
    options.body_bytes_max = 1000;
    options.upload_bytes_max = 3000;
    TestServer test(options);
    const auto status = [&](int bytes) {
        RawClient client(test.server.port());
        client.send(fmt::format("POST /people/import?keep=true HTTP/1.1\r\n{}Content-Length: {}\r\n\r\n{}", kHost,
                                bytes, std::string(static_cast<std::size_t>(bytes), 'x')));
        return client.receive().status;
    };
    CHECK(status(2000) == 200);
    CHECK(status(3000) == 200);
    CHECK(status(3001) == 413);
    RawClient chunked(test.server.port());
    chunked.send(fmt::format("POST /people/import HTTP/1.1\r\n{}Transfer-Encoding: chunked\r\n\r\n", kHost));
    for (int i = 0; i < 8; ++i) chunked.send(fmt::format("12c\r\n{}\r\n", std::string(300, 'x')));
    chunked.send("0\r\n\r\n");
    CHECK(chunked.receive().status == 200);
}

TEST_CASE("an exception of a handler is answered without its text") {
    TestServer test;
    RawClient client(test.server.port());
    client.send(fmt::format("GET /throw HTTP/1.1\r\n{}X-Request-Id: r-1\r\n\r\n", kHost));
    const RawAnswer answer = client.receive();
    CHECK(answer.status == 500);
    CHECK(answer.body.contains("\"code\":\"internal\""));
    CHECK(answer.body.contains("\"request_id\":\"r-1\""));
    CHECK(!answer.body.contains("secret"));
    client.send(get("/fast"));
    CHECK(client.receive().body == "fast");
}

TEST_CASE("a header that would split the response is never sent") {
    TestServer test;
    RawClient client(test.server.port());
    client.send(get("/split"));
    const RawAnswer answer = client.receive();
    CHECK(answer.status == 500);
    CHECK(!answer.head.contains("Set-Cookie"));
}

TEST_CASE("a client that sends too slowly is told so and cut off") {
    ServerOptions options;
    options.header_timeout_seconds = 1;
    options.body_timeout_seconds = 1;
    options.idle_timeout_seconds = 1;
    TestServer test(options);
    RawClient in_headers(test.server.port());
    RawClient in_body(test.server.port());
    RawClient silent(test.server.port());
    RawClient idle(test.server.port());
    in_headers.send("GET / HTTP/1.1\r\nHost: loc");
    in_body.send(fmt::format("POST / HTTP/1.1\r\n{}Content-Length: 10\r\n\r\nabc", kHost));
    idle.send(get("/fast"));
    CHECK(in_headers.receive().status == 408);
    CHECK(in_body.receive().status == 408);
    CHECK(silent.receive_rest().empty());
    CHECK(idle.receive().status == 200);
    CHECK(idle.receive_rest().empty());
}

TEST_CASE("a large answer reaches a client that reads late") {
    TestServer test;
    RawClient client(test.server.port());
    client.send(get("/large") + get("/fast"));
    CHECK(client.receive().body.size() == 8'000'000);
    CHECK(client.receive().body == "fast");
}

TEST_CASE("with every worker busy and the queue full, the next client is asked to come back") {
    ServerOptions options;
    options.worker_threads = 1;
    options.queue_max = 1;
    TestServer test(options);
    RawClient busy(test.server.port());
    busy.send(get("/held"));
    test.held.wait();
    RawClient waiting(test.server.port());
    waiting.send(get("/waiting"));
    // The network thread is one and looks at connections in turn: once it has answered a request sent
    // after it, the waiting one is in the queue.
    RawClient probe(test.server.port());
    probe.send(get("/fast"));
    CHECK(probe.receive().status == 200);
    RawClient refused(test.server.port());
    refused.send(get("/refused"));
    const RawAnswer answer = refused.receive();
    CHECK(answer.status == 503);
    CHECK(answer.header("Retry-After") == "1");
    test.release.count_down();
    CHECK(busy.receive().status == 200);
    CHECK(waiting.receive().status == 200);
}

TEST_CASE("who waited too long for a worker is asked to come back, and keeps no one else waiting") {
    ServerOptions options;
    options.worker_threads = 1;
    options.queue_seconds_max = 1;
    TestServer test(options);
    RawClient busy(test.server.port());
    busy.send(get("/held"));
    test.held.wait();
    RawClient waiting(test.server.port());
    waiting.send(get("/waiting"));
    RawClient probe(test.server.port());
    probe.send(get("/fast"));
    CHECK(probe.receive().status == 200);
    std::this_thread::sleep_for(std::chrono::milliseconds(1'100));
    test.release.count_down();
    CHECK(busy.receive().status == 200);
    const RawAnswer answer = waiting.receive();
    CHECK(answer.status == 503);
    CHECK(answer.header("Retry-After") == "1");
}

TEST_CASE("stopping lets a running request finish and accepts no more") {
    TestServer test;
    RawClient idle(test.server.port());
    RawClient client(test.server.port());
    client.send(get("/held"));
    test.held.wait();
    std::thread stopper([&] { test.server.stop(); });
    CHECK(idle.receive_rest().empty());
    test.release.count_down();
    const RawAnswer answer = client.receive();
    CHECK(answer.status == 200);
    CHECK(answer.header("Connection") == "close");
    CHECK(client.receive_rest().empty());
    client.finish_sending();
    stopper.join();
    CHECK_THROWS(RawClient(test.server.port()));
    test.server.stop();
}

TEST_CASE("stopping cuts off who does not finish in time") {
    ServerOptions options;
    options.drain_seconds = 0;
    TestServer test(options);
    RawClient client(test.server.port());
    client.send("GET / HTTP/1.1\r\nHost: loc");
    RawClient other(test.server.port());
    other.send(get("/fast"));
    CHECK(other.receive().status == 200);
    test.server.stop();
    CHECK(client.receive().status == 0);
}

TEST_CASE("several network threads serve one port") {
    ServerOptions options;
    options.io_threads = 3;
    TestServer test(options);
    std::atomic<int> served = 0;
    std::vector<std::thread> clients;
    for (int i = 0; i < 8; ++i)
        clients.emplace_back([&] {
            for (int j = 0; j < 20; ++j) {
                RawClient client(test.server.port());
                client.send(get("/fast") + get("/slow"));
                served += client.receive().status == 200;
                served += client.receive().status == 200;
            }
        });
    for (auto& client : clients) client.join();
    CHECK(served == 8 * 20 * 2);
}

TEST_CASE("a port in use and an address that is none are told") {
    TestServer test;
    ServerOptions options;
    options.port = test.server.port();
    options.io_threads = 2;
    const auto nothing = [](const HttpRequest&) { return HttpResponse{}; };
    Server second(options, {}, nothing);
    const auto started = second.start();
    REQUIRE(!started);
    CHECK(started.error().code == ErrorCode::kListenFailed);
    CHECK(text_of(started.error(), "en").contains("in use"));
    options.address = "nowhere";
    Server third(options, {}, nothing);
    CHECK(!third.start());
}

}  // namespace
}  // namespace settle::http
