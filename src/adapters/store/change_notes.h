// Whom a transaction wrote about, until it is committed.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ports/change_feed.h"

namespace settle::store {

/// Told to whoever shows or keeps something about them.
using OnChange = std::function<void(const ChangeNotice&)>;

class ChangeNotes {
public:
    /// Of one vendor's customers, as many are told of one by one; of more, it is said that there are many.
    static constexpr std::size_t kSingleMax = 16;

    void add(const VendorName& vendor, const CustomerId& customer, std::int64_t act);
    /// Too many of the vendor's customers to name them.
    void add_many(const VendorName& vendor);
    std::vector<ChangeNotice> notices() const;

private:
    struct OfVendor {
        std::map<CustomerId, std::int64_t> acts;
        bool is_many = false;
    };
    std::map<VendorName, OfVendor> by_vendor_;
};

/// As text of at most `max` bytes, for other processes: where they do not fit, one notice about anybody.
std::string text_of(std::span<const ChangeNotice> notices, std::size_t max);
/// What such a text says; of one that cannot be read, one notice about anybody.
std::vector<ChangeNotice> notices_in(std::string_view text);

}  // namespace settle::store
