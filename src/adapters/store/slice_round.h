// A pass over what is due in slices that several threads read, decide and pack at once.
#pragma once

#include <functional>
#include <memory>

#include "adapters/store/due_round.h"

namespace settle::store {

using ReadWith = std::function<Result<void>(const std::function<Result<void>(Driver&)>&)>;
/// Runs work in a transaction of the writer; a failure gives it up.
using WriteWith = std::function<Result<void>(const std::function<Result<void>(SqlTransaction&, Driver&)>&)>;

std::unique_ptr<DueRound> make_slice_round(DueScope scope, ReadWith read, WriteWith write);

}  // namespace settle::store
