#include "app/access/person_session.h"
#include "app/mail/queue_mail.h"
#include "app/people/invitations.h"
#include "base/hash.h"

namespace settle {
namespace {

constexpr int kLinkSeconds = 15 * 60;
constexpr int kPasswordSeconds = 3600;

struct Found {
    Person person;
    std::string language;
    std::string name;
    CustomerId customer;   ///< Empty for staff.
};

// As much as a person's record or a mail, and good for nothing: how long an answer takes must not tell whether anything
// else was written.
Result<void> write_filler(Services& services, Transaction& tx, const VendorName& vendor, Instant now) {
    constexpr std::size_t kMailBytes = 300;
    return tx.credentials().add_ticket({.token_hash = digest_hex(services.ids.secret()),
                                        .use = TicketUse::kEmailLink,
                                        .vendor = vendor,
                                        .person = {},
                                        .data = std::string(kMailBytes, ' '),
                                        .expires_at = now});
}

// Whom a mail to the address may let in; nothing for an address that has no business here. Reads two things and writes
// one, whoever it is.
Result<std::optional<Found>> find_addressee(Services& services, Transaction& tx, const Catalog& catalog, Side side,
                                            const std::string& email, Instant now) {
    const auto memberships = TRY(tx.credentials().memberships(catalog.vendor, email, now));
    auto person = TRY(tx.credentials().find_person_by_email(catalog.vendor, email));
    if (!person && !memberships.empty()) {
        person.emplace();
        person->id = new_id<PersonId>(services.ids);
        person->vendor = catalog.vendor;
        person->email = memberships.front().member.email;  // As find_or_add_person, without reading twice.
        person->created_at = now;
        TRY_VOID(tx.credentials().add_person(*person));
    } else {
        TRY_VOID(write_filler(services, tx, catalog.vendor, now));
    }
    if (!person) return std::optional<Found>();
    const bool may_come = side == Side::kDesk ? !person->staff_id.empty() : !memberships.empty();
    if (!may_come) return std::optional<Found>();
    Found found{*std::move(person), catalog.languages.front(), {}, {}};
    if (side == Side::kPortal) {
        found.customer = memberships.front().customer;
        found.language = memberships.front().member.language;
        found.name = memberships.front().member.full_name();
    }
    return std::optional(std::move(found));
}

std::string path_of(MailLink link) {
    return link == MailLink::kSignIn ? "/portal/sign-in/link" : "/portal/sign-in/new-password";
}

}  // namespace

Result<void> send_link(Services& services, const Doorstep& from, Side side, MailLink link, std::string_view email) {
    const auto catalog = TRY(services.catalogs.find(from.vendor));
    const std::string address = TRY(parse_email(email));
    const Instant now = services.clock.now();
    const int seconds = link == MailLink::kSignIn ? kLinkSeconds : kPasswordSeconds;
    const std::string token = services.ids.secret();
    return services.store.write([&](Transaction& tx) -> Result<void> {
        const int wait = TRY(tx.credentials().count_try(from.vendor, mail_tries_of(address), kMailTries, now));
        const auto found = TRY(find_addressee(services, tx, *catalog, side, address, now));
        // The same work for everybody, whether there is somebody to write to or not.
        Ticket ticket{.token_hash = digest_hex(token),
                      .use = link == MailLink::kSignIn ? TicketUse::kEmailLink : TicketUse::kSetPassword,
                      .vendor = from.vendor,
                      .person = found ? found->person.id : PersonId(),
                      .data = std::string(name_of(side)),
                      .expires_at = now.plus_seconds(found && wait == 0 ? seconds : 0)};
        TRY_VOID(tx.credentials().add_ticket(ticket));
        if (!found || wait > 0) return write_filler(services, tx, from.vendor, now);
        NewMail mail;
        mail.template_name = link == MailLink::kSignIn ? "sign-in-link" : "password-reset";
        mail.customer = found->customer;
        mail.email = found->person.email;
        mail.name = found->name;
        mail.language = found->language;
        mail.fields = {{"link", fmt::format("{}{}?vendor={}&side={}#{}", services.settings.public_url, path_of(link),
                                            from.vendor, name_of(side), token)},
                       {"minutes", fmt::to_string(seconds / 60)}};
        mail.lifetime_seconds = seconds;
        const Context context{services, Caller{from.vendor, {Actor::Kind::kServer, {}, "sign-in"}, {}, {}, {}, {}}};
        return queue_mail(context, tx, std::move(mail), now);
    });
}

Result<SignInStep> sign_in_with_link(Services& services, const Doorstep& from, Side side, std::string_view ticket) {
    const Instant now = services.clock.now();
    const std::string token_hash = digest_hex(ticket);
    return transact(services.store, [&](Transaction& tx) -> Result<SignInStep> {
        CredentialStore& store = tx.credentials();
        auto found = TRY(store.find_ticket(token_hash, TicketUse::kEmailLink, now));
        if (!found) found = TRY(store.find_ticket(token_hash, TicketUse::kInvitation, now));
        const bool is_invitation = found && found->use == TicketUse::kInvitation;
        const bool is_for_here = found && found->vendor == from.vendor &&
                                 (is_invitation ? side == Side::kPortal : found->data == name_of(side));
        if (!is_for_here) return fail(ErrorCode::kSignInExpired);
        // The person before what is theirs and before the customer, as everybody who signs in or sends somebody away.
        auto person = TRY(store.lock_person(found->vendor, found->person));
        if (!person || !TRY(store.take_ticket(token_hash, found->use, now))) return fail(ErrorCode::kSignInExpired);
        if (is_invitation) {
            person->last_customer = TRY(open_invitation_of(tx, *found, now));
            TRY_VOID(store.save_last_customer(person->vendor, person->id, person->last_customer));
        }
        return next_step(services, tx, *person, side, SignInMethod::kEmail, from, now);
    });
}

}  // namespace settle
