#include "domain/request/proposal.h"

namespace settle {

std::string_view name_of(ProposalState state) {
    constexpr std::string_view kNames[] = {"open", "accepted", "refused", "taken_back", "expired"};
    return kNames[static_cast<std::size_t>(state)];
}

}  // namespace settle
