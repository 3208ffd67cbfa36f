// Writes JSON text without building a tree first: packing is on the way of every renewal.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace settle::store {

/// Appends to a text of the caller's. Commas are its business, nesting is the caller's.
class JsonText {
public:
    explicit JsonText(std::string& out) : out_(out) {}

    void open_object() { open('{'); }
    void open_array() { open('['); }
    void close_object() { out_ += '}'; }
    void close_array() { out_ += ']'; }
    void key(std::string_view name) {
        text(name);
        out_ += ':';
    }
    void text(std::string_view value);
    void number(std::int64_t value) {
        separate();
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        out_.append(digits, end);
    }
    void yes() {
        separate();
        out_ += "true";
    }

    /// A field that is left out when it is empty.
    void put(std::string_view name, std::string_view value) {
        if (!value.empty()) put_always(name, value);
    }
    void put_always(std::string_view name, std::string_view value) {
        key(name);
        text(value);
    }
    void put(std::string_view name, std::int64_t value) {
        key(name);
        number(value);
    }

private:
    void open(char bracket) {
        separate();
        out_ += bracket;
    }
    void separate() {
        if (out_.empty()) return;
        const char last = out_.back();
        if (last != '{' && last != '[' && last != ':') out_ += ',';
    }

    std::string& out_;
};

}  // namespace settle::store
