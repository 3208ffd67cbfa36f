#include "adapters/bank_sandbox/bank.h"

#include <sodium.h>

#include "adapters/bank_sandbox/admin.h"
#include "adapters/bank_sandbox/api.h"
#include "adapters/bank_sandbox/hosted.h"
#include "adapters/bank_sandbox/http_client.h"
#include "adapters/bank_sandbox/payments.h"
#include "adapters/bank_sandbox/webhook.h"
#include "base/ensure.h"
#include "base/hash.h"

namespace settle {
namespace {

constexpr std::array<std::int64_t, 9> kRetrySeconds = {1, 2, 5, 10, 20, 30, 60, 120, 300};
constexpr int kTriesMax = 10;
constexpr auto kWebhookTimeout = std::chrono::seconds{5};
constexpr auto kWorkerPause = std::chrono::milliseconds{200};

std::string random_secret() {
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text{};
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return std::string(text.data());
}

int send_over_http(const bank::Webhook& webhook) {
    const auto answer = bank::http_transport(webhook.url, kWebhookTimeout)(webhook.request);
    return answer ? answer->status : 0;
}

bool is_authorised(const HttpRequest& request, std::string_view secret) {
    constexpr std::string_view kBearer = "Bearer ";
    const std::string_view given = header_of(request.headers, "Authorization");
    return !secret.empty() && given.starts_with(kBearer) && equal_secret(given.substr(kBearer.size()), secret);
}

bool is_below(std::string_view path, std::string_view room) {
    return path == room || path.starts_with(fmt::format("{}/", room));
}

HttpResponse misbehave(bank::FaultKind kind, HttpResponse response) {
    switch (kind) {
        case bank::FaultKind::kTimeoutBefore:
        case bank::FaultKind::kTimeoutAfter:
            response = {};
            response.status = 0;
            return response;
        case bank::FaultKind::kError500After: return bank::json_problem(500, "internal", "Something broke.");
        case bank::FaultKind::kGarbageAfter: response.body = "<html>502 Bad Gate"; return response;
    }
    return response;
}

}  // namespace

Bank::Bank(BankOptions options) : options_(std::move(options)) {}

Bank::~Bank() { stop(); }

Result<std::unique_ptr<Bank>> Bank::open(BankOptions options) {
    ENSURE(sodium_init() >= 0);
    ENSURE(options.now != nullptr);
    if (!options.secret) options.secret = random_secret;
    if (!options.send_webhook) options.send_webhook = send_over_http;
    std::unique_ptr<Bank> bank(new Bank(std::move(options)));
    try {
        bank->books_ = std::make_unique<bank::Books>(bank->options_.path);
    } catch (const bank::BooksFailed& failure) {
        return fail(ErrorCode::kStoreFailed, {}, failure.what());
    }
    return bank;
}

bank::Practice Bank::practice() const {
    bank::Practice practice;
    practice.now = options_.now();
    practice.processing_seconds = options_.processing_seconds;
    practice.webhook_mode = webhook_mode_;
    practice.secret = options_.secret;
    practice.hears_webhooks = [this](std::string_view merchant) { return options_.webhook_urls.contains(merchant); };
    return practice;
}

HttpResponse Bank::handle(const HttpRequest& request) {
    const std::lock_guard lock(mutex_);
    try {
        return handle_in_transaction(request);
    } catch (const bank::BooksFailed&) {
        return bank::json_problem(500, "books_failed", "The books cannot be read or written.");
    }
}

HttpResponse Bank::handle_in_transaction(const HttpRequest& request) {
    const bool is_api = is_below(request.path, "/api");
    const bool is_admin = is_below(request.path, "/admin");
    if ((is_api || is_admin) && !is_authorised(request, options_.api_secret))
        return bank::json_problem(401, "not_authorised", "Send the API secret as a bearer token.");
    if (is_admin) return handle_admin(request);
    const bank::Practice today = practice();
    bank::Transaction transaction(books_->database());
    bank::Payments payments(*books_, today);
    payments.settle_due();
    HttpResponse response = is_api ? handle_api(payments, request) : bank::answer_hosted(payments, request);
    transaction.commit();
    return response;
}

HttpResponse Bank::handle_api(bank::Payments& payments, const HttpRequest& request) {
    const auto fault = take_fault(bank::api_route(request));
    if (fault == bank::FaultKind::kTimeoutBefore) return misbehave(*fault, {});
    HttpResponse response = bank::answer_api(payments, request, options_.public_url);
    return fault ? misbehave(*fault, std::move(response)) : response;
}

HttpResponse Bank::handle_admin(const HttpRequest& request) {
    if (request.method == "GET" && request.path == "/admin/books") return bank::books_response(copy_of_books());
    if (request.method != "POST" || request.path != "/admin/faults")
        return bank::json_problem(404, "route_unknown", "There is nothing at this address.");
    const auto wish = bank::parse_fault_wish(request.body);
    if (!wish) return bank::json_problem(422, "fault_unknown", wish.error());
    if (wish->clear_faults) faults_.clear();
    if (wish->fault) faults_.push_back(*wish->fault);
    if (wish->webhook_mode) set_webhook_mode_locked(*wish->webhook_mode);
    HttpResponse done;
    done.status = 204;
    return done;
}

std::optional<bank::FaultKind> Bank::take_fault(std::string_view route) {
    for (auto fault = faults_.begin(); fault != faults_.end(); ++fault) {
        if (!fault->route.empty() && fault->route != route) continue;
        const bank::FaultKind kind = fault->kind;
        if (--fault->count <= 0) faults_.erase(fault);
        return kind;
    }
    return std::nullopt;
}

void Bank::inject(bank::Fault fault) {
    const std::lock_guard lock(mutex_);
    if (fault.count > 0) faults_.push_back(std::move(fault));
}

void Bank::set_webhook_mode(bank::WebhookMode mode) {
    const std::lock_guard lock(mutex_);
    set_webhook_mode_locked(mode);
}

void Bank::set_webhook_mode_locked(bank::WebhookMode mode) {
    webhook_mode_ = mode;
    if (mode != bank::WebhookMode::kHold) books_->release_held(options_.now());
}

bank::BookCopy Bank::books() {
    const std::lock_guard lock(mutex_);
    return copy_of_books();
}

bank::BookCopy Bank::copy_of_books() { return {books_->payments(), books_->charges(), books_->deliveries()}; }

Result<bank::PageTicket> Bank::page_of(const PaymentAttemptId& key) {
    const std::lock_guard lock(mutex_);
    try {
        const auto payment = books_->payment_by_key(key.str());
        if (!payment) return fail(ErrorCode::kPaymentNotFound);
        return bank::PageTicket{"/pay/" + payment->page_token, payment->nonce, payment->page, payment->state,
                                payment->method};
    } catch (const bank::BooksFailed& failure) {
        return fail(ErrorCode::kStoreFailed, {}, failure.what());
    }
}

std::size_t Bank::deliver_due_webhooks(Instant now) { return deliver_round(now, {}); }

std::vector<bank::Delivery> Bank::take_due(Instant now) {
    const std::lock_guard lock(mutex_);
    const bank::Practice today = practice();
    bank::Transaction transaction(books_->database());
    bank::Payments(*books_, today).settle_due();
    transaction.commit();
    const bool reversed = webhook_mode_ == bank::WebhookMode::kOutOfOrder;
    return books_->due_deliveries(now, reversed ? bank::NewestFirst::kYes : bank::NewestFirst::kNo);
}

std::size_t Bank::deliver_round(Instant now, const std::stop_token& stopping) {
    const std::lock_guard round(delivery_mutex_);
    std::size_t tried = 0;
    try {
        for (bank::Delivery& delivery : take_due(now)) {
            if (stopping.stop_requested()) break;
            deliver(std::move(delivery), now);
            ++tried;
        }
    } catch (const bank::BooksFailed&) {
        // Nothing was marked as delivered that is not; the rest stays due.
    }
    return tried;
}

// The books are not locked while a webhook is on its way: who hears it asks the bank about the
// payment before answering.
void Bank::deliver(bank::Delivery delivery, Instant now) {
    const auto url = options_.webhook_urls.find(delivery.merchant);
    bank::Webhook webhook{delivery.merchant, url == options_.webhook_urls.end() ? "" : url->second,
                          bank::make_webhook(options_.webhook_secret, delivery.webhook_id, now, delivery.body)};
    delivery.last_status = options_.send_webhook(webhook);
    delivery.tries += 1;
    if (delivery.last_status >= 200 && delivery.last_status < 300) {
        delivery.state = bank::DeliveryState::kDelivered;
    } else if (delivery.tries >= kTriesMax) {
        delivery.state = bank::DeliveryState::kGivenUp;
    } else {
        delivery.next_try_at = now.plus_seconds(kRetrySeconds[static_cast<std::size_t>(delivery.tries - 1)]);
    }
    const std::lock_guard lock(mutex_);
    books_->save(delivery);
}

void Bank::start() {
    const std::lock_guard lock(worker_mutex_);
    if (worker_.joinable()) return;
    worker_ = std::jthread([this](const std::stop_token& stopping) { work(stopping); });
}

void Bank::stop() {
    std::jthread worker;
    {
        const std::lock_guard lock(worker_mutex_);
        worker = std::move(worker_);
    }
    worker.request_stop();
}

void Bank::work(const std::stop_token& stopping) {
    while (!stopping.stop_requested()) {
        deliver_round(options_.now(), stopping);
        std::unique_lock lock(worker_mutex_);
        worker_wakes_.wait_for(lock, stopping, kWorkerPause, [] { return false; });
    }
}

}  // namespace settle
