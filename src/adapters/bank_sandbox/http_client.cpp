#include "adapters/bank_sandbox/http_client.h"

#include <curl/curl.h>
#include <dlfcn.h>

#include "base/ensure.h"

namespace settle::bank {
namespace {

constexpr std::size_t kAnswerBytesMax = 1 << 20;

/// libcurl, loaded at the first call: it brings thirty libraries with it, and most commands call nobody.
class Curl {
public:
    Curl() {
        void* library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
        ENSURE(library != nullptr);
        const auto load = [library]<class F>(F& function, const char* name) {
            function = reinterpret_cast<F>(dlsym(library, name));
            ENSURE(function != nullptr);
        };
        load(easy_init, "curl_easy_init");
        load(easy_cleanup, "curl_easy_cleanup");
        load(easy_setopt, "curl_easy_setopt");
        load(easy_perform, "curl_easy_perform");
        load(easy_getinfo, "curl_easy_getinfo");
        load(easy_strerror, "curl_easy_strerror");
        load(slist_append, "curl_slist_append");
        load(slist_free_all, "curl_slist_free_all");
        decltype(&curl_global_init) global_init = nullptr;
        load(global_init, "curl_global_init");
        ENSURE(global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);
    }

    decltype(&curl_easy_init) easy_init = nullptr;
    decltype(&curl_easy_cleanup) easy_cleanup = nullptr;
    CURLcode (*easy_setopt)(CURL*, CURLoption, ...) = nullptr;
    decltype(&curl_easy_perform) easy_perform = nullptr;
    CURLcode (*easy_getinfo)(CURL*, CURLINFO, ...) = nullptr;
    decltype(&curl_easy_strerror) easy_strerror = nullptr;
    decltype(&curl_slist_append) slist_append = nullptr;
    decltype(&curl_slist_free_all) slist_free_all = nullptr;
};

const Curl& curl() {
    static const Curl loaded;
    return loaded;
}

struct CloseEasy {
    void operator()(CURL* handle) const { curl().easy_cleanup(handle); }
};
using Easy = std::unique_ptr<CURL, CloseEasy>;

struct FreeList {
    void operator()(curl_slist* list) const { curl().slist_free_all(list); }
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
    curl_slist* longer = curl().slist_append(list.get(), line.c_str());
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
    curl().easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl().easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl().easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl().easy_setopt(easy, CURLOPT_PROXY, "");
    curl().easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl().easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
    curl().easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(timeout.count()));
    // On a kept connection libcurl sends a call again by itself when the server hangs up without an
    // answer; whether something is sent twice is not for this layer to decide.
    curl().easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
    curl().easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
    if (request.method == "GET") return;
    curl().easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    curl().easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl().easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
}

Result<HttpResponse> call(const std::string& base_url, std::chrono::milliseconds timeout, const HttpRequest& request) {
    const Easy easy(curl().easy_init());
    ENSURE(easy != nullptr);
    const std::string url =
        fmt::format("{}{}{}{}", base_url, request.path, request.query.empty() ? "" : "?", request.query);
    prepare(easy.get(), request, url, timeout);
    const HeaderList headers = header_list(request.headers);
    HttpResponse response;
    curl().easy_setopt(easy.get(), CURLOPT_HTTPHEADER, headers.get());
    curl().easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, take_body);
    curl().easy_setopt(easy.get(), CURLOPT_WRITEDATA, &response.body);
    curl().easy_setopt(easy.get(), CURLOPT_HEADERFUNCTION, take_header);
    curl().easy_setopt(easy.get(), CURLOPT_HEADERDATA, &response.headers);
    const CURLcode outcome = curl().easy_perform(easy.get());
    if (outcome != CURLE_OK) return fail(ErrorCode::kGatewayUnavailable, {}, curl().easy_strerror(outcome));
    long status = 0;
    curl().easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<int>(status);
    return response;
}

}  // namespace

Transport http_transport(std::string base_url, std::chrono::milliseconds timeout) {
    return [base_url = std::move(base_url), timeout](const HttpRequest& request) {
        return call(base_url, timeout, request);
    };
}

}  // namespace settle::bank
