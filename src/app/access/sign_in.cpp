#include "app/access/sign_in.h"

#include "app/customer/block.h"
#include "app/desk/audit.h"
#include "app/people/invitations.h"
#include "base/hash.h"
#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

using AlsoDone = std::function<Result<void>(Transaction&)>;
Result<void> nothing_else(Transaction&) { return {}; }

Result<PortalLink> keep_link(Services& services, SignInLink link, LinkUse use, int seconds,
                             const AlsoDone& also = nothing_else) {
    const std::string token = services.ids.secret();
    link.token_hash = digest_hex(token);
    link.reusable = use == LinkUse::kUntilExpiry;
    link.expires_at = services.clock.now().plus_seconds(seconds);
    TRY_VOID(services.store.write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_sign_in_link(link));
        return also(tx);
    }));
    return PortalLink{services.settings.public_url + "/s/" + token, link.expires_at};
}

Result<SignInLink> member_link(Services& services, const VendorName& vendor, const CustomerId& customer,
                               const MemberId& member, std::string target) {
    const auto found =
        TRY(look_up(services.store, [&](Transaction& tx) { return tx.find_member(vendor, customer, member); }));
    if (!found || found->left_at) return fail(ErrorCode::kNotFound, "member");
    SignInLink link;
    link.vendor = vendor;
    link.actor = {Actor::Kind::kMember, found->role, found->id.str()};
    link.customer = customer;
    link.member = member;
    link.target = target.empty() ? "/portal" : std::move(target);
    return link;
}

// A link opens one of our own pages, never another site.
Result<void> check_target(std::string_view target) {
    if (target.empty() ||
        (target.starts_with('/') && !target.starts_with("//") && target.find('\\') == std::string_view::npos))
        return {};
    return fail(Error(ErrorCode::kFieldInvalid, "target").with("expected", "/portal/…"));
}

}  // namespace

Result<PortalLink> create_portal_link(const Context& context, const CustomerId& customer, const MemberId& member,
                                      std::string target) {
    TRY_VOID(only_staff(context, StaffRight::kSignInAs));
    TRY_VOID(check_target(target));
    auto link = TRY(member_link(context.with, context.vendor(), customer, member, std::move(target)));
    const Instant now = context.with.clock.now();
    return keep_link(
        context.with, std::move(link), LinkUse::kOnce, context.with.settings.link_seconds,
        [&](Transaction& tx) { return log_act(context, tx, "portal_link.created", customer, member.str(), now); });
}

Result<Code> staff_role_named(Services& services, const VendorName& vendor, std::string_view role) {
    const auto catalog = TRY(services.catalogs.find(vendor));
    if (role.empty()) return catalog->staff->head().code;
    std::string known;
    for (const StaffRole& each : catalog->staff->roles) {
        if (each.code.view() == role) return each.code;
        known += (known.empty() ? "" : ", ") + each.code.str();
    }
    return fail(Error(ErrorCode::kFieldInvalid, "staff-role").with("expected", known));
}

Result<PortalLink> create_staff_link(Services& services, const VendorName& vendor, const std::string& staff_id,
                                     Code role, LinkUse use, int seconds) {
    SignInLink link;
    link.vendor = vendor;
    link.actor = {Actor::Kind::kStaff, role, staff_id};
    link.target = "/desk";
    return keep_link(services, std::move(link), use, seconds);
}

Result<PortalLink> create_lasting_link(Services& services, const VendorName& vendor, const CustomerId& customer,
                                       const MemberId& member, int seconds) {
    auto link = TRY(member_link(services, vendor, customer, member, {}));
    return keep_link(services, std::move(link), LinkUse::kUntilExpiry, seconds);
}

Result<SignedIn> sign_in(Services& services, std::string_view link_token, std::string_view agent) {
    const Instant now = services.clock.now();
    SignedIn signed_in{services.ids.secret(), {}, services.settings.session_seconds};
    TRY_VOID(services.store.write([&](Transaction& tx) -> Result<void> {
        SignInLink link = TRY(tx.take_sign_in_link(digest_hex(link_token), now));
        if (!link.member.empty()) {
            // Between the making of a link and its use the member may have left, or got another role.
            const auto member = TRY(tx.find_member(link.vendor, link.customer, link.member));
            if (!member || member->left_at) return fail(ErrorCode::kSignInLinkSpent);
            link.actor.role = member->role;
            TRY_VOID(must_not_be_blocked(services, tx, link.vendor, link.customer, member->language));
        }
        signed_in.target = link.target;
        TRY_VOID(note_arrival({services, {link.vendor, link.actor, link.customer, link.member, "en", {}}}, tx, now));
        return tx.add_session({.token_hash = digest_hex(signed_in.token),
                               .vendor = link.vendor,
                               .actor = link.actor,
                               .customer = link.customer,
                               .member = link.member,
                               .csrf_token = services.ids.secret(),
                               .expires_at = now.plus_seconds(signed_in.seconds),
                               .id = services.ids.next("ses_"),
                               .person = {},
                               .opened_by = SignInMethod::kLink,
                               .opened_at = now,
                               .agent = std::string(agent)});
    }));
    return signed_in;
}

Result<Session> find_session(Services& services, std::string_view token) {
    if (token.empty()) return fail(ErrorCode::kNotSignedIn);
    const Instant now = services.clock.now();
    auto session =
        TRY(look_up(services.store, [&](Transaction& tx) { return tx.find_session(digest_hex(token), now); }));
    if (!session) return fail(ErrorCode::kNotSignedIn);
    return *std::move(session);
}

Result<void> sign_out(Services& services, std::string_view token) {
    return services.store.write([&](Transaction& tx) -> Result<void> {
        TRY(tx.delete_session(digest_hex(token)));
        return {};
    });
}

Result<std::string> create_api_key(Services& services, const VendorName& vendor, std::string name) {
    TRY_VOID(services.catalogs.find(vendor));
    std::string secret = "sk_" + services.ids.secret();
    TRY_VOID(services.store.write([&](Transaction& tx) {
        return tx.add_api_key(
            {services.ids.next("key_"), digest_hex(secret), vendor, std::move(name), services.clock.now()});
    }));
    return secret;
}

Result<ApiKey> find_api_key(Services& services, std::string_view secret) {
    auto key = TRY(look_up(services.store, [&](Transaction& tx) { return tx.find_api_key(digest_hex(secret)); }));
    if (!key) return fail(ErrorCode::kNotSignedIn);
    return *std::move(key);
}

Result<SessionView> read_session(const Context& context) {
    SessionView view;
    view.catalog = TRY(context.catalog());
    const Caller& caller = context.caller;
    for (int i = 0; i < static_cast<int>(Right::kCount); ++i)
        if (may(context, *view.catalog, static_cast<Right>(i))) view.rights.push_back(static_cast<Right>(i));
    if (caller.customer.empty()) return view;
    TRY_VOID(context.with.store.read([&](Transaction& tx) -> Result<void> {
        view.customer = TRY(tx.load_customer(caller.vendor, caller.customer));
        for (const Event& last : TRY(tx.latest_events(caller.vendor, caller.customer, 1)))
            view.last_event = last.sequence;
        view.owners = TRY(members_who_may(tx, *view.catalog, caller.customer, Right::kSubscribe));
        if (caller.member.empty()) return {};
        view.member = TRY(tx.find_member(caller.vendor, caller.customer, caller.member));
        if (view.member && view.member->left_at) view.member.reset();
        return {};
    }));
    return view;
}

}  // namespace settle
