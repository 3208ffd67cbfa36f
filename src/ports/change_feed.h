// Who changed, told to whoever shows or keeps something about them; never what changed.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "ports/store.h"

namespace settle {

/// Something about a customer of a vendor is no longer as it was. Without a customer: about any of the vendor's;
/// without a vendor: about anybody.
struct ChangeNotice {
    VendorName vendor;
    CustomerId customer;
    std::int64_t act = 0;  ///< Number of the customer's last event then; 0 where nobody knows.

    bool operator==(const ChangeNotice&) const = default;
};

/// Notices of what was committed, here and by other processes on the same store. One may be told twice, and none is
/// kept for those who were away: whoever may have missed some is told of anybody.
class ChangeFeed {
public:
    /// Called on any thread, beside others. It is quick, and asks neither the store nor this feed for anything.
    using Listener = std::function<void(const ChangeNotice&)>;
    /// Ends when it is destroyed, after the calls that run.
    class Listening {
    public:
        virtual ~Listening() = default;
    };

    virtual ~ChangeFeed() = default;
    virtual std::unique_ptr<Listening> listen(Listener listener) = 0;
};

}  // namespace settle
