// Trials of drafts that go on beside a server's serving, one of each vendor at a time.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "app/catalog/what_if_runs.h"
#include "engine/what_if.h"

namespace settle {

class WhatIfRunner final : public WhatIfRuns {
public:
    explicit WhatIfRunner(WhatIfOptions options);
    /// Ends what runs, after the slices under way.
    ~WhatIfRunner() override;

    Result<void> start(const Context& context, WhatIfRun run, WhatIf what) override;
    std::optional<WhatIfRun> last(const VendorName& vendor) const override;
    void cancel(const Context& context, const WhatIfId& id) override;

private:
    class Slot;

    const WhatIfOptions options_;
    std::mutex starting_;  ///< Held from looking whether one runs to having begun the next.
    mutable std::mutex mutex_;  ///< Of the map.
    std::map<VendorName, std::unique_ptr<Slot>> slots_;
};

}  // namespace settle
