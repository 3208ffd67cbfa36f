#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/simulate.h"
#include "main/backup_commands.h"
#include "main/bill_command.h"
#include "main/commands.h"
#include "main/ledger_command.h"
#include "main/mail_command.h"
#include "main/simulation_world.h"
#include "main/tax_command.h"
#include "main/verify_command.h"
#include "main/what_if_command.h"

int main(int argc, char** argv) {
    CLI::App app{"Settle: subscriptions that customers manage themselves."};
    app.require_subcommand(1);
    app.set_version_flag("--version", "settle 0.1.0");
    int status = 0;

    settle::DemoArguments demo;
    auto* demo_command =
        app.add_subcommand("demo", "Run the three example vendors with demo customers and a sandbox bank");
    demo_command->add_option("--listen", demo.listen, "Address to listen on")->capture_default_str();
    demo_command->add_option("--port", demo.port, "Port of the portal and the API")
        ->capture_default_str()
        ->check(CLI::Range(1, 65535));
    demo_command->add_option("--bank-port", demo.bank_port, "Port of the sandbox bank")
        ->capture_default_str()
        ->check(CLI::Range(1, 65535));
    demo_command->add_option("--data", demo.data, "Folder of the demo's databases")->capture_default_str();
    demo_command->add_option("--store", demo.store, "Another place for the data: postgres://… of an empty database");
    demo_command->add_option("--examples", demo.examples, "Folder of the vendors' catalogs")->capture_default_str();
    demo_command->add_option("--mail", demo.mail,
                             "A mail server on this machine that shows what is sent: smtp://127.0.0.1:1025");
    demo_command->add_flag("--reset", demo.reset, "Forget what was done before");
    demo_command->callback([&] { status = settle::run_demo(demo); });

    settle::ClockArguments clock;
    auto* clock_command =
        app.add_subcommand("clock", "Tell or move the date of a running demo, taking everything that falls due");
    clock_command->add_option("move", clock.move, "+30 for days, or a day to come such as 2026-12-01");
    clock_command->add_option("--data", clock.data, "Folder of the demo's databases")->capture_default_str();
    clock_command->callback([&] { status = settle::run_clock(clock); });

    settle::ServeArguments serve;
    auto* serve_command = app.add_subcommand("serve", "Run the server");
    serve_command->add_option("--config", serve.config, "Configuration file (TOML); SETTLE_* variables override it");
    serve_command->add_option("--mail", serve.mail,
                              "Mail server: smtp://host:587 or smtps://host:465; see docs/operations/mail.md");
    serve_command->callback([&] { status = settle::run_serve(serve); });

    settle::BankArguments bank;
    auto* bank_command = app.add_subcommand("bank", "Run the sandbox bank alone");
    bank_command->add_option("--listen", bank.listen)->capture_default_str();
    bank_command->add_option("--port", bank.port)->capture_default_str()->check(CLI::Range(1, 65535));
    bank_command->add_option("--books", bank.books, "File of its books")->capture_default_str();
    bank_command->add_option("--public-url", bank.public_url, "How browsers reach it");
    bank_command->add_option("--webhook-url", bank.webhook_url, "Where it tells what became of payments")->required();
    bank_command->add_option("--api-secret", bank.api_secret, "What its merchant sends")
        ->envname("SETTLE_BANK_API_SECRET")
        ->required();
    bank_command->add_option("--webhook-secret", bank.webhook_secret, "Signs its webhooks")
        ->envname("SETTLE_BANK_WEBHOOK_SECRET")
        ->required();
    bank_command->add_option("--clock-ahead", bank.clock_ahead_seconds, "Seconds its clock is ahead, for tests")
        ->check(CLI::NonNegativeNumber);
    bank_command->callback([&] { status = settle::run_bank(bank); });

    settle::BillArguments bill;
    auto* bill_command =
        app.add_subcommand("bill", "Bill what is due, see it before, look at runs and at what they left behind");
    bill_command->add_option("--config", bill.config, "Configuration file (TOML); SETTLE_* variables override it");
    bill_command->add_option("--until", bill.until, "Bill all that is due on or before this day, such as 2026-12-01");
    bill_command->add_option("--vendor", bill.vendor, "This vendor alone; all that are configured when left out");
    bill_command->add_option("--customer", bill.customer, "This customer alone: all that is due today");
    bill_command->add_flag("--dry-run", bill.dry_run, "Only say what would be billed, also until a day to come");
    bill_command->add_flag("--list", bill.list, "With --dry-run: every invoice");
    bill_command->add_option("--threads", bill.threads, "Threads that decide and write; one per core when left out")
        ->check(CLI::Range(1, 256));
    bill_command->add_option("--pause", bill.pause, "Pause this run, whoever works on it");
    bill_command->add_option("--resume", bill.resume, "Go on with this run");
    bill_command->add_flag("--status", bill.status, "The latest runs");
    bill_command->add_flag("--parked", bill.parked, "What runs could not do, and why");
    bill_command->add_option("--retry", bill.retry, "Take up a parked customer again");
    bill_command->add_flag("--json", bill.json, "Print JSON, one document a line");
    bill_command->footer(
        "Ends with 0 when all is done, 1 when something was parked or left, 2 when it could not be begun.");
    bill_command->callback([&] { status = settle::run_bill(bill); });

    settle::WhatIfArguments what_if;
    auto* what_if_command = app.add_subcommand("what-if", "Try a catalog that is not published on all customers");
    what_if_command->add_option("--config", what_if.config,
                                "Configuration file (TOML); SETTLE_* variables override it");
    what_if_command->add_option("--vendor", what_if.vendor, "Whose customers")->required();
    what_if_command->add_option("--version", what_if.version, "A draft of the desk, cat_…");
    what_if_command->add_option("--catalog", what_if.catalog, "A catalog file instead");
    what_if_command->add_option("--from", what_if.from, "The day it would be published for; today when left out");
    what_if_command->add_option("--movement", what_if.movement,
                                "Who bought before: never, at_renewal (when left out), now");
    what_if_command->add_option("--months", what_if.months, "How many months to look ahead; 12 when left out");
    what_if_command->add_option("--threads", what_if.threads, "One per core when left out");
    what_if_command->add_option("--list", what_if.list, "Write whoever is affected to this CSV file");
    what_if_command->add_flag("--json", what_if.json, "Print JSON");
    what_if_command->footer("Ends with 0, 1 when it was stopped before the end, 2 when it could not be done.");
    what_if_command->callback([&] { status = settle::run_what_if_command(what_if); });

    // These two explain their own arguments, wrong ones included.
    settle::SimulationWorkshop workshop;
    auto* simulate_command = app.add_subcommand("simulate", "Run a story through the real engine on a simulated clock");
    simulate_command->set_help_flag();
    simulate_command->prefix_command();
    simulate_command->callback(
        [&] { status = settle::cli::run_simulate(simulate_command->remaining(), workshop, std::cout, std::cerr); });
    auto* catalog_command = app.add_subcommand("catalog", "Check a catalog");
    catalog_command->set_help_flag();
    catalog_command->prefix_command();
    catalog_command->callback(
        [&] { status = settle::cli::run_catalog(catalog_command->remaining(), workshop, std::cout, std::cerr); });

    settle::add_verify_command(app, status);
    settle::add_mail_command(app, status);
    settle::add_tax_command(app, status);
    settle::add_ledger_command(app, status);
    settle::add_backup_commands(app, status);

    std::string config;
    std::string vendor;
    std::string name = "key";
    auto* key_command =
        app.add_subcommand("create-key", "Make an API key for a vendor's server; it is shown this once");
    key_command->add_option("--config", config, "Configuration file");
    key_command->add_option("--vendor", vendor, "Vendor")->required();
    key_command->add_option("--name", name, "What it is for")->capture_default_str();
    key_command->callback([&] { status = settle::run_create_key(config, vendor, name); });

    settle::StaffLinkArguments staff_link;
    auto* staff_command = app.add_subcommand("staff-link", "Make a sign-in link for a staff person");
    staff_command->add_option("--config", staff_link.config, "Configuration file");
    staff_command->add_option("--vendor", staff_link.vendor, "Vendor")->required();
    staff_command->add_option("--staff", staff_link.staff, "Who it is for")->required();
    staff_command->add_option("--staff-role", staff_link.role, "What they may do: a staff role of the catalog");
    staff_command->callback([&] { status = settle::run_staff_link(staff_link); });

    settle::PasswordLinkArguments password_link;
    auto* password_command = app.add_subcommand("password-link", "Make a link with which somebody sets their password");
    password_command->add_option("--config", password_link.config, "Configuration file");
    password_command->add_option("--vendor", password_link.vendor, "Vendor")->required();
    password_command->add_option("--email", password_link.email, "Their address")->required();
    password_command->add_option("--staff", password_link.staff, "Their id, if they are of the vendor's staff");
    password_command->add_option("--staff-role", password_link.role, "Then what they may do: a role of the catalog");
    password_command->callback([&] { status = settle::run_password_link(password_link); });

    settle::EndAccessArguments end_access;
    auto* end_command = app.add_subcommand("end-access", "Close the desk, or every way to sign in, for somebody");
    end_command->add_option("--config", end_access.config, "Configuration file");
    end_command->add_option("--vendor", end_access.vendor, "Vendor")->required();
    end_command->add_option("--email", end_access.email, "Their address")->required();
    end_command->add_flag("--desk-only", end_access.desk_only,
                          "They stay a member, if they are one, and keep how they sign in");
    end_command->callback([&] { status = settle::run_end_access(end_access); });

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // Asking for help is no failure; anything else is a wrong command line.
        return app.exit(error) == 0 ? 0 : 2;
    }
    return status;
}
