// What every handler works with: the request, who sent it, and the ways to answer.
#pragma once

#include "app/context.h"
#include "base/http_message.h"
#include "http/door.h"
#include "http/metrics.h"
#include "http/query.h"
#include "http/router.h"
#include "wire/json.h"

namespace settle::http {

/// An answer before it is written: the JSON body may be missing (204) or plain text (`text`).
struct Reply {
    int status = 200;
    std::optional<wire::JsonValue> body = std::nullopt;
    Headers headers = {};
    std::string text = {};
    std::string content_type = "application/json";
};

/// One request to one operation, by somebody who was recognised.
class Call {
public:
    Call(Services& services, Metrics& metrics, const RoutedRequest& routed, Visitor visitor);

    Services& services() const { return services_; }
    Metrics& metrics() const { return metrics_; }
    const Visitor& visitor() const { return visitor_; }
    const HttpRequest& request() const { return routed_.request; }
    const Context& context() const { return context_; }
    wire::Audience audience() const { return {*visitor_.catalog, context_.caller.language}; }
    /// The same, knowing the numbers of the invoices that credits among `lines` give back.
    Result<wire::Audience> audience_for(const std::vector<Line>& lines) const;
    /// The currency the vendor sells in.
    Currency currency() const { return visitor_.catalog->currencies.front(); }
    /// From now on the key counts for what the use case makes.
    void set_once(OnceKey key) { context_.caller.once = std::move(key); }

    /// Fails with body_malformed, body_too_large.
    Result<wire::JsonValue> body() const;
    /// The ids of the address. What cannot be an id of that kind does not exist: fails with …_not_found.
    Result<CustomerId> customer() const;
    Result<ChangeId> change() const;
    Result<RequestId> request_id() const;
    Result<InvoiceId> invoice() const;
    Result<MemberId> member() const;
    Result<SeatId> seat() const;
    Result<InvitationId> invitation() const;
    Result<PaymentAttemptId> payment() const;
    const std::string& param(std::string_view name) const { return routed_.param(name); }

    /// A text of the query, of at most `max` characters; empty when left out. Fails with query_invalid.
    Result<std::string> query_text(std::string_view name, std::size_t max) const;
    /// The same with spaces and letters of every language.
    Result<std::string> query_words(std::string_view name, std::size_t max) const;
    /// A whole number of the query. Fails with query_invalid.
    Result<std::int64_t> query_integer(std::string_view name, std::int64_t min, std::int64_t max,
                                       std::int64_t otherwise) const;
    /// `after` and `limit`, with one more row than was asked for, so that the end is seen.
    Result<Page> page() const;

    /// The version of If-Match. Fails with version_stale when it is none that we ever gave.
    Result<std::optional<std::int64_t>> version_seen() const;
    /// The same; fails with version_required without the header.
    Result<std::int64_t> required_version() const;

    /// The error in the reader's language, with further members of the problem document.
    HttpResponse problem(const Error& error, wire::JsonObject extras = {}) const;

private:
    Services& services_;
    Metrics& metrics_;
    const RoutedRequest& routed_;
    Visitor visitor_;
    Context context_;
};

using Answer = Result<Reply>;

/// Fails with body_malformed (also what does not say that it is JSON), body_too_large.
Result<wire::JsonValue> json_body(const HttpRequest& request);

/// A problem that the operation describes itself, with members of its own.
Reply reply_problem(HttpResponse problem);
Reply reply(wire::JsonValue body);
Reply reply(wire::JsonValue body, std::int64_t version);
Reply created(wire::JsonValue body);
Reply no_content();
/// {"data": […]}
Reply reply_list(wire::JsonArray data);
/// {"data": […], "next": …} from rows that page() asked for; `write` makes JSON of one, `id_of` says where the next
/// page begins.
template <class Row, class Write, class IdOf>
Reply reply_page(std::vector<Row> rows, const Page& page, Write write, IdOf id_of) {
    const auto limit = static_cast<std::size_t>(page.limit - 1);
    const bool more = rows.size() > limit;
    if (more) rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(limit), rows.end());
    wire::JsonArray data;
    for (const Row& row : rows) data.push_back(write(row));
    wire::JsonObject body{{"data", std::move(data)}, {"next", nullptr}};
    if (more) body["next"] = id_of(rows.back());
    return reply(std::move(body));
}
template <class Row, class Write>
Reply reply_page(std::vector<Row> rows, const Page& page, Write write) {
    return reply_page(std::move(rows), page, std::move(write), [](const Row& row) { return row.id.str(); });
}

}  // namespace settle::http
