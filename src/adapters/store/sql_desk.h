// What staff look for and look at, on any driver.
#pragma once

#include "adapters/store/sql_driver.h"
#include "ports/desk.h"

namespace settle::store {

/// Part of an SqlTransaction, where desk_of() finds it. It looks around without locking what it finds: nobody decides
/// by it.
class SqlDesk : public DeskStore {
public:
    explicit SqlDesk(Driver& db) : db_(db) {}

    Result<std::vector<CustomerId>> find_customers(const VendorName&, const CustomerSearch&, const CustomerId& after,
                                                   int limit) override;
    Result<CustomerId> customer_of_document(const VendorName&, InvoiceKind, int year, std::int64_t number) override;
    Result<std::vector<ActEvents>> acts_before(const VendorName&, const CustomerId&, std::int64_t before,
                                               int limit) override;
    Result<std::vector<PaymentAttempt>> list_attempts(const VendorName&, const CustomerId&,
                                                      const PaymentAttemptId& after, int limit) override;
    Result<std::vector<FailingDelivery>> failing_deliveries(const VendorName&, int limit) override;
    Result<bool> hurry_delivery(const VendorName&, const CustomerId&, Instant now) override;
    Result<std::vector<Mail>> refused_mails(const VendorName&, const MailId& after, int limit) override;
    Result<std::optional<Mail>> find_mail(const VendorName&, const MailId&) override;
    Result<DeskFigures> figures(const VendorName&, Instant now) override;

private:
    Result<std::vector<CustomerId>> find_by_words(const VendorName&, const CustomerSearch&, const CustomerId& after,
                                                  int limit);
    Result<std::vector<CustomerId>> find_by_plan(const VendorName&, const CustomerSearch&, const CustomerId& after,
                                                 int limit);
    Result<std::vector<CustomerId>> find_by_state(const VendorName&, SubscriptionState, const CustomerId& after,
                                                  int limit);
    Result<std::optional<Subscription>> subscription_of(const VendorName&, const CustomerId&);

    Driver& db_;
};

/// Lets a customer be found by the words `after` of a source, and no more by those of `before` that are not among them.
Result<void> change_words(Driver& db, const VendorName& vendor, const CustomerId& customer, std::string_view source,
                          const std::vector<std::string>& before, const std::vector<std::string>& after);

}  // namespace settle::store
