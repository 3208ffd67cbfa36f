#include "http/address.h"

#include <doctest/doctest.h>

namespace settle::http {
namespace {

TEST_CASE("an address is read without what proxies write around it") {
    const std::pair<const char*, const char*> kRows[] = {
        {"192.0.2.1", "192.0.2.1"},
        {"192.0.2.1:51234", "192.0.2.1"},
        {"2001:db8::1", "2001:db8::1"},
        {"2001:DB8:0:0::1", "2001:db8::1"},
        {"[2001:db8::1]", "2001:db8::1"},
        {"[2001:db8::1]:443", "2001:db8::1"},
        {"::ffff:192.0.2.1", "192.0.2.1"},
        {"::FFFF:c000:201", "192.0.2.1"},
        {"[::ffff:192.0.2.1]:80", "192.0.2.1"},
        {"fe80::1%eth0", "fe80::1"},
        {"::1", "::1"},
    };
    for (const auto& [text, address] : kRows) CHECK_MESSAGE(address_in(text) == address, text);
}

TEST_CASE("what is no address is none") {
    for (const char* text : {"",
                             ":",
                             "192.0.2",
                             "192.0.2.256",
                             "192.0.2.01",
                             "1.2.3.4.5",
                             "192.0.2.1:",
                             "192.0.2.1:x",
                             "192.0.2.1:123456",
                             "[192.0.2.1]:80",
                             "[2001:db8::1",
                             "[2001:db8::1]443",
                             "[2001:db8::1]:",
                             "[]:80",
                             "2001:db8::1::2",
                             "unknown",
                             "_hidden",
                             "shop.example",
                             "192.0.2.1, 192.0.2.2",
                             "192.0.2.1 ",
                             "deadbeef",
                             "%eth0"})
        CHECK_MESSAGE(!address_in(text), text);
    CHECK(!address_in(std::string(5'000, '1')));
    CHECK(!address_in(std::string_view("192.0.2.1\0x", 11)));
}

TEST_CASE("whoever has an IPv6 address has its whole network, and is one caller") {
    CHECK(caller_at("2001:db8:1:2::1") == "2001:db8:1:2::/64");
    CHECK(caller_at("2001:db8:1:2:ffff:ffff:ffff:ffff") == caller_at("2001:db8:1:2::1"));
    CHECK(caller_at("2001:db8:1:3::1") != caller_at("2001:db8:1:2::1"));
    CHECK(caller_at("192.0.2.1") == "192.0.2.1");
    CHECK(caller_at("::ffff:192.0.2.1") == "192.0.2.1");
    CHECK(caller_at("192.0.2.2") != caller_at("192.0.2.1"));
    CHECK(caller_at("a socket") == "a socket");
}

}  // namespace
}  // namespace settle::http
