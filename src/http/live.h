// Streams of server-sent events that tell open pages that something changed.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "app/access/follow.h"
#include "http/stream.h"

namespace settle::http {

struct LiveOptions {
    std::size_t streams_max = 2'000;
    std::size_t streams_per_caller_max = 8;
    /// After so long without a word a comment says that the line is open: proxies close silent ones after a minute.
    std::chrono::milliseconds silence_max{15'000};
    /// How often it is asked whether the caller may still listen.
    std::chrono::milliseconds check_every{60'000};
    /// Between two events of one stream: what changes meanwhile is told at once then.
    std::chrono::milliseconds gap{250};
    /// A change of many customers is told within this time, to a few streams after the other: their pages all ask anew.
    std::chrono::milliseconds spread{3'000};
};

/// Who listens, and to what.
struct Ear {
    VendorName vendor;
    CustomerId customer;  ///< Empty: to all of the vendor's.
    std::string caller;  ///< Names the session, or the key of a server.
    PersonId person;  ///< Whose session it is, where that is known.
    /// Whether the caller may still listen; asks the store. What cannot be found out now is asked again.
    std::function<bool()> may_listen;
};

/// All streams of a server. Every waiting one costs some memory and a place in a list, and no thread: one for all of
/// them wakes those who have something to say, another asks whether their callers may still listen.
class LiveStreams {
public:
    /// `feed` outlives this object; without one nothing is told, and streams are only held open.
    LiveStreams(ChangeFeed* feed, LiveOptions options);
    ~LiveStreams();
    LiveStreams(const LiveStreams&) = delete;
    LiveStreams& operator=(const LiveStreams&) = delete;

    /// The answer that opens a stream. `look` answers the number of the customer's last event, or why the caller may
    /// not listen; it is called when nothing is missed any more. Fails as `look` does, and with too_many_requests (the
    /// caller has too many) and store_busy (so has the server, or it is stopping).
    Result<Answered> open(Ear ear, const std::function<Result<std::int64_t>()>& look);
    /// Sessions of theirs may have ended: asks at once. `person` may be empty.
    void check_again(std::string_view caller, const PersonId& person);
    std::size_t count() const;
    /// Ends all streams and opens no more, before their server stops: nothing of theirs is woken afterwards.
    void stop();

private:
    class Line;
    struct Hall;
    Result<std::unique_ptr<Line>> enter(Ear ear);
    void begin();
    void wake_lines(const std::stop_token& stop);
    void check_callers(const std::stop_token& stop);

    std::shared_ptr<Hall> hall_;
    std::unique_ptr<ChangeFeed::Listening> listening_;
    std::jthread waking_;
    std::jthread checking_;
};

}  // namespace settle::http
