// A client that sends exactly the bytes it is told to, so that tests can be rude.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace settle::http {

struct RawAnswer {
    int status = 0;
    std::string head;
    std::string body;

    /// The value of a header, named exactly as the server writes it; empty without it.
    std::string header(std::string_view name) const {
        const auto start = head.find("\r\n" + std::string(name) + ": ");
        if (start == std::string::npos) return {};
        const auto value = start + name.size() + 4;
        return head.substr(value, head.find("\r\n", value) - value);
    }
};

class RawClient {
public:
    explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("the server does not accept");
    }
    ~RawClient() { ::close(socket_); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    void finish_sending() { ::shutdown(socket_, SHUT_WR); }

    /// Reads one answer; status 0 when the server closes before its end.
    RawAnswer receive() { return receive_with_body(BodyFollows::kYes); }
    RawAnswer receive_head() { return receive_with_body(BodyFollows::kNo); }

    /// What comes up to and with `text`; only what came before the server closed where it never does.
    std::string receive_until(std::string_view text) {
        while (pending_.find(text) == std::string::npos)
            if (!read_more()) return std::exchange(pending_, {});
        const auto end = pending_.find(text) + text.size();
        std::string received = pending_.substr(0, end);
        pending_.erase(0, end);
        return received;
    }
    /// Takes little at once, so that the server soon has to wait for whoever reads slowly. Before anything is sent.
    void take_little() {
        const int bytes = 2048;
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
    }

    /// Whatever comes until the server closes.
    std::string receive_rest() {
        while (read_more()) {
        }
        return std::exchange(pending_, {});
    }

private:
    enum class BodyFollows { kYes, kNo };

    RawAnswer receive_with_body(BodyFollows body) {
        while (pending_.find("\r\n\r\n") == std::string::npos)
            if (!read_more()) return {};
        RawAnswer answer;
        const auto end = pending_.find("\r\n\r\n") + 4;
        answer.head = pending_.substr(0, end);
        pending_.erase(0, end);
        const std::string length = body == BodyFollows::kYes ? answer.header("Content-Length") : "";
        const std::size_t size = length.empty() ? 0 : std::stoul(length);
        while (pending_.size() < size)
            if (!read_more()) return {};
        answer.body = pending_.substr(0, size);
        pending_.erase(0, size);
        answer.status = std::stoi(answer.head.substr(9, 3));
        return answer;
    }

    bool read_more() {
        char bytes[16384];
        const ssize_t received = ::recv(socket_, bytes, sizeof bytes, 0);
        if (received <= 0) return false;
        pending_.append(bytes, static_cast<std::size_t>(received));
        return true;
    }

    int socket_;
    std::string pending_;
};

}  // namespace settle::http
