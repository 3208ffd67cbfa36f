// settle tax.
#pragma once

namespace CLI {
class App;
}

namespace settle {

/// Adds "tax" with "check" to `app`; running it sets `status`: 0 confirmed, 1 refused or no such number, 2 the register
/// did not answer or could not be asked.
void add_tax_command(CLI::App& app, int& status);

}  // namespace settle
