#include "main/serve.h"

#include <signal.h>
#include <sys/resource.h>

#include <condition_variable>
#include <cstdio>
#include <mutex>

#include "adapters/events_file/events_file.h"
#include "engine/deliver_events.h"
#include "engine/forget_sign_ins.h"
#include "engine/send_mails.h"
#include "engine/tick.h"
#include "main/mails.h"

namespace settle {
namespace {

constexpr auto kTickPause = std::chrono::seconds(5);
// Zones differ by quarters of an hour: as often as that, a round looks for those whose day has begun already.
constexpr int kTicksPerLookAhead = 180;

void forget_what_is_over(Services& services) {
    if (const auto forgotten = forget_untold(services); !forgotten)
        fmt::print(stderr, "will be tried again: mail: {}\n", text_of(forgotten.error(), "en"));
    if (const auto forgotten = forget_sign_ins(services); !forgotten)
        fmt::print(stderr, "will be tried again: sign-ins: {}\n", text_of(forgotten.error(), "en"));
}

void run_ticks(const std::stop_token& stop, Services& services, const RoundOptions& options) {
    std::mutex mutex;
    std::condition_variable_any wakes;
    std::unique_lock lock(mutex);
    TickMemory memory;
    for (int round = 0; !stop.stop_requested(); ++round) {
        try {
            const Reach reach = round % kTicksPerLookAhead == 0 ? Reach::kTomorrow : Reach::kVendorsToday;
            const TickReport report = tick(services, options, stop, reach, &memory);
            for (const std::string& failure : report.failures) fmt::print(stderr, "will be tried again: {}\n", failure);
            if (reach == Reach::kTomorrow) forget_what_is_over(services);
        } catch (const std::exception& broken) {
            // A broken contract in one round must not stop the server; the next round starts afresh.
            fmt::print(stderr, "tick: {}\n", broken.what());
        }
        wakes.wait_for(lock, stop, kTickPause, [] { return false; });
    }
}

constexpr auto kDeliveryPause = std::chrono::milliseconds(500);

void run_deliveries(const std::stop_token& stop, Services& services, EventReceiver& receiver) {
    std::mutex mutex;
    std::condition_variable_any wakes;
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
        bool is_more_likely = false;
        try {
            const DeliveryReport report = deliver_events(services.store, receiver, services.clock, {}, stop);
            for (const std::string& failure : report.failures) fmt::print(stderr, "will be tried again: {}\n", failure);
            // Each customer's next event comes after the one before was delivered.
            is_more_likely = report.delivered > 0 && report.failures.empty();
        } catch (const std::exception& broken) {
            fmt::print(stderr, "events: {}\n", broken.what());
        }
        if (!is_more_likely) wakes.wait_for(lock, stop, kDeliveryPause, [] { return false; });
    }
}

constexpr auto kMailPause = std::chrono::milliseconds(500);
constexpr auto kMailPauseAway = std::chrono::seconds(10);

void run_mails(const std::stop_token& stop, Services& services, MailSender& sender, const MailRenderer& renderer) {
    std::mutex mutex;
    std::condition_variable_any wakes;
    std::unique_lock lock(mutex);
    std::vector<std::string> told;
    while (!stop.stop_requested()) {
        std::chrono::milliseconds pause = kMailPause;
        try {
            MailReport report = send_mails(services, sender, renderer, {}, stop);
            // A server that stays away is told of once.
            for (const std::string& failure : report.failures)
                if (std::ranges::find(told, failure) == told.end()) fmt::print(stderr, "{}\n", failure);
            if (report.is_server_away) pause = kMailPauseAway;
            else if (report.failures.empty() && report.sent > 0) pause = std::chrono::milliseconds(0);
            if (!report.failures.empty() || report.sent > 0) told = std::move(report.failures);
        } catch (const std::exception& broken) {
            fmt::print(stderr, "mail: {}\n", broken.what());
        }
        if (pause.count() > 0) wakes.wait_for(lock, stop, pause, [] { return false; });
    }
}

}  // namespace

