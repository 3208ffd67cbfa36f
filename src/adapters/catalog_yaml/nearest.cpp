#include "adapters/catalog_yaml/nearest.h"

#include "base/edit_distance.h"

namespace settle::catalog_yaml {
namespace {

constexpr std::size_t kLongestCompared = 64;

}  // namespace

std::string_view nearest(std::string_view typed, std::span<const std::string_view> known) {
    if (typed.size() > kLongestCompared) return {};
    std::string_view best;
    std::size_t best_distance = std::max<std::size_t>(1, (typed.size() + 1) / 3) + 1;
    for (const std::string_view candidate : known) {
        if (candidate.size() > kLongestCompared) continue;
        const std::size_t distance = edit_distance(typed, candidate);
        if (distance < best_distance) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

std::string unknown_message(std::string_view what, std::string_view typed, std::span<const std::string_view> known) {
    constexpr std::size_t kListedMax = 16;
    const std::string_view shown = typed.substr(0, kLongestCompared);
    if (const std::string_view near = nearest(typed, known); !near.empty())
        return fmt::format("unknown {} \"{}\"; did you mean \"{}\"?", what, shown, near);
    if (known.empty()) return fmt::format("unknown {} \"{}\"; none is declared", what, shown);
    if (known.size() > kListedMax) return fmt::format("unknown {} \"{}\"", what, shown);
    return fmt::format("unknown {} \"{}\"; there is: {}", what, shown, fmt::join(known, ", "));
}

}  // namespace settle::catalog_yaml
