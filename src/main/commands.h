// The subcommands that run servers or look at a store; each answers an exit status.
#pragma once

#include <cstdint>
#include <string>

namespace settle {

struct ServeArguments {
    std::string config;
    std::string mail;   ///< Address of the mail server, instead of the configured one.
};
struct BankArguments {
    std::string listen = "127.0.0.1";
    int port = 8081;
    std::string books = "bank.db";
    std::string public_url;
    std::string webhook_url;
    std::string api_secret;
    std::string webhook_secret;
    std::int64_t clock_ahead_seconds = 0;   ///< Of the machine's clock.
};
struct DemoArguments {
    std::string listen = "127.0.0.1";
    int port = 8080;
    int bank_port = 8081;
    std::string data = "data-demo";
    std::string examples = "examples";
    std::string store;   ///< Address of the store; a file in `data` when empty.
    std::string mail;    ///< Address of a mail server of one's own, for looking at mails.
    bool reset = false;
};

struct ClockArguments {
    std::string data = "data-demo";
    std::string move;   ///< "+30", "2026-12-01", or empty to ask.
};

int run_serve(const ServeArguments& arguments);
int run_bank(const BankArguments& arguments);
int run_demo(const DemoArguments& arguments);
/// Moves the date of a running demo, or tells it. 1 when the demo refuses, 2 when it cannot be asked.
int run_clock(const ClockArguments& arguments);
/// A new API key of a vendor: printed once.
int run_create_key(const std::string& config, const std::string& vendor, const std::string& name);
/// A sign-in link for a staff person, valid an hour.
struct StaffLinkArguments {
    std::string config;
    std::string vendor;
    std::string staff;   ///< Their id.
    std::string role;    ///< Of the catalog; the first that may everything when empty.
};
int run_staff_link(const StaffLinkArguments& arguments);

struct PasswordLinkArguments {
    std::string config;
    std::string vendor;
    std::string email;
    std::string staff;   ///< Id of a staff person; empty for a member.
    std::string role;    ///< Of a staff person, as in StaffLinkArguments.
};
/// A link, valid a day, with which the owner of an address sets their password.
int run_password_link(const PasswordLinkArguments& arguments);

struct EndAccessArguments {
    std::string config;
    std::string vendor;
    std::string email;
    bool desk_only = false;
};
/// Closes what is open for somebody, and forgets how they sign in; or only takes them off the staff.
int run_end_access(const EndAccessArguments& arguments);

}  // namespace settle
