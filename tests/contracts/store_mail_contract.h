// What is to be told by mail, and the mails. Included by store_contract.h only.

namespace {

Mail mail_about(const std::string& about, const std::string& id = "mail_1", const std::string& of = "cus_1") {
    return {.id = MailId(id),
            .vendor = samples::kVendor,
            .customer = CustomerId(of),
            .about = about,
            .template_name = "subscription-started",
            .language = "fr",
            .email = "ana@acme.example",
            .name = "Ana \"Ruiz\" é",
            .fields = {{"plan", "Pro\n€"}, {"renews_on", ""}},
            .created_at = Instant{7'000},
            .expires_at = Instant{9'000'000}};
}

Event activated(const std::string& of = "cus_1") {
    Event event = samples::event(of);
    event.type = "subscription.activated";
    return event;
}

}  // namespace

STORE_CASE("an act that makes mails waits to be told, another does not") {
    add_customer();
    Event quiet = samples::event();
    quiet.type = "invoice.issued";
    quiet.at = Instant{6'000};
    Event loud = activated();
    loud.at = Instant{8'000};
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_event(samples::kVendor, quiet));
        return tx.add_event(samples::kVendor, loud);
    });
    const auto claim = [&](std::int64_t now) {
        return *transact(store(), [&](Transaction& tx) { return tx.claim_untold(Instant{now}, 1, 10); });
    };
    CHECK(claim(7'999).empty());
    const auto taken = claim(8'000);
    REQUIRE(taken.size() == 1);
    CHECK(taken[0].sequence == 2);
    REQUIRE(taken[0].events.size() == 1);
    CHECK(taken[0].events[0].type == "subscription.activated");
    CHECK(claim(9'000).empty());
    write([&](Transaction& tx) { return tx.retry_untold(taken[0], Instant{20'000}); });
    CHECK(claim(19'999).empty());
    const auto again = claim(20'000);
    REQUIRE(again.size() == 1);
    CHECK(again[0].tries == 1);
    write([&](Transaction& tx) { return tx.finish_untold(taken[0]); });
    const auto later = claim(1'020'001);
    REQUIRE_MESSAGE(later.size() == 1, "who lost the lease finishes nothing");
    write([&](Transaction& tx) { return tx.finish_untold(later[0]); });
    CHECK(claim(100'000'000).empty());
}

STORE_CASE("an act that was not told for too long is forgotten, the oldest first") {
    add_customer();
    for (const std::int64_t at : {7'000, 5'000, 9'000}) {
        Event loud = activated();
        loud.at = Instant{at};
        write([&](Transaction& tx) { return tx.add_event(samples::kVendor, loud); });
    }
    const auto forget = [&](std::int64_t before, int limit) {
        return *transact(store(), [&](Transaction& tx) { return tx.forget_untold(Instant{before}, limit); });
    };
    CHECK(forget(5'000, 10) == 0);
    CHECK(forget(9'000, 1) == 1);
    CHECK(forget(9'000, 10) == 1);
    const auto left = *transact(store(), [&](Transaction& tx) { return tx.claim_untold(Instant{10'000}, 1, 10); });
    REQUIRE(left.size() == 1);
    CHECK(left[0].sequence == 3);
}

STORE_CASE("a mail is kept with every field, once for what it is about") {
    add_customer();
    const Mail kept = mail_about("evt_1-1/started/ana");
    const auto add = [&](const Mail& mail) {
        return *transact(store(), [&](Transaction& tx) { return tx.add_mail(samples::kVendor, mail); });
    };
    CHECK(add(kept));
    CHECK_FALSE(add(mail_about(kept.about, "mail_2")));
    CHECK(add(mail_about("evt_1-1/started/bo", "mail_3")));
    const auto mails =
        read([](Transaction& tx) { return tx.list_mails(samples::kVendor, samples::kCustomer, {.limit = 10}); });
    REQUIRE(mails.size() == 2);
    CHECK(mails[0].id.str() == "mail_3");
    const Mail& found = mails[1];
    CHECK(found.id == kept.id);
    CHECK(found.vendor == samples::kVendor);
    CHECK(found.customer == kept.customer);
    CHECK(found.about == kept.about);
    CHECK(found.template_name == kept.template_name);
    CHECK(found.language == kept.language);
    CHECK(found.email == kept.email);
    CHECK(found.name == kept.name);
    CHECK(found.fields == kept.fields);
    CHECK(found.created_at == kept.created_at);
    CHECK(found.expires_at == kept.expires_at);
    CHECK(found.state == MailState::kWaiting);
    CHECK(found.tries == 0);
    CHECK(read([](Transaction& tx) {
              return tx.list_mails(samples::kVendor, {}, {.after = "mail_3", .limit = 10});
          }).size() == 1);
}

STORE_CASE("a mail goes back when its transaction does") {
    add_customer();
    CHECK(refusal([](Transaction& tx) -> Result<void> {
              TRY(tx.add_mail(samples::kVendor, mail_about("a")));
              return fail(ErrorCode::kNotFound);
          }) == ErrorCode::kNotFound);
    CHECK(read([](Transaction& tx) { return tx.mail_figures(); }).waiting == 0);
}

STORE_CASE("a mail is taken once while its lease lasts, and forgets what it said when it was sent") {
    add_customer();
    Mail to_staff = mail_about("staff", "mail_2");
    to_staff.customer = {};
    write([&](Transaction& tx) -> Result<void> {
        TRY(tx.add_mail(samples::kVendor, mail_about("a")));
        TRY(tx.add_mail(samples::kVendor, to_staff));
        return {};
    });
    const auto claim = [&](std::int64_t now, int limit = 10) {
        return *transact(store(), [&](Transaction& tx) { return tx.claim_mails(Instant{now}, 1, limit); });
    };
    const auto taken = claim(8'000);
    REQUIRE(taken.size() == 2);
    CHECK(taken[1].customer.empty());
    CHECK(claim(9'000).empty());
    const auto figures = [&] { return read([](Transaction& tx) { return tx.mail_figures(); }); };
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.finish_mail(taken[0], {}, Instant{9'000}));
        return tx.retry_mail(taken[1], Instant{50'000}, "451 later");
    });
    CHECK(figures().waiting == 1);
    CHECK(figures().failing == 1);
    write([&](Transaction& tx) { return tx.retry_mail(taken[0], Instant{1}, "sent already"); });
    CHECK(claim(49'999).empty());
    const auto again = claim(50'000);
    REQUIRE(again.size() == 1);
    CHECK(again[0].tries == 1);
    CHECK(again[0].why == "451 later");
    write([&](Transaction& tx) { return tx.put_mail_off(again[0], Instant{60'000}); });
    const auto third = claim(60'000);
    REQUIRE(third.size() == 1);
    CHECK(third[0].tries == 1);
    write([&](Transaction& tx) {
        return tx.finish_mail(third[0], {MailState::kRefused, "550 unknown", true}, Instant{61'000});
    });
    CHECK(figures().waiting == 0);
    CHECK(figures().refused == 1);
    const auto mails = read([](Transaction& tx) { return tx.list_mails(samples::kVendor, {}, {.limit = 10}); });
    REQUIRE(mails.size() == 2);
    CHECK(mails[1].state == MailState::kSent);
    CHECK(mails[1].fields.empty());
    CHECK(mails[0].state == MailState::kRefused);
    CHECK(mails[0].fields.size() == 2);
    CHECK(refusal([&](Transaction& tx) {
              return tx.revive_mail(samples::kVendor, taken[0].id, Instant{70'000}, Instant{80'000});
          }) == ErrorCode::kNotFound);
    write([&](Transaction& tx) {
        return tx.revive_mail(samples::kVendor, to_staff.id, Instant{70'000}, Instant{80'000});
    });
    CHECK(claim(70'000).size() == 1);
}
