#include <charconv>

#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"
#include "adapters/store/slice.h"

namespace settle::store {
namespace {

/// The words of a text, one after the other.
class Words {
public:
    explicit Words(std::string_view text) : rest_(text) {}
    bool at_end() const { return rest_.empty(); }
    std::string_view next() {
        const std::size_t end = std::min(rest_.find(' '), rest_.size());
        const std::string_view word = rest_.substr(0, end);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        return word;
    }
    std::int64_t next_number() {
        const std::string_view word = next();
        std::int64_t number = 0;
        std::from_chars(word.data(), word.data() + word.size(), number);
        return number;
    }

private:
    std::string_view rest_;
};

Customer read_customer_of(Row& row, const CustomerId& id) {
    return Customer{
        .id = id,
        .vendor = row.text("vendor"),
        .version = row.integer("customer_version"),
        .name = row.text("name"),
        .language = row.text("language"),
        .time_zone = row.text("time_zone"),
        .billing = row.keep("billing", unpack_billing(row.view("billing")), BillingInformation{}),
        .created_at = row.instant("created_at"),
    };
}

Quantities read_assigned(Row& row) {
    Quantities assigned;
    Words words(row.view("assigned"));
    while (!words.at_end()) {
        const Code item = row.keep("assigned", Code::parse(words.next()), Code());
        assigned.set(item, words.next_number());
    }
    return assigned;
}

SliceCase read_case(Row& row) {
    Subscription subscription = read_subscription(row);
    const Date due_on = row.day("due_on");
    const int billed_today = row.small("billed_today");
    const CustomerId customer = subscription.customer;
    SliceCase found{.due = {.customer = read_customer_of(row, customer),
                            .subscription = std::move(subscription),
                            .assigned = {},
                            .default_method = {}},
                    .place = {due_on, customer},
                    .billing_version = row.integer("billing_version"),
                    .next_sequence = 1,
                    .last_hash = {}};
    if (!row.is_null("method"))
        found.due.default_method =
            PaymentMethod{.id = row.id<PaymentMethodId>("method"),
                          .customer = customer,
                          .details = row.keep("details", unpack_method_details(row.view("details")), MethodDetails{}),
                          .is_default = true};
    found.due.assigned = read_assigned(row);
    found.due.billed_today = billed_today;
    if (!row.is_null("chain_end")) {
        Words end(row.view("chain_end"));
        found.next_sequence = end.next_number();
        found.last_hash = end.next();
    }
    return found;
}

}  // namespace

Result<std::vector<SliceCase>> read_slice(Driver& db, const DueScope& scope, const DuePlace& after, int limit) {
    auto cases = TRY(db.all(sql::due::list,
                            {{"run_day", scope.run_day},
                             {"vendor", scope.vendor},
                             {"day", scope.until},
                             {"after_day", after.due_on},
                             {"after_customer", after.customer},
                             {"limit", limit}},
                            read_case));
    SqlTransaction tx(db);
    for (SliceCase& found : cases)  // Seldom: what is owed is read like anywhere else.
        if (found.due.subscription.past_due)
            found.due.owed = TRY(tx.load_due_case(scope.vendor, found.place.customer, scope.run_day)).owed;
    return cases;
}

}  // namespace settle::store
