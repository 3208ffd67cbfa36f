// Running servers: the product's and the sandbox bank's.
#pragma once

#include <atomic>
#include <memory>
#include <thread>

#include "adapters/bank_sandbox/bank.h"
#include "engine/due_rounds.h"
#include "engine/what_if_runner.h"
#include "http/api.h"
#include "http/server.h"
#include "main/house.h"
#include "ports/event_receiver.h"
#include "ports/mail_renderer.h"
#include "ports/mail_sender.h"

namespace settle {

/// A server over an open house, with its rounds in the background, until stop().
class RunningServer {
public:
    /// Fails with listen_failed, and with file_malformed when a mail template is.
    static Result<std::unique_ptr<RunningServer>> start(const Config& config, House& house);
    ~RunningServer();
    std::uint16_t port() const { return server_->port(); }
    void stop();

private:
    explicit RunningServer(House& house) : house_(house) {}
    House& house_;
    std::unique_ptr<WhatIfRunner> what_ifs_;
    std::unique_ptr<http::Api> api_;
    std::unique_ptr<http::Server> server_;
    Result<void> start_mailer(const Config& config);

    std::unique_ptr<EventReceiver> receiver_;
    std::unique_ptr<MailSender> sender_;
    std::unique_ptr<MailRenderer> renderer_;
    std::jthread ticker_;
    std::jthread deliverer_;  ///< Runs when somebody is to be told of events.
    std::jthread mailer_;     ///< Runs when mails are to be sent.
};

/// The sandbox bank on its own port, with its webhooks, until it is destroyed.
class RunningBank {
public:
    static Result<std::unique_ptr<RunningBank>> start(BankOptions options, const std::string& listen,
                                                      std::uint16_t port);
    ~RunningBank();
    Bank& bank() { return *bank_; }
    std::uint16_t port() const { return server_->port(); }

private:
    std::unique_ptr<Bank> bank_;
    std::unique_ptr<http::Server> server_;
};

/// How bill runs and a server's own rounds work, as configured: with one thread per core when it says 0.
RoundOptions round_options(const Config& config);

/// Blocks until the process is asked to stop (SIGINT, SIGTERM).
void wait_for_signal();
/// Signals must be blocked before any thread starts, so that only wait_for_signal() takes them.
void block_signals();
/// More files than the usual 1024, because each connection is one.
void raise_file_limit();

}  // namespace settle
