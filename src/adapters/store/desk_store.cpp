#include "adapters/store/act.h"
#include "adapters/store/rows.h"
#include "adapters/store/sql_desk.h"
#include "base/ensure.h"

namespace settle::store {
namespace {

/// Behind every id and plan there is.
constexpr std::string_view kBehindAll = "\x7f";

/// Behind every text that begins with `start`.
std::string behind(const std::string& start) { return start + "\xF4\x8F\xBF\xBF"; }

CustomerId read_customer_id(Row& row) { return row.id<CustomerId>("customer"); }

FailingDelivery read_failing(Row& row) {
    return {.customer = row.id<CustomerId>("customer"),
            .customer_name = row.text("name"),
            .sequence = row.integer("sequence"),
            .tries = row.small("tries"),
            .happened_at = row.instant("at"),
            .next_try_at = row.instant("available_at")};
}

}  // namespace

Result<void> change_words(Driver& db, const VendorName& vendor, const CustomerId& customer, std::string_view source,
                          const std::vector<std::string>& before, const std::vector<std::string>& after) {
    for (const std::string& word : before)
        if (std::ranges::find(after, word) == after.end())
            TRY_VOID(db.run(sql::customer_word::remove,
                            {{"vendor", vendor}, {"customer", customer}, {"word", word}, {"source", source}}));
    for (const std::string& word : after)
        if (std::ranges::find(before, word) == before.end())
            TRY_VOID(db.run(sql::customer_word::add,
                            {{"vendor", vendor}, {"customer", customer}, {"word", word}, {"source", source}}));
    return {};
}

Result<std::vector<CustomerId>> SqlDesk::find_customers(const VendorName& vendor, const CustomerSearch& search,
                                                        const CustomerId& after, int limit) {
    if (!search.words.empty()) return find_by_words(vendor, search, after, limit);
    if (!search.plan.empty()) return find_by_plan(vendor, search, after, limit);
    ENSURE(search.state.has_value());
    return find_by_state(vendor, *search.state, after, limit);
}

Result<std::vector<CustomerId>> SqlDesk::find_by_words(const VendorName& vendor, const CustomerSearch& search,
                                                       const CustomerId& after, int limit) {
    // The longest says most; what is said beyond three is not asked about.
    std::vector<std::string> words = search.words;
    std::ranges::stable_sort(words, std::greater(), [](const std::string& word) { return word.size(); });
    words.resize(3);
    const std::string last = behind(words[0]), second_last = behind(words[1]), third_last = behind(words[2]);
    std::string after_word;
    if (!after.empty()) {
        const auto place = TRY(db_.first(sql::customer_word::first_of,
                                         {{"vendor", vendor}, {"customer", after}, {"first", words[0]}, {"last", last}},
                                         [](Row& row) { return row.text("word"); }));
        if (!place) return std::vector<CustomerId>();
        after_word = *place;
    }
    return db_.all(sql::customer_word::find,
                   {{"vendor", vendor},
                    {"first", words[0]},
                    {"last", last},
                    {"after_word", after_word},
                    {"after_customer", after},
                    {"second", words[1]},
                    {"second_last", second_last},
                    {"third", words[2]},
                    {"third_last", third_last},
                    {"state", search.state ? name_of(*search.state) : std::string_view()},
                    {"plan", search.plan},
                    {"limit", limit}},
                   read_customer_id);
}

Result<std::vector<CustomerId>> SqlDesk::find_by_plan(const VendorName& vendor, const CustomerSearch& search,
                                                      const CustomerId& after, int limit) {
    std::vector<CustomerId> found;
    auto first = SubscriptionState::kNone, last = SubscriptionState::kEnded;
    if (search.state) first = last = *search.state;
    else if (!after.empty())
        if (const auto ended_with = TRY(subscription_of(vendor, after))) first = ended_with->state;
    bool is_first = true;
    for (int state = static_cast<int>(first); state <= static_cast<int>(last); ++state) {
        const std::string_view behind_whom = is_first && !after.empty() ? after.view() : kBehindAll;
        is_first = false;
        const auto more = TRY(db_.all(sql::desk::list_of_plan,
                                      {{"vendor", vendor},
                                       {"state", name_of(static_cast<SubscriptionState>(state))},
                                       {"plan", search.plan},
                                       {"after_customer", behind_whom},
                                       {"limit", limit - static_cast<int>(found.size())}},
                                      read_customer_id));
        found.insert(found.end(), more.begin(), more.end());
        if (std::cmp_equal(found.size(), limit)) break;
    }
    return found;
}

Result<std::vector<CustomerId>> SqlDesk::find_by_state(const VendorName& vendor, SubscriptionState state,
                                                       const CustomerId& after, int limit) {
    std::string after_plan(kBehindAll), after_customer;
    if (!after.empty()) {
        const auto ended_with = TRY(subscription_of(vendor, after));
        if (!ended_with) return std::vector<CustomerId>();
        after_plan = ended_with->plan.str();
        after_customer = after.str();
    }
    return db_.all(sql::desk::list_of_state,
                   {{"vendor", vendor},
                    {"state", name_of(state)},
                    {"after_plan", after_plan},
                    {"after_customer", after_customer},
                    {"limit", limit}},
                   read_customer_id);
}

Result<std::optional<Subscription>> SqlDesk::subscription_of(const VendorName& vendor, const CustomerId& customer) {
    return db_.first(sql::subscription::load, {{"vendor", vendor}, {"customer", customer}}, read_subscription);
}

Result<CustomerId> SqlDesk::customer_of_document(const VendorName& vendor, InvoiceKind kind, int year,
                                                 std::int64_t number) {
    return TRY(db_.first(sql::desk::find_document,
                         {{"vendor", vendor}, {"kind", name_of(kind)}, {"year", year}, {"number", number}},
                         read_customer_id))
        .value_or(CustomerId());
}

Result<std::vector<ActEvents>> SqlDesk::acts_before(const VendorName& vendor, const CustomerId& customer,
                                                    std::int64_t before, int limit) {
    const auto acts =
        TRY(db_.all(sql::desk::list_acts,
                    {{"vendor", vendor}, {"customer", customer}, {"before", before}, {"limit", limit}}, read_act));
    std::vector<ActEvents> found;
    for (const Act& act : acts) found.push_back(TRY(events_of(act)));
    return found;
}

Result<std::vector<PaymentAttempt>> SqlDesk::list_attempts(const VendorName& vendor, const CustomerId& customer,
                                                           const PaymentAttemptId& after, int limit) {
    const std::string_view behind_what = after.empty() ? kBehindAll : after.view();
    return db_.all(sql::desk::list_attempts,
                   {{"vendor", vendor}, {"customer", customer}, {"after", behind_what}, {"limit", limit}},
                   read_attempt);
}

Result<std::vector<FailingDelivery>> SqlDesk::failing_deliveries(const VendorName& vendor, int limit) {
    return db_.all(sql::desk::list_failing, {{"vendor", vendor}, {"limit", limit}}, read_failing);
}

Result<bool> SqlDesk::hurry_delivery(const VendorName& vendor, const CustomerId& customer, Instant now) {
    return TRY(db_.run(sql::desk::hurry_delivery, {{"now", now}, {"vendor", vendor}, {"customer", customer}})) > 0;
}

Result<std::vector<Mail>> SqlDesk::refused_mails(const VendorName& vendor, const MailId& after, int limit) {
    const std::string_view behind_what = after.empty() ? kBehindAll : after.view();
    return db_.all(sql::desk::list_refused, {{"vendor", vendor}, {"after", behind_what}, {"limit", limit}}, read_mail);
}

Result<std::optional<Mail>> SqlDesk::find_mail(const VendorName& vendor, const MailId& id) {
    return db_.first(sql::desk::find_mail, {{"vendor", vendor}, {"id", id}}, read_mail);
}

Result<DeskFigures> SqlDesk::figures(const VendorName& vendor, Instant now) {
    DeskFigures figures;
    const auto count = [](Row& row) { return row.integer("count"); };
    TRY_VOID(db_.first(sql::desk::deliveries, {{"vendor", vendor}}, [&](Row& row) {
        figures.deliveries_waiting = row.integer("waiting");
        figures.deliveries_failing = row.integer("failing");
        figures.oldest_delivery = row.maybe_instant("oldest_at");
        return 0;
    }));
    // What somebody is about to deliver waits behind its lease.
    if (figures.oldest_delivery && *figures.oldest_delivery > now) figures.oldest_delivery = now;
    TRY_VOID(db_.first(sql::desk::mails, {{"vendor", vendor}}, [&](Row& row) {
        figures.mails_waiting = row.integer("waiting");
        figures.oldest_mail = row.maybe_instant("oldest_at");
        return 0;
    }));
    figures.mails_refused = TRY(db_.first(sql::desk::refused, {{"vendor", vendor}}, count)).value_or(0);
    figures.parked = TRY(db_.first(sql::desk::parked, {{"vendor", vendor}}, count)).value_or(0);
    return figures;
}

}  // namespace settle::store
