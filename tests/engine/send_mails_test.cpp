// What happened on its way into mailboxes, with a server that is away, refuses, and asks to wait.
#include "engine/send_mails.h"

#include <doctest/doctest.h>

#include <set>
#include <thread>

#include "app/billing/mail_document.h"
#include "engine/tick.h"
#include "ports/document_renderer.h"
#include "tests/app/town.h"

using namespace settle;

namespace {

/// Takes mails, or does not: those that come first, or any.
struct Office final : MailSender {
    std::vector<MailMessage> taken;
    std::vector<ErrorCode> refusals;  ///< Of the first, the second …
    bool is_away = false;
    bool cuts_off_first = false;      ///< Hangs up over the first mail it sees, each time.
    std::string first;
    int asked = 0;
    std::function<void()> on_send = [] {};

    Result<void> send(const MailMessage& message) override {
        ++asked;
        on_send();
        if (first.empty()) first = message.id;
        if (cuts_off_first && message.id == first) return fail(ErrorCode::kMailUnavailable, {}, "hung up");
        if (is_away) return fail(ErrorCode::kMailUnavailable, {}, "nobody there");
        if (!refusals.empty()) {
            const ErrorCode answer = refusals.front();
            refusals.erase(refusals.begin());
            return fail(answer, {}, "550 on demand");
        }
        taken.push_back(message);
        return {};
    }
    std::set<std::string> ids() const {
        std::set<std::string> all;
        for (const MailMessage& message : taken) all.insert(message.id);
        return all;
    }
};

struct Plain final : MailRenderer {
    Result<MailText> render(const Catalog&, const Mail& mail) const override {
        return MailText{mail.template_name, mail.template_name, mail.language};
    }
};

struct Post {
    app_test::TemporaryFile file;
    app_test::Town town{file.str()};
    Office office;
    Plain renderer;
    std::vector<CustomerId> customers;

    explicit Post(int count) {
        town.go_to(Date(2026, 3, 1));
        for (int i = 0; i < count; ++i) {
            town.welcome("beesbusy", "FR");
            town.buy(app_test::plan("business", Cycle::kMonth, app_test::of("user", 5)), "card_ok");
            customers.push_back(town.customer);
        }
    }
    MailReport round(const MailOptions& options = {}) { return send_mails(*town.services, office, renderer, options); }
    MailFigures figures() {
        return look_up(*town.store, [](Transaction& tx) { return tx.mail_figures(); }).value();
    }
    std::vector<Mail> mails() {
        return look_up(*town.store, [&](Transaction& tx) { return tx.list_mails(town.vendor, {}, {.limit = 1000}); })
            .value();
    }
    void pass(std::int64_t seconds) { town.clock.set(town.clock.now().plus_seconds(seconds)); }
};

}  // namespace

TEST_CASE("what happened is told once, however often one looks") {
    Post post(3);
    const MailReport first = post.round();
    CHECK(first.queued == 3);
    CHECK(first.sent == 3);
    CHECK(first.failures.empty());
    CHECK(post.office.taken.size() == 3);
    CHECK(post.office.taken[0].subject == "subscription-started");
    CHECK(post.office.taken[0].from_name == "Beesbusy");
    CHECK(post.office.taken[0].reply_to == "facturation@beesbusy.example");
    const MailReport second = post.round();
    CHECK(second.queued == 0);
    CHECK(second.sent == 0);
    CHECK(post.figures().waiting == 0);
}

