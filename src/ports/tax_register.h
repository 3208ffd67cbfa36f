// The register of VAT numbers (VIES for the EU).
#pragma once

#include <string>

#include "base/result.h"
#include "domain/customer/customer.h"

namespace settle {

struct RegisterAnswer {
    enum class Verdict : std::uint8_t { kConfirmed, kRefused, kDown } verdict = Verdict::kDown;
    std::string register_name;        ///< "VIES"
    std::string consultation_number;  ///< The register's own proof, when it gives one.
    std::string company;              ///< Name it has on file, or empty.
    std::string address;
    std::string raw;                  ///< The answer as it came, kept as evidence.
    /// Why it is down: the register's own code ("MS_UNAVAILABLE"), or what kept its answer from arriving.
    std::string problem = {};
};

struct RegisterQuestion {
    std::string_view number;     ///< Well-formed.
    std::string_view requester;  ///< The asking seller's own number; without one no consultation number is given.
};

constexpr TaxNumberStatus status_of(const RegisterAnswer& answer) {
    switch (answer.verdict) {
        case RegisterAnswer::Verdict::kConfirmed: return TaxNumberStatus::kConfirmed;
        case RegisterAnswer::Verdict::kRefused: return TaxNumberStatus::kRefused;
        case RegisterAnswer::Verdict::kDown: break;
    }
    return TaxNumberStatus::kUnverified;
}

class TaxRegister {
public:
    virtual ~TaxRegister() = default;
    /// An outage is an answer (kDown), not an error. May take as long as the register does: never call it inside a
    /// transaction.
    virtual RegisterAnswer check(const RegisterQuestion& question) = 0;
};

}  // namespace settle
