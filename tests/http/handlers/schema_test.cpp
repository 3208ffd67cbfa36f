#include "tests/http/handlers/schema.h"

#include <doctest/doctest.h>

#include <regex>
#include <set>

namespace settle::http_test {
namespace {

namespace json = boost::json;
using Members = std::set<std::string>;

class Checker {
public:
    explicit Checker(const json::value& contract) : contract_(contract) {}

    std::vector<std::string> problems;

    void check(const json::value& value, const json::value& schema_or_ref, const std::string& path) {
        const json::object& schema = resolve(schema_or_ref);
        Members named;
        check_shape(value, schema, path, named);
        if (value.is_object() && !is_free(schema))
            for (const auto& member : value.get_object())
                if (!named.contains(std::string(member.key())))
                    tell(path, "has an unnamed member " + std::string(member.key()));
    }

private:
    const json::object& resolve(const json::value& schema) const {
        const json::object* object = &schema.as_object();
        while (const auto* ref = object->if_contains("$ref"))
            object = &contract_.at_pointer(std::string(ref->as_string().c_str()).substr(1)).as_object();
        return *object;
    }

    static bool is_free(const json::object& schema) {
        if (schema.contains("additionalProperties") && !schema.at("additionalProperties").is_bool()) return true;
        return !schema.contains("properties") && !schema.contains("allOf") && !schema.contains("anyOf");
    }

    void tell(const std::string& path, const std::string& what) { problems.push_back(path + " " + what); }

    void check_shape(const json::value& value, const json::object& schema, const std::string& path, Members& named) {
        if (const auto* all = schema.if_contains("allOf"))
            for (const auto& part : all->as_array()) check_shape(value, resolve(part), path, named);
        if (const auto* any = schema.if_contains("anyOf")) return check_any(value, any->as_array(), path, named);
        if (const auto* type = schema.if_contains("type"); type != nullptr && !has_type(value, *type))
            return tell(path, "is " + json::serialize(value) + ", not " + json::serialize(*type));
        if (const auto* values = schema.if_contains("enum"))
            if (std::ranges::find(values->as_array(), value) == values->as_array().end())
                tell(path, "is none of " + json::serialize(*values));
        if (value.is_string()) check_pattern(value.get_string().c_str(), schema, path);
        if (value.is_array()) check_items(value.get_array(), schema, path);
        if (value.is_object()) check_members(value.get_object(), schema, path, named);
    }

    void check_any(const json::value& value, const json::array& choices, const std::string& path, Members& named) {
        std::vector<std::string> kept = std::move(problems);
        std::vector<std::string> last;
        for (const auto& choice : choices) {
            problems.clear();
            Members names;
            check_shape(value, resolve(choice), path, names);
            if (problems.empty()) {
                problems = std::move(kept);
                named.merge(names);
                return;
            }
            last = std::move(problems);
        }
        problems = std::move(kept);
        problems.insert(problems.end(), last.begin(), last.end());
    }

    static bool has_type(const json::value& value, const json::value& type) {
        if (type.is_array())
            return std::ranges::any_of(type.as_array(), [&](const json::value& each) { return has_type(value, each); });
        const std::string name = type.as_string().c_str();
        if (name == "null") return value.is_null();
        if (name == "string") return value.is_string();
        if (name == "integer") return value.is_int64();
        if (name == "boolean") return value.is_bool();
        if (name == "array") return value.is_array();
        return value.is_object();
    }

    void check_pattern(const std::string& text, const json::object& schema, const std::string& path) {
        const auto* pattern = schema.if_contains("pattern");
        if (pattern != nullptr && !std::regex_match(text, std::regex(pattern->as_string().c_str())))
            tell(path, "does not look right: " + text);
    }

    void check_items(const json::array& array, const json::object& schema, const std::string& path) {
        if (const auto* items = schema.if_contains("items"))
            for (std::size_t i = 0; i < array.size(); ++i) check(array[i], *items, path + "/" + std::to_string(i));
        if (const auto* min = schema.if_contains("minItems"))
            if (static_cast<std::int64_t>(array.size()) < min->as_int64()) tell(path, "is too short");
        if (const auto* max = schema.if_contains("maxItems"))
            if (static_cast<std::int64_t>(array.size()) > max->as_int64()) tell(path, "is too long");
    }

