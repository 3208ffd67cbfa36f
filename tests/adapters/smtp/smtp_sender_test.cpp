// Mails to a server that takes them, refuses them, hangs up or says nothing.
#include "adapters/smtp/smtp_sender.h"

#include <doctest/doctest.h>

#include "tests/adapters/smtp/scripted_server.h"

using namespace settle;
using smtp_test::ScriptedServer;

namespace {

MailMessage message(const std::string& to = "ana@example.com") {
    return {.id = "mail_1",
            .from_name = "Ruche, SA",
            .reply_to = "help@vendor.example",
            .to_email = to,
            .to_name = "Ana Ruïz",
            .at = Instant{},
            .subject = "Hello\r\nBcc: all@example.com",
            .text = "Bonjour é\n.\nQUIT\n",
            .html = "<p>Bonjour é</p>\n"};
}

SmtpOptions options(const ScriptedServer& server) {
    return {.server = server.url(),
            .tls = SmtpTls::kNone,
            .user = {},
            .password = {},
            .from = "billing@settle.example",
            .ca_file = {},
            .connect_timeout = std::chrono::milliseconds(1'000),
            .timeout = std::chrono::milliseconds(2'000)};
}

/// The code of what sending ends with when the server answers lines that begin with `line` so.
ErrorCode outcome_of(const std::string& line, const std::string& answer) {
    const ScriptedServer server(
        [&](const std::string& said) { return said.starts_with(line) ? answer : ScriptedServer::good(said); });
    const auto outcome = make_smtp_sender(options(server))->send(message());
    REQUIRE_FALSE(outcome.has_value());
    CHECK_FALSE(outcome.error().detail.empty());
    return outcome.error().code;
}

}  // namespace

TEST_CASE("a mail has one recipient, its headers, and both forms") {
    const ScriptedServer server(ScriptedServer::good);
    const auto sender = make_smtp_sender(options(server));
    const auto outcome = sender->send(message());
    REQUIRE_MESSAGE(outcome.has_value(), outcome.error().detail);
    const auto lines = server.lines();
    const auto has = [&](const std::string& line) { return std::ranges::find(lines, line) != lines.end(); };
    CHECK(has("MAIL FROM:<billing@settle.example>"));
    CHECK(std::ranges::count_if(lines, [](const std::string& line) { return line.starts_with("RCPT"); }) == 1);
    CHECK(has("RCPT TO:<ana@example.com>"));
    CHECK(has("Date: Thu, 01 Jan 1970 00:00:00 +0000"));
    CHECK(has("Message-ID: <mail_1@settle.example>"));
    CHECK(has("From: \"Ruche, SA\" <billing@settle.example>"));
    CHECK(has("To: =?UTF-8?B?QW5hIFJ1w696?="));
    CHECK(has(" <ana@example.com>"));
    CHECK(has("Reply-To: \"Ruche, SA\" <help@vendor.example>"));
    CHECK(has("Subject: Hello Bcc: all@example.com"));
    CHECK(has("Content-Type: text/plain; charset=utf-8"));
    CHECK(has("Content-Type: text/html; charset=utf-8"));
    CHECK(has("Bonjour =C3=A9"));
    CHECK(std::ranges::count_if(lines, [](const std::string& line) {
              return line.starts_with("Content-Type: multipart/alternative; boundary=");
          }) == 1);
    CHECK_FALSE(std::ranges::any_of(lines, [](const std::string& line) { return line.starts_with("Bcc"); }));
    // A dot alone in the text ended nothing.
    CHECK(std::ranges::count(lines, ".") == 1);
}

TEST_CASE("files go behind both forms, byte by byte") {
    const ScriptedServer server(ScriptedServer::good);
    MailMessage mail = message();
    std::string bytes;
    for (int i = 0; i < 1'000; ++i) bytes += static_cast<char>(i);
    mail.attachments = {{"2026-0042.pdf", "application/pdf", bytes}};
    const auto outcome = make_smtp_sender(options(server))->send(mail);
    REQUIRE_MESSAGE(outcome.has_value(), outcome.error().detail);
    const auto lines = server.lines();
    const auto place_of = [&](std::string_view start) {
        return std::ranges::find_if(lines, [&](const std::string& line) { return line.starts_with(start); }) -
               lines.begin();
    };
    const std::ptrdiff_t mixed = place_of("Content-Type: multipart/mixed; boundary=");
    const std::ptrdiff_t forms = place_of("Content-Type: multipart/alternative; boundary=");
    const std::ptrdiff_t html = place_of("Content-Type: text/html; charset=utf-8");
    const std::ptrdiff_t file = place_of("Content-Type: application/pdf");
    CHECK(mixed < forms);
    CHECK(forms < html);
    CHECK(html < file);
    REQUIRE(file < std::ssize(lines));
    CHECK(place_of("Content-Disposition: attachment; filename=\"2026-0042.pdf\"") < std::ssize(lines));
    std::string encoded;
    for (const std::string& line : lines)
        if (line.size() > 60 && line.find_first_of(" :=;-") == std::string::npos) encoded += line;
    CHECK(encoded.starts_with("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g"));
    CHECK(encoded.size() >= 1'330 - 76);
}

TEST_CASE("the connection is kept for the next mail") {
    const ScriptedServer server(ScriptedServer::good);
    const auto sender = make_smtp_sender(options(server));
    for (int i = 0; i < 3; ++i) REQUIRE(sender->send(message()).has_value());
    CHECK(server.connections() == 1);
}

TEST_CASE("what is said of the recipient or the text is about this mail") {
    CHECK(outcome_of("RCPT", "550 5.1.1 no such user") == ErrorCode::kMailRefused);
    CHECK(outcome_of("RCPT", "450 4.2.1 greylisted") == ErrorCode::kMailDelayed);
    CHECK(outcome_of("DATA", "554 no") == ErrorCode::kMailRefused);
    CHECK(outcome_of("DATA", "451 later") == ErrorCode::kMailDelayed);
    CHECK(outcome_of(".", "552 too large") == ErrorCode::kMailRefused);
    CHECK(outcome_of(".", "452 full") == ErrorCode::kMailDelayed);
}

TEST_CASE("the rest is about us, and every mail waits") {
    CHECK(outcome_of("MAIL", "550 sender unknown") == ErrorCode::kMailUnavailable);
    CHECK(outcome_of("RCPT", "421 closing") == ErrorCode::kMailUnavailable);
    // The older greeting is tried too.
    const ScriptedServer closed([](const std::string& line) {
        return line.substr(1).starts_with("HLO") || line.starts_with("HELO") ? "554 not you"
                                                                             : ScriptedServer::good(line);
    });
    CHECK(make_smtp_sender(options(closed))->send(message()).error().code == ErrorCode::kMailUnavailable);
    CHECK(outcome_of("RCPT", "") == ErrorCode::kMailUnavailable);
    CHECK(outcome_of(".", "") == ErrorCode::kMailUnavailable);
    CHECK(outcome_of("RCPT", "…") == ErrorCode::kMailUnavailable);
    CHECK(outcome_of(".", "…") == ErrorCode::kMailUnavailable);
}

TEST_CASE("the reason is what the server said, and a mail after an error is a new conversation") {
    int said = 0;
    const ScriptedServer server([&](const std::string& line) {
        return line.starts_with("RCPT") && said++ == 0 ? std::string("550 5.1.1 no such user")
                                                       : ScriptedServer::good(line);
    });
    const auto sender = make_smtp_sender(options(server));
    const auto refused = sender->send(message());
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().detail.find("550 5.1.1 no such user") != std::string::npos);
    CHECK(sender->send(message()).has_value());
}

TEST_CASE("nobody there, encryption not offered, an address that is none") {
    SmtpOptions nowhere;
    nowhere.server = "smtp://127.0.0.1:9";
    nowhere.from = "a@b.c";
    CHECK(make_smtp_sender(nowhere)->send(message()).error().code == ErrorCode::kMailUnavailable);
    const ScriptedServer server(ScriptedServer::good);
    SmtpOptions required = options(server);
    required.tls = SmtpTls::kRequired;
    CHECK(make_smtp_sender(required)->send(message()).error().code == ErrorCode::kMailUnavailable);
    const auto lines = server.lines();
    CHECK_FALSE(std::ranges::any_of(lines, [](const std::string& line) { return line.starts_with("MAIL"); }));
    CHECK(make_smtp_sender(options(server))->send(message("a@b.c> x")).error().code == ErrorCode::kMailRefused);
}
