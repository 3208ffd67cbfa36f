#include "app/access/providers.h"

#include "app/access/person_session.h"
#include "base/hash.h"

namespace settle {
namespace {

constexpr int kVisitSeconds = 600;

// Nonce and verifier follow from the state: whoever reads the store, which has its digest only, can make neither.
ProviderVisit visit_of(const Services& services, const std::string& provider, std::string_view state) {
    return {provider, services.settings.public_url + "/v1/sign-in/callback", std::string(state),
            digest_base64(fmt::format("nonce {}", state)), digest_base64(fmt::format("verifier {}", state))};
}

Result<IdentityGateway*> gateway_of(const Services& services) {
    if (services.identity == nullptr) return fail(ErrorCode::kSignInMethodOff);
    return services.identity;
}

std::string name_of_provider(const Services& services, const VendorName& vendor, const std::string& id) {
    for (const ProviderName& one : providers_of(services, vendor))
        if (one.id == id) return one.name;
    return id;
}

}  // namespace

std::vector<ProviderName> providers_of(const Services& services, const VendorName& vendor) {
    return services.identity == nullptr ? std::vector<ProviderName>() : services.identity->providers(vendor);
}

Result<ProviderStart> begin_at_provider(Services& services, const Doorstep& from, Side side,
                                        const std::string& provider) {
    const Instant now = services.clock.now();
    ProviderStart start{{}, services.ids.secret()};
    IdentityGateway* gateway = TRY(gateway_of(services));
    start.url = TRY(gateway->page_for(from.vendor, visit_of(services, provider, start.state), now));
    TRY_VOID(services.store.write([&](Transaction& tx) {
        return tx.credentials().add_ticket({.token_hash = digest_hex(start.state),
                                            .use = TicketUse::kProvider,
                                            .vendor = from.vendor,
                                            .person = {},
                                            .data = fmt::format("{} {}", name_of(side), provider),
                                            .expires_at = now.plus_seconds(kVisitSeconds)});
    }));
    return start;
}

Result<ProviderReturn> return_from_provider(Services& services, Doorstep from, std::string_view state,
                                            const std::string& code) {
    const Instant now = services.clock.now();
    const auto ticket = TRY(transact(services.store, [&](Transaction& tx) {
        return tx.credentials().take_ticket(digest_hex(state), TicketUse::kProvider, now);
    }));
    if (!ticket) return fail(ErrorCode::kSignInExpired);
    from.vendor = ticket->vendor;
    const auto blank = ticket->data.find(' ');
    const Side side = ticket->data.starts_with(name_of(Side::kDesk)) ? Side::kDesk : Side::kPortal;
    const std::string provider = ticket->data.substr(blank + 1);
    const auto refused = [&] {
        return fail(
            Error(ErrorCode::kIdentityRefused).with("provider", name_of_provider(services, from.vendor, provider)));
    };
    if (code.empty()) return refused();
    IdentityGateway* gateway = TRY(gateway_of(services));
    const Identity identity = TRY(gateway->redeem(from.vendor, visit_of(services, provider, state), code, now));
    const auto email = parse_email(identity.email);
    return transact(services.store, [&](Transaction& tx) -> Result<ProviderReturn> {
        CredentialStore& store = tx.credentials();
        const PersonId known = TRY(store.find_identity(from.vendor, identity.issuer, identity.subject));
        std::optional<Person> person;
        if (!known.empty()) {
            person = TRY(store.find_person(from.vendor, known));
        } else if (identity.is_email_verified && email) {
            person = TRY(find_or_add_person(services, tx, from.vendor, *email, now));
            if (person) TRY_VOID(store.add_identity(from.vendor, identity.issuer, identity.subject, person->id, now));
        }
        if (!person) return refused();
        return ProviderReturn{from.vendor,
                              TRY(next_step(services, tx, *person, side, SignInMethod::kProvider, from, now))};
    });
}

}  // namespace settle
