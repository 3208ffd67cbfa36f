#include "cli/seats.h"

namespace settle::cli {
namespace {

constexpr std::size_t kCodeLengthMin = 6;
constexpr std::size_t kCodeLengthMax = 32;

// Addresses and invitation codes are the same however they are written.
std::string lower_case(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

bool may_hold_seats(const Catalog& catalog, const Subscription& subscription) {
    const Plan* plan = catalog.find_plan(subscription.plan);
    const bool paid = is_live(subscription.state) && plan != nullptr && !plan->free;
    return paid || subscription.state == SubscriptionState::kTrialing;
}

}  // namespace

bool Seats::is_named(const Code& seat) const {
    const Item* item = catalog_->find_item(seat);
    return item != nullptr && item->kind == ItemKind::kNamedSeat;
}

std::int64_t Seats::taken(const Code& seat) const {
    if (const auto count = counts_.find(seat.str()); count != counts_.end()) return count->second;
    const auto holders = holders_.find(seat.str());
    return holders == holders_.end() ? 0 : static_cast<std::int64_t>(holders->second.size());
}

Report Seats::give(const Seating& seating, const Subscription& subscription) {
    if (!may_hold_seats(*catalog_, subscription)) return refused(Error(ErrorCode::kPaymentRequired));
    const std::string email = lower_case(seating.email);
    const bool named = is_named(seating.seat);
    auto& holders = holders_[seating.seat.str()];
    if (named && std::ranges::find(holders, email) != holders.end())
        return refused("already_beneficiary", fmt::format("{} holds a seat already.", email));
    const std::int64_t paid = subscription.quantities.of(seating.seat);
    const std::int64_t more = named ? 1 : seating.count;
    if (taken(seating.seat) + more > paid)
        return refused("no_seat", fmt::format("All {} seats are taken: buy more, or release some.", paid));
    if (named) holders.push_back(email);
    else counts_[seating.seat.str()] += more;
    return Report{};
}

Report Seats::release(const Seating& seating) {
    if (!is_named(seating.seat)) {
        std::int64_t& count = counts_[seating.seat.str()];
        if (count == 0) return nothing_to_do();
        count = std::max<std::int64_t>(0, count - seating.count);
        return Report{};
    }
    if (std::erase(holders_[seating.seat.str()], lower_case(seating.email)) == 0) return nothing_to_do();
    return Report{};
}

Report Seats::take(Verb verb, const Seating& seating, const Subscription& subscription) {
    if (verb == Verb::kRelease) return release(seating);
    if (verb == Verb::kAssign) return give(seating, subscription);
    const std::string code = lower_case(seating.code);
    if (verb == Verb::kRedeemCode) {
        if (code_.empty() || code != code_) return refused("code_unknown", "There is no such invitation code.");
        return give(seating, subscription);
    }
    if (!may_hold_seats(*catalog_, subscription)) return refused(Error(ErrorCode::kPaymentRequired));
    if (code.size() < kCodeLengthMin || code.size() > kCodeLengthMax)
        return refused(Error(ErrorCode::kFieldInvalid, "code")
                           .with("expected", fmt::format("{} … {}", kCodeLengthMin, kCodeLengthMax)));
    code_ = code;
    return Report{};
}

boost::json::object Seats::to_json() const {
    boost::json::object seats;
    for (const Item& item : catalog_->items) {
        if (const auto count = counts_.find(item.code.str()); count != counts_.end())
            seats[item.code.view()] = count->second;
        const auto holders = holders_.find(item.code.str());
        if (holders == holders_.end() || !is_named(item.code)) continue;
        boost::json::array people;
        for (const std::string& email : holders->second) people.push_back(boost::json::value(email));
        seats[item.code.view()] = std::move(people);
    }
    return seats;
}

}  // namespace settle::cli
