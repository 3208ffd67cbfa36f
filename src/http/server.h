// The door to the network: plain requests in, plain responses out; no socket type leaves this room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/http_message.h"
#include "base/result.h"
#include "http/stream.h"

namespace settle::http {

/// Where to listen and how much one client may take. Times in seconds, sizes in bytes.
struct ServerOptions {
    std::string address = "127.0.0.1";  ///< A numeric IPv4 or IPv6 address.
    std::uint16_t port = 0;             ///< 0: any free port, told by Server::port().
    int io_threads = 1;
    int worker_threads = 4;
    std::size_t queue_max = 1024;       ///< Requests waiting for a worker; one more is answered 503.
    int queue_seconds_max = 10;         ///< A request that waited longer for a worker is answered 503 then.
    std::size_t connections_max = 8192;
    std::size_t body_bytes_max = 1024 * 1024;
    std::size_t upload_bytes_max = 10 * 1024 * 1024;  ///< Of a file, sent to …/import or …/attachments.
    std::size_t header_bytes_max = 16 * 1024;
    int header_timeout_seconds = 10;    ///< From the first byte of a request to the end of its headers.
    int body_timeout_seconds = 60;
    int write_timeout_seconds = 60;
    int idle_timeout_seconds = 60;      ///< Between two requests of one connection.
    int drain_seconds = 10;             ///< How long stop() lets running requests finish.
};

/// Answers one request on a worker thread; may block. What it throws is logged and answered 500. An HttpResponse is
/// such an answer too; one with a stream is gone on with on the network thread.
using Handler = std::function<Answered(const HttpRequest&)>;

/// Answers at once on the network thread, so it must not block; empty leaves the request to Handler.
using FastHandler = std::function<std::optional<HttpResponse>(const HttpRequest&)>;

/// Every request reaches the handlers with a well-formed X-Request-Id header: the client's, or one made here.
class Server {
public:
    Server(ServerOptions options, FastHandler fast, Handler handler);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Returns once connections are accepted. Fails with listen_failed.
    [[nodiscard]] Result<void> start();
    /// The port listened on; 0 before start().
    std::uint16_t port() const;
    /// Accepts no more, ends streams, lets running requests finish for up to drain_seconds, then closes what is left.
    /// Returns when no handler runs any more; a second call does nothing.
    void stop();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace settle::http
