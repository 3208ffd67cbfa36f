// Customers whose subscription falls due, by the hundred thousand.
#pragma once

#include "shop.h"

namespace settle::bench {

enum class SavedMethods : std::uint8_t { kNobody, kEverybody };

/// Puts `due` customers that fall due on kRunDay into an empty store, and kOthers that do not: one in three on each
/// plan, with two to twenty seats and one or two units of the add-on, in eight countries of the European Union, each
/// taxed there. They have one event and no earlier invoice.
void generate(Shop& shop, std::int64_t due, SavedMethods methods);

}  // namespace settle::bench
