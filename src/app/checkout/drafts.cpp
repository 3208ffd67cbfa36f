#include "app/checkout/drafts.h"

namespace settle {
namespace {

Result<void> members_only(const Context& context, const CustomerId& customer) {
    TRY_VOID(may_see(context, customer));
    if (context.caller.member.empty()) return fail(ErrorCode::kNotSignedIn);
    return {};
}

}  // namespace

Result<std::optional<Draft>> read_draft(const Context& context, const CustomerId& customer) {
    TRY_VOID(members_only(context, customer));
    return look_up(context.with.store,
                   [&](Transaction& tx) { return tx.load_draft(context.vendor(), customer, context.caller.member); });
}

Result<Draft> save_draft(const Context& context, Draft draft, std::optional<std::int64_t> version_seen) {
    TRY_VOID(members_only(context, draft.customer));
    draft.member = context.caller.member;
    draft.updated_at = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<Draft> {
        const auto present = TRY(tx.load_draft(context.vendor(), draft.customer, draft.member));
        const std::int64_t version = present ? present->version : 0;
        if (version_seen && *version_seen != version) return fail(ErrorCode::kVersionStale, "version");
        draft.version = version;
        TRY_VOID(tx.save_draft(context.vendor(), draft));
        auto saved = TRY(tx.load_draft(context.vendor(), draft.customer, draft.member));
        ENSURE(saved.has_value());
        return *std::move(saved);
    });
}

Result<void> discard_draft(const Context& context, const CustomerId& customer) {
    TRY_VOID(members_only(context, customer));
    return context.with.store.write(
        [&](Transaction& tx) { return tx.delete_draft(context.vendor(), customer, context.caller.member); });
}

}  // namespace settle
