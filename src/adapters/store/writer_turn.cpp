#include "adapters/store/writer_turn.h"

#include "base/ensure.h"

namespace settle::store {

std::uint64_t WriterTurns::waiting(Who who) const {
    const std::lock_guard lock(mutex_);
    const Line& line = who == Who::kPerson ? people_ : slices_;
    return line.came - line.begun;
}

bool WriterTurns::people_came_lately() const {
    const std::lock_guard lock(mutex_);
    return person_came_ && std::chrono::steady_clock::now() - *person_came_ < std::chrono::seconds(1);
}

void WriterTurns::take(Who who) {
    std::unique_lock lock(mutex_);
    ENSURE(writing_ != std::this_thread::get_id());
    if (who == Who::kPerson) person_came_ = std::chrono::steady_clock::now();
    Line& line = who == Who::kPerson ? people_ : slices_;
    const std::uint64_t mine = line.came++;
    is_over_.wait(lock, [&] { return line.begun == mine && may_begin(who); });
    ++line.begun;
    writing_ = std::this_thread::get_id();
    if (who == Who::kSlice) let_by_ = 0;
    else if (!slices_.is_empty()) ++let_by_;
}

void WriterTurns::hand_on() {
    {
        const std::lock_guard lock(mutex_);
        writing_ = std::thread::id();
    }
    is_over_.notify_all();
}

bool WriterTurns::may_begin(Who who) const {
    if (writing_ != std::thread::id()) return false;
    const bool is_turn_of_slices = !slices_.is_empty() && (people_.is_empty() || let_by_ >= kLetBy);
    return is_turn_of_slices == (who == Who::kSlice);
}

}  // namespace settle::store
