// The HTTP contract, made from api/openapi.yaml when the program is built.
#pragma once

#include <span>
#include <string_view>

namespace settle::http {

struct Operation {
    std::string_view method;        ///< "POST"
    std::string_view path;          ///< "/v1/customers/{id}/subscription"
    std::string_view operation_id;  ///< Unique in the contract.
};

/// The whole contract, as GET /openapi.json answers it.
extern const std::string_view kOpenApiJson;
/// Every operation, in the contract's order.
extern const std::span<const Operation> kOperations;

}  // namespace settle::http
