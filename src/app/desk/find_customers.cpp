#include "app/desk/find_customers.h"

#include "app/change/situation.h"
#include "domain/catalog/staff_role.h"
#include "domain/change/next_period.h"
#include "domain/customer/search_words.h"
#include "ports/desk.h"

namespace settle {
namespace {

Error no_such(std::string_view name, std::string expected) {
    return Error(ErrorCode::kQueryInvalid, std::string(name))
        .with("value", std::string(name))
        .with("expected", std::move(expected));
}

Result<std::optional<SubscriptionState>> state_named(std::string_view name) {
    if (name.empty()) return std::optional<SubscriptionState>();
    std::string known;
    for (int i = 0; i <= static_cast<int>(SubscriptionState::kEnded); ++i) {
        const auto state = static_cast<SubscriptionState>(i);
        if (state == SubscriptionState::kIncomplete) continue;  // It is made of two things when it is shown.
        if (name_of(state) == name) return std::optional(state);
        known += (known.empty() ? "" : " | ") + std::string(name_of(state));
    }
    return fail(no_such("state", known));
}

Result<Code> plan_named(const Catalog& catalog, const std::string& name) {
    if (name.empty()) return Code();
    std::string known;
    for (const Plan& plan : catalog.plans) {
        if (plan.code.view() == name) return plan.code;
        known += (known.empty() ? "" : " | ") + plan.code.str();
    }
    return fail(no_such("plan", known));
}

std::optional<std::int64_t> digits(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = error == std::errc() && end == text.data() + text.size() && number > 0;
    return is_whole ? std::optional(number) : std::nullopt;
}

/// "2026-0001" or "CN-2026-0001": whose document that is; empty when it is none.
Result<CustomerId> owner_of_number(const Context& context, Transaction& tx, std::string_view text) {
    constexpr std::string_view kNote = "CN-";
    const auto kind = text.starts_with(kNote) ? InvoiceKind::kCreditNote : InvoiceKind::kInvoice;
    if (kind == InvoiceKind::kCreditNote) text.remove_prefix(kNote.size());
    if (text.size() < 6 || text[4] != '-') return CustomerId();
    const auto year = digits(text.substr(0, 4)), number = digits(text.substr(5));
    if (!year || !number) return CustomerId();
    return desk_of(tx).customer_of_document(context.vendor(), kind, static_cast<int>(*year), *number);
}

/// Whose id, or whose document's id or number it is; empty when it is none.
Result<CustomerId> meant_exactly(const Context& context, Transaction& tx, const std::string& search) {
    if (search.starts_with(CustomerId::kPrefix)) {
        const auto customer = tx.load_customer(context.vendor(), CustomerId(search));
        if (customer) return customer->id;
        if (customer.error().code != ErrorCode::kCustomerNotFound) return fail(customer.error());
    }
    if (search.starts_with(InvoiceId::kPrefix)) {
        const auto invoice = tx.load_invoice(context.vendor(), InvoiceId(search));
        if (invoice) return invoice->customer;
        if (invoice.error().code != ErrorCode::kInvoiceNotFound) return fail(invoice.error());
    }
    return owner_of_number(context, tx, search);
}

Result<ListedCustomer> listed(const Context& context, Transaction& tx, const CustomerId& id, Instant now) {
    ListedCustomer found;
    found.customer = TRY(tx.load_customer(context.vendor(), id));
    found.subscription = TRY(tx.load_subscription(context.vendor(), id));
    found.owner = TRY(tx.find_owner(context.vendor(), id));
    const auto situation = load_situation(context, tx, id, now);
    // Of whom no tax can be told nobody foresees a bill, but everybody must be found.
    if (!situation && situation.error().code == ErrorCode::kTaxRateUnknown) return found;
    if (!situation) return fail(situation.error());
    Subscription future = situation->subscription;
    if (auto bill = foresee_bill(situation->view(), future)) {
        found.next_invoice_on = bill->on;
        found.next_invoice_total = total_up(std::move(bill->lines), situation->tax, future.currency).total;
    }
    return found;
}

}  // namespace

Result<std::vector<ListedCustomer>> find_customers(const Context& context, const CustomerWish& wish, const Page& page) {
    TRY_VOID(only_staff(context, StaffRight::kReadCustomers));
    CustomerSearch search{.words = searched_words(wish.search)};
    search.state = TRY(state_named(wish.state));
    search.plan = TRY(plan_named(*TRY(context.catalog()), wish.plan));
    if (!wish.search.empty() && search.words.empty()) return fail(no_such("search", "abc"));
    const Instant now = context.with.clock.now();
    return look_up(context.with.store, [&](Transaction& tx) -> Result<std::vector<ListedCustomer>> {
        std::vector<CustomerId> ids;
        CustomerId exactly;
        if (!wish.search.empty()) exactly = TRY(meant_exactly(context, tx, wish.search));
        if (!exactly.empty()) {
            if (page.after.empty()) ids.push_back(exactly);
        } else if (search.words.empty() && !search.state && search.plan.empty()) {
            for (const Customer& customer : TRY(tx.list_customers(context.vendor(), page))) ids.push_back(customer.id);
        } else {
            ids = TRY(desk_of(tx).find_customers(context.vendor(), search, CustomerId(page.after), page.limit));
        }
        std::vector<ListedCustomer> found;
        for (const CustomerId& id : ids) found.push_back(TRY(listed(context, tx, id, now)));
        return found;
    });
}

}  // namespace settle
