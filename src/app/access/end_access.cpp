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

Result<std::optional<Person>> hold_person(Transaction& tx, const VendorName& vendor, const std::string& email) {
    if (email.empty()) return std::optional<Person>();
    const auto known = TRY(tx.credentials().find_person_by_email(vendor, email));
    if (!known) return std::optional<Person>();
    return tx.credentials().lock_person(vendor, known->id);
}

Result<void> forget_departed(Transaction& tx, const Person& person, Instant now) {
    CredentialStore& store = tx.credentials();
    if (!person.staff_id.empty() || !TRY(store.memberships(person.vendor, person.email, now)).empty()) return {};
    TRY_VOID(store.end_sessions(person.vendor, person.id, std::nullopt, {}));
    return store.forget_credentials(person.vendor, person.id);
}

}  // namespace settle
