// Threads that run blocking work, behind a queue that refuses instead of growing.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace settle::http {

class WorkerPool {
public:
    using Job = std::move_only_function<void()>;
    enum class Submitted { kYes, kQueueFull };

    WorkerPool(int threads, std::size_t queue_max);
    ~WorkerPool();

    /// The job must not throw. Leaves `job` untouched when the queue is full.
    Submitted submit(Job&& job);
    /// Waits for the jobs that run; those still queued are dropped.
    void stop();

private:
    void work();

    const std::size_t queue_max_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace settle::http
