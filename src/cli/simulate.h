// `settle simulate` and `settle catalog check`.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/world.h"

namespace settle::cli {

inline constexpr int kExitOk = 0;
inline constexpr int kExitExpectationFailed = 1;
inline constexpr int kExitFileWrong = 2;  ///< Or the command line.

/// The arguments behind "simulate". Runs each story and prints what came out to `out`, what was
/// expected otherwise or is wrong with a file to `err`. Answers the exit status: the worst of all.
int run_simulate(const std::vector<std::string>& args, Workshop& workshop, std::ostream& out, std::ostream& err);

/// The arguments behind "catalog", of which the first is "check". One line per problem, or one that
/// says what is in the catalog.
int run_catalog(const std::vector<std::string>& args, Workshop& workshop, std::ostream& out, std::ostream& err);

}  // namespace settle::cli
