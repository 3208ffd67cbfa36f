#include "cli/seats.h"

#include "app/access/read.h"

namespace settle::cli {
namespace {

bool is_named(const Catalog& catalog, const Code& item) {
    const Item* known = catalog.find_item(item);
    return known != nullptr && known->kind == ItemKind::kNamedSeat;
}

/// How many units of a counted kind are in use is what the vendor's application says.
Result<Report> report_count(const Step& step, People& people, const Catalog& catalog, Store& store) {
    const Context server = people.server();
    return transact(store, [&](Transaction& tx) -> Result<Report> {
        const Subscription subscription = TRY(tx.load_subscription(server.vendor(), people.customer()));
        if (const auto allowed = may_hold_seats(catalog, subscription); !allowed) return refused(allowed.error());
        const Code& item = step.seating.seat;
        const std::int64_t present = TRY(tx.assigned_quantities(server.vendor(), people.customer())).of(item);
        const bool is_more = step.verb == Verb::kAssign;
        if (!is_more && present == 0) return nothing_to_do();
        const std::int64_t count =
            is_more ? present + step.seating.count : std::max<std::int64_t>(0, present - step.seating.count);
        if (count > 0)
            if (const auto fits = judge_one_more(subscription, item, count - 1); !fits) return refused(fits.error());
        TRY_VOID(tx.set_assigned_quantity(server.vendor(), people.customer(), item, count));
        return Report{};
    });
}

Result<std::optional<SeatedMember>> holder_with(const Context& server, const CustomerId& customer, const Code& seat,
                                                const std::string& email) {
    return look_up(server.with.store, [&](Transaction& tx) -> Result<std::optional<SeatedMember>> {
        for (SeatedMember& seated : TRY(tx.list_seats(server.vendor(), customer)))
            if (seated.holder.seat == seat && email_key(seated.member.email) == email_key(email)) return seated;
        return std::optional<SeatedMember>();
    });
}

/// Who enters a code: somebody of the organisation, who joins it first.
Result<MemberId> member_with(People& people, const std::string& email) {
    const Context server = people.server();
    const auto known = TRY(look_up(server.with.store, [&](Transaction& tx) {
        return tx.find_member_by_email(server.vendor(), people.customer(), email);
    }));
    if (known) return known->id;
    const auto catalog = TRY(server.catalog());
    const NewPerson person{email, "", "", "", ""};
    return TRY(add_member(server, {people.customer(), person, plain_role(*catalog)})).id;
}

template <class T>
Result<Report> report_of(const Result<T>& outcome) {
    if (!outcome) return refused_or_broken(outcome);
    return Report{};
}

}  // namespace

Result<Report> take_seat_step(const Step& step, People& people, const Catalog& catalog, Store& store) {
    const Context context = TRY(people.acting(step.as));
    Seating seating = step.seating;
    if (seating.email.empty()) seating.email = step.as + "@customer.example";
    if (step.verb == Verb::kSetCode) return report_of(set_invitation_code(context, {people.customer(), seating.code}));
    if (step.verb == Verb::kRedeemCode)
        return report_of(redeem_invitation_code(people.server(), people.customer(),
                                                TRY(member_with(people, seating.email)), seating.code, seating.seat));
    if (!is_named(catalog, seating.seat)) return report_count(step, people, catalog, store);
    if (step.verb == Verb::kAssign)
        return report_of(
            assign_seat(context, {people.customer(), seating.seat, {}, {seating.email, "", "", "", ""}, {}}));
    const auto held = TRY(holder_with(people.server(), people.customer(), seating.seat, seating.email));
    if (!held) return nothing_to_do();
    return report_of(release_seat(context, people.customer(), held->holder.id));
}

Result<boost::json::object> seats_to_json(const Context& server, const CustomerId& customer, const Catalog& catalog) {
    return look_up(server.with.store, [&](Transaction& tx) -> Result<boost::json::object> {
        boost::json::object seats;
        std::map<Code, boost::json::array> people;
        for (const SeatedMember& seated : TRY(tx.list_seats(server.vendor(), customer)))
            people[seated.holder.seat].push_back(boost::json::value(email_key(seated.member.email)));
        for (const auto& [item, count] : TRY(tx.assigned_quantities(server.vendor(), customer)))
            if (is_named(catalog, item)) seats[item.view()] = std::move(people[item]);
            else seats[item.view()] = count;
        return seats;
    });
}

}  // namespace settle::cli
