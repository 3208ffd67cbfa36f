// What staff look for and look at, across customers: read in the ways their pages need it.
#pragma once

#include "base/ensure.h"
#include "ports/store.h"

namespace settle {

/// Which customers are looked for. Without words, those of a state or of a plan; at least one of the three is given.
struct CustomerSearch {
    std::vector<std::string> words = {};  ///< As searched_words() makes them; each is the start of one of theirs.
    std::optional<SubscriptionState> state = {};
    Code plan = {};                       ///< Empty: any.
};

/// An event that made something so, with the others of its act.
using ActEvents = std::vector<Event>;

/// An act that could not be delivered, and holds up what happened to its customer since.
struct FailingDelivery {
    CustomerId customer;
    std::string customer_name;
    std::int64_t sequence = 0;  ///< Of its first event.
    int tries = 0;
    Instant happened_at;
    Instant next_try_at;
};

/// What waits, of one vendor.
struct DeskFigures {
    std::int64_t deliveries_waiting = 0;  ///< Customers of whom something was not delivered yet.
    std::int64_t deliveries_failing = 0;
    std::optional<Instant> oldest_delivery = {};  ///< Since when the one waits longest that nobody tried yet.
    std::int64_t mails_waiting = 0;
    std::optional<Instant> oldest_mail = {};
    std::int64_t mails_refused = 0;
    std::int64_t parked = 0;
};

/// What a transaction of a store that serves staff can do beside. What it reads stands in an index: no page gets slower
/// with the number of customers.
class DeskStore {
public:
    virtual ~DeskStore() = default;

    /// With words: in the order of the first word of theirs that begins with the longest word searched, and of their
    /// ids; without: by state, then by plan, the newest first. `after` is whom the last page ended with.
    virtual Result<std::vector<CustomerId>> find_customers(const VendorName&, const CustomerSearch&,
                                                           const CustomerId& after, int limit) = 0;
    /// Whose document has this number of its series; empty when nobody's.
    virtual Result<CustomerId> customer_of_document(const VendorName&, InvoiceKind, int year, std::int64_t number) = 0;
    /// A customer's acts before the event `before`, newest first; the events of each in their order.
    virtual Result<std::vector<ActEvents>> acts_before(const VendorName&, const CustomerId&, std::int64_t before,
                                                       int limit) = 0;
    /// All tries to be paid by a customer, the newest first, behind `after`.
    virtual Result<std::vector<PaymentAttempt>> list_attempts(const VendorName&, const CustomerId&,
                                                              const PaymentAttemptId& after, int limit) = 0;
    /// Those tried most often first.
    virtual Result<std::vector<FailingDelivery>> failing_deliveries(const VendorName&, int limit) = 0;
    /// The act of a failing delivery may be tried at once; answers whether there was one that waits.
    virtual Result<bool> hurry_delivery(const VendorName&, const CustomerId&, Instant now) = 0;
    /// Newest first, behind `after`.
    virtual Result<std::vector<Mail>> refused_mails(const VendorName&, const MailId& after, int limit) = 0;
    virtual Result<std::optional<Mail>> find_mail(const VendorName&, const MailId&) = 0;
    virtual Result<DeskFigures> figures(const VendorName&, Instant now) = 0;
};

/// The transaction as staff's pages use it: few need that, so that `store.h`, which everybody reads, does not say it.
/// Asking a transaction of a store that does not serve staff is a broken contract.
inline DeskStore& desk_of(Transaction& tx) {
    auto* desk = dynamic_cast<DeskStore*>(&tx);
    ENSURE(desk != nullptr);
    return *desk;
}

}  // namespace settle
