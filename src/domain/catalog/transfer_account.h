// Where customers send money by bank transfer.
#pragma once

#include <string>

namespace settle {

struct TransferAccount {
    std::string holder;  ///< Empty: the seller's legal name.
    std::string iban;    ///< Upper case, without blanks.
    std::string bic;     ///< May be empty.
    friend bool operator==(const TransferAccount&, const TransferAccount&) = default;
};

}  // namespace settle
