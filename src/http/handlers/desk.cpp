// What staff look for and look at.
#include "http/handlers/desk.h"

#include "wire/desk.h"
#include "wire/payment.h"

namespace settle::http {
namespace {

Answer list_customers(const Call& call) {
    const Page page = TRY(call.page());
    CustomerWish wish;
    wish.search = TRY(call.query_words("search", 100));
    wish.state = TRY(call.query_text("state", 20));
    wish.plan = TRY(call.query_text("plan", 64));
    const wire::Audience audience = call.audience();
    return reply_page(
        TRY(find_customers(call.context(), wish, page)), page,
        [&](const ListedCustomer& listed) { return wire::json_of(listed, audience); },
        [](const ListedCustomer& listed) { return listed.customer.id.str(); });
}

Result<std::optional<ActKind>> kind_asked(const Call& call) {
    const std::string text = TRY(call.query_text("kind", 20));
    if (text.empty()) return std::optional<ActKind>();
    std::string known;
    for (int i = 0; i <= static_cast<int>(ActKind::kCustomer); ++i) {
        if (name_of(static_cast<ActKind>(i)) == text) return std::optional(static_cast<ActKind>(i));
        known += (known.empty() ? "" : " | ") + std::string(name_of(static_cast<ActKind>(i)));
    }
    return fail(Error(ErrorCode::kQueryInvalid, "kind").with("value", "kind").with("expected", known));
}

Answer list_acts(const Call& call) {
    ActWish wish;
    wish.before = TRY(call.query_integer("before", 1, INT64_MAX, INT64_MAX));
    wish.limit = static_cast<int>(TRY(call.query_integer("limit", 1, 100, 25)));
    wish.kind = TRY(kind_asked(call));
    wish.about = TRY(call.query_text("about", 64));
    wish.sets = TRY(call.query_text("sets", 80));
    return reply(wire::json_of(TRY(settle::list_acts(call.context(), TRY(call.customer()), wish))));
}

Answer list_payments(const Call& call) {
    const CustomerId customer = TRY(call.customer());
    const Page page = TRY(call.page());
    const wire::Audience audience = call.audience();
    return reply_page(TRY(settle::list_payments(call.context(), customer, page)), page,
                      [&](const PaymentAttempt& attempt) { return wire::json_of(attempt, audience); });
}

Answer list_mails(const Call& call) {
    const CustomerId customer = TRY(call.customer());
    const Page page = TRY(call.page());
    return reply_page(TRY(settle::list_mails(call.context(), customer, page)), page,
                      [](const Mail& mail) { return wire::json_of(mail); });
}

Answer list_refused_mails(const Call& call) {
    const Page page = TRY(call.page());
    return reply_page(TRY(settle::list_refused_mails(call.context(), page)), page,
                      [](const Mail& mail) { return wire::json_of(mail); });
}

Answer retry_mail(const Call& call) {
    return reply(wire::json_of(TRY(settle::retry_mail(call.context(), MailId(call.param("mail"))))));
}

Answer list_failing_deliveries(const Call& call) {
    const auto limit = static_cast<int>(TRY(call.query_integer("limit", 1, 200, 50)));
    wire::JsonArray data;
    for (const FailingDelivery& delivery : TRY(settle::list_failing_deliveries(call.context(), limit)))
        data.push_back(wire::json_of(delivery));
    return reply_list(std::move(data));
}

Answer retry_delivery(const Call& call) {
    TRY_VOID(settle::retry_delivery(call.context(), TRY(call.customer())));
    return no_content();
}

Answer read_operations(const Call& call) { return reply(wire::json_of(TRY(settle::read_figures(call.context())))); }

Answer foresee_bill_run(const Call& call) {
    std::optional<Date> until;
    if (const std::string text = TRY(call.query_text("until", 10)); !text.empty()) until = TRY(Date::parse(text));
    return reply(wire::json_of(TRY(settle::foresee_run(call.context(), until))));
}

}  // namespace

std::span<const Handled> desk_operations() {
    static constexpr Handled kHandled[] = {
        {"list_customers", list_customers},
        {"list_acts", list_acts},
        {"list_payments", list_payments},
        {"list_mails", list_mails},
        {"list_refused_mails", list_refused_mails},
        {"retry_mail", retry_mail},
        {"list_failing_deliveries", list_failing_deliveries},
        {"retry_delivery", retry_delivery},
        {"read_operations", read_operations},
        {"foresee_bill_run", foresee_bill_run},
    };
    return kHandled;
}

}  // namespace settle::http
