// Links that are sent to an address, and what whoever asks for them learns.
#include "app/access/credentials.h"
#include "tests/app/town.h"

namespace settle::app_test {
namespace {

struct Post : Town {
    Doorstep from{"beesbusy", "A browser", "192.0.2.1"};

    Post() { welcome("beesbusy", "FR"); }
    std::vector<Mail> mails() {
        return look_up(*store, [&](Transaction& tx) { return tx.list_mails(vendor, {}, {}); }).value();
    }
    Result<void> ask(MailLink link, const std::string& email = "olive@acme.example", Side side = Side::kPortal) {
        return send_link(*services, from, side, link, email);
    }
    /// What stands behind the # of the newest mail's link.
    std::string token() {
        const Mail mail = mails().front();
        const std::string& link = mail.fields.front().second;
        return link.substr(link.find('#') + 1);
    }
};

TEST_CASE("a link that was sent signs in once, within its time, at its vendor") {
    Post post;
    REQUIRE(post.ask(MailLink::kSignIn));
    REQUIRE(post.mails().size() == 1);
    const Mail mail = post.mails().front();
    CHECK(mail.email == "olive@acme.example");
    CHECK(mail.template_name == "sign-in-link");
    CHECK(mail.customer == post.customer);
    CHECK(
        mail.fields.front().second.starts_with("http://shop.example/portal/sign-in/link?vendor=beesbusy&side=portal#"));
    const auto open = [&](const std::string& token, const char* vendor = "beesbusy", Side side = Side::kPortal) {
        return sign_in_with_link(*post.services, {vendor, {}, {}}, side, token);
    };
    const std::string token = post.token();
    CHECK(open("made up").error().code == ErrorCode::kSignInExpired);
    const SignInStep step = open(token).value();
    CHECK(find_session(*post.services, step.signed_in->token).value().opened_by == SignInMethod::kEmail);
    CHECK(open(token).error().code == ErrorCode::kSignInExpired);
    for (const bool late : {true, false}) {
        post.clock.advance_seconds(600);
        REQUIRE(post.ask(MailLink::kSignIn));
        if (late) post.clock.advance_seconds(15 * 60);
        CHECK(open(post.token(), late ? "beesbusy" : "workstaff").error().code == ErrorCode::kSignInExpired);
    }
}

TEST_CASE("a link to set the password does, for whoever had none or forgot it") {
    Post post;
    REQUIRE(post.ask(MailLink::kPassword, "Olive@ACME.example"));
    CHECK(post.mails().front().template_name == "password-reset");
    const std::string token = post.token();
    CHECK(sign_in_with_link(*post.services, post.from, Side::kPortal, token).error().code == ErrorCode::kSignInExpired);
    CHECK(set_password_with_ticket(*post.services, post.from, Side::kPortal, token, "correct horse battery")
              .value()
              .signed_in);
    CHECK(sign_in_with_password(*post.services, post.from, Side::kPortal, "olive@acme.example", "correct horse battery")
              .value()
              .signed_in);
}

TEST_CASE("nobody learns who has an address, and no address is flooded") {
    Post post;
    for (const MailLink link : {MailLink::kSignIn, MailLink::kPassword})
        CHECK(post.ask(link, "nobody@acme.example").has_value());
    CHECK(post.ask(MailLink::kSignIn, "olive@acme.example", Side::kDesk).has_value());
    CHECK(post.mails().empty());
    CHECK(post.ask(MailLink::kSignIn, "no address").error().code == ErrorCode::kEmailMalformed);
    post.clock.advance_seconds(3600);
    for (int i = 0; i < 10; ++i) CHECK(post.ask(MailLink::kSignIn).has_value());
    CHECK(post.mails().size() == 3);
    post.clock.advance_seconds(600);
    for (int i = 0; i < 10; ++i) CHECK(post.ask(MailLink::kPassword).has_value());
    CHECK(post.mails().size() == 4);
}

TEST_CASE("as much is written for an address that nobody has, and when it was asked for too often") {
    Post post;
    REQUIRE(make_password_ticket(*post.services, post.vendor, "sam@vendor.example", "staff_sam", "admin"));
    const auto written = [&](const std::string& email, Side side = Side::kPortal) {
        int statements = 0;
        post.on_statement = [&](std::string_view) { ++statements; };
        REQUIRE(post.ask(MailLink::kSignIn, email, side));
        post.on_statement = {};
        return statements;
    };
    const int first = written("olive@acme.example");
    CHECK(first == 5);
    CHECK(written("nobody@acme.example") == first);
    CHECK(written("sam@vendor.example") == first);
    CHECK(written("nobody@vendor.example", Side::kDesk) == first);
    const int second = written("olive@acme.example");
    CHECK(written("nobody@acme.example") == second);
    CHECK(written("sam@vendor.example", Side::kDesk) == second);
    REQUIRE(post.mails().size() == 3);
    written("olive@acme.example");
    written("nobody@acme.example");
    const int too_often = written("olive@acme.example");
    CHECK(written("nobody@acme.example") == too_often);
    CHECK(post.mails().size() == 4);
}

TEST_CASE("staff get links to the desk, where their second factor waits") {
    Post post;
    REQUIRE(make_password_ticket(*post.services, post.vendor, "sam@vendor.example", "staff_sam", "admin"));
    REQUIRE(post.ask(MailLink::kSignIn, "sam@vendor.example", Side::kDesk));
    CHECK(post.mails().front().customer.empty());
    const std::string token = post.token();
    CHECK(sign_in_with_link(*post.services, post.from, Side::kPortal, token).error().code == ErrorCode::kSignInExpired);
    REQUIRE(post.ask(MailLink::kSignIn, "sam@vendor.example", Side::kDesk));
    const SignInStep step = sign_in_with_link(*post.services, post.from, Side::kDesk, post.token()).value();
    CHECK(!step.signed_in);
    CHECK(step.sets_up_code);
}

}  // namespace
}  // namespace settle::app_test
