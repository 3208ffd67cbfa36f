// A bank that moves no money: its own books, pages and webhooks, reached by HTTP messages only.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "adapters/bank_sandbox/admin.h"
#include "adapters/bank_sandbox/records.h"
#include "base/http_message.h"
#include "base/id.h"

namespace settle {

namespace bank {

class Books;
class Payments;
struct Practice;

/// A webhook on its way: `request` has path, headers and body; `url` is where it goes.
struct Webhook {
    std::string merchant;
    std::string url;
    HttpRequest request;
};
/// Delivers one webhook and answers the HTTP status, 0 when there was no answer.
using WebhookSender = std::function<int(const Webhook&)>;

/// Where the payer's browser is with a payment.
struct PageTicket {
    std::string path;   ///< Of the hosted page.
    std::string nonce;  ///< That its next form must carry.
    Page page = Page::kEntry;
    State state = State::kWaitingForCustomer;
    std::string method;
};

}  // namespace bank

struct BankOptions {
    std::string path = ":memory:";   ///< File of its books.
    std::string public_url;          ///< "http://127.0.0.1:8081", without a slash at its end.
    std::string api_secret;          ///< Of the API and the controls for tests.
    std::string webhook_secret;
    std::map<std::string, std::string, std::less<>> webhook_urls;  ///< Merchant -> where it listens.
    std::function<Instant()> now;    ///< Required.
    std::function<std::string()> secret;   ///< Unguessable texts; default: 256 random bits as base64url.
    bank::WebhookSender send_webhook;      ///< Default: over HTTP to the merchant's address.
    std::int64_t processing_seconds = 5;   ///< How long a payment that is processing takes.
};

/// All functions may be called from several threads.
class Bank {
public:
    /// Opens the books, making them when there are none. Fails with store_failed.
    static Result<std::unique_ptr<Bank>> open(BankOptions options);
    ~Bank();
    Bank(const Bank&) = delete;
    Bank& operator=(const Bank&) = delete;

    /// Answers the API, the hosted pages and the controls for tests. Status 0 means: close the
    /// connection without an answer (a fault was asked for).
    HttpResponse handle(const HttpRequest& request);

    /// The next API calls misbehave; faults queue up.
    void inject(bank::Fault fault);
    void set_webhook_mode(bank::WebhookMode mode);

    /// A copy of everything in the books, for tests; throws when they cannot be read.
    bank::BookCopy books();
    /// The hosted page of the payment with this key. Fails with payment_not_found, store_failed.
    Result<bank::PageTicket> page_of(const PaymentAttemptId& key);
    Instant now() const { return options_.now(); }

    /// Settles what is due and tries every webhook that is due, in rounds of a hundred; answers how
    /// many were tried. What the books cannot take down is tried again later.
    std::size_t deliver_due_webhooks(Instant now);
    /// Starts, once, a thread that delivers webhooks until stop() or the end of the bank.
    void start();
    void stop();

private:
    explicit Bank(BankOptions options);
    bank::Practice practice() const;
    HttpResponse handle_in_transaction(const HttpRequest& request);
    HttpResponse handle_api(bank::Payments& payments, const HttpRequest& request);
    HttpResponse handle_admin(const HttpRequest& request);
    std::optional<bank::FaultKind> take_fault(std::string_view route);
    void set_webhook_mode_locked(bank::WebhookMode mode);
    bank::BookCopy copy_of_books();
    std::vector<bank::Delivery> take_due(Instant now);
    std::size_t deliver_round(Instant now, const std::stop_token& stopping);
    void deliver(bank::Delivery delivery, Instant now);
    void work(const std::stop_token& stopping);

    const BankOptions options_;
    std::mutex mutex_;  ///< Guards the books and what stands below it.
    std::unique_ptr<bank::Books> books_;
    std::vector<bank::Fault> faults_;
    bank::WebhookMode webhook_mode_ = bank::WebhookMode::kNormal;
    std::mutex delivery_mutex_;  ///< One delivery round at a time; never taken while mutex_ is held.
    std::mutex worker_mutex_;
    std::condition_variable_any worker_wakes_;
    std::jthread worker_;
};

}  // namespace settle
