#include "app/access/providers.h"

#include "app/access/person_session.h"
#include "base/hash.h"
#include "base/percent.h"

namespace settle {
namespace {

constexpr int kVisitSeconds = 600;

// What goes to the provider and what is kept here are digests of what stays in the browser, each for a use of its own:
// whoever reads the store, or an address on the way, can make none of the others.
std::string text_for(std::string_view use, std::string_view secret) {
    return fmt::format("identity provider, {}: {}", use, secret);
}
std::string state_of(std::string_view secret) { return digest_base64(text_for("state", secret)); }
std::string ticket_of(std::string_view secret) { return digest_hex(text_for("ticket", secret)); }

ProviderVisit visit_of(const Services& services, const VendorName& vendor, const std::string& provider,
                       std::string_view secret) {
    return {provider, services.settings.public_url + callback_path(vendor, provider), state_of(secret),
            digest_base64(text_for("nonce", secret)), digest_base64(text_for("verifier", secret))};
}

// Also what of the ticket has to fit whoever comes back.
std::string data_of(Side side, const std::string& provider) { return fmt::format("{} {}", name_of(side), provider); }

Result<IdentityGateway*> gateway_of(const Services& services) {
    if (services.identity == nullptr) return fail(ErrorCode::kSignInMethodOff);
    return services.identity;
}

Result<ProviderName> find_provider(const Services& services, const VendorName& vendor, const std::string& id) {
    for (ProviderName& one : providers_of(services, vendor))
        if (one.id == id) return std::move(one);
    return fail(ErrorCode::kSignInMethodOff);
}

/// Uses the visit up; answers to which pages it was to lead.
Result<Side> take_visit(Services& services, const VendorName& vendor, const ProviderReturn& back, Instant now) {
    if (back.secret.empty() || !equal_secret(state_of(back.secret), back.state)) return fail(ErrorCode::kSignInExpired);
    const auto ticket = TRY(transact(services.store, [&](Transaction& tx) {
        return tx.credentials().take_ticket(ticket_of(back.secret), TicketUse::kProvider, now);
    }));
    if (!ticket || ticket->vendor != vendor) return fail(ErrorCode::kSignInExpired);
    // One that went to another provider came back with a code of that one, or of whoever wants this one's.
    for (const Side side : {Side::kPortal, Side::kDesk})
        if (ticket->data == data_of(side, back.provider)) return side;
    return fail(ErrorCode::kSignInExpired);
}

}  // namespace

std::vector<ProviderName> providers_of(const Services& services, const VendorName& vendor) {
    return services.identity == nullptr ? std::vector<ProviderName>() : services.identity->providers(vendor);
}

std::string callback_path(const VendorName& vendor, const std::string& provider) {
    return fmt::format("/v1/sign-in/callback/{}/{}", percent_encoded(vendor), percent_encoded(provider));
}

Result<ProviderStart> begin_at_provider(Services& services, const Doorstep& from, Side side,
                                        const std::string& provider) {
    const Instant now = services.clock.now();
    IdentityGateway* gateway = TRY(gateway_of(services));
    const ProviderName known = TRY(find_provider(services, from.vendor, provider));
    if (side == Side::kDesk && !known.lets_staff_in) return fail(ErrorCode::kSignInMethodOff);
    ProviderStart start{{}, services.ids.secret()};
    start.url = TRY(gateway->page_for(from.vendor, visit_of(services, from.vendor, provider, start.secret), now));
    TRY_VOID(services.store.write([&](Transaction& tx) {
        return tx.credentials().add_ticket({.token_hash = ticket_of(start.secret),
                                            .use = TicketUse::kProvider,
                                            .vendor = from.vendor,
                                            .person = {},
                                            .data = data_of(side, provider),
                                            .expires_at = now.plus_seconds(kVisitSeconds)});
    }));
    return start;
}

Result<SignInStep> return_from_provider(Services& services, const Doorstep& from, const ProviderReturn& back) {
    const Instant now = services.clock.now();
    IdentityGateway* gateway = TRY(gateway_of(services));
    const ProviderName provider = TRY(find_provider(services, from.vendor, back.provider));
    const Side side = TRY(take_visit(services, from.vendor, back, now));
    const auto refused = [&] { return fail(Error(ErrorCode::kIdentityRefused).with("provider", provider.name)); };
    if (back.answer.code.empty()) return refused();
    const Identity identity = TRY(
        gateway->redeem(from.vendor, visit_of(services, from.vendor, back.provider, back.secret), back.answer, now));
    const auto email = parse_email(identity.email);
    return transact(services.store, [&](Transaction& tx) -> Result<SignInStep> {
        CredentialStore& store = tx.credentials();
        const PersonId known = TRY(store.find_identity(from.vendor, identity.issuer, identity.subject));
        std::optional<Person> person;
        if (!known.empty()) person = TRY(store.find_person(from.vendor, known));
        else if (identity.is_email_verified && email)
            person = TRY(find_or_add_person(services, tx, from.vendor, *email, now));
        if (!person || (!person->staff_id.empty() && !provider.lets_staff_in)) return refused();
        if (known.empty())
            TRY_VOID(store.add_identity(from.vendor, identity.issuer, identity.subject, person->id, now));
        return next_step(services, tx, *person, side, SignInMethod::kProvider, from, now);
    });
}

}  // namespace settle
