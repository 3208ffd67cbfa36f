// Signing in by an identity provider, with one that says what a test wants.
#include "app/access/providers.h"

#include "tests/app/town.h"

namespace settle::app_test {
namespace {

struct FakeGateway : IdentityGateway {
    Identity says{"https://id.example", "42", "olive@acme.example", true};
    ProviderVisit seen;

    std::vector<ProviderName> providers(const std::string& vendor) const override {
        return vendor == "beesbusy" ? std::vector<ProviderName>{{"work", "Work"}} : std::vector<ProviderName>();
    }
    Result<std::string> page_for(const std::string& vendor, const ProviderVisit& visit, Instant) override {
        if (vendor != "beesbusy" || visit.provider != "work") return fail(ErrorCode::kSignInMethodOff);
        seen = visit;
        return "https://id.example/page?state=" + visit.state;
    }
    Result<Identity> redeem(const std::string&, const ProviderVisit& visit, const std::string& code, Instant) override {
        CHECK(visit.nonce == seen.nonce);
        CHECK(visit.code_verifier == seen.code_verifier);
        if (code != "good") return fail(ErrorCode::kIdentityRefused);
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
    Result<ProviderReturn> go(Side side = Side::kPortal) {
        const ProviderStart start = begin_at_provider(*services, from, side, "work").value();
        return return_from_provider(*services, {}, start.state, "good");
    }
    static ErrorCode why(const Result<ProviderReturn>& back) {
        REQUIRE(!back);
        return back.error().code;
    }
};

TEST_CASE("a verified address means its member, and afterwards the provider's name for them does") {
    Gate gate;
    const ProviderReturn back = gate.go().value();
    CHECK(back.vendor == "beesbusy");
    const Session session = find_session(*gate.services, back.step.signed_in->token).value();
    CHECK(session.member == gate.owner);
    CHECK(session.opened_by == SignInMethod::kProvider);
    CHECK(!session.person.empty());
    gate.gateway_of_ids.says.email = "elsewhere@acme.example";
    gate.gateway_of_ids.says.is_email_verified = false;
    CHECK(gate.go().value().step.signed_in);
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
    const auto begin = [&] { return begin_at_provider(*gate.services, gate.from, Side::kPortal, "work").value(); };
    const ProviderStart once = begin();
    CHECK(gate.gateway_of_ids.seen.nonce.size() == 43);
    CHECK(gate.gateway_of_ids.seen.code_verifier != gate.gateway_of_ids.seen.nonce);
    CHECK(gate.gateway_of_ids.seen.redirect_uri == "http://shop.example/v1/sign-in/callback");
    CHECK(return_from_provider(*gate.services, {}, once.state, "good").has_value());
    CHECK(Gate::why(return_from_provider(*gate.services, {}, once.state, "good")) == ErrorCode::kSignInExpired);
    CHECK(Gate::why(return_from_provider(*gate.services, {}, "made up", "good")) == ErrorCode::kSignInExpired);
    CHECK(Gate::why(return_from_provider(*gate.services, {}, begin().state, "")) == ErrorCode::kIdentityRefused);
    CHECK(Gate::why(return_from_provider(*gate.services, {}, begin().state, "bad")) == ErrorCode::kIdentityRefused);
    const ProviderStart late = begin();
    gate.clock.advance_seconds(600);
    CHECK(Gate::why(return_from_provider(*gate.services, {}, late.state, "good")) == ErrorCode::kSignInExpired);
    gate.from.vendor = "workstaff";
    CHECK(begin_at_provider(*gate.services, gate.from, Side::kPortal, "work").error().code ==
          ErrorCode::kSignInMethodOff);
}

TEST_CASE("staff come in by a provider once they are known as staff") {
    Gate gate;
    gate.gateway_of_ids.says = {"https://id.example", "7", "sam@vendor.example", true};
    CHECK(Gate::why(gate.go(Side::kDesk)) == ErrorCode::kIdentityRefused);
    REQUIRE(make_password_ticket(*gate.services, "beesbusy", "sam@vendor.example", "staff_sam", "admin"));
    const ProviderReturn back = gate.go(Side::kDesk).value();
    const Session session = find_session(*gate.services, back.step.signed_in->token).value();
    CHECK(session.actor.kind == Actor::Kind::kStaff);
    CHECK(session.actor.id == "staff_sam");
    // A customer's owner is no staff.
    gate.gateway_of_ids.says = {"https://id.example", "8", "olive@acme.example", true};
    CHECK(Gate::why(gate.go(Side::kDesk)) == ErrorCode::kNoOrganisation);
}

}  // namespace
}  // namespace settle::app_test
