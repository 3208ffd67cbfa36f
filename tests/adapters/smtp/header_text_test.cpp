// What people typed, in the headers of a mail.
#include "adapters/smtp/header_text.h"

#include <doctest/doctest.h>

using namespace settle;
using namespace settle::smtp;

TEST_CASE("plain words stay as they are, others are encoded") {
    CHECK(encoded_words("Your subscription has started") == "Your subscription has started");
    CHECK(encoded_words("Échéance") == "=?UTF-8?B?w4ljaMOpYW5jZQ==?=");
    CHECK(encoded_words("a") == "a");
    CHECK(encoded_words("") == "");
    // What only looks encoded would be decoded by the reader.
    CHECK(encoded_words("=?UTF-8?B?w4k=?=") == "=?UTF-8?B?PT9VVEYtOD9CP3c0az0/PQ==?=");
}

TEST_CASE("long words are folded between characters, never inside one") {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "é";
    const std::string words = encoded_words(text);
    CHECK(words.find("\r\n =?UTF-8?B?") != std::string::npos);
    std::size_t start = 0;
    while (start < words.size()) {
        const std::size_t end = std::min(words.find("\r\n", start), words.size());
        CHECK(end - start <= 76);
        start = end + 2;
    }
    CHECK(encoded_words(std::string(200, 'x')).find("\r\n ") != std::string::npos);
}

TEST_CASE("nothing that is typed begins a header of its own") {
    const std::string typed = "Ana\r\nBcc: everybody@example.com\n\nbody\0\x7f";
    CHECK(encoded_words(typed).find_first_of("\r\n") == std::string::npos);
    CHECK(one_line(typed) == "Ana Bcc: everybody@example.com body");
    CHECK(named_address(typed, "ana@example.com") == "\"Ana Bcc: everybody@example.com body\" <ana@example.com>");
    CHECK(named_address("a\"b\\c", "x@y.z") == "\"a\\\"b\\\\c\" <x@y.z>");
    CHECK(named_address(" \t ", "x@y.z") == "<x@y.z>");
    CHECK(named_address("Zoë", "x@y.z") == "=?UTF-8?B?Wm/Dqw==?=\r\n <x@y.z>");
}

TEST_CASE("an address that would say more than an address is none") {
    for (const char* good : {"ana@example.com", "a.b+c@x.y", "anü@exämple.com", "o'neil@x.y"}) {
        CAPTURE(good);
        CHECK(is_plain_address(good));
    }
    for (const std::string& bad :
         {std::string("ana"), std::string("@x.y"), std::string("a@"), std::string("a b@x.y"), std::string("a@x.y>"),
          std::string("a@x.y, b@x.y"), std::string("a@x.y\r\nRCPT TO:<b@x.y>"), std::string("\"a\"@x.y"),
          std::string("a@[1.2.3.4]"), std::string(251, 'a') + "@x.y", std::string()}) {
        CAPTURE(bad);
        CHECK_FALSE(is_plain_address(bad));
    }
}

TEST_CASE("a moment is written as mails have it") {
    CHECK(header_date(Instant{}) == "Thu, 01 Jan 1970 00:00:00 +0000");
    CHECK(header_date(Instant{1'772'355'600'999'999}) == "Sun, 01 Mar 2026 09:00:00 +0000");
}
