// settle ledger: the vendor's books for its accountants.
#pragma once

namespace CLI {
class App;
}

namespace settle {

/// Adds `ledger` with balance, journal, fec, receivables, taxes and revenue.
void add_ledger_command(CLI::App& app, int& status);

}  // namespace settle
