#include "base/ensure.h"

namespace settle {

void contract_violated(const char* condition, const char* file, int line) {
    throw ContractViolation(fmt::format("{}:{}: broken contract: {}", file, line, condition));
}

}  // namespace settle
