// Signing in by an identity provider, with one that says what a test wants.
#include "app/access/providers.h"

#include <set>

#include "tests/app/town.h"

namespace settle::app_test {
namespace {

// "work" and "other" let staff in, "social" is for customers.
struct FakeGateway : IdentityGateway {
    Identity says{"https://id.example", "42", "olive@acme.example", true};
    ProviderVisit seen;
    ProviderAnswer brought;
    int redeemed = 0;

    std::vector<ProviderName> providers(const std::string& vendor) const override {
        if (vendor == "agorapulse") return {{"work", "Work", true}};
        if (vendor != "beesbusy") return {};
        return {{"work", "Work", true}, {"other", "Other", true}, {"social", "Social"}};
    }
    Result<std::string> page_for(const std::string&, const ProviderVisit& visit, Instant) override {
        seen = visit;
        return "https://id.example/page?state=" + visit.state;
    }
    Result<Identity> redeem(const std::string&, const ProviderVisit& visit, const ProviderAnswer& answer,
                            Instant) override {
        ++redeemed;
        brought = answer;
        CHECK(visit.provider == seen.provider);
        CHECK(visit.redirect_uri == seen.redirect_uri);
        CHECK(visit.nonce == seen.nonce);
        CHECK(visit.code_verifier == seen.code_verifier);
        if (answer.code != "good") return fail(ErrorCode::kIdentityRefused);
        return says;
    }
};

struct Gate : Town {
    FakeGateway gateway_of_ids;
    Doorstep from{"beesbusy", "A browser", "192.0.2.1"};

