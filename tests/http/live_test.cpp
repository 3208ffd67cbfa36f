// Streams of changes over real sockets: who is told what, what it costs the server, and how a stream ends.
#include "http/live.h"

#include <doctest/doctest.h>

#include <atomic>

#include "adapters/store/change_hub.h"
#include "http/problem.h"
#include "http/server.h"
#include "tests/http/raw_client.h"

namespace settle::http {
namespace {

using namespace std::chrono_literals;

/// "/live/cus_1" follows a customer of the vendor "bees", "/live" all of its; the query names the caller.
struct LiveServer {
    explicit LiveServer(LiveOptions options = {}, ServerOptions server_options = {.worker_threads = 1})
        : live(&hub, options),
          server(
              std::move(server_options), [](const HttpRequest&) -> std::optional<HttpResponse> { return std::nullopt; },
              [this](const HttpRequest& request) { return answer(request); }) {
        REQUIRE(server.start());
    }
    ~LiveServer() {
        live.stop();
        server.stop();
    }

    Answered answer(const HttpRequest& request) {
        if (!request.path.starts_with("/live")) return HttpResponse{200, {}, "plain"};
        const std::string customer = request.path.size() > 6 ? request.path.substr(6) : "";
        auto opened = live.open({.vendor = "bees",
                                 .customer = CustomerId(customer),
                                 .caller = request.query,
                                 .person = {},
                                 .may_listen = [this] { return may_listen.load(); }},
                                []() -> Result<std::int64_t> { return 17; });
        if (!opened) return problem(opened.error(), request);
        return *std::move(opened);
    }

    /// Waits until as many streams are open.
    bool has(std::size_t count) const {
        for (int i = 0; i < 500 && live.count() != count; ++i) std::this_thread::sleep_for(10ms);
        return live.count() == count;
    }

