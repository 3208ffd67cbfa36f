#include "http/router.h"

#include "base/ensure.h"
#include "http/problem.h"
#include "http/query.h"

namespace settle::http {

// One segment of the patterns. Few children each: a scan of short texts beats any map.
struct Router::Node {
    struct Child {
        std::string text;  ///< The whole segment, or a parameter's ending.
        std::unique_ptr<Node> node;
    };
    std::vector<Child> fixed;
    std::vector<Child> params;         ///< Longest ending first.
    std::vector<std::size_t> methods;  ///< Into routes_.
};

namespace {

std::string_view first_segment(std::string_view& rest) {
    const auto slash = rest.find('/');
    const std::string_view segment = rest.substr(0, slash);
    rest = slash == std::string_view::npos ? std::string_view{} : rest.substr(slash);
    return segment;
}

template <class Children>
auto& child_of(Children& children, std::string_view text) {
    for (auto& child : children)
        if (child.text == text) return *child.node;
    return *children
                .emplace_back(std::string(text),
                              std::make_unique<typename std::remove_cvref_t<decltype(*children.front().node)>>())
                .node;
}

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

const std::string& RoutedRequest::param(std::string_view name) const {
    for (const auto& [known, value] : params)
        if (known == name) return value;
    contract_violated("the pattern has this parameter", __FILE__, __LINE__);
}

void Router::add(std::string_view method, std::string_view pattern, std::string_view operation_id,
                 RouteHandler handler) {
    ENSURE(pattern.starts_with('/') && handler);
    Route route{std::string(method), std::string(pattern), std::string(operation_id), std::move(handler), {}};
    Node* node = root_.get();
    for (std::string_view rest = pattern; !rest.empty();) {
        rest.remove_prefix(1);
        const std::string_view segment = first_segment(rest);
        if (!segment.starts_with('{')) {
            node = &child_of(node->fixed, segment);
            continue;
        }
        const auto end = segment.find('}');
        ENSURE(end != std::string_view::npos && end > 1);
        route.param_names.emplace_back(segment.substr(1, end - 1));
        Node& child = child_of(node->params, segment.substr(end + 1));
        std::ranges::stable_sort(node->params, std::ranges::greater{},
                                 [](const Node::Child& each) { return each.text.size(); });
        node = &child;
    }
    for (const Route& known : routes_) ENSURE(known.operation_id != operation_id);
    for (const std::size_t known : node->methods) ENSURE(routes_[known].method != method);
    node->methods.push_back(routes_.size());
    routes_.push_back(std::move(route));
}

const Router::Node* Router::find(const Node& node, std::string_view rest, std::vector<std::string_view>& values) const {
    if (rest.empty()) return node.methods.empty() ? nullptr : &node;
    rest.remove_prefix(1);
    const std::string_view segment = first_segment(rest);
    for (const auto& child : node.fixed)
        if (child.text == segment)
            if (const Node* found = find(*child.node, rest, values)) return found;
    for (const auto& child : node.params) {
        if (segment.size() <= child.text.size() || !segment.ends_with(child.text)) continue;
        values.push_back(segment.substr(0, segment.size() - child.text.size()));
        if (const Node* found = find(*child.node, rest, values)) return found;
        values.pop_back();
    }
    return nullptr;
}

Answered Router::answer(const HttpRequest& request) const {
    std::vector<std::string_view> values;
    const Node* node = request.path.starts_with('/') ? find(*root_, request.path, values) : nullptr;
    if (node == nullptr) return problem(ErrorCode::kNotFound, request);
    const Route* route = nullptr;
    std::string allowed;
    for (const std::size_t known : node->methods) {
        const Route& candidate = routes_[known];
        if (candidate.method == request.method) route = &candidate;
        if (route == nullptr && candidate.method == "GET" && request.method == "HEAD") route = &candidate;
        allowed += (allowed.empty() ? "" : ", ") + candidate.method;
        if (candidate.method == "GET") allowed += ", HEAD";
    }
    if (route == nullptr) {
        const Error error = Error(ErrorCode::kMethodNotAllowed).with("method", request.method).with("allowed", allowed);
        HttpResponse response = problem(error, request);
        response.headers.emplace_back("Allow", allowed);
        return response;
    }
    RoutedRequest routed{request, route->operation_id, {}};
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto value = percent_decoded(values[i]);
        if (!value) return problem(ErrorCode::kNotFound, request);
        routed.params.emplace_back(route->param_names[i], *std::move(value));
    }
    return route->handler(routed);
}

}  // namespace settle::http
