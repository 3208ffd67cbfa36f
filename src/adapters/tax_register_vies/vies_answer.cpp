#include "adapters/tax_register_vies/vies_answer.h"

#include <boost/json.hpp>

namespace settle::vies {
namespace {

namespace json = boost::json;
using Verdict = RegisterAnswer::Verdict;

constexpr std::string_view kRegister = "VIES";
constexpr std::string_view kPrefixes[] = {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES",
                                          "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT",
                                          "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI"};
// The service's own codes are short; what is not one of them is not repeated.
constexpr std::size_t kCodeLengthMax = 40;

std::string text_in(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_string()) return {};
    std::string text(value->as_string().data(), value->as_string().size());
    return text == "---" ? std::string() : text;
}

std::string code_in(const json::object& object, std::string_view key) {
    std::string code = text_in(object, key);
    const bool is_code = !code.empty() && code.size() <= kCodeLengthMax && std::ranges::all_of(code, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
    return is_code ? code : std::string();
}

/// The error that an answer tells of, in whichever way; empty when it tells of none.
std::string error_in(const json::object& object) {
    if (const json::value* wrappers = object.if_contains("errorWrappers"); wrappers != nullptr && wrappers->is_array())
        for (const json::value& wrapper : wrappers->as_array())
            if (wrapper.is_object())
                if (std::string code = code_in(wrapper.as_object(), "error"); !code.empty()) return code;
    // VALID and INVALID stand here too, and are no errors.
    const std::string code = code_in(object, "userError");
    return code == "VALID" || code == "INVALID" ? std::string() : code;
}

bool is_about_the_number(std::string_view code) { return code == "INVALID_INPUT"; }

}  // namespace

bool knows_prefix(std::string_view prefix) { return std::ranges::find(kPrefixes, prefix) != std::end(kPrefixes); }

std::string question_of(std::string_view number, std::string_view requester) {
    json::object question{{"countryCode", number.substr(0, 2)}, {"vatNumber", number.substr(2)}};
    if (!requester.empty()) {
        question["requesterMemberStateCode"] = requester.substr(0, 2);
        question["requesterNumber"] = requester.substr(2);
    }
    return json::serialize(question);
}

RegisterAnswer no_answer(std::string problem) {
    RegisterAnswer answer;
    answer.register_name = kRegister;
    answer.problem = std::move(problem);
    return answer;
}

RegisterAnswer meaning_of(int status, std::string body) {
    boost::system::error_code malformed;
    const json::value parsed = json::parse(body, malformed);
    RegisterAnswer answer = no_answer({});
    answer.raw = std::move(body);
    if (malformed || !parsed.is_object()) {
        answer.problem = fmt::format("HTTP_{}", status);
        return answer;
    }
    const json::object& object = parsed.as_object();
    if (const std::string error = error_in(object); !error.empty()) {
        if (is_about_the_number(error)) answer.verdict = Verdict::kRefused;
        else answer.problem = error;
        return answer;
    }
    const json::value* valid = object.if_contains("valid");
    if (status != 200 || valid == nullptr || !valid->is_bool()) {
        answer.problem = fmt::format("HTTP_{}", status);
        return answer;
    }
    answer.consultation_number = text_in(object, "requestIdentifier");
    answer.verdict = valid->as_bool() ? Verdict::kConfirmed : Verdict::kRefused;
    if (!valid->as_bool()) return answer;
    answer.company = text_in(object, "name");
    answer.address = text_in(object, "address");
    return answer;
}

}  // namespace settle::vies
