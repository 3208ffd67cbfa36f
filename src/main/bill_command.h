// settle bill: bill what is due, see it before, look at runs and at what they left behind.
#pragma once

#include <string>

namespace settle {

struct BillArguments {
    std::string config;
    std::string until;      ///< A day; today when empty.
    std::string vendor;     ///< All that are configured when empty.
    std::string customer;   ///< One alone.
    std::string pause;      ///< Id of a run.
    std::string resume;     ///< Id of a run.
    std::string retry;      ///< A parked customer.
    bool dry_run = false;
    bool list = false;      ///< Every invoice of a dry run.
    bool status = false;
    bool parked = false;
    bool json = false;
    int threads = 0;        ///< 0: as configured.
};

/// 0 when all is done, 1 when something was parked or left, 2 when it could not be understood or begun.
int run_bill(const BillArguments& arguments);

}  // namespace settle
