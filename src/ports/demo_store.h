// Demos that were asked for, as they are kept.
#pragma once

#include "base/ensure.h"
#include "domain/request/demo.h"
#include "ports/store.h"

namespace settle {

/// Which demos a list shows; newest first.
enum class DemoGroup : std::uint8_t { kOpen, kOver, kAll };

/// What a transaction of a store that keeps demos can do beside.
class DemoStore {
public:
    virtual ~DemoStore() = default;

    /// At most one is open per address: fails with already_exists.
    virtual Result<void> add_demo(const VendorName&, const Demo&) = 0;
    virtual Result<std::optional<Demo>> find_demo(const VendorName&, const DemoId&) = 0;
    virtual Result<std::optional<Demo>> open_demo_of(const VendorName&, std::string_view email) = 0;
    /// Expects the version that was loaded and raises it by one. Fails with version_stale.
    virtual Result<void> save_demo(const VendorName&, const Demo&) = 0;
    /// Behind the demo `page.after`.
    virtual Result<std::vector<Demo>> list_demos(const VendorName&, DemoGroup, const Page& page) = 0;
    virtual Result<void> add_demo_step(const VendorName&, const DemoStep&) = 0;
    virtual Result<std::vector<DemoStep>> demo_steps(const VendorName&, const DemoId&) = 0;  ///< Oldest first.
};

/// The transaction as demos use it: few need that, so that `store.h`, which everybody reads, does not say it. Asking a
/// transaction of a store that does not keep demos is a broken contract.
inline DemoStore& demos_of(Transaction& tx) {
    auto* demos = dynamic_cast<DemoStore*>(&tx);
    ENSURE(demos != nullptr);
    return *demos;
}

}  // namespace settle
