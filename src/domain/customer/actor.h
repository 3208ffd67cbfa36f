// Who asks, decides or did something.
#pragma once

#include <cstdint>
#include <string>

#include "base/code.h"

namespace settle {

struct Actor {
    enum class Kind : std::uint8_t { kMember, kStaff, kServer } kind = Kind::kMember;
    Code role;          ///< Of a member.
    std::string id;     ///< Member, staff or key id, for the record.
    /// A server that provisions a subscription has staff's authority for that one act.
    bool provisions = false;
    bool is_member() const { return kind == Kind::kMember; }
    bool has_staff_authority() const { return kind == Kind::kStaff || provisions; }
    friend bool operator==(const Actor&, const Actor&) = default;
};

}  // namespace settle
