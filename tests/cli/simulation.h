// Runs `settle simulate` as the command line does, and keeps what it printed.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "cli/simulate.h"
#include "main/simulation_world.h"

namespace settle::cli_test {

struct Printed {
    int status = 0;
    std::string out;
    std::string err;
};

inline Printed simulate(const std::vector<std::string>& args) {
    SimulationWorkshop workshop;
    std::ostringstream out, err;
    const int status = cli::run_simulate(args, workshop, out, err);
    return {status, out.str(), err.str()};
}

inline Printed catalog(const std::vector<std::string>& args) {
    SimulationWorkshop workshop;
    std::ostringstream out, err;
    const int status = cli::run_catalog(args, workshop, out, err);
    return {status, out.str(), err.str()};
}

}  // namespace settle::cli_test
