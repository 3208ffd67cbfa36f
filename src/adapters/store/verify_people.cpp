#include "adapters/store/rows.h"
#include "adapters/store/verify.h"

namespace settle::store {
namespace {

/// The number paid for of what each customer has, as far as it was asked for. Nothing where the subscription is over:
/// whoever sat then sits until it begins again.
class Paid {
public:
    explicit Paid(Driver& db) : db_(db) {}
    Result<std::optional<std::int64_t>> of(const std::string& vendor, const std::string& customer, const Code& seat) {
        if (!known_ || known_->first != customer) {
            const auto subscription = TRY(
                db_.first(sql::subscription::load, {{"vendor", vendor}, {"customer", customer}}, read_subscription));
            const SubscriptionState state = subscription ? subscription->state : SubscriptionState::kNone;
            std::optional<Quantities> quantities;
            if (state != SubscriptionState::kEnded && state != SubscriptionState::kTrialEnded)
                quantities = subscription ? subscription->quantities : Quantities{};
            known_.emplace(customer, std::move(quantities));
        }
        return known_->second ? std::optional(known_->second->of(seat)) : std::nullopt;
    }

private:
    Driver& db_;
    std::optional<std::pair<std::string, std::optional<Quantities>>> known_;
};

Result<void> check_seats(Driver& db, const CustomerRange& range, std::vector<Finding>& findings) {
    struct Held {
        std::string customer;
        Code seat;
        std::int64_t held = 0, count = 0;
    };
    std::vector<Held> all;
    TRY_VOID(db.each(sql::verify::list_seats, {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
                     [&](Row& row) -> Result<void> {
                         Held held{.customer = row.text("customer"), .seat = row.code("seat")};
                         held.held = row.integer("held");
                         held.count = row.is_null("count") ? 0 : row.integer("count");
                         if (row.error()) return fail(*row.error());
                         all.push_back(std::move(held));
                         return {};
                     }));
    Paid paid(db);
    for (const Held& held : all) {
        const std::string subject = fmt::format("{}/{}", owner_of(range.vendor, held.customer), held.seat.view());
        if (held.held != held.count)
            findings.push_back({"seats", subject, fmt::format("{} hold one, {} are counted", held.held, held.count)});
        if (held.held == 0) continue;
        const auto most = TRY(paid.of(range.vendor, held.customer, held.seat));
        if (most && held.held > *most)
            findings.push_back({"seats", subject, fmt::format("{} hold one, {} are paid for", held.held, *most)});
    }
    return {};
}

}  // namespace

Result<void> verify_people(Driver& db, const CustomerRange& range, std::vector<Finding>& findings) {
    TRY_VOID(check_seats(db, range, findings));
    return db.each(sql::verify::list_owners, {{"vendor", range.vendor}, {"first", range.first}, {"last", range.last}},
                   [&](Row& row) -> Result<void> {
                       const std::string owner = owner_of(row.view("vendor"), row.view("customer"));
                       const std::int64_t owners = row.integer("owners");
                       if (owners > 1) findings.push_back({"owner", owner, fmt::format("{} are the owner", owners)});
                       if (row.integer("gone") > 0) findings.push_back({"owner", owner, "the owner has left"});
                       return {};
                   });
}

}  // namespace settle::store