Result<void> RunningServer::start_mailer(const Config& config) {
    if (config.mail.server.empty()) return {};
    renderer_ = TRY(mail_renderer(config, house_.mail_folders()));
    sender_ = mail_sender(config);
    mailer_ = std::jthread([&services = house_.services(), &sender = *sender_, &renderer = *renderer_](
                               const std::stop_token& stop) { run_mails(stop, services, sender, renderer); });
    return {};
}

Result<std::unique_ptr<RunningServer>> RunningServer::start(const Config& config, House& house) {
    std::unique_ptr<RunningServer> running(new RunningServer(house));
    // Whoever tries a draft waits; customers who are served meanwhile do not: half of the cores are left to them.
    running->what_ifs_ =
        std::make_unique<WhatIfRunner>(WhatIfOptions{.threads = std::max(1, round_options(config).threads / 2)});
    house.services().what_ifs = running->what_ifs_.get();
    running->api_ =
        std::make_unique<http::Api>(house.services(), http::ApiOptions{.pictures = house.pictures(),
                                                                       .trusted_proxies = config.trusted_proxies,
                                                                       .tells_events = !config.events.file.empty(),
                                                                       .sends_mails = !config.mail.server.empty(),
                                                                       .changes = &house.changes()});
    http::Api& api = *running->api_;
    CrashPoints& points = house.crash_points();
    const http::ServerOptions options{.address = config.listen,
                                      .port = config.port,
                                      .io_threads = config.io_threads,
                                      .worker_threads = config.worker_threads};
    running->server_ = std::make_unique<http::Server>(
        options, [&api](const HttpRequest& request) { return api.handle_fast(request); },
        [&api, &points](const HttpRequest& request) {
            http::Answered response = api.handle(request);
            points.reach("before answer");
            return response;
        });
    TRY_VOID(running->server_->start());
    running->ticker_ = std::jthread([&services = house.services(), options = round_options(config)](
                                        const std::stop_token& stop) { run_ticks(stop, services, options); });
    if (!config.events.file.empty()) {
        running->receiver_ = make_events_file(config.events.file);
        running->deliverer_ =
            std::jthread([&services = house.services(), &receiver = *running->receiver_](const std::stop_token& stop) {
                run_deliveries(stop, services, receiver);
            });
    }
    TRY_VOID(running->start_mailer(config));
    return running;
}

RoundOptions round_options(const Config& config) {
    const auto cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    return {.threads = config.bill_run.threads > 0 ? config.bill_run.threads : cores,
            .batch = config.bill_run.batch,
            .charge_threads = config.bill_run.charge_threads};
}

RunningServer::~RunningServer() { stop(); }

void RunningServer::stop() {
    ticker_.request_stop();
    deliverer_.request_stop();
    mailer_.request_stop();
    if (api_) api_->end_streams();
    if (server_) server_->stop();
    house_.services().what_ifs = nullptr;
    what_ifs_.reset();
    if (ticker_.joinable()) ticker_.join();
    if (deliverer_.joinable()) deliverer_.join();
    if (mailer_.joinable()) mailer_.join();
}

Result<std::unique_ptr<RunningBank>> RunningBank::start(BankOptions options, const std::string& listen,
                                                        std::uint16_t port) {
    auto running = std::make_unique<RunningBank>();
    running->bank_ = TRY(Bank::open(std::move(options)));
    Bank& bank = *running->bank_;
    running->server_ = std::make_unique<http::Server>(
        http::ServerOptions{.address = listen, .port = port, .worker_threads = 2},
        [](const HttpRequest&) -> std::optional<HttpResponse> { return std::nullopt; },
        [&bank](const HttpRequest& request) { return bank.handle(request); });
    TRY_VOID(running->server_->start());
    bank.start();
    return running;
}

RunningBank::~RunningBank() {
    if (server_) server_->stop();
    if (bank_) bank_->stop();
}

namespace {

sigset_t stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

}  // namespace

void block_signals() {
    const sigset_t signals = stop_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal(SIGPIPE, SIG_IGN);
}

void wait_for_signal() {
    const sigset_t signals = stop_signals();
    int taken = 0;
    sigwait(&signals, &taken);
}

void raise_file_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace settle
