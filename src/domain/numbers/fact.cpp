#include "domain/numbers/fact.h"

#include <iterator>

namespace settle {

std::string_view name_of(Figure figure) {
    static constexpr std::string_view kNames[] = {
        "recurring.new",   "recurring.up",   "recurring.down", "recurring.back", "recurring.lost", "units.sold",
        "units.used",      "trial.begun",    "trial.over",     "trial.won",      "unpaid.fell",    "unpaid.recovered",
        "unpaid.given_up", "unpaid.put_off", "document.net",   "document.tax"};
    static_assert(std::size(kNames) == static_cast<std::size_t>(Figure::kCount));
    return kNames[static_cast<std::size_t>(figure)];
}

}  // namespace settle
