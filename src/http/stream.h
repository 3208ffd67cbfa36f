// Answers that go on after their body, for as long as the connection is open.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/http_message.h"

namespace settle::http {

/// What comes after the body of an answer, bit by bit. It keeps no more than it has to say: a client that reads slowly
/// is told less often, not later. Destroyed when the connection is.
class Stream {
public:
    virtual ~Stream() = default;
    /// Called once, when the body was sent. From then on `wake` is called, on any thread, when there is something to
    /// take.
    virtual void start(std::function<void()> wake) = 0;
    /// What is to be sent now: empty when there is nothing yet, none when the stream is over. Does not block.
    virtual std::optional<std::string> take() = 0;
};

/// An answer as the router has it: with a stream it has no length, and the connection ends with it.
struct Answered : HttpResponse {
    Answered() = default;
    Answered(HttpResponse response) : HttpResponse(std::move(response)) {}
    Answered(HttpResponse response, std::unique_ptr<Stream> after)
        : HttpResponse(std::move(response)), stream(std::move(after)) {}

    std::shared_ptr<Stream> stream = {};
};

}  // namespace settle::http
