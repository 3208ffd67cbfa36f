#include "adapters/store/customer_locks.h"

#include "adapters/store/postgres_query.h"

namespace settle::store {
namespace {

// Weak enough to let others add rows that refer to the customer, strong enough to keep a second one of us out.
constexpr std::string_view kLock = "SELECT 1 FROM customer WHERE vendor = $1 AND id = $2 FOR NO KEY UPDATE";

std::string_view text_of(const Value& value) {
    const auto* text = std::get_if<std::string_view>(&value.content());
    return text == nullptr ? std::string_view() : *text;
}

/// What the column or argument with the customer's id is called.
const char* customer_name(const sql::Query& query) { return query.name.starts_with("customer/") ? "id" : "customer"; }

}  // namespace

bool CustomerLocks::lock(Owner owner) {
    if (owner.second.empty()) return false;
    const auto [added, is_new] = locked_.insert(std::move(owner));
    if (is_new) db_.send_first(kLock, {added->first, added->second});
    return is_new;
}

bool CustomerLocks::lock_named(const sql::Query& query, Args args) {
    Owner owner;
    for (const Arg& arg : args) {
        if (arg.name == "vendor") owner.first = text_of(arg.value);
        if (arg.name == customer_name(query)) owner.second = text_of(arg.value);
    }
    const bool is_named = !owner.second.empty();
    if (is_named) lock(std::move(owner));
    return is_named;
}

bool CustomerLocks::lock_found(const sql::Query& query, const PostgresDriver::Rows& rows) {
    const auto vendor = rows.column("vendor"), customer = rows.column(customer_name(query));
    if (!vendor || !customer) return false;
    std::set<Owner> owners;  // In their order: two transactions that lock the same ones do not wait for each other.
    for (int i = 0; i < rows.size(); ++i) owners.emplace(rows.text(i, *vendor), rows.text(i, *customer));
    bool any = false;
    for (const Owner& owner : owners) any = lock(owner) || any;
    return any;
}

Result<std::int64_t> CustomerLocks::run(const sql::Query& query, Args args) {
    if (!locks_nothing(query.postgres)) lock_named(query, args);
    return db_.run(query, args);
}

Result<void> CustomerLocks::each(const sql::Query& query, Args args, const std::function<Result<void>(Row&)>& on_row) {
    const bool is_locking = !locks_nothing(query.postgres);
    const bool is_named = is_locking && lock_named(query, args);
    auto rows = TRY(db_.fetch(query, args));
    // Rows that were found before their customer was locked may have changed since.
    if (is_locking && !is_named && !number_arguments(query.postgres).writes)
        while (lock_found(query, rows)) rows = TRY(db_.fetch(query, args));
    return rows.each(on_row);
}

Result<void> CustomerLocks::all_or_nothing(const std::function<Result<void>()>& work) {
    // What is undone gives back the locks that were taken in it.
    const auto locked = locked_;
    auto outcome = db_.all_or_nothing(work);
    if (!outcome) locked_ = locked;
    return outcome;
}

}  // namespace settle::store
