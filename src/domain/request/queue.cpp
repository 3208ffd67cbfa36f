#include "domain/request/queue.h"

namespace settle {

std::string_view name_of(RequestGroup group) {
    constexpr std::string_view kNames[] = {"all", "open", "decided"};
    return kNames[static_cast<std::size_t>(group)];
}

}  // namespace settle
