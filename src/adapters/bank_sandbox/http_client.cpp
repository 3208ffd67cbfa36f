#include "adapters/bank_sandbox/http_client.h"

#include <curl/curl.h>

#include "base/ensure.h"

namespace settle::bank {
namespace {

constexpr std::size_t kAnswerBytesMax = 1 << 20;

struct CloseEasy {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Easy = std::unique_ptr<CURL, CloseEasy>;

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* target) {
    auto& body = *static_cast<std::string*>(target);
    if (body.size() + count > kAnswerBytesMax) return 0;
    body.append(bytes, count);
    return count;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* target) {
    const std::string_view line(bytes, count);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return count;
    std::string_view value = line.substr(colon + 1);
    while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
    while (!value.empty() && (value.back() == '\r' || value.back() == '\n')) value.remove_suffix(1);
    static_cast<Headers*>(target)->emplace_back(line.substr(0, colon), value);
    return count;
}

void append_header(HeaderList& list, const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    ENSURE(longer != nullptr);
    static_cast<void>(list.release());
    list.reset(longer);
}

HeaderList header_list(const Headers& headers) {
    HeaderList list;
    for (const auto& [name, value] : headers) append_header(list, fmt::format("{}: {}", name, value));
    // Without this libcurl waits a second for "100 Continue" before a larger body.
    append_header(list, "Expect:");
    return list;
}

void prepare(CURL* easy, const HttpRequest& request, const std::string& url, std::chrono::milliseconds timeout) {
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(timeout.count()));
    // On a kept connection libcurl sends a call again by itself when the server hangs up without an
    // answer; whether something is sent twice is not for this layer to decide.
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
    if (request.method == "GET") return;
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
}

Result<HttpResponse> call(const std::string& base_url, std::chrono::milliseconds timeout, const HttpRequest& request) {
    const Easy easy(curl_easy_init());
    ENSURE(easy != nullptr);
    const std::string url =
        fmt::format("{}{}{}{}", base_url, request.path, request.query.empty() ? "" : "?", request.query);
    prepare(easy.get(), request, url, timeout);
    const HeaderList headers = header_list(request.headers);
    HttpResponse response;
    curl_easy_setopt(easy.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy.get(), CURLOPT_WRITEDATA, &response.body);
    curl_easy_setopt(easy.get(), CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(easy.get(), CURLOPT_HEADERDATA, &response.headers);
    const CURLcode outcome = curl_easy_perform(easy.get());
    if (outcome != CURLE_OK) return fail(ErrorCode::kGatewayUnavailable, {}, curl_easy_strerror(outcome));
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<int>(status);
    return response;
}

}  // namespace

Transport http_transport(std::string base_url, std::chrono::milliseconds timeout) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    ENSURE(ready == CURLE_OK);
    return [base_url = std::move(base_url), timeout](const HttpRequest& request) {
        return call(base_url, timeout, request);
    };
}

}  // namespace settle::bank
