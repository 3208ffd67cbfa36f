#include "main/tax_command.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "adapters/system/clocks.h"
#include "domain/tax/tax_number.h"
#include "main/tax_register.h"

namespace settle {
namespace {

struct CheckChoice {
    std::string config;
    std::string number;
    std::string country;
    std::string requester;
};

/// The country whose register the number's first letters name; they are not always its own.
std::string country_of(std::string_view typed) {
    std::string prefix;
    for (const char c : typed) {
        const bool is_small = c >= 'a' && c <= 'z';
        if (is_small || (c >= 'A' && c <= 'Z')) prefix += is_small ? static_cast<char>(c - 'a' + 'A') : c;
        if (prefix.size() == 2) break;
    }
    if (prefix == "EL") return "GR";
    if (prefix == "XI") return "GB";
    return prefix;
}

std::string_view name_of(RegisterAnswer::Verdict verdict) {
    switch (verdict) {
        case RegisterAnswer::Verdict::kConfirmed: return "confirmed";
        case RegisterAnswer::Verdict::kRefused: return "refused";
        case RegisterAnswer::Verdict::kDown: return "no answer";
    }
    return "";
}

void print_line(std::string_view what, std::string value) {
    for (char& c : value)
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    if (!value.empty()) fmt::print("{:<20}{}\n", what, value);
}

int complain(const Error& error) {
    fmt::print(stderr, "settle tax: {}{}\n", text_of(error, "en"),
               error.detail.empty() ? "" : " (" + error.detail + ")");
    return 2;
}

int check(const CheckChoice& choice) {
    const auto config = read_config(choice.config);
    if (!config) return complain(config.error());
    const auto number =
        parse_tax_number(choice.number, choice.country.empty() ? country_of(choice.number) : choice.country);
    if (!number) {
        fmt::print(stderr, "settle tax: {}\n", text_of(number.error(), "en"));
        return 1;
    }
    std::string requester;
    if (!choice.requester.empty()) {
        const auto own = parse_tax_number(choice.requester, country_of(choice.requester));
        if (!own) return complain(own.error());
        requester = *own;
    }
    const SystemClock clock;
    const RegisterAnswer answer = make_tax_register(*config, clock)->check({*number, requester});
    print_line("number", *number);
    print_line("register", answer.register_name);
    print_line("answer", std::string(name_of(answer.verdict)));
    print_line("why", answer.problem);
    print_line("company", answer.company);
    print_line("address", answer.address);
    print_line("consultation number", answer.consultation_number);
    print_line("asked at", clock.now().str());
    switch (answer.verdict) {
        case RegisterAnswer::Verdict::kConfirmed: return 0;
        case RegisterAnswer::Verdict::kRefused: return 1;
        case RegisterAnswer::Verdict::kDown: break;
    }
    return 2;
}

}  // namespace

void add_tax_command(CLI::App& app, int& status) {
    auto* tax = app.add_subcommand("tax", "Ask the register of VAT numbers");
    tax->require_subcommand(1);
    auto choice = std::make_shared<CheckChoice>();
    auto* checked = tax->add_subcommand("check", "Whether a VAT number is written right, and what the register says");
    checked->add_option("number", choice->number, "With its prefix, such as BE0136695962")->required();
    checked->add_option("--country", choice->country, "Of the customer, for a number without its prefix: FR");
    checked->add_option("--requester", choice->requester, "Your own number, to get a consultation number");
    checked->add_option("--config", choice->config, "Configuration file (TOML): which register is asked");
    checked->callback([choice, &status] { status = check(*choice); });
}

}  // namespace settle
