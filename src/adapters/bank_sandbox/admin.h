// What tests may ask of the bank: to misbehave.
#pragma once

#include <expected>
#include <optional>
#include <string>

#include "adapters/bank_sandbox/records.h"

namespace settle::bank {

enum class FaultKind : std::uint8_t {
    kTimeoutBefore,  ///< Nothing is done and nothing is answered.
    kTimeoutAfter,   ///< It is done, but nothing is answered.
    kError500After,  ///< It is done, and answered with 500.
    kGarbageAfter    ///< It is done, and answered with something unreadable.
};

struct Fault {
    FaultKind kind = FaultKind::kTimeoutBefore;
    int count = 1;        ///< The next so many API calls.
    std::string route{};  ///< "create", "find", "cancel", "refund"; empty: any.
};

struct FaultWish {
    bool clear_faults = false;
    std::optional<Fault> fault;
    std::optional<WebhookMode> webhook_mode;
};

/// Reads {"fault": "timeout_before" | "timeout_after" | "error_500_after" | "garbage_after" | "none",
/// "count": 1, "route": "create", "webhook_mode": "normal" | "duplicate" | "out_of_order" | "hold"};
/// every member may be left out. The error is a sentence that says what would be right.
std::expected<FaultWish, std::string> parse_fault_wish(const std::string& body);

}  // namespace settle::bank
