// The log of what staff did, as JSON and as a file.
#pragma once

#include "app/desk/audit.h"
#include "wire/json.h"

namespace settle::wire {

/// {data: [entry …], next}: with who, and what it was before and after.
JsonObject json_of(const AuditPage& page, const Audience& audience);
/// The same for the customer it was done for: without who, and of the facts only those that mean something to them.
JsonObject json_for_customer(const AuditPage& page, const Audience& audience);
/// One line per entry, with the hash of each: whoever has the file can follow the chain. A cell that a spreadsheet
/// could take for something to compute stands behind an apostrophe.
std::string csv_of(const AuditPage& page);

}  // namespace settle::wire
