#include "engine/forget_sign_ins.h"

#include "ports/credentials.h"

namespace settle {
namespace {

constexpr int kAtOnce = 1'000;
constexpr std::int64_t kDaySeconds = 24 * 3600;

}  // namespace

Result<std::int64_t> forget_sign_ins(Services& services) {
    const Instant now = services.clock.now();
    // A day: the clock of another server may be behind ours.
    const SignInsOver before{.expired = now.plus_seconds(-kDaySeconds),
                             .full = now.plus_seconds(-kDaySeconds),
                             .noted = now.plus_seconds(-kSecurityNoteDays * kDaySeconds)};
    std::int64_t forgotten = 0;
    for (int last = 1; last > 0; forgotten += last)
        last = TRY(transact(services.store,
                            [&](Transaction& tx) { return tx.credentials().forget_sign_ins(before, kAtOnce); }));
    return forgotten;
}

}  // namespace settle
