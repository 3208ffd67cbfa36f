// From a method and a path to the operation that answers.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/stream.h"

namespace settle::http {

/// A request on its way to the operation it was meant for.
struct RoutedRequest {
    const HttpRequest& request;
    std::string_view operation_id;
    std::vector<std::pair<std::string, std::string>> params;  ///< Decoded, in the pattern's order.

    /// The parameter {name} of the pattern; asking for one that the pattern lacks breaks the contract.
    const std::string& param(std::string_view name) const;
};

using RouteHandler = std::function<Answered(const RoutedRequest&)>;

/// One row of the route table.
struct Route {
    std::string method;
    std::string pattern;
    std::string operation_id;
    RouteHandler handler;
    std::vector<std::string> param_names;
};

/// Filled once, then read by many threads.
class Router {
public:
    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    /// "/v1/invoices/{id}.pdf": a segment is fixed text, or a parameter with an optional ending.
    /// Fixed text wins over a parameter, a longer ending over a shorter one. Adding the same method and
    /// pattern, or the same operation, twice breaks the contract.
    void add(std::string_view method, std::string_view pattern, std::string_view operation_id, RouteHandler handler);

    /// Calls the handler; else a problem: 404 not_found, or 405 method_not_allowed with Allow.
    /// HEAD is answered by GET's handler.
    Answered answer(const HttpRequest& request) const;

    /// In the order they were added.
    std::span<const Route> routes() const { return routes_; }

private:
    struct Node;
    const Node* find(const Node& node, std::string_view rest, std::vector<std::string_view>& values) const;

    std::vector<Route> routes_;
    std::unique_ptr<Node> root_;
};

}  // namespace settle::http
