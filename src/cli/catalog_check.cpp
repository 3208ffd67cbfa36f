#include <ostream>

#include "cli/simulate.h"

namespace settle::cli {
namespace {

constexpr std::string_view kUsage =
    R"(Usage: settle catalog check FILE…

Reads catalogs and the texts beside them and prints everything that is wrong, one line each:
file:line: what, and what would be right.

Exit status: 0, 2 when something is wrong with a file or the command line.

Example:
  settle catalog check my-shop/catalog.yaml
)";

int check(const std::string& file, Workshop& workshop, std::ostream& out, std::ostream& err) {
    const CatalogCheck found = workshop.check_catalog_file(file);
    for (const std::string& problem : found.problems) err << problem << '\n';
    if (!found.problems.empty()) return kExitFileWrong;
    const Catalog& catalog = found.catalog;
    out << fmt::format("{}: ok: {} plans, {} seat kinds and add-ons, {} roles, {} rules, languages {}\n", file,
                       catalog.plans.size(), catalog.items.size(), catalog.roles.size(), catalog.rules.size(),
                       fmt::join(catalog.languages, ", "));
    return kExitOk;
}

}  // namespace

int run_catalog(const std::vector<std::string>& args, Workshop& workshop, std::ostream& out, std::ostream& err) {
    const auto is_help = [](const std::string& arg) { return arg == "--help" || arg == "-h"; };
    if (std::ranges::any_of(args, is_help)) {
        out << kUsage;
        return kExitOk;
    }
    const auto is_option = [](const std::string& arg) { return arg.starts_with('-'); };
    if (args.size() < 2 || args.front() != "check" || std::ranges::any_of(args, is_option)) {
        err << kUsage;
        return kExitFileWrong;
    }
    int status = kExitOk;
    for (auto file = args.begin() + 1; file != args.end(); ++file)
        status = std::max(status, check(*file, workshop, out, err));
    return status;
}

}  // namespace settle::cli
