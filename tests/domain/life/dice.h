// Chance that can be repeated, and what it led to.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/date.h"

namespace settle::life_test {

/// Numbers that look random and are the same for the same seed everywhere.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    /// From `low` to `high`, both included.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool percent(std::int64_t chance) { return between(1, 100) <= chance; }
    template <class T>
    const T& pick(const std::vector<T>& from) {
        return from[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(from.size()) - 1))];
    }

private:
    std::uint64_t state_;
};

/// What the lives added up to.
struct Figures {
    std::int64_t lives = 0;
    std::int64_t steps = 0;
    std::int64_t refusals = 0;
    std::int64_t documents = 0;
    std::int64_t foreseen = 0;
    std::map<std::string, std::int64_t> kinds;
};

/// The first thing that went wrong in a life.
class FirstProblem {
public:
    explicit FirstProblem(std::string name) : name_(std::move(name)) {}
    bool must(bool holds, std::string_view what) {
        if (!holds && problem_.empty()) problem_ = fmt::format("{} on {}: {}", name_, today.str(), what);
        return holds;
    }
    bool is_good() const { return problem_.empty(); }
    const std::string& problem() const { return problem_; }

    Date today;

private:
    std::string name_;
    std::string problem_;
};

}  // namespace settle::life_test
