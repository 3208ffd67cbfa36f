// Where customers send money by bank transfer.
#pragma once

#include <string>
#include <string_view>

namespace settle {

struct TransferAccount {
    std::string holder;  ///< Empty: the seller's legal name.
    std::string iban;    ///< Upper case, without blanks.
    std::string bic;     ///< May be empty.
    friend bool operator==(const TransferAccount&, const TransferAccount&) = default;
};

/// Upper case, without blanks, and its check digits fit (ISO 13616).
bool is_iban(std::string_view text);
/// Eight or eleven letters and digits (ISO 9362).
bool is_bic(std::string_view text);

}  // namespace settle
