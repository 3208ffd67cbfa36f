// A register of VAT numbers that answers from nothing, for the demo, the simulator and tests.
#pragma once

#include <atomic>
#include <set>

#include "ports/clock.h"
#include "ports/tax_register.h"

namespace settle {

struct StubRegisterOptions {
    enum class Mode : std::uint8_t { kUp, kDown } mode = Mode::kUp;
    std::set<std::string, std::less<>> refused{};  ///< Numbers the register does not know.
    std::set<std::string, std::less<>> down{};     ///< Numbers whose own country does not answer.
    const Clock* clock = nullptr;                ///< Dates the raw answer; without one it has no date.
};

/// Confirms every well-formed number that is in neither list, with a company name and a consultation
/// number made from the number alone. The raw answer has the shape of the VIES REST service.
class StubRegister : public TaxRegister {
public:
    using Mode = StubRegisterOptions::Mode;

    explicit StubRegister(StubRegisterOptions options);
    RegisterAnswer check(const RegisterQuestion& question) override;
    /// From now on; safe while other threads ask.
    void set_mode(Mode mode) { mode_.store(mode); }

private:
    const StubRegisterOptions options_;
    std::atomic<Mode> mode_;
};

}  // namespace settle
