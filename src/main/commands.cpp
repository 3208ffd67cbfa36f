#include "main/commands.h"

#include <cstdio>

#include "app/access/credentials.h"
#include "app/access/end_access.h"
#include "main/serve.h"

namespace settle {
namespace {

int complain(const Error& error) {
    fmt::print(stderr, "settle: {}{}\n", text_of(error, "en"), error.detail.empty() ? "" : " (" + error.detail + ")");
    return 2;
}

Result<Config> server_config(const std::string& path, const std::string& mail_server = {}) {
    Config config = TRY(read_config(path, mail_server));
    if (config.public_url.empty()) config.public_url = fmt::format("http://{}:{}", config.listen, config.port);
    return config;
}

void put_ahead(ShiftedClock& clock, std::int64_t seconds) { clock.set_ahead_micros(seconds * 1'000'000); }

}  // namespace

int run_serve(const ServeArguments& arguments) {
    const auto config = server_config(arguments.config, arguments.mail);
    if (!config) return complain(config.error());
    block_signals();
    raise_file_limit();
    ShiftedClock clock;
    put_ahead(clock, config->bank.clock_ahead_seconds);
    // A service that ends whenever its store is away is given up by what starts it again.
    const auto house = House::open(*config, clock, StoreAway::kWait, Hearing::kOthers);
    if (!house) return complain(house.error());
    const auto server = RunningServer::start(*config, **house);
    if (!server) return complain(server.error());
    fmt::print("Settle listens on {}\n", config->public_url);
    std::fflush(stdout);
    wait_for_signal();
    (*server)->stop();
    return 0;
}

int run_bank(const BankArguments& arguments) {
    block_signals();
    ShiftedClock clock;
    put_ahead(clock, arguments.clock_ahead_seconds);
    const std::string public_url = arguments.public_url.empty()
                                       ? fmt::format("http://{}:{}", arguments.listen, arguments.port)
                                       : arguments.public_url;
    const auto bank = RunningBank::start({.path = arguments.books,
                                          .public_url = public_url,
                                          .api_secret = arguments.api_secret,
                                          .webhook_secret = arguments.webhook_secret,
                                          .webhook_urls = {{kMerchant, arguments.webhook_url}},
                                          .now = [&clock] { return clock.now(); }},
                                         arguments.listen, static_cast<std::uint16_t>(arguments.port));
    if (!bank) return complain(bank.error());
    fmt::print("The sandbox bank listens on {}\n", public_url);
    std::fflush(stdout);
    wait_for_signal();
    return 0;
}

int run_create_key(const std::string& path, const std::string& vendor, const std::string& name) {
    const auto config = server_config(path);
    if (!config) return complain(config.error());
    ShiftedClock clock;
    put_ahead(clock, config->bank.clock_ahead_seconds);
    const auto house = House::open(*config, clock);
    if (!house) return complain(house.error());
    const auto secret = create_api_key((*house)->services(), vendor, name);
    if (!secret) return complain(secret.error());
    fmt::print("{}\n", *secret);
    return 0;
}

int run_staff_link(const StaffLinkArguments& arguments) {
    const auto config = server_config(arguments.config);
    if (!config) return complain(config.error());
    ShiftedClock clock;
    put_ahead(clock, config->bank.clock_ahead_seconds);
    const auto house = House::open(*config, clock);
    if (!house) return complain(house.error());
    Services& services = (*house)->services();
    const auto role = staff_role_named(services, arguments.vendor, arguments.role);
    if (!role) return complain(role.error());
    const auto link = create_staff_link(services, arguments.vendor, arguments.staff, *role, LinkUse::kOnce, 3600);
    if (!link) return complain(link.error());
    fmt::print("{}\n", link->url);
    return 0;
}

int run_end_access(const EndAccessArguments& arguments) {
    const auto config = server_config(arguments.config);
    if (!config) return complain(config.error());
    ShiftedClock clock;
    put_ahead(clock, config->bank.clock_ahead_seconds);
    const auto house = House::open(*config, clock);
    if (!house) return complain(house.error());
    const auto ended = end_access((*house)->services(), arguments.vendor, arguments.email,
                                  arguments.desk_only ? AccessEnd::kDesk : AccessEnd::kAll);
    if (!ended) return complain(ended.error());
    fmt::print("{}\n", arguments.desk_only ? "The desk is closed to them, and they are signed out."
                                           : "They are signed out, and begin again with a link to set a password.");
    return 0;
}

int run_password_link(const PasswordLinkArguments& arguments) {
    const auto config = server_config(arguments.config);
    if (!config) return complain(config.error());
    ShiftedClock clock;
    put_ahead(clock, config->bank.clock_ahead_seconds);
    const auto house = House::open(*config, clock);
    if (!house) return complain(house.error());
    Services& services = (*house)->services();
    const auto role =
        arguments.staff.empty() ? Result<Code>(Code()) : staff_role_named(services, arguments.vendor, arguments.role);
    if (!role) return complain(role.error());
    const auto ticket = make_password_ticket(services, arguments.vendor, arguments.email, arguments.staff, *role);
    if (!ticket) return complain(ticket.error());
    // Behind the #, which browsers keep to themselves: no proxy writes it into its log.
    fmt::print("{}/portal/sign-in/new-password?vendor={}&side={}#{}\n", config->public_url, arguments.vendor,
               arguments.staff.empty() ? "portal" : "desk", *ticket);
    return 0;
}

}  // namespace settle
