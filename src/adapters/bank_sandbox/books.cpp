#include "adapters/bank_sandbox/books.h"

#include "adapters/bank_sandbox/tables.h"

namespace settle::bank {
namespace {

constexpr std::string_view kSelectPayments =
    "SELECT id, key, merchant, reference, page_token, nonce, amount_minor, currency, method, state, page, "
    "reason_code, token, kind, brand, last4, expiry_month, expiry_year, behavior, return_url, description, "
    "language, customer_reference, card_brands, settles_at, created_at, fingerprint FROM payments ";
constexpr std::string_view kSelectDeliveries =
    "SELECT id, webhook_id, merchant, key, body, state, tries, next_try_at, last_status FROM deliveries ";

constexpr std::array<std::string_view, 5> kStates = {"waiting_for_customer", "processing", "succeeded", "declined",
                                                     "cancelled"};
constexpr std::array<std::string_view, 4> kDeliveryStates = {"waiting", "held", "delivered", "given_up"};

Payment read_payment(const Query& row) {
    Payment payment;
    payment.id = row.integer(0);
    payment.key = row.text(1);
    payment.merchant = row.text(2);
    payment.reference = row.text(3);
    payment.page_token = row.text(4);
    payment.nonce = row.text(5);
    payment.amount_minor = row.integer(6);
    payment.currency = row.text(7);
    payment.method = row.text(8);
    payment.state = parse_state(row.text(9)).value_or(State::kDeclined);
    payment.page = static_cast<Page>(row.small(10));
    payment.reason_code = row.text(11);
    payment.instrument = {row.text(12),
                          row.text(13),
                          row.text(14),
                          row.text(15),
                          row.small(16),
                          row.small(17),
                          parse_behavior(row.text(18)),
                          row.text(26)};
    payment.return_url = row.text(19);
    payment.description = row.text(20);
    payment.language = row.text(21);
    payment.customer_reference = row.text(22);
    payment.card_brands = row.text(23);
    payment.settles_at = {row.integer(24)};
    payment.created_at = {row.integer(25)};
    return payment;
}

std::vector<Payment> read_payments(Query&& query) {
    std::vector<Payment> payments;
    while (query.step()) payments.push_back(read_payment(query));
    return payments;
}

std::vector<Delivery> read_deliveries(Query&& query) {
    std::vector<Delivery> deliveries;
    while (query.step())
        deliveries.push_back({query.integer(0),
                              query.text(1),
                              query.text(2),
                              query.text(3),
                              query.text(4),
                              static_cast<DeliveryState>(query.small(5)),
                              query.small(6),
                              {query.integer(7)},
                              query.small(8)});
    return deliveries;
}

std::string sql_of(std::string_view select, std::string_view rest) { return fmt::format("{}{}", select, rest); }

}  // namespace

std::string_view name_of(State state) { return kStates[static_cast<std::size_t>(state)]; }
std::string_view name_of(DeliveryState state) { return kDeliveryStates[static_cast<std::size_t>(state)]; }

std::optional<State> parse_state(std::string_view text) {
    for (std::size_t i = 0; i < kStates.size(); ++i)
        if (kStates[i] == text) return static_cast<State>(i);
    return std::nullopt;
}

Books::Books(const std::string& path) : database_(path) {
    database_.execute(kTables);
    // Books that were begun before cards had fingerprints.
    for (const char* table : {"payments", "methods"}) {
        Query column = database_.query("SELECT 1 FROM pragma_table_info(?) WHERE name = 'fingerprint'");
        column.bind(std::string_view(table));
        if (column.step()) continue;
        database_.execute(fmt::format("ALTER TABLE {} ADD COLUMN fingerprint TEXT NOT NULL DEFAULT ''", table).c_str());
    }
}

std::vector<Payment> Books::payments_where(std::string_view condition, std::string_view text) {
    Query query = database_.query(sql_of(kSelectPayments, condition));
    query.bind(text);
    return read_payments(std::move(query));
}

std::optional<Payment> Books::payment_by_key(std::string_view key) {
    const auto found = payments_where("WHERE key = ?", key);
    return found.empty() ? std::nullopt : std::optional(found.front());
}

std::optional<Payment> Books::payment_by_page(std::string_view page_token) {
    const auto found = payments_where("WHERE page_token = ?", page_token);
    return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<Payment> Books::payments() {
    return read_payments(database_.query(sql_of(kSelectPayments, "ORDER BY id")));
}

std::vector<Payment> Books::processing_until(Instant now) {
    Query query =
        database_.query(sql_of(kSelectPayments, "WHERE state = 'processing' AND settles_at <= ? ORDER BY settles_at"));
    query.bind(now.micros);
    return read_payments(std::move(query));
}

void Books::insert(Payment& payment) {
    database_
        .query(
            "INSERT INTO payments (key, merchant, reference, page_token, nonce, amount_minor, currency, method, state,"
            " page, reason_code, token, kind, brand, last4, expiry_month, expiry_year, behavior, return_url,"
            " description, language, customer_reference, card_brands, settles_at, created_at)"
            " VALUES (?, ?, '', ?, ?, ?, ?, ?, '', 0, '', '', '', '', '', 0, 0, '', ?, ?, ?, ?, ?, 0, ?)")
        .bind(payment.key)
        .bind(payment.merchant)
        .bind(payment.page_token)
        .bind(payment.nonce)
        .bind(payment.amount_minor)
        .bind(payment.currency)
        .bind(payment.method)
        .bind(payment.return_url)
        .bind(payment.description)
        .bind(payment.language)
        .bind(payment.customer_reference)
        .bind(payment.card_brands)
        .bind(payment.created_at.micros)
        .run();
    payment.id = database_.last_id();
    payment.reference = fmt::format("sbx_{:08}", payment.id);
    save(payment);
}

void Books::save(const Payment& payment) {
    const Instrument& instrument = payment.instrument;
    database_
        .query(
            "UPDATE payments SET reference = ?, nonce = ?, state = ?, page = ?, reason_code = ?, token = ?, kind = ?,"
            " brand = ?, last4 = ?, expiry_month = ?, expiry_year = ?, behavior = ?, settles_at = ?, fingerprint = ?"
            " WHERE id = ?")
        .bind(payment.reference)
        .bind(payment.nonce)
        .bind(name_of(payment.state))
        .bind(static_cast<std::int64_t>(payment.page))
        .bind(payment.reason_code)
        .bind(instrument.token)
        .bind(instrument.kind)
        .bind(instrument.brand)
        .bind(instrument.last4)
        .bind(std::int64_t{instrument.expiry_month})
        .bind(std::int64_t{instrument.expiry_year})
        .bind(name_of(instrument.behavior))
        .bind(payment.settles_at.micros)
        .bind(instrument.fingerprint)
        .bind(payment.id)
        .run();
}

void Books::insert_charge(const Charge& charge) {
    database_.query("INSERT INTO charges (key, kind, amount_minor, currency, at) VALUES (?, ?, ?, ?, ?)")
        .bind(charge.key)
        .bind(charge.kind)
        .bind(charge.amount_minor)
        .bind(charge.currency)
        .bind(charge.at.micros)
        .run();
}

void Books::insert_refund(const Charge& refund) {
    database_.query("INSERT INTO refunds (refund_key, key, amount_minor, currency, at) VALUES (?, ?, ?, ?, ?)")
        .bind(refund.refund_key)
        .bind(refund.key)
        .bind(refund.amount_minor)
        .bind(refund.currency)
        .bind(refund.at.micros)
        .run();
}

std::vector<Charge> Books::charges() {
    std::vector<Charge> charges;
    Query query = database_.query("SELECT id, key, kind, amount_minor, currency, at FROM charges ORDER BY id");
    while (query.step())
        charges.push_back(
            {query.integer(0), query.text(1), query.text(2), query.integer(3), query.text(4), {query.integer(5)}});
    Query refunds = database_.query("SELECT id, key, amount_minor, currency, at, refund_key FROM refunds ORDER BY id");
    while (refunds.step())
        charges.push_back({refunds.integer(0),
                           refunds.text(1),
                           "refund",
                           refunds.integer(2),
                           refunds.text(3),
                           {refunds.integer(4)},
                           refunds.text(5)});
    return charges;
}

std::optional<Charge> Books::refund_by_key(std::string_view refund_key) {
    Query query = database_.query("SELECT id, key, amount_minor, currency, at FROM refunds WHERE refund_key = ?");
    query.bind(refund_key);
    if (!query.step()) return std::nullopt;
    return Charge{query.integer(0),   query.text(1),          "refund", query.integer(2), query.text(3),
                  {query.integer(4)}, std::string(refund_key)};
}

// Refunds of a whole payment once stood among the charges.
std::int64_t Books::refunded_minor(std::string_view key) {
    Query query = database_.query(
        "SELECT (SELECT COALESCE(SUM(amount_minor), 0) FROM refunds WHERE key = ?1)"
        " + (SELECT COALESCE(SUM(amount_minor), 0) FROM charges WHERE key = ?1 AND kind = 'refund')");
    query.bind(key);
    return query.step() ? query.integer(0) : 0;
}

void Books::insert_method(std::string_view merchant, const Instrument& instrument) {
    database_
        .query(
            "INSERT INTO methods (token, merchant, kind, brand, last4, expiry_month, expiry_year, behavior, "
            "fingerprint)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(instrument.token)
        .bind(merchant)
        .bind(instrument.kind)
        .bind(instrument.brand)
        .bind(instrument.last4)
        .bind(std::int64_t{instrument.expiry_month})
        .bind(std::int64_t{instrument.expiry_year})
        .bind(name_of(instrument.behavior))
        .bind(instrument.fingerprint)
        .run();
}

std::optional<Instrument> Books::method_by_token(std::string_view merchant, std::string_view token) {
    Query query = database_.query(
        "SELECT kind, brand, last4, expiry_month, expiry_year, behavior, fingerprint FROM methods"
        " WHERE token = ? AND merchant = ?");
    if (!query.bind(token).bind(merchant).step()) return std::nullopt;
    return Instrument{std::string(token),
                      query.text(0),
                      query.text(1),
                      query.text(2),
                      query.small(3),
                      query.small(4),
                      parse_behavior(query.text(5)),
                      query.text(6)};
}

void Books::insert_delivery(const Delivery& delivery) {
    database_
        .query(
            "INSERT INTO deliveries (webhook_id, merchant, key, body, state, tries, next_try_at, last_status)"
            " VALUES (?, ?, ?, ?, ?, 0, ?, 0)")
        .bind(delivery.webhook_id)
        .bind(delivery.merchant)
        .bind(delivery.key)
        .bind(delivery.body)
        .bind(static_cast<std::int64_t>(delivery.state))
        .bind(delivery.next_try_at.micros)
        .run();
}

std::vector<Delivery> Books::deliveries() {
    return read_deliveries(database_.query(sql_of(kSelectDeliveries, "ORDER BY id")));
}

std::vector<Delivery> Books::due_deliveries(Instant now, NewestFirst newest_first) {
    const bool newest = newest_first == NewestFirst::kYes;
    Query query = database_.query(
        sql_of(kSelectDeliveries, newest ? "WHERE state = 0 AND next_try_at <= ? ORDER BY id DESC LIMIT 100"
                                         : "WHERE state = 0 AND next_try_at <= ? ORDER BY next_try_at, id LIMIT 100"));
    query.bind(now.micros);
    return read_deliveries(std::move(query));
}

void Books::save(const Delivery& delivery) {
    database_.query("UPDATE deliveries SET state = ?, tries = ?, next_try_at = ?, last_status = ? WHERE id = ?")
        .bind(static_cast<std::int64_t>(delivery.state))
        .bind(std::int64_t{delivery.tries})
        .bind(delivery.next_try_at.micros)
        .bind(std::int64_t{delivery.last_status})
        .bind(delivery.id)
        .run();
}

void Books::release_held(Instant now) {
    database_.query("UPDATE deliveries SET state = 0, next_try_at = ? WHERE state = 1").bind(now.micros).run();
}

}  // namespace settle::bank
