#include <numeric>

#include "domain/invoice/invoice.h"

namespace settle {
namespace {

__extension__ typedef __int128 Wide;
using Parts = std::vector<std::int64_t>;

// `sum` in the proportions of `weights`, which sum to `whole`: each share rounded down, what is left goes to the
// largest remainders, the first of equals first.
Parts by_largest_remainder(const Parts& weights, std::int64_t whole, std::int64_t sum) {
    Parts parts, remainders;
    for (const std::int64_t weight : weights) {
        const Wide product = static_cast<Wide>(weight) * sum;
        parts.push_back(static_cast<std::int64_t>(product / whole));
        remainders.push_back(static_cast<std::int64_t>(product % whole));
    }
    std::int64_t rest = sum - std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
    for (; rest > 0; --rest) {
        const auto largest = std::ranges::max_element(remainders);
        ++parts[static_cast<std::size_t>(largest - remainders.begin())];
        *largest = -1;
    }
    return parts;
}

}  // namespace

Amounts refund_amounts(const Invoice& original, Money before, Money gross) {
    const Amounts& asked = original.amounts;
    const Currency currency = asked.total.currency();
    ENSURE(gross.is_positive() && !before.is_negative() && before + gross <= asked.total);
    Parts weights{asked.net.minor()};
    for (const TaxAmount& tax : asked.taxes) weights.push_back(tax.amount.minor());
    // Both shares are of the same whole, so that the last refund gives back exactly what is left.
    const Parts until_now = by_largest_remainder(weights, asked.total.minor(), before.minor());
    const Parts then = by_largest_remainder(weights, asked.total.minor(), (before + gross).minor());
    const auto part = [&](std::size_t i) { return Money(until_now[i] - then[i], currency); };
    Amounts amounts{{}, part(0), {}, -gross};
    for (std::size_t i = 0; i < asked.taxes.size(); ++i)
        amounts.taxes.push_back({asked.taxes[i].name, asked.taxes[i].rate, part(i + 1)});
    const Money net = -amounts.net;
    const Code plan = asked.lines.empty() ? Code() : asked.lines.front().plan;
    amounts.lines.push_back({kRefundItem, plan, LineKind::kCredit, 1,
                             UnitPrice(net.minor() * UnitPrice::kScale, currency), original.period, kWhole, amounts.net,
                             original.id, -1});
    return amounts;
}

Amounts tax_correction_amounts(const Invoice& original, const TaxAmounts& taxes) {
    const Amounts& asked = original.amounts;
    const Currency currency = asked.total.currency();
    const Money nothing = Money::zero(currency);
    Amounts amounts{{}, nothing, {}, nothing};
    for (const TaxAmount& tax : taxes) {
        amounts.taxes.push_back({tax.name, tax.rate, -tax.amount});
        amounts.total -= tax.amount;
    }
    const Code plan = asked.lines.empty() ? Code() : asked.lines.front().plan;
    amounts.lines.push_back({kTaxCorrectionItem, plan, LineKind::kCredit, 1, UnitPrice(0, currency), original.period,
                             kWhole, nothing, original.id, -1});
    return amounts;
}

}  // namespace settle
