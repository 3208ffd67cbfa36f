// Holds answers against the schemas of the contract.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

namespace settle::http_test {

/// What an answer does not keep of the contract, one sentence each; empty when it keeps everything.
/// `pattern` is the path as the contract writes it. Members that the contract does not name count too.
std::vector<std::string> broken_promises(const boost::json::value& contract, const std::string& method,
                                         const std::string& pattern, int status, const std::string& content_type,
                                         const std::string& body);

}  // namespace settle::http_test
