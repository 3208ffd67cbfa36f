#include "app/access/repetition.h"

namespace settle {

Result<std::optional<KeptAnswer>> find_answer(const Context& context) {
    ENSURE(context.caller.once.has_value());
    const OnceKey& once = *context.caller.once;
    const auto use = TRY(look_up(context.with.store, [&](Transaction& tx) {
        return tx.find_key_use(context.vendor(), context.caller.actor.id, once.route, once.key);
    }));
    if (!use) return std::optional<KeptAnswer>();
    if (use->request_hash != once.request_hash) return fail(ErrorCode::kIdempotencyKeyReused, "Idempotency-Key");
    if (use->status == 0) return std::optional<KeptAnswer>();
    return std::optional(KeptAnswer{use->status, use->content_type, use->body});
}

Result<void> keep_answer(const Context& context, const KeptAnswer& answer) {
    ENSURE(context.caller.once.has_value());
    const OnceKey& once = *context.caller.once;
    return context.with.store.write([&](Transaction& tx) -> Result<void> {
        auto use = TRY(tx.find_key_use(context.vendor(), context.caller.actor.id, once.route, once.key));
        if (!use || use->request_hash != once.request_hash) return {};
        use->status = answer.status;
        use->content_type = answer.content_type;
        use->body = answer.body;
        return tx.store_answer(*use);
    });
}

}  // namespace settle
