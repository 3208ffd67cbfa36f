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
    /// Asks about a well-formed `number`. An outage is an answer (kDown), not an error.
    virtual RegisterAnswer check(std::string_view number) = 0;
};

}  // namespace settle
