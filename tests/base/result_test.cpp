#include "base/result.h"

#include <doctest/doctest.h>

#include <set>

using namespace settle;

namespace {

/// The names between braces: {"value", "prefix"}.
std::set<std::string> params_of(std::string_view pattern) {
    std::set<std::string> names;
    for (auto at = pattern.find('{'); at != std::string_view::npos; at = pattern.find('{', at + 1)) {
        const auto end = pattern.find('}', at);
        REQUIRE(end != std::string_view::npos);
        names.emplace(pattern.substr(at + 1, end - at - 1));
    }
    return names;
}

Result<int> doubled(Result<int> input) {
    const int value = TRY(std::move(input));
    return value * 2;
}

Result<void> checked(Result<void> input) {
    TRY_VOID(std::move(input));
    return {};
}

}  // namespace

TEST_CASE("every error has a text in both languages, with the same params") {
    std::set<std::string_view> names;
    REQUIRE(all_error_codes().size() > 10);
    for (const ErrorCode code : all_error_codes()) {
        CAPTURE(name_of(code));
        CHECK(names.insert(name_of(code)).second);
        const std::string_view english = pattern_of(code, "en");
        const std::string_view french = pattern_of(code, "fr");
        CHECK_FALSE(english.empty());
        CHECK_FALSE(french.empty());
        CHECK(english != french);
        CHECK(params_of(english) == params_of(french));
    }
}

TEST_CASE("every error has a status that its category allows") {
    const std::map<std::string_view, std::set<int>> statuses = {
        {"invalid_argument", {400, 405, 413, 415, 422, 431}},
        {"not_found", {404, 410}},
        {"already_exists", {409, 422}},
        {"permission_denied", {401, 403}},
        {"failed_precondition", {402, 409, 412, 422, 428}},
        {"aborted", {409, 412}},
        {"unavailable", {202, 408, 429, 502, 503, 504}},
        {"internal", {500}},
    };
    for (const ErrorCode code : all_error_codes()) {
        CAPTURE(name_of(code));
        CAPTURE(category_of(code));
        CAPTURE(status_of(code));
        REQUIRE(statuses.contains(category_of(code)));
        CHECK(statuses.at(category_of(code)).contains(status_of(code)));
    }
}

TEST_CASE("the text of an error has its params filled in") {
    const Error error = Error(ErrorCode::kIdMalformed).with("value", "x{y}").with("prefix", "sub_");
    CHECK(text_of(error, "en") == "“x{y}” is not an id that starts with sub_.");
    CHECK(text_of(error, "fr") == "« x{y} » n’est pas un identifiant commençant par sub_.");
    CHECK(text_of(error, "de") == text_of(error, "en"));
    CHECK(text_of(Error(ErrorCode::kIdMalformed), "en") == "“” is not an id that starts with .");
}

TEST_CASE("the first error ends a function and reaches its caller whole") {
    CHECK(doubled(21) == 42);
    const auto failed = doubled(fail(Error(ErrorCode::kFieldRequired, "company", "debug").with("max", "3")));
    REQUIRE_FALSE(failed.has_value());
    CHECK(failed.error().code == ErrorCode::kFieldRequired);
    CHECK(failed.error().field == "company");
    CHECK(failed.error().detail == "debug");
    CHECK(failed.error().params.size() == 1);
    CHECK(checked({}).has_value());
    CHECK(checked(fail(ErrorCode::kFieldRequired)).error().code == ErrorCode::kFieldRequired);
}
