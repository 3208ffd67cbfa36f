// What a running server does by itself: finish interrupted payments, take the steps that fall due.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/payment/collect_payment.h"
#include "engine/due_rounds.h"

namespace settle {

struct TickReport {
    int payments_settled = 0;
    int steps_taken = 0;                 ///< Trials ended, periods renewed or ended.
    std::vector<std::string> failures;   ///< What went wrong, and is tried again at the next tick.
};

/// How far a round looks. Where the day begins earlier than at the vendor's, tomorrow's steps are due today; but
/// looking for them reads all that is due tomorrow anywhere.
enum class Reach : std::uint8_t { kVendorsToday, kTomorrow };

/// What is remembered from one round to the next: nothing that matters, lost it begins anew.
struct TickMemory {
    std::map<VendorName, RecoveryPlace> recovered;
    std::set<VendorName> taken_in;  ///< Whose installed catalog was looked at.
};

/// One round over all vendors; a bill run that is running is worked on, and one that is paused keeps the vendor's
/// subscriptions as they are. Nothing here sleeps but for a busy store; whoever runs it decides how often. One
/// customer's trouble does not stop the others: who cannot be billed is parked.
TickReport tick(Services& services, const RoundOptions& options = {}, const std::stop_token& stop = {},
                Reach reach = Reach::kTomorrow, TickMemory* memory = nullptr);

}  // namespace settle
