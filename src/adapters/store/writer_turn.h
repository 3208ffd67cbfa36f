// Whose turn it is to write, where one may write at a time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>

namespace settle::store {

/// A line of people and one of slices of a run. First come, first served, but people before slices: a person waits for
/// the slice that is being written, and not for those behind it as well.
class WriterTurns {
public:
    enum class Who : std::uint8_t { kPerson, kSlice };
    /// A slice that lets this many people by takes its turn: a crowd does not stop a run.
    static constexpr int kLetBy = 16;

    /// Taken when it is made, handed on when it ends. A second turn of a thread inside its first would wait for ever,
    /// so it throws ContractViolation.
    class Turn {
    public:
        Turn(WriterTurns& turns, Who who) : turns_(turns) { turns.take(who); }
        ~Turn() { turns_.hand_on(); }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

    private:
        WriterTurns& turns_;
    };

    /// How many wait in that line just now.
    std::uint64_t waiting(Who who) const;
    /// Whether a person took a turn within the last second: the next may come any moment.
    bool people_came_lately() const;

private:
    struct Line {
        std::uint64_t came = 0;
        std::uint64_t begun = 0;
        bool is_empty() const { return came == begun; }
    };
    void take(Who who);
    void hand_on();
    bool may_begin(Who who) const;

    mutable std::mutex mutex_;
    std::condition_variable is_over_;
    Line people_;
    Line slices_;
    std::thread::id writing_;
    int let_by_ = 0;  ///< People who wrote since a slice waits.
    std::optional<std::chrono::steady_clock::time_point> person_came_;  ///< The last one.
};

}  // namespace settle::store
