// What the ids on a page of the desk stand for.
#pragma once

#include <map>
#include <string>

#include "app/context.h"

namespace settle {

/// Says what ids stand for, each read once for the whole page.
class Names {
public:
    Names(const Context& context, Transaction& tx) : context_(context), tx_(tx) {}

    /// The vendor's own people, by their addresses.
    Result<void> take_staff();
    Result<void> take_customer(const CustomerId& customer);
    /// A member's name or a document's number; an id of anything else, or of what is gone, stands for nothing.
    Result<void> take(const CustomerId& customer, const std::string& id);
    std::map<std::string, std::string> all() && { return std::move(names_); }

private:
    const Context& context_;
    Transaction& tx_;
    std::map<std::string, std::string> names_;
};

}  // namespace settle
