// Beast's strict HTTP/1 parser, writing straight into our request. Included by connection.cpp only.
#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "base/http_message.h"

namespace settle::http {

/// Parses one request; a new one is made for the next.
class RequestParser final : public boost::beast::http::basic_parser<true> {
public:
    RequestParser(HttpRequest& request, std::size_t header_bytes_max, std::size_t body_bytes_max,
                  std::size_t upload_bytes_max)
        : request_(request), header_bytes_max_(header_bytes_max), upload_bytes_max_(upload_bytes_max) {
        header_limit(static_cast<std::uint32_t>(header_bytes_max));
        body_limit(body_bytes_max);
        eager(true);
    }

    bool expects_continue() const { return expects_continue_; }
    bool is_upload() const { return request_.path.ends_with("/import") || request_.path.ends_with("/attachments"); }
    bool is_http_1_0() const { return version_ == 10; }

private:
    using BeastString = boost::beast::string_view;
    using Failure = boost::beast::error_code;
    // More fields than any browser sends; each costs two allocations.
    static constexpr int kFieldsMax = 100;

    static std::string_view view(BeastString text) { return {text.data(), text.size()}; }

    void on_request_impl(boost::beast::http::verb, BeastString method, BeastString target, int version,
                         Failure& failure) override {
        version_ = version;
        request_.method = view(method);
        // A proxy may send the absolute form; only its path matters here.
        std::string_view path = view(target);
        if (path.starts_with("http://") || path.starts_with("https://")) {
            const auto slash = path.find('/', path.find("://") + 3);
            path = slash == std::string_view::npos ? std::string_view("/") : path.substr(slash);
        }
        const bool asks_for_server = path == "*" && request_.method == "OPTIONS";
        if ((!path.starts_with('/') && !asks_for_server) || path.contains('#'))
            failure = boost::beast::http::error::bad_target;
        const auto question = path.find('?');
        request_.path = path.substr(0, question);
        if (question != std::string_view::npos) request_.query = path.substr(question + 1);
        bytes_ += method.size() + target.size();
        // Now, because the length that a field announces is compared as soon as it is read.
        if (is_upload()) body_limit(upload_bytes_max_);
    }

    void on_field_impl(boost::beast::http::field field, BeastString name, BeastString value,
                       Failure& failure) override {
        namespace beast = boost::beast;
        // Beast limits what it holds at once; fields that arrive one by one are summed up here.
        bytes_ += name.size() + value.size() + 4;
        if (bytes_ > header_bytes_max_ || ++fields_ > kFieldsMax) failure = beast::http::error::header_limit;
        if (header_done_) return;  // Trailers could smuggle in what the headers did not say.
        if (field == beast::http::field::host && ++hosts_ > 1) failure = beast::http::error::bad_field;
        // Any other coding would leave the end of the body to guesswork.
        if (field == beast::http::field::transfer_encoding && (version_ < 11 || !beast::iequals(value, "chunked")))
            failure = beast::http::error::bad_transfer_encoding;
        if (field == beast::http::field::expect && version_ >= 11 && beast::iequals(value, "100-continue"))
            expects_continue_ = true;
        request_.headers.emplace_back(view(name), view(value));
    }

    void on_header_impl(Failure& failure) override {
        header_done_ = true;
        if (version_ >= 11 && hosts_ != 1) failure = boost::beast::http::error::bad_field;
    }

    std::size_t on_body_impl(BeastString body, Failure&) override {
        request_.body.append(body.data(), body.size());
        return body.size();
    }

    std::size_t on_chunk_body_impl(std::uint64_t, BeastString body, Failure&) override {
        request_.body.append(body.data(), body.size());
        return body.size();
    }

    void on_response_impl(int, BeastString, int, Failure&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, Failure&) override {}
    void on_chunk_header_impl(std::uint64_t, BeastString, Failure&) override {}
    void on_finish_impl(Failure&) override {}

    HttpRequest& request_;
    std::size_t header_bytes_max_;
    std::size_t upload_bytes_max_;
    std::size_t bytes_ = 0;
    int fields_ = 0;
    int hosts_ = 0;
    int version_ = 11;
    bool expects_continue_ = false;
    bool header_done_ = false;
};

}  // namespace settle::http
