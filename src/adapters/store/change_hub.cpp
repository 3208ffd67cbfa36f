#include "adapters/store/change_hub.h"

#include <list>
#include <mutex>
#include <shared_mutex>

namespace settle {

struct ChangeHub::Ears {
    std::shared_mutex mutex;
    std::list<Listener> listeners;
};

namespace {

template <class Ears>
class OneListening final : public ChangeFeed::Listening {
public:
    OneListening(std::shared_ptr<Ears> ears, ChangeFeed::Listener listener) : ears_(std::move(ears)) {
        const std::lock_guard lock(ears_->mutex);
        place_ = ears_->listeners.insert(ears_->listeners.end(), std::move(listener));
    }
    ~OneListening() override {
        const std::lock_guard lock(ears_->mutex);
        ears_->listeners.erase(place_);
    }
    OneListening(const OneListening&) = delete;
    OneListening& operator=(const OneListening&) = delete;

private:
    std::shared_ptr<Ears> ears_;
    std::list<ChangeFeed::Listener>::iterator place_;
};

}  // namespace

ChangeHub::ChangeHub() : ears_(std::make_shared<Ears>()) {}
ChangeHub::~ChangeHub() = default;

void ChangeHub::tell(const ChangeNotice& notice) const {
    const std::shared_lock lock(ears_->mutex);
    for (const Listener& listener : ears_->listeners) listener(notice);
}

std::unique_ptr<ChangeFeed::Listening> ChangeHub::listen(Listener listener) {
    return std::make_unique<OneListening<Ears>>(ears_, std::move(listener));
}

}  // namespace settle
