// The register of VAT numbers that the operator chose.
#pragma once

#include <memory>

#include "main/config.h"
#include "ports/clock.h"
#include "ports/tax_register.h"

namespace settle {

/// `clock` outlives it.
std::unique_ptr<TaxRegister> make_tax_register(const Config& config, const Clock& clock);

}  // namespace settle
