// settle what-if: a catalog that is not published, tried on all customers.
#pragma once

#include <string>

namespace settle {

struct WhatIfArguments {
    std::string config;
    std::string vendor;
    std::string version;   ///< A draft of the store, …
    std::string catalog;   ///< … or a file.
    std::string from;      ///< Today when empty.
    std::string movement = "at_renewal";
    int months = 12;
    int threads = 0;
    std::string list;      ///< Where to write the customers for whom something is different, as CSV.
    bool json = false;
};

int run_what_if_command(const WhatIfArguments& arguments);

}  // namespace settle
