// How many of each seat kind or add-on, by code.
#pragma once

#include <boost/container/small_vector.hpp>

#include "base/code.h"

namespace settle {

/// Totals by item code, sorted by code, without duplicates; an item that is absent counts 0.
class Quantities {
public:
    struct Entry {
        Code item;
        std::int64_t count;
        friend bool operator==(const Entry&, const Entry&) = default;
    };

    std::int64_t of(const Code& item) const {
        for (const Entry& entry : entries_)
            if (entry.item == item) return entry.count;
        return 0;
    }
    bool has(const Code& item) const {
        for (const Entry& entry : entries_)
            if (entry.item == item) return true;
        return false;
    }
    void set(const Code& item, std::int64_t count) {
        auto at = entries_.begin();
        while (at != entries_.end() && at->item < item) ++at;
        if (at != entries_.end() && at->item == item) at->count = count;
        else entries_.insert(at, Entry{item, count});
    }
    void remove(const Code& item) {
        for (auto at = entries_.begin(); at != entries_.end(); ++at)
            if (at->item == item) return void(entries_.erase(at));
    }
    auto begin() const { return entries_.begin(); }
    auto end() const { return entries_.end(); }
    bool empty() const { return entries_.empty(); }
    friend bool operator==(const Quantities& a, const Quantities& b) { return a.entries_ == b.entries_; }

private:
    boost::container::small_vector<Entry, 4> entries_;
};

}  // namespace settle