TEST_CASE("the document goes with the mail about it, the same bytes to everybody and every time") {
    Post post(1);
    post.office.refusals = {ErrorCode::kMailDelayed};
    CHECK(post.round().put_off == 1);
    post.pass(3'600);
    post.round();
    REQUIRE(post.office.taken.size() == 1);
    REQUIRE(post.office.taken[0].attachments.size() == 1);
    const MailAttachment file = post.office.taken[0].attachments[0];
    CHECK(file.name == "2026-0001.pdf");
    CHECK(file.type == "application/pdf");
    CHECK(file.content.starts_with("%PDF-"));
    const InvoiceId invoice = post.town.invoices().front().id;
    CHECK(mail_document(post.town.as_owner(), invoice).value() == "olive@acme.example");
    CHECK(mail_document(post.town.staff(), invoice).value() == "olive@acme.example");
    post.round();
    REQUIRE(post.office.taken.size() == 2);  // Within a minute one is enough.
    CHECK(post.office.taken[1].subject == "invoice-issued");
    CHECK(post.office.taken[1].attachments.at(0).content == file.content);
    post.pass(61);
    CHECK(mail_document(post.town.as_owner(), invoice).has_value());
    CHECK(post.round().sent == 1);
    CHECK(mail_document(post.town.member(post.town.customer, post.town.owner, "member"), invoice).error().code ==
          ErrorCode::kRoleRequired);
    CHECK(mail_document(post.town.as_owner(), InvoiceId("inv_none")).error().code == ErrorCode::kInvoiceNotFound);
}

TEST_CASE("a document that cannot be drawn holds no mail up") {
    struct Broken final : DocumentRenderer {
        Result<std::string> render(const DocumentSource&, DocumentFormat, const std::string&) const override {
            return fail(Error(ErrorCode::kFileMalformed).with("where", "document").with("reason", "no font"));
        }
        std::string_view version() const override { return "0"; }
    } broken;
    Post post(1);
    post.town.services->documents = &broken;
    const MailReport report = post.round();
    CHECK(report.sent == 1);
    CHECK(post.office.taken.at(0).attachments.empty());
    REQUIRE(report.failures.size() == 1);
    CHECK(report.failures[0].find("no font") != std::string::npos);
}

TEST_CASE("an invoice that is to be paid by transfer goes to the address for invoices at once") {
    Post post(1);
    post.round();
    post.office.taken.clear();
    BillingInformation billing = read_customer(post.town.server(), post.town.customer).value().billing;
    billing.email = "accounts@acme.example";
    REQUIRE(change_billing(post.town.as_owner(), post.town.customer, billing,
                           read_customer(post.town.server(), post.town.customer).value().version)
                .has_value());
    Wanted wanted = app_test::users(6);
    const ReadPreview preview = preview_change(post.town.staff(), {post.town.customer, wanted, std::nullopt}).value();
    Confirmation order = post.town.confirmation(wanted, preview.fingerprint, "transfer");
    order.reason = "By purchase order";
    REQUIRE(confirm_change(post.town.staff(), order).has_value());
    post.round();
    std::map<std::string, std::string> by_address;
    for (const MailMessage& mail : post.office.taken) {
        by_address[mail.to_email] = mail.subject;
        CHECK(mail.attachments.size() == 1);
    }
    CHECK(by_address["accounts@acme.example"] == "invoice-issued");
}

TEST_CASE("a server that is away for an hour loses nothing and gets nothing twice") {
    Post post(20);
    post.office.is_away = true;
    int rounds = 0;
    for (std::int64_t second = 0; second < 3'600; second += 10) {
        const MailReport report = post.round();
        rounds += report.is_server_away;
        CHECK(report.sent == 0);
        post.pass(10);
    }
    CHECK(post.office.taken.empty());
    CHECK(post.figures().waiting == 20);
    // It was asked now and then, with two mails at most, not for each mail each time.
    CHECK(post.office.asked <= 2 * rounds);
    CHECK(rounds < 300);
    post.office.is_away = false;
    for (int i = 0; i < 100; ++i) {
        post.round();
        post.pass(10);
    }
    CHECK(post.office.taken.size() == 20);
    CHECK(post.office.ids().size() == 20);
    CHECK(post.figures().waiting == 0);
}

TEST_CASE("a mail over which the server hangs up waits alone") {
    Post post(5);
    post.office.cuts_off_first = true;
    const MailReport report = post.round();
    CHECK(report.sent == 4);
    CHECK(report.put_off == 1);
    CHECK_FALSE(report.is_server_away);
    CHECK(post.figures().waiting == 1);
    post.office.cuts_off_first = false;
    post.pass(3'600);
    post.round();
    CHECK(post.office.ids().size() == 5);
}

TEST_CASE("a refused mail is parked, a delayed one comes again, and neither stops the others") {
    Post post(4);
    post.office.refusals = {ErrorCode::kMailRefused, ErrorCode::kMailDelayed};
    const MailReport report = post.round();
    CHECK(report.sent == 2);
    CHECK(report.refused == 1);
    CHECK(report.put_off == 1);
    CHECK_FALSE(report.is_server_away);
    CHECK(post.figures().refused == 1);
    CHECK(post.figures().failing == 1);
    post.pass(60);
    CHECK(post.round().sent == 1);
    CHECK(post.figures().waiting == 0);
    CHECK(post.figures().refused == 1);
    const auto mails = post.mails();
    const auto parked = std::ranges::find(mails, MailState::kRefused, &Mail::state);
    REQUIRE(parked != mails.end());
    CHECK(parked->why == "550 on demand");
    const auto revived = post.town.store->write([&](Transaction& tx) {
        return tx.revive_mail(post.town.vendor, parked->id, post.town.clock.now(),
                              post.town.clock.now().plus_seconds(100));
    });
    CHECK(revived.has_value());
    CHECK(post.round().sent == 1);
    CHECK(post.office.ids().size() == 4);
}

TEST_CASE("what is not worth sending any more is not sent, and old news is not told") {
    Post post(1);
    post.office.is_away = true;
    post.round();
    post.pass(kMailLifetimeSeconds);
    post.office.is_away = false;
    const MailReport report = post.round();
    CHECK(report.expired == 1);
    CHECK(report.sent == 0);
    Post late(1);
    late.pass(kMailLifetimeSeconds);
    CHECK(late.round().queued == 0);
    CHECK(late.figures().waiting == 0);
}

TEST_CASE("where no mail is sent, what happened is forgotten once it is old") {
    Post post(3);
    CHECK(forget_untold(*post.town.services).value() == 0);
    post.pass(kMailLifetimeSeconds + 1);
    CHECK(forget_untold(*post.town.services).value() == 3);
    CHECK(forget_untold(*post.town.services).value() == 0);
}

TEST_CASE("a renewal is told by the receipt of its payment") {
    Post post(1);
    post.round();
    post.office.taken.clear();
    post.town.go_to(Date(2026, 4, 1));
    CHECK(tick(*post.town.services).steps_taken == 1);
    post.round();
    REQUIRE(post.office.taken.size() == 1);
    CHECK(post.office.taken[0].subject == "payment-received");
}

TEST_CASE("stopped in the middle, the mail under way is the only one that can come twice, with its id") {
    Post post(5);
    std::stop_source stop;
    post.office.on_send = [&] {
        if (post.office.asked == 2) throw std::runtime_error("killed");
    };
    CHECK_THROWS(post.round());
    CHECK(post.office.taken.size() == 1);
    CHECK(post.round().sent == 0);
    post.pass(301);
    CHECK(post.round().sent == 4);
    CHECK(post.office.ids().size() == 5);
    CHECK(post.office.taken.size() == 5);
}

TEST_CASE("two rounds beside each other send each mail once") {
    Post post(30);
    std::mutex mutex;
    Office other;
    std::thread thread([&] {
        for (int i = 0; i < 4; ++i) send_mails(*post.town.services, other, post.renderer, {.mails = 5});
    });
    for (int i = 0; i < 4; ++i) post.round({.mails = 5});
    thread.join();
    post.pass(301);
    for (int i = 0; i < 10; ++i) post.round({.mails = 5});
    std::set<std::string> ids = post.office.ids();
    const std::set<std::string> theirs = other.ids();
    ids.insert(theirs.begin(), theirs.end());
    CHECK(ids.size() == 30);
    CHECK(post.office.taken.size() + other.taken.size() == 30);
}
