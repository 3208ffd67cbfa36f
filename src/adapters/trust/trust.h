// Hashes, seals and codes by libsodium and OpenSSL.
#pragma once

#include <memory>

#include "ports/trust.h"

namespace settle {

struct TrustOptions {
    /// Of one password hash.
    int memory_mib = 64;
    int passes = 2;
    /// Hashes made at the same time, and callers that may wait for their turn.
    int at_once = 2;
    int waiting_max = 2;
    int wait_ms = 2'000;
    /// 32 bytes in base64; empty: nothing can be sealed.
    std::string seal_key;
};

/// Fails with field_invalid for a key that is none.
Result<std::unique_ptr<Trust>> make_trust(const TrustOptions& options);

}  // namespace settle