    Gate() {
        welcome("beesbusy", "FR");
        services->identity = &gateway_of_ids;
    }
    /// As the browser of somebody who went there comes back, if nobody meddles.
    ProviderReturn begin(Side side = Side::kPortal, const std::string& provider = "work") {
        const ProviderStart start = begin_at_provider(*services, from, side, provider).value();
        return {provider, start.secret, gateway_of_ids.seen.state, {"good", {}}};
    }
    Result<SignInStep> back(const ProviderReturn& brought) { return return_from_provider(*services, from, brought); }
    Result<SignInStep> go(Side side = Side::kPortal, const std::string& provider = "work") {
        return back(begin(side, provider));
    }
    Session session_of(const Result<SignInStep>& step) {
        return find_session(*services, step.value().signed_in.value().token).value();
    }
    static ErrorCode why(const Result<SignInStep>& back) {
        REQUIRE(!back);
        return back.error().code;
    }
};

TEST_CASE("a verified address means its member, and afterwards the provider's name for them does") {
    Gate gate;
    const Session session = gate.session_of(gate.go());
    CHECK(session.vendor == "beesbusy");
    CHECK(session.member == gate.owner);
    CHECK(session.opened_by == SignInMethod::kProvider);
    CHECK(!session.person.empty());
    gate.gateway_of_ids.says.email = "elsewhere@acme.example";
    gate.gateway_of_ids.says.is_email_verified = false;
    CHECK(gate.session_of(gate.go()).person == session.person);
}

TEST_CASE("an address that is unknown, not verified or none lets nobody in") {
    Gate gate;
    for (const auto& [email, verified] : std::vector<std::pair<std::string, bool>>{
             {"olive@acme.example", false}, {"nobody@acme.example", true}, {"", true}, {"no address", true}}) {
        gate.gateway_of_ids.says.email = email;
        gate.gateway_of_ids.says.is_email_verified = verified;
        CHECK(Gate::why(gate.go()) == ErrorCode::kIdentityRefused);
    }
}

TEST_CASE("a visit comes back once, soon, and with a code") {
    Gate gate;
    const ProviderReturn once = gate.begin();
    CHECK(gate.gateway_of_ids.seen.redirect_uri == "http://shop.example/v1/sign-in/callback/beesbusy/work");
    CHECK(gate.back(once));
    CHECK(Gate::why(gate.back(once)) == ErrorCode::kSignInExpired);
    for (const char* code : {"", "bad"}) {
        ProviderReturn other = gate.begin();
        other.answer.code = code;
        CHECK(Gate::why(gate.back(other)) == ErrorCode::kIdentityRefused);
    }
    ProviderReturn named = gate.begin();
    named.answer.issuer = "https://id.example";
    CHECK(gate.back(named));
    CHECK(gate.gateway_of_ids.brought.issuer == "https://id.example");
    const ProviderReturn late = gate.begin();
    gate.clock.advance_seconds(600);
    CHECK(Gate::why(gate.back(late)) == ErrorCode::kSignInExpired);
    CHECK(begin_at_provider(*gate.services, gate.from, Side::kPortal, "unknown").error().code ==
          ErrorCode::kSignInMethodOff);
    gate.from.vendor = "workstaff";
    CHECK(begin_at_provider(*gate.services, gate.from, Side::kPortal, "work").error().code ==
          ErrorCode::kSignInMethodOff);
}

TEST_CASE("what stands in addresses on the way does not tell what the browser keeps") {
    Gate gate;
    const ProviderReturn good = gate.begin();
    const ProviderVisit visit = gate.gateway_of_ids.seen;
    CHECK(visit.nonce.size() == 43);
    CHECK(std::set<std::string>{good.secret, visit.state, visit.nonce, visit.code_verifier}.size() == 4);
    // Whoever has the address that the provider sends back to has the state and the code.
    for (const std::string& secret : {std::string(), visit.state, visit.nonce, std::string("made up")}) {
        ProviderReturn stolen = good;
        stolen.secret = secret;
        CHECK(Gate::why(gate.back(stolen)) == ErrorCode::kSignInExpired);
    }
    // A browser that another visit began in, or that somebody sends the answer of theirs.
    const ProviderReturn other = gate.begin();
    ProviderReturn forged = other;
    forged.state = visit.state;
    CHECK(Gate::why(gate.back(forged)) == ErrorCode::kSignInExpired);
    forged.state = {};
    CHECK(Gate::why(gate.back(forged)) == ErrorCode::kSignInExpired);
    CHECK(gate.gateway_of_ids.redeemed == 0);
    // None of it has used the visit up.
    CHECK(gate.back(other));
    gate.gateway_of_ids.seen = visit;
    CHECK(gate.back(good));
}

TEST_CASE("a code that comes back to another provider's address is redeemed by none") {
    Gate gate;
    ProviderReturn mixed = gate.begin(Side::kPortal, "other");
    mixed.provider = "work";
    CHECK(Gate::why(gate.back(mixed)) == ErrorCode::kSignInExpired);
    mixed.provider = "other";
    CHECK(Gate::why(gate.back(mixed)) == ErrorCode::kSignInExpired);
    const ProviderReturn foreign = gate.begin();
    gate.from.vendor = "agorapulse";
    CHECK(Gate::why(gate.back(foreign)) == ErrorCode::kSignInExpired);
    gate.from.vendor = "workstaff";
    CHECK(Gate::why(gate.back(foreign)) == ErrorCode::kSignInMethodOff);
    CHECK(gate.gateway_of_ids.redeemed == 0);
}

TEST_CASE("staff come in by a provider once they are known as staff") {
    Gate gate;
    gate.gateway_of_ids.says = {"https://id.example", "7", "sam@vendor.example", true};
    CHECK(Gate::why(gate.go(Side::kDesk)) == ErrorCode::kIdentityRefused);
    REQUIRE(make_password_ticket(*gate.services, "beesbusy", "sam@vendor.example", "staff_sam", "admin"));
    const Session session = gate.session_of(gate.go(Side::kDesk));
    CHECK(session.actor.kind == Actor::Kind::kStaff);
    CHECK(session.actor.id == "staff_sam");
    // A customer's owner is no staff.
    gate.gateway_of_ids.says = {"https://id.example", "8", "olive@acme.example", true};
    CHECK(Gate::why(gate.go(Side::kDesk)) == ErrorCode::kNoOrganisation);
}

TEST_CASE("a provider for customers lets no staff in") {
    Gate gate;
    CHECK(begin_at_provider(*gate.services, gate.from, Side::kDesk, "social").error().code ==
          ErrorCode::kSignInMethodOff);
    CHECK(gate.session_of(gate.go(Side::kPortal, "social")).member == gate.owner);
    // Whoever is staff comes in by it to no pages at all: their session could add what opens the desk.
    REQUIRE(make_password_ticket(*gate.services, "beesbusy", "olive@acme.example", "staff_olive", "admin"));
    CHECK(Gate::why(gate.go(Side::kPortal, "social")) == ErrorCode::kIdentityRefused);
    CHECK(gate.session_of(gate.go(Side::kDesk)).actor.id == "staff_olive");
    CHECK(gate.session_of(gate.go()).member == gate.owner);
    // Nor does it come to speak for them.
    REQUIRE(make_password_ticket(*gate.services, "beesbusy", "sam@vendor.example", "staff_sam", "admin"));
    gate.gateway_of_ids.says = {"https://id.example", "7", "sam@vendor.example", true};
    CHECK(Gate::why(gate.go(Side::kPortal, "social")) == ErrorCode::kIdentityRefused);
    gate.gateway_of_ids.says.is_email_verified = false;
    CHECK(Gate::why(gate.go(Side::kDesk)) == ErrorCode::kIdentityRefused);
}

}  // namespace
}  // namespace settle::app_test
