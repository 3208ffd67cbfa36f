// A pass over what is due, one case after the other: for any store.
#pragma once

#include <memory>
#include <string>

#include "ports/store.h"

namespace settle::store {

std::unique_ptr<DueRound> make_due_round(Store& store, const VendorName& vendor, Date until, Date run_day,
                                         const std::string& run);

}  // namespace settle::store
