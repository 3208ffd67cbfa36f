// A register that answers over HTTP as the EU's does: in its shapes, with its codes, and with its faults.
#pragma once

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <boost/json.hpp>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace settle::vies_test {

class ViesServer {
public:
    struct Answer {
        int status = 200;
        std::string body;
        bool hangs = false;    ///< Nothing is said until the client goes away.
        bool breaks = false;   ///< Half of the body, then the connection ends.
    };

    ViesServer() {
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
    ~ViesServer() {
        stopped_ = true;
        shutdown(listener_, SHUT_RDWR);
        if (const int open = peer_.load(); open >= 0) shutdown(open, SHUT_RDWR);
        thread_.join();
        close(listener_);
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/rest-api"; }

    /// In the place of what the register would say, from now on; null takes it back.
    void answer_with(std::function<Answer(const boost::json::object& question)> answer) {
        const std::lock_guard lock(mutex_);
        scripted_ = std::move(answer);
    }
    std::vector<boost::json::object> questions() const {
        const std::lock_guard lock(mutex_);
        return questions_;
    }
    std::string last_head() const {
        const std::lock_guard lock(mutex_);
        return head_;
    }

    static Answer error(const std::string& code, int status = 200) {
        return {status, R"({"actionSucceed":false,"errorWrappers":[{"error":")" + code + R"(","message":""}]})", false,
                false};
    }
    /// As the service answers: with a consultation number only to who says who asks.
    static Answer about(const boost::json::object& question, const std::string& valid, const std::string& name) {
        const bool is_known = question.contains("requesterMemberStateCode") && question.contains("requesterNumber");
        const auto text = [&](const char* key) { return std::string(question.at(key).as_string()); };
        return {
            200,
            R"({"countryCode":")" + text("countryCode") + R"(","vatNumber":")" + text("vatNumber") +
                R"(","requestDate":"2026-03-02T10:00:00.000Z","valid":)" + valid + R"(,"requestIdentifier":")" +
                (is_known ? "WAPIAAAAZ0000001" : "") + R"(","name":")" + name + R"(","address":"---",)" +
                R"("traderName":"---","traderStreet":"---","traderPostalCode":"---","traderCity":"---",)" +
                R"("traderCompanyType":"---","traderNameMatch":"NOT_PROCESSED","traderStreetMatch":"NOT_PROCESSED",)" +
                R"("traderPostalCodeMatch":"NOT_PROCESSED","traderCityMatch":"NOT_PROCESSED",)" +
                R"("traderCompanyTypeMatch":"NOT_PROCESSED"})",
            false, false};
    }

private:
    /// The numbers of the service's own test address, and valid for all others.
    static Answer as_the_register(const boost::json::object& question) {
        static const std::map<std::string, std::string> kTestNumbers{
            {"201", "INVALID_INPUT"},
            {"202", "INVALID_REQUESTER_INFO"},
            {"300", "SERVICE_UNAVAILABLE"},
            {"301", "MS_UNAVAILABLE"},
            {"302", "TIMEOUT"},
            {"400", "VAT_BLOCKED"},
            {"401", "IP_BLOCKED"},
            {"500", "GLOBAL_MAX_CONCURRENT_REQ"},
            {"501", "GLOBAL_MAX_CONCURRENT_REQ_TIME"},
            {"600", "MS_MAX_CONCURRENT_REQ"},
            {"601", "MS_MAX_CONCURRENT_REQ_TIME"},
        };
        const std::string number(question.at("vatNumber").as_string());
        if (const auto known = kTestNumbers.find(number); known != kTestNumbers.end()) return error(known->second);
        return about(question, number == "200" ? "false" : "true", "ATELIER EXEMPLE");
    }

    void run() {
        while (!stopped_) {
            const int peer = accept(listener_, nullptr, nullptr);
            if (peer < 0) return;
            peer_ = peer;
            serve(peer);
            peer_ = -1;
            close(peer);
        }
    }
    void serve(int peer) {
        std::string read;
        std::size_t head_end = std::string::npos;
        char bytes[4096];
        while ((head_end = read.find("\r\n\r\n")) == std::string::npos) {
            const ssize_t count = recv(peer, bytes, sizeof bytes, 0);
            if (count <= 0) return;
            read.append(bytes, static_cast<std::size_t>(count));
        }
        const std::string head = read.substr(0, head_end);
        const std::size_t at = head.find("Content-Length: ");
        const std::size_t length = at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
        while (read.size() < head_end + 4 + length) {
            const ssize_t count = recv(peer, bytes, sizeof bytes, 0);
            if (count <= 0) return;
            read.append(bytes, static_cast<std::size_t>(count));
        }
        const auto question = boost::json::parse(read.substr(head_end + 4)).as_object();
        std::function<Answer(const boost::json::object&)> scripted;
        {
            const std::lock_guard lock(mutex_);
            head_ = head;
            questions_.push_back(question);
            scripted = scripted_;
        }
        const Answer answer = scripted ? scripted(question) : as_the_register(question);
        if (answer.hangs) {
            while (recv(peer, bytes, sizeof bytes, 0) > 0) {
            }
            return;
        }
        std::string said =
            "HTTP/1.1 " + std::to_string(answer.status) +
            " Said\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(answer.body.size()) +
            "\r\nConnection: close\r\n\r\n" + answer.body;
        if (answer.breaks) said.resize(said.size() - answer.body.size() / 2);
        for (std::size_t sent = 0; sent < said.size();) {
            const ssize_t count = ::send(peer, said.data() + sent, said.size() - sent, MSG_NOSIGNAL);
            if (count <= 0) return;
            sent += static_cast<std::size_t>(count);
        }
    }

    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> stopped_ = false;
    std::atomic<int> peer_ = -1;
    mutable std::mutex mutex_;
    std::function<Answer(const boost::json::object&)> scripted_;
    std::vector<boost::json::object> questions_;
    std::string head_;
    std::thread thread_;
};

}  // namespace settle::vies_test
