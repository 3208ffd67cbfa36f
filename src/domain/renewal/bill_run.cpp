#include "domain/renewal/bill_run.h"

#include "base/ensure.h"

namespace settle {

std::string_view name_of(BillRunState state) {
    switch (state) {
        case BillRunState::kRunning: return "running";
        case BillRunState::kPaused: return "paused";
        case BillRunState::kDone: return "done";
        case BillRunState::kFailed: return "failed";
    }
    ENSURE(false);
}

}  // namespace settle
