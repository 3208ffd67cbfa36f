// `settle backup` and `settle restore`.
#pragma once

#include <CLI/CLI.hpp>

namespace settle {

/// Adds both to the command line; they put their exit status into `status`: 0 done, 1 done and `verify` found
/// something in the copy, 2 not done.
void add_backup_commands(CLI::App& app, int& status);

}  // namespace settle