    ChangeHub hub;
    std::atomic<bool> may_listen = true;
    LiveStreams live;
    Server server;
};

std::string get(std::string_view path) { return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", path); }

/// A page that listens, after the first event.
struct Page : RawClient {
    Page(const LiveServer& server, std::string_view path) : RawClient(server.server.port()) {
        send(get(path));
        head = receive_head();
        if (head.status == 200) ready = receive_until("\n\n");
    }
    RawAnswer head;
    std::string ready;
};

TEST_CASE("a stream says at once where it begins, has no length, and no proxy keeps it") {
    LiveServer test;
    const Page one(test, "/live/cus_1");
    CHECK(one.head.status == 200);
    CHECK(one.head.header("Content-Type") == "text/event-stream");
    CHECK(one.head.header("Cache-Control") == "no-store");
    CHECK(one.head.header("X-Accel-Buffering") == "no");
    CHECK(one.head.header("Connection") == "close");
    CHECK(one.head.header("Content-Length").empty());
    CHECK(one.ready == "retry: 3000\nid: 17\nevent: ready\ndata: {\"act\":17}\n\n");
    const Page all(test, "/live");
    CHECK(all.ready == "retry: 3000\nevent: ready\ndata: {}\n\n");
}

TEST_CASE("everybody is told of their own customer, staff of all of their vendor's, and nobody of others'") {
    LiveServer test;
    Page one(test, "/live/cus_1"), other(test, "/live/cus_2"), all(test, "/live");
    test.hub.tell({"bees", CustomerId("cus_1"), 18});
    CHECK(one.receive_until("\n\n") == "id: 18\nevent: changed\ndata: {\"act\":18}\n\n");
    CHECK(all.receive_until("\n\n") == "event: changed\ndata: {\"customer\":\"cus_1\",\"act\":18}\n\n");
    test.hub.tell({"apes", CustomerId("cus_2"), 5});
    test.hub.tell({"apes", {}, 0});
    test.hub.tell({"bees", CustomerId("cus_2"), 6});
    CHECK(other.receive_until("\n\n") == "id: 6\nevent: changed\ndata: {\"act\":6}\n\n");
}

TEST_CASE("a change of many, and one of anybody, is told to all it may concern within some time") {
    LiveServer test({.spread = 50ms});
    Page one(test, "/live/cus_1"), all(test, "/live");
    for (const ChangeNotice& many : {ChangeNotice{"bees", {}, 0}, ChangeNotice{}}) {
        for (int slice = 0; slice < 20; ++slice) test.hub.tell(many);
        CHECK(one.receive_until("\n\n") == "event: changed\ndata: {}\n\n");
        CHECK(all.receive_until("\n\n") == "event: changed\ndata: {}\n\n");
    }
}

TEST_CASE("what changes in quick succession is told together, and the last of it in any case") {
    LiveServer test({.gap = 100ms});
    Page one(test, "/live/cus_1");
    for (int act = 18; act <= 1'000; ++act) test.hub.tell({"bees", CustomerId("cus_1"), act});
    int events = 0;
    while (!one.receive_until("\n\n").starts_with("id: 1000\n")) REQUIRE(++events < 50);
    Page all(test, "/live");
    for (int customer = 0; customer < 1'000; ++customer)
        test.hub.tell({"bees", CustomerId(fmt::format("cus_{}", customer)), 1});
    events = 0;
    while (all.receive_until("\n\n") != "event: changed\ndata: {}\n\n") REQUIRE(++events < 100);
}

TEST_CASE("a comment says that a silent line is open") {
    LiveServer test({.silence_max = 40ms});
    Page one(test, "/live/cus_1");
    for (int i = 0; i < 3; ++i) CHECK(one.receive_until("\n\n") == ": still here\n\n");
    test.hub.tell({"bees", CustomerId("cus_1"), 18});
    CHECK(one.receive_until("id: 18\n").ends_with("id: 18\n"));
}

TEST_CASE("who listens holds no worker") {
    LiveServer test({.streams_per_caller_max = 100}, {.worker_threads = 1});
    std::vector<std::unique_ptr<Page>> pages;
    for (int i = 0; i < 30; ++i) pages.push_back(std::make_unique<Page>(test, "/live/cus_1"));
    RawClient client(test.server.port());
    client.send(get("/plain"));
    CHECK(client.receive().body == "plain");
    test.hub.tell({"bees", CustomerId("cus_1"), 18});
    for (const auto& page : pages) CHECK(page->receive_until("\n\n").starts_with("id: 18\n"));
}

TEST_CASE("a stream ends with the session, within the time between two looks or when somebody says so") {
    LiveServer test({.check_every = 30ms});
    Page one(test, "/live/cus_1");
    test.may_listen = false;
    CHECK(one.receive_rest().empty());
    CHECK(test.has(0));

    LiveServer slow;
    Page mine(slow, "/live/cus_1?me"), yours(slow, "/live/cus_1?you");
    slow.may_listen = false;
    slow.live.check_again("me", {});
    CHECK(mine.receive_rest().empty());
    CHECK(slow.has(1));
}

TEST_CASE("streams are counted, for one caller and in all") {
    LiveServer test({.streams_max = 3, .streams_per_caller_max = 2});
    auto first = std::make_unique<Page>(test, "/live/cus_1?me");
    const Page second(test, "/live?me"), third(test, "/live/cus_1?me");
    CHECK(third.head.status == 429);
    const Page yours(test, "/live/cus_1?you"), fourth(test, "/live/cus_1?them");
    CHECK(yours.head.status == 200);
    CHECK(fourth.head.status == 503);
    first.reset();
    CHECK(test.has(2));
    CHECK(Page(test, "/live/cus_1?me").head.status == 200);
}

TEST_CASE("a client that goes is forgotten, and so is one that talks instead of listening") {
    LiveServer test;
    auto gone = std::make_unique<Page>(test, "/live/cus_1");
    CHECK(test.has(1));
    gone.reset();
    CHECK(test.has(0));
    Page talks(test, "/live/cus_1");
    talks.send(std::string(100'000, 'x'));
    CHECK(test.has(0));
}

TEST_CASE("who asks for the head alone gets it, and may go on") {
    LiveServer test;
    RawClient client(test.server.port());
    client.send("HEAD /live/cus_1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(client.receive_head().status == 200);
    client.send(get("/plain"));
    CHECK(client.receive().body == "plain");
    CHECK(test.has(0));
}

TEST_CASE("a server that stops lets go whoever listens, at once") {
    LiveServer test;
    Page one(test, "/live/cus_1");
    SUBCASE("with its streams first") { test.live.stop(); }
    SUBCASE("by itself") {}
    const auto before = std::chrono::steady_clock::now();
    test.server.stop();
    CHECK(std::chrono::steady_clock::now() - before < 5s);
    CHECK(one.receive_rest().empty());
    CHECK(test.has(0));
}

TEST_CASE("no stream is opened any more by who stops") {
    LiveServer test;
    test.live.stop();
    CHECK(Page(test, "/live/cus_1").head.status == 503);
}

TEST_CASE("who does not read is told nothing more, and let go after a while") {
    LiveServer test({.gap = 0ms}, {.worker_threads = 1, .write_timeout_seconds = 1});
    RawClient client(test.server.port());
    client.take_little();
    client.send(get("/live"));
    CHECK(test.has(1));
    const auto latest = std::chrono::steady_clock::now() + 60s;
    for (int act = 1; test.live.count() > 0; ++act) {
        REQUIRE(std::chrono::steady_clock::now() < latest);
        for (int i = 0; i < 30; ++i)
            test.hub.tell({"bees", CustomerId(fmt::format("cus_{}", std::string(40, 'x') + fmt::to_string(i))), act});
        std::this_thread::sleep_for(100us);
    }
    CHECK(test.live.count() == 0);
}

}  // namespace
}  // namespace settle::http
