// What happened to a customer, act by act, as staff read it; and which acts made something so.
#pragma once

#include <limits>

#include "app/context.h"
#include "ports/desk.h"

namespace settle {

/// What an act is about, so that staff leave out the rest.
enum class ActKind : std::uint8_t { kSubscription, kMoney, kPeople, kRequests, kCustomer };
/// "subscription", "money", "people", "requests", "customer"
std::string_view name_of(ActKind kind);
/// Of an event's type; what no kind claims is about the customer.
ActKind act_kind_of(std::string_view event_type);

struct ActWish {
    std::int64_t before = std::numeric_limits<std::int64_t>::max();  ///< Of this event; the newest first.
    int limit = 25;
    std::optional<ActKind> kind = {};  ///< With an event of it.
    std::string about = {};  ///< With an event that names this id: an invoice, a seat, a member, a change …
    std::string sets = {};   ///< With an event after which this is another: "plan", "quantities.user".
};

struct ActPage {
    std::vector<ActEvents> acts;
    std::optional<std::int64_t> next = {};  ///< Goes on before this event.
    /// What ids in them stand for: names of members, numbers of documents.
    std::map<std::string, std::string> names = {};
};

/// A page may have fewer than `limit` though others follow: so many are looked at, whatever is left out. Fails with
/// staff_required, customer_not_found.
Result<ActPage> list_acts(const Context& context, const CustomerId& customer, const ActWish& wish);

}  // namespace settle
