// What staff did: for those who look after them, and for the customers it was done for.
#include "http/handlers/audit.h"

#include "app/desk/audit.h"
#include "wire/audit.h"

namespace settle::http {
namespace {

Result<std::optional<Date>> day_asked(const Call& call, std::string_view name) {
    const std::string text = TRY(call.query_text(name, 10));
    if (text.empty()) return std::optional<Date>();
    return std::optional(TRY(Date::parse(text)));
}

Result<AuditWish> wish_of(const Call& call) {
    AuditWish wish;
    wish.person = TRY(call.query_text("person", 64));
    wish.customer = CustomerId(TRY(call.query_text("customer", 64)));
    wish.verb = TRY(call.query_text("verb", 64));
    wish.from = TRY(day_asked(call, "from"));
    wish.to = TRY(day_asked(call, "to"));
    wish.before = TRY(call.query_integer("before", 1, INT64_MAX, 0));
    return wish;
}

Answer list_audit(const Call& call) {
    AuditWish wish = TRY(wish_of(call));
    wish.limit = static_cast<int>(TRY(call.query_integer("limit", 1, 100, 50)));
    return reply(wire::json_of(TRY(settle::list_audit(call.context(), wish)), call.audience()));
}

Answer export_audit(const Call& call) {
    const AuditPage page = TRY(settle::export_audit(call.context(), TRY(wish_of(call))));
    Reply answer;
    answer.text = wire::csv_of(page);
    answer.content_type = "text/csv; charset=utf-8";
    answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"audit.csv\"");
    if (page.next) answer.headers.emplace_back("Settle-Next", fmt::to_string(*page.next));
    return answer;
}

Answer list_acts_of_staff(const Call& call) {
    const std::int64_t before = TRY(call.query_integer("before", 1, INT64_MAX, 0));
    const auto limit = static_cast<int>(TRY(call.query_integer("limit", 1, 100, 25)));
    const AuditPage page = TRY(settle::list_acts_of_staff(call.context(), TRY(call.customer()), before, limit));
    return reply(wire::json_for_customer(page, call.audience()));
}

}  // namespace

std::span<const Handled> audit_operations() {
    static constexpr Handled kHandled[] = {
        {"list_audit", list_audit},
        {"export_audit", export_audit},
        {"list_acts_of_staff", list_acts_of_staff},
    };
    return kHandled;
}

}  // namespace settle::http
