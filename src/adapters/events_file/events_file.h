// Events as lines of a file.
#pragma once

#include <memory>
#include <string>

#include "ports/event_receiver.h"

namespace settle {

/// Appends each event to the file at `path` as one line of JSON; docs/operations/events.md says what is in it. The file
/// is opened anew after each keep(), so that it may be moved away, and made when it is not there; its folder is not.
/// Several processes may append to one file on one machine. Fails with store_unreachable.
std::unique_ptr<EventReceiver> make_events_file(std::string path);

/// The lines of an act, each with its end.
std::string lines_of(const OutboxEntry& act);

}  // namespace settle
