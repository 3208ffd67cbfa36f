#include "main/tax_register.h"

#include "adapters/tax_register_stub/stub_register.h"
#include "adapters/tax_register_vies/vies_register.h"

namespace settle {

std::unique_ptr<TaxRegister> make_tax_register(const Config& config, const Clock& clock) {
    const auto& chosen = config.tax_register;
    if (chosen.kind == "vies")
        return make_vies_register({.url = chosen.url,
                                   .connect_timeout = std::chrono::milliseconds(chosen.connect_timeout_ms),
                                   .timeout = std::chrono::milliseconds(chosen.timeout_ms),
                                   .ca_file = chosen.ca_file});
    // Two well-formed numbers stand for what a real register also answers; all others are confirmed.
    return std::make_unique<StubRegister>(
        StubRegisterOptions{.refused = {"BE0000000097"}, .down = {"DE123456788"}, .clock = &clock});
}

}  // namespace settle
