// Broken contracts of our own code: always checked, never caught except at the doors.
#pragma once

#include <stdexcept>
#include <string>

namespace settle {

/// Our own code broke a promise; never thrown for something a person, a provider or a disk can do.
class ContractViolation : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

[[noreturn]] void contract_violated(const char* condition, const char* file, int line);

}  // namespace settle

#define ENSURE(...)                                                        \
    do {                                                                   \
        if (!(__VA_ARGS__)) [[unlikely]]                                   \
            ::settle::contract_violated(#__VA_ARGS__, __FILE__, __LINE__); \
    } while (false)
