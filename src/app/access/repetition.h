// What a repeated call is answered with: the answer the first one got.
#pragma once

#include "app/context.h"

namespace settle {

/// An answer as it was sent.
struct KeptAnswer {
    int status = 200;
    std::string content_type;
    std::string body;
};

/// The answer that was kept for the caller's key; nothing when it was not used before, or made
/// something but was not answered. Fails with idempotency_key_reused.
Result<std::optional<KeptAnswer>> find_answer(const Context& context);

/// Keeps the answer for the caller's key, when the key made something; else does nothing.
Result<void> keep_answer(const Context& context, const KeptAnswer& answer);

}  // namespace settle
