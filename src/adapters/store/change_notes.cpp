#include "adapters/store/change_notes.h"

#include <fmt/format.h>

#include <charconv>

namespace settle::store {

void ChangeNotes::add(const VendorName& vendor, const CustomerId& customer, std::int64_t act) {
    OfVendor& of = by_vendor_[vendor];
    if (of.is_many) return;
    std::int64_t& known = of.acts[customer];
    known = std::max(known, act);
    if (of.acts.size() > kSingleMax) add_many(vendor);
}

void ChangeNotes::add_many(const VendorName& vendor) {
    OfVendor& of = by_vendor_[vendor];
    of.is_many = true;
    of.acts.clear();
}

std::vector<ChangeNotice> ChangeNotes::notices() const {
    std::vector<ChangeNotice> all;
    for (const auto& [vendor, of] : by_vendor_) {
        if (of.is_many) all.push_back({.vendor = vendor, .customer = {}, .act = 0});
        for (const auto& [customer, act] : of.acts) all.push_back({vendor, customer, act});
    }
    return all;
}

// A line each, its parts between tabs: neither is in the name of a vendor or in an id.
std::string text_of(std::span<const ChangeNotice> notices, std::size_t max) {
    std::string text;
    for (const ChangeNotice& notice : notices)
        text += fmt::format("{}\t{}\t{}\n", notice.vendor, notice.customer.str(), notice.act);
    return text.size() <= max ? text : "\t\t0\n";
}

std::vector<ChangeNotice> notices_in(std::string_view text) {
    const std::vector<ChangeNotice> anybody(1);
    std::vector<ChangeNotice> all;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        const auto first = line.find('\t'), second = line.find('\t', first + 1);
        if (end == std::string_view::npos || first == std::string_view::npos || second == std::string_view::npos)
            return anybody;
        ChangeNotice notice{std::string(line.substr(0, first)),
                            CustomerId(std::string(line.substr(first + 1, second - first - 1))), 0};
        const std::string_view digits = line.substr(second + 1);
        const auto [last, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), notice.act);
        if (failure != std::errc() || last != digits.data() + digits.size()) return anybody;
        all.push_back(std::move(notice));
        text.remove_prefix(end + 1);
    }
    return all;
}

}  // namespace settle::store
