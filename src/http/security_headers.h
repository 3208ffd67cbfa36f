// What browsers may do with an answer.
#pragma once

#include "base/http_message.h"

namespace settle::http {

enum class AnswerKind {
    kPage,   ///< HTML of ours: scripts, styles and calls only from this origin, never in a frame.
    kAsset,  ///< A script, style, font or picture that a page of ours loads.
    kApi,    ///< Data: never rendered, never cached.
};

/// Adds the headers of `kind`; a Cache-Control or Content-Security-Policy set before stays.
void add_security_headers(HttpResponse& response, AnswerKind kind);

}  // namespace settle::http
