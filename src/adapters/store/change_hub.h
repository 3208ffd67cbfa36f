// Hands on who changed, from the stores of this process to whoever listens in it.
#pragma once

#include "ports/change_feed.h"

namespace settle {

/// Where a store says who changed: `on_change` of its options.
class ChangeHub final : public ChangeFeed {
public:
    ChangeHub();
    ~ChangeHub() override;
    void tell(const ChangeNotice& notice) const;
    std::unique_ptr<Listening> listen(Listener listener) override;

private:
    struct Ears;
    std::shared_ptr<Ears> ears_;
};

}  // namespace settle
