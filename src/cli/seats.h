// Who holds which seat while a story lasts: lists of e-mail addresses and one invitation code.
#pragma once

#include <boost/json.hpp>
#include <map>

#include "cli/report.h"

namespace settle::cli {

class Seats {
public:
    explicit Seats(const Catalog& catalog) : catalog_(&catalog) {}

    /// Carries out assign, release, set_code or redeem_code. Refused with payment_required, no_seat,
    /// already_beneficiary, code_unknown, field_invalid (a code has 6 to 32 characters).
    Report take(Verb verb, const Seating& seating, const Subscription& subscription);
    /// Units in use.
    std::int64_t taken(const Code& seat) const;
    /// The people of each named kind, the number of each counted one.
    boost::json::object to_json() const;

private:
    Report give(const Seating& seating, const Subscription& subscription);
    Report release(const Seating& seating);
    bool is_named(const Code& seat) const;

    const Catalog* catalog_;
    std::map<std::string, std::vector<std::string>> holders_;
    std::map<std::string, std::int64_t> counts_;
    std::string code_;
};

}  // namespace settle::cli
