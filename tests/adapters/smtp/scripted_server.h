// A mail server that says what a test tells it to, line by line.
#pragma once

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace settle::smtp_test {

class ScriptedServer {
public:
    /// Answers a line of the client, without its end; an empty answer hangs up, "…" says nothing for ever.
    using Answer = std::function<std::string(const std::string& line)>;

    explicit ScriptedServer(Answer answer) : answer_(std::move(answer)) {
        listener_ = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
        socklen_t size = sizeof address;
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        listen(listener_, 8);
        thread_ = std::thread([this] { run(); });
    }
    ~ScriptedServer() {
        stopped_ = true;
        shutdown(listener_, SHUT_RDWR);
        if (const int open = peer_.load(); open >= 0) shutdown(open, SHUT_RDWR);
        thread_.join();
        close(listener_);
    }
    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
    /// What the client said.
    std::vector<std::string> lines() const {
        const std::lock_guard lock(mutex_);
        return lines_;
    }
    int connections() const { return connections_; }

    /// What a good server says to a line; "." ends the data.
    static std::string good(const std::string& line) {
        if (line.starts_with("EHLO")) return "250-here\r\n250 8BITMIME";
        if (line == "DATA") return "354 go on";
        if (line == "QUIT") return "221 bye";
        return "250 ok";
    }

private:
    void run() {
        while (!stopped_) {
            const int peer = accept(listener_, nullptr, nullptr);
            if (peer < 0) return;
            peer_ = peer;
            ++connections_;
            serve(peer);
            peer_ = -1;
            close(peer);
        }
    }
    static void say(int peer, const std::string& text) {
        const std::string line = text + "\r\n";
        static_cast<void>(::send(peer, line.data(), line.size(), MSG_NOSIGNAL));
    }
    void serve(int peer) {
        say(peer, "220 here");
        std::string read;
        bool is_data = false;
        char bytes[4096];
        while (!stopped_) {
            const ssize_t count = recv(peer, bytes, sizeof bytes, 0);
            if (count <= 0) return;
            read.append(bytes, static_cast<std::size_t>(count));
            for (std::size_t end; (end = read.find("\r\n")) != std::string::npos; read.erase(0, end + 2)) {
                const std::string line = read.substr(0, end);
                {
                    const std::lock_guard lock(mutex_);
                    lines_.push_back(line);
                }
                if (is_data && line != ".") continue;
                is_data = false;
                const std::string said = answer_(line);
                if (said.empty()) return;
                if (said == "…") continue;
                is_data = said.starts_with("354");
                say(peer, said);
            }
        }
    }

    Answer answer_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> stopped_ = false;
    std::atomic<int> peer_ = -1;
    std::atomic<int> connections_ = 0;
    mutable std::mutex mutex_;
    std::vector<std::string> lines_;
    std::thread thread_;
};

}  // namespace settle::smtp_test