    void check_members(const json::object& object, const json::object& schema, const std::string& path,
                       Members& named) {
        if (const auto* required = schema.if_contains("required"))
            for (const auto& name : required->as_array())
                if (!object.contains(name.as_string())) tell(path, "lacks " + std::string(name.as_string().c_str()));
        const auto* properties = schema.if_contains("properties");
        const auto* others = schema.if_contains("additionalProperties");
        for (const auto& member : object) {
            const std::string name(member.key());
            const auto* known = properties == nullptr ? nullptr : properties->as_object().if_contains(member.key());
            if (known != nullptr) {
                named.insert(name);
                check(member.value(), *known, path + "/" + name);
            } else if (others != nullptr && others->is_object()) {
                check(member.value(), *others, path + "/" + name);
            }
        }
    }

    const json::value& contract_;
};

const json::object& resolved(const json::value& contract, const json::value& response) {
    const auto* ref = response.as_object().if_contains("$ref");
    if (ref == nullptr) return response.as_object();
    return contract.at_pointer(std::string(ref->as_string().c_str()).substr(1)).as_object();
}

}  // namespace

std::vector<std::string> broken_promises(const json::value& contract, const std::string& method,
                                         const std::string& pattern, int status, const std::string& content_type,
                                         const std::string& body) {
    std::string lower = method == "HEAD" ? "GET" : method;
    for (char& c : lower) c = static_cast<char>(c | 0x20);
    const json::object& responses = contract.at("paths").at(pattern).at(lower).at("responses").as_object();
    const auto* named = responses.if_contains(std::to_string(status));
    if (named == nullptr && status < 400) return {"status " + std::to_string(status) + " is not promised"};
    if (named == nullptr) named = responses.if_contains("default");
    if (named == nullptr) return {"status " + std::to_string(status) + " is not promised"};
    const json::object& response = resolved(contract, *named);
    const auto* content = response.if_contains("content");
    if (content == nullptr)
        return body.empty() ? std::vector<std::string>() : std::vector<std::string>{"a body nobody promised"};
    const std::string type = content_type.substr(0, content_type.find(';'));
    const auto* media = content->as_object().if_contains(type);
    if (media == nullptr) return {"content type " + type + " is not promised for " + std::to_string(status)};
    if (type != "application/json" && type != "application/problem+json") return {};
    json::error_code failure;
    const json::value value = json::parse(body, failure);
    if (failure) return {"the body is not JSON"};
    Checker checker(contract);
    checker.check(value, media->at("schema"), "");
    return std::move(checker.problems);
}

TEST_CASE("the checker sees what breaks a contract") {
    const json::value contract =
        json::parse(R"({"paths":{"/x":{"get":{"responses":{"200":{"content":{"application/json":{"schema":
        {"type":"object","required":["a"],"properties":{"a":{"type":["string","null"],"enum":["x",null]},
         "b":{"anyOf":[{"$ref":"#/s"},{"type":"null"}]}}}}}}}}}},
         "s":{"type":"object","properties":{"c":{"type":"integer"}}}})");
    const auto count = [&](const std::string& body) {
        return broken_promises(contract, "GET", "/x", 200, "application/json", body).size();
    };
    CHECK(count(R"({"a":"x"})") == 0);
    CHECK(count(R"({"a":null,"b":{"c":1}})") == 0);
    CHECK(count(R"({"a":null,"b":null})") == 0);
    CHECK(count(R"({})") == 1);
    CHECK(count(R"({"a":"y"})") == 1);
    CHECK(count(R"({"a":"x","b":{"c":"1"}})") >= 1);
    CHECK(count(R"({"a":"x","d":1})") == 1);
    CHECK(broken_promises(contract, "GET", "/x", 201, "application/json", "{}").size() == 1);
}

}  // namespace settle::http_test
