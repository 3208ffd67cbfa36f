#include "adapters/catalog_yaml/nearest.h"

namespace settle::catalog_yaml {
namespace {

constexpr std::size_t kLongestCompared = 64;

// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], before_last[j - 2] + 1);
        }
        std::swap(before_last, last);
        std::swap(last, now);
    }
    return last[b.size()];
}

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
