// The EU's register of VAT numbers, asked over its REST service.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "ports/tax_register.h"

namespace settle {

struct ViesOptions {
    /// Without a slash at the end; the numbers are asked about below it.
    std::string url = "https://ec.europa.eu/taxation_customs/vies/rest-api";
    std::chrono::milliseconds connect_timeout{5'000};
    std::chrono::milliseconds timeout{10'000};  ///< For one question, the connection included.
    std::string ca_file;  ///< Certificates that vouch for the service; empty: the system's.
};

/// Connects anew for each question, and may be asked from several threads.
std::unique_ptr<TaxRegister> make_vies_register(ViesOptions options);

}  // namespace settle
