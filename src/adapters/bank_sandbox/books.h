// The bank's own books: payments, money movements, saved methods, webhooks to deliver.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/bank_sandbox/records.h"
#include "adapters/bank_sandbox/sqlite.h"

namespace settle::bank {

enum class NewestFirst : std::uint8_t { kNo, kYes };

/// Not safe to share between threads; `Bank` guards it. Everything here throws BooksFailed.
class Books {
public:
    /// `path` is a file or ":memory:".
    explicit Books(const std::string& path);
    Database& database() { return database_; }

    std::optional<Payment> payment_by_key(std::string_view key);
    std::optional<Payment> payment_by_page(std::string_view page_token);
    std::vector<Payment> payments();
    std::vector<Payment> processing_until(Instant now);
    /// Writes a new payment and gives it its id and reference.
    void insert(Payment& payment);
    void save(const Payment& payment);

    /// A second charge of the same payment is refused by the table.
    void insert_charge(const Charge& charge);
    /// A second refund with the same key is refused by the table.
    void insert_refund(const Charge& refund);
    /// Charges and refunds, charges first.
    std::vector<Charge> charges();
    std::optional<Charge> refund_by_key(std::string_view refund_key);
    /// What of a payment went back so far.
    std::int64_t refunded_minor(std::string_view key);

    void insert_method(std::string_view merchant, const Instrument& instrument);
    std::optional<Instrument> method_by_token(std::string_view merchant, std::string_view token);

    void insert_delivery(const Delivery& delivery);
    std::vector<Delivery> deliveries();
    std::vector<Delivery> due_deliveries(Instant now, NewestFirst newest_first);
    void save(const Delivery& delivery);
    void release_held(Instant now);

private:
    std::vector<Payment> payments_where(std::string_view condition, std::string_view text);

    Database database_;
};

}  // namespace settle::bank
