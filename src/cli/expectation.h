// Compares what a story expects with what came out.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "base/yaml_node.h"

namespace settle::cli {

/// One difference per entry: "invoices[0].total: expected 40.64, got 40.65". A mapping expects its own
/// keys only; a list expects every element, in order; {last: …} looks at a list's last element. Words
/// are compared as text; a number without quotes equals an amount of the same value (8 and "8.00").
std::vector<std::string> differences(const YamlNode& expected, const boost::json::value& actual,
                                     const std::string& path);

}  // namespace settle::cli
