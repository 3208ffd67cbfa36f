#include "adapters/bank_sandbox/admin.h"

#include <boost/json.hpp>

namespace settle::bank {
namespace {

namespace json = boost::json;

constexpr int kFaultCountMax = 100'000;

constexpr std::array<std::string_view, 4> kFaults = {"timeout_before", "timeout_after", "error_500_after",
                                                     "garbage_after"};
constexpr std::array<std::string_view, 4> kModes = {"normal", "duplicate", "out_of_order", "hold"};
constexpr std::array<std::string_view, 4> kRoutes = {"create", "find", "cancel", "refund"};

std::unexpected<std::string> expected(std::string_view name, std::span<const std::string_view> values) {
    return std::unexpected(fmt::format("{} is one of: {}.", name, fmt::join(values, ", ")));
}

std::optional<std::size_t> place_of(const json::value& value, std::span<const std::string_view> names) {
    if (!value.is_string()) return std::nullopt;
    const auto found = std::ranges::find(names, std::string_view(value.as_string()));
    if (found == names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
}

std::expected<Fault, std::string> parse_fault(const json::object& object, const json::value& name) {
    Fault fault;
    const auto kind = place_of(name, kFaults);
    if (!kind) return expected("fault", kFaults);
    fault.kind = static_cast<FaultKind>(*kind);
    if (const json::value* count = object.if_contains("count")) {
        if (!count->is_int64() || count->as_int64() < 1 || count->as_int64() > kFaultCountMax)
            return std::unexpected(fmt::format("count is a whole number from 1 to {}.", kFaultCountMax));
        fault.count = static_cast<int>(count->as_int64());
    }
    if (const json::value* route = object.if_contains("route")) {
        const auto place = place_of(*route, kRoutes);
        if (!place) return expected("route", kRoutes);
        fault.route = kRoutes[*place];
    }
    return fault;
}

}  // namespace

std::expected<FaultWish, std::string> parse_fault_wish(const std::string& body) {
    boost::system::error_code error;
    const json::value value = json::parse(body, error);
    if (error || !value.is_object()) return std::unexpected("The body is not a JSON object.");
    const json::object& object = value.as_object();
    FaultWish wish;
    if (const json::value* name = object.if_contains("fault")) {
        wish.clear_faults = name->is_string() && name->as_string() == "none";
        if (!wish.clear_faults) {
            auto fault = parse_fault(object, *name);
            if (!fault) return std::unexpected(fault.error());
            wish.fault = std::move(*fault);
        }
    }
    if (const json::value* name = object.if_contains("webhook_mode")) {
        const auto mode = place_of(*name, kModes);
        if (!mode) return expected("webhook_mode", kModes);
        wish.webhook_mode = static_cast<WebhookMode>(*mode);
    }
    return wish;
}

}  // namespace settle::bank
