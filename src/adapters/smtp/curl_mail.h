// libcurl's part that sends mail, loaded when the first one is sent.
#pragma once

#include <curl/curl.h>

#include <memory>

namespace settle::smtp {

/// It brings thirty libraries with it, and most commands send nothing.
class Curl {
public:
    Curl();

    decltype(&curl_easy_init) easy_init = nullptr;
    decltype(&curl_easy_cleanup) easy_cleanup = nullptr;
    decltype(&curl_easy_reset) easy_reset = nullptr;
    CURLcode (*easy_setopt)(CURL*, CURLoption, ...) = nullptr;
    decltype(&curl_easy_perform) easy_perform = nullptr;
    CURLcode (*easy_getinfo)(CURL*, CURLINFO, ...) = nullptr;
    decltype(&curl_easy_strerror) easy_strerror = nullptr;
    decltype(&curl_slist_append) slist_append = nullptr;
    decltype(&curl_slist_free_all) slist_free_all = nullptr;
    decltype(&curl_mime_init) mime_init = nullptr;
    decltype(&curl_mime_free) mime_free = nullptr;
    decltype(&curl_mime_addpart) mime_addpart = nullptr;
    decltype(&curl_mime_data) mime_data = nullptr;
    decltype(&curl_mime_type) mime_type = nullptr;
    decltype(&curl_mime_encoder) mime_encoder = nullptr;
    decltype(&curl_mime_filename) mime_filename = nullptr;
    decltype(&curl_mime_subparts) mime_subparts = nullptr;
};

const Curl& curl();

struct CloseEasy {
    void operator()(CURL* handle) const { curl().easy_cleanup(handle); }
};
using Easy = std::unique_ptr<CURL, CloseEasy>;

struct FreeList {
    void operator()(curl_slist* list) const { curl().slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

struct FreeMime {
    void operator()(curl_mime* mime) const { curl().mime_free(mime); }
};
using Mime = std::unique_ptr<curl_mime, FreeMime>;

}  // namespace settle::smtp
