#include "adapters/smtp/curl_mail.h"

#include <dlfcn.h>

#include "base/ensure.h"

namespace settle::smtp {

Curl::Curl() {
    void* library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    ENSURE(library != nullptr);
    const auto load = [library]<class F>(F& function, const char* name) {
        function = reinterpret_cast<F>(dlsym(library, name));
        ENSURE(function != nullptr);
    };
    load(easy_init, "curl_easy_init");
    load(easy_cleanup, "curl_easy_cleanup");
    load(easy_reset, "curl_easy_reset");
    load(easy_setopt, "curl_easy_setopt");
    load(easy_perform, "curl_easy_perform");
    load(easy_getinfo, "curl_easy_getinfo");
    load(easy_strerror, "curl_easy_strerror");
    load(slist_append, "curl_slist_append");
    load(slist_free_all, "curl_slist_free_all");
    load(mime_init, "curl_mime_init");
    load(mime_free, "curl_mime_free");
    load(mime_addpart, "curl_mime_addpart");
    load(mime_data, "curl_mime_data");
    load(mime_type, "curl_mime_type");
    load(mime_encoder, "curl_mime_encoder");
    load(mime_filename, "curl_mime_filename");
    load(mime_subparts, "curl_mime_subparts");
    decltype(&curl_global_init) global_init = nullptr;
    load(global_init, "curl_global_init");
    ENSURE(global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);
}

const Curl& curl() {
    static const Curl loaded;
    return loaded;
}

}  // namespace settle::smtp
