#include "adapters/tax_register_vies/vies_register.h"

#include <curl/curl.h>
#include <dlfcn.h>

#include "adapters/tax_register_vies/vies_answer.h"
#include "base/ensure.h"

namespace settle {
namespace {

constexpr std::size_t kAnswerBytesMax = 64 * 1024;
// A blank answer of the service when it does not take who asks.
constexpr std::string_view kRequesterRefused = "INVALID_REQUESTER_INFO";

/// libcurl, loaded at the first question: it brings thirty libraries with it, and most commands ask nobody.
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

HeaderList headers() {
    HeaderList list;
    // Without the last one libcurl waits a second for "100 Continue" before a larger body.
    for (const char* line : {"Content-Type: application/json", "Accept: application/json", "Expect:"}) {
        curl_slist* longer = curl().slist_append(list.get(), line);
        ENSURE(longer != nullptr);
        static_cast<void>(list.release());
        list.reset(longer);
    }
    return list;
}

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* target) {
    auto& body = *static_cast<std::string*>(target);
    if (body.size() + count > kAnswerBytesMax) return 0;
    body.append(bytes, count);
    return count;
}

std::string problem_of(CURLcode outcome) {
    switch (outcome) {
        case CURLE_OPERATION_TIMEDOUT: return "NO_ANSWER_IN_TIME";
        case CURLE_WRITE_ERROR: return "ANSWER_TOO_LONG";
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT: return "NOT_REACHED";
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CONNECT_ERROR: return "NOT_TRUSTED";
        default: return "NO_WHOLE_ANSWER";
    }
}

class ViesRegister final : public TaxRegister {
public:
    explicit ViesRegister(ViesOptions options) : options_(std::move(options)) {
        url_ = options_.url + "/check-vat-number";
    }

    RegisterAnswer check(const RegisterQuestion& question) override {
        if (!vies::knows_prefix(question.number.substr(0, 2))) return vies::no_answer("NOT_IN_VIES");
        // Sellers from outside the EU have no number that VIES knows.
        const std::string_view requester =
            vies::knows_prefix(question.requester.substr(0, 2)) ? question.requester : std::string_view();
        RegisterAnswer answer = ask(question.number, requester);
        if (!requester.empty() && answer.problem == kRequesterRefused) answer = ask(question.number, {});
        return answer;
    }

private:
    RegisterAnswer ask(std::string_view number, std::string_view requester) const {
        const Easy easy(curl().easy_init());
        ENSURE(easy != nullptr);
        const HeaderList list = headers();
        const std::string body = vies::question_of(number, requester);
        std::string came;
        const auto set = [&](CURLoption option, auto value) {
            ENSURE(curl().easy_setopt(easy.get(), option, value) == CURLE_OK);
        };
        set(CURLOPT_URL, url_.c_str());
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_PROXY, "");
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!options_.ca_file.empty()) set(CURLOPT_CAINFO, options_.ca_file.c_str());
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.count()));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.count()));
        set(CURLOPT_USERAGENT, "Settle");
        set(CURLOPT_HTTPHEADER, list.get());
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
        set(CURLOPT_POSTFIELDS, body.c_str());
        set(CURLOPT_WRITEFUNCTION, take_body);
        set(CURLOPT_WRITEDATA, &came);
        const CURLcode outcome = curl().easy_perform(easy.get());
        if (outcome != CURLE_OK) return vies::no_answer(problem_of(outcome));
        long status = 0;
        curl().easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
        return vies::meaning_of(static_cast<int>(status), std::move(came));
    }

    const ViesOptions options_;
    std::string url_;
};

}  // namespace

std::unique_ptr<TaxRegister> make_vies_register(ViesOptions options) {
    return std::make_unique<ViesRegister>(std::move(options));
}

}  // namespace settle
