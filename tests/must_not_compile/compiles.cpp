// The control: the same headers and flags, used as they are meant, do compile.
#include "base/code.h"
#include "base/date.h"
#include "base/id.h"
#include "base/money.h"

namespace settle {

constexpr Code kPro("pro");
constexpr Code kLongest("abcdefghijklmnopqrstuvwxyz01234");
constexpr Currency kFrancs{"CHF", 2};
constexpr Money kSum = Money(1, kEuro) + Money(1, kEuro);
constexpr Percent kRate(200'000);

Money taxed(Money net) { return net + tax_half_up(net, kRate); }
Money line(UnitPrice price) { return multiply_half_up(price, 7, Ratio{17, 31}); }
Result<Money> read(const std::string& text) { return Money::parse(text, kFrancs); }
bool is_same(const CustomerId& a, const CustomerId& b) { return a == b; }
bool is_in(Period period, Date day) { return period.contains(day.plus_days(1)); }
Result<Code> code(const char* text) { return Code::parse(text); }
Result<int> refused() { return fail(ErrorCode::kFieldRequired); }

}  // namespace settle
