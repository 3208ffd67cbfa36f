#include "http/handlers/call.h"

#include "app/change/preview_change.h"
#include "http/problem.h"
#include "wire/reader.h"
#include "wire/texts.h"

namespace settle::http {
namespace {

template <class IdType>
Result<IdType> id_or(std::string_view text, ErrorCode otherwise) {
    auto id = IdType::parse(text);
    if (!id) return fail(otherwise);
    return *std::move(id);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool is_json(std::string_view content_type) {
    constexpr std::string_view kJson = "application/json";
    std::string_view type = content_type.substr(0, content_type.find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    return std::ranges::equal(type, kJson,
                              [](char a, char b) { return a == b || (a >= 'A' && a <= 'Z' && (a | 0x20) == b); });
}

Error query_error(std::string_view name, std::string expected) {
    return Error(ErrorCode::kQueryInvalid, std::string(name))
        .with("value", std::string(name))
        .with("expected", std::move(expected));
}

}  // namespace

Call::Call(Services& services, Metrics& metrics, const RoutedRequest& routed, Visitor visitor)
    : services_(services),
      metrics_(metrics),
      routed_(routed),
      visitor_(std::move(visitor)),
      context_{services, visitor_.caller} {}

Result<wire::JsonValue> json_body(const HttpRequest& request) {
    if (!is_json(header_of(request.headers, "Content-Type")))
        return fail(Error(ErrorCode::kBodyMalformed).with("reason", "Content-Type ≠ application/json"));
    return wire::parse_json(request.body);
}

Result<wire::JsonValue> Call::body() const { return json_body(request()); }

Result<CustomerId> Call::customer() const { return id_or<CustomerId>(param("id"), ErrorCode::kCustomerNotFound); }
Result<ChangeId> Call::change() const { return id_or<ChangeId>(param("change"), ErrorCode::kChangeNotFound); }
Result<RequestId> Call::request_id() const { return id_or<RequestId>(param("request"), ErrorCode::kRequestNotFound); }
Result<InvoiceId> Call::invoice() const { return id_or<InvoiceId>(param("invoice"), ErrorCode::kInvoiceNotFound); }
Result<MemberId> Call::member() const { return id_or<MemberId>(param("member"), ErrorCode::kMemberNotFound); }
Result<SeatId> Call::seat() const { return id_or<SeatId>(param("seat"), ErrorCode::kSeatNotFound); }

Result<InvitationId> Call::invitation() const {
    return id_or<InvitationId>(param("invitation"), ErrorCode::kInvitationNotFound);
}

Result<PaymentAttemptId> Call::payment() const {
    return id_or<PaymentAttemptId>(param("payment"), ErrorCode::kPaymentNotFound);
}

Result<wire::Audience> Call::audience_for(const std::vector<Line>& lines) const {
    wire::Audience reader = audience();
    reader.numbers = TRY(numbers_of_credited(context_, lines));
    return reader;
}

Result<std::string> Call::query_text(std::string_view name, std::size_t max) const {
    const QueryParams params = parse_query(request().query);
    const auto value = params.find(name);
    if (!value) return std::string();
    const bool printable = std::ranges::all_of(*value, [](char c) { return c > ' ' && c < 127; });
    if (value->size() > max || !printable) return fail(query_error(name, fmt::format("≤ {}", max)));
    return std::string(*value);
}

Result<std::string> Call::query_words(std::string_view name, std::size_t max) const {
    const QueryParams params = parse_query(request().query);
    const auto value = params.find(name);
    if (!value) return std::string();
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 127; };
    if (value->size() > max || std::ranges::any_of(*value, is_control))
        return fail(query_error(name, fmt::format("≤ {}", max)));
    return std::string(*value);
}

Result<std::int64_t> Call::query_integer(std::string_view name, std::int64_t min, std::int64_t max,
                                         std::int64_t otherwise) const {
    const std::string text = TRY(query_text(name, 20));
    if (text.empty()) return otherwise;
    const auto value = whole_number(text);
    if (!value || *value < min || *value > max) return fail(query_error(name, fmt::format("{} … {}", min, max)));
    return *value;
}

Result<Page> Call::page() const {
    Page page;
    page.after = TRY(query_text("after", 64));
    page.limit = static_cast<int>(TRY(query_integer("limit", 1, 200, 50))) + 1;
    return page;
}

Result<std::optional<std::int64_t>> Call::version_seen() const {
    std::string_view tag = header_of(request().headers, "If-Match");
    if (tag.empty() || tag == "*") return std::optional<std::int64_t>();
    const bool quoted = tag.size() > 2 && tag.starts_with('"') && tag.ends_with('"');
    const auto version = quoted ? whole_number(tag.substr(1, tag.size() - 2)) : std::nullopt;
    if (!version) return fail(ErrorCode::kVersionStale, "If-Match");
    return version;
}

Result<std::int64_t> Call::required_version() const {
    const auto version = TRY(version_seen());
    if (!version) return fail(ErrorCode::kVersionRequired, "If-Match");
    return *version;
}

HttpResponse Call::problem(const Error& error, wire::JsonObject extras) const {
    HttpResponse response = http::problem(wire::in_words(error, audience()), context_.caller.language,
                                          header_of(request().headers, "X-Request-Id"));
    if (extras.empty()) return response;
    wire::JsonValue body = boost::json::parse(response.body);
    for (auto& member : extras) body.as_object()[member.key()] = std::move(member.value());
    response.body = wire::text_of_json(body);
    return response;
}

Reply reply_problem(HttpResponse problem) {
    return {.status = problem.status, .text = std::move(problem.body), .content_type = "application/problem+json"};
}

Reply reply(wire::JsonValue body) { return {.body = std::move(body)}; }

Reply reply(wire::JsonValue body, std::int64_t version) {
    return {.body = std::move(body), .headers = {{"ETag", fmt::format("\"{}\"", version)}}};
}

Reply created(wire::JsonValue body) { return {.status = 201, .body = std::move(body)}; }
Reply no_content() { return {.status = 204}; }
Reply reply_list(wire::JsonArray data) { return reply(wire::JsonObject{{"data", std::move(data)}}); }

}  // namespace settle::http
