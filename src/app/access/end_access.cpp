#include "app/access/end_access.h"

#include "app/access/person_session.h"

namespace settle {

Result<void> end_access(Services& services, const VendorName& vendor, std::string_view email, AccessEnd end) {
    TRY_VOID(services.catalogs.find(vendor));
    const std::string address = TRY(parse_email(email));
    const Instant now = services.clock.now();
    const Doorstep operators{vendor, "settle end-access", {}};
    return services.store.write([&](Transaction& tx) -> Result<void> {
        CredentialStore& store = tx.credentials();
        const auto person = TRY(store.find_person_by_email(vendor, address));
        if (!person) return fail(Error(ErrorCode::kPersonUnknown, "email").with("email", address));
        TRY(store.lock_person(vendor, person->id));
        TRY_VOID(store.save_staff_role(vendor, person->id, {}, {}));
        TRY_VOID(end_all_sessions(tx, *person, {}, now));
        if (end == AccessEnd::kAll) TRY_VOID(store.forget_credentials(vendor, person->id));
        return add_note(services, tx, *person, end == AccessEnd::kAll ? "access_ended" : "desk_ended", operators, now);
    });
}

// In a transaction of its own: whoever signs in locks the person first and the customer after.
Result<void> forget_departed(Services& services, const VendorName& vendor, const std::string& email) {
    if (email.empty()) return {};
    const Instant now = services.clock.now();
    return services.store.write([&](Transaction& tx) -> Result<void> {
        CredentialStore& store = tx.credentials();
        const auto known = TRY(store.find_person_by_email(vendor, email));
        if (!known) return {};
        const auto person = TRY(store.lock_person(vendor, known->id));
        if (!person || !person->staff_id.empty() || !TRY(store.memberships(vendor, email, now)).empty()) return {};
        TRY_VOID(store.end_sessions(vendor, person->id, std::nullopt, {}));
        return store.forget_credentials(vendor, person->id);
    });
}

}  // namespace settle
