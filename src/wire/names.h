// The words of the contract for values that have none of their own in the domain.
#pragma once

#include <string_view>

#include "domain/catalog/catalog.h"
#include "domain/change/change.h"

namespace settle::wire {

/// "now", "period_end", "staff", "no", "nothing_to_do"
std::string_view name_of(Outcome outcome);
/// "subscribe", "plan", "quantity" …
std::string_view name_of(ChangeKind kind);
/// "named_seat", "counted_seat", "add_on"
std::string_view name_of(ItemKind kind);
/// "member", "staff", "server"
std::string_view name_of(Actor::Kind kind);
/// Of the names the domain has.
using settle::name_of;

}  // namespace settle::wire
