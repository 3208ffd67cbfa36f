#include "cli/seats.h"

#include "app/access/read.h"
#include "app/people/departures.h"
#include "app/people/usage.h"

namespace settle::cli {
namespace {

bool is_named(const Catalog& catalog, const Code& item) {
    const Item* known = catalog.find_item(item);
    return known != nullptr && known->kind == ItemKind::kNamedSeat;
}

template <class T>
Result<Report> report_of(const Result<T>& outcome) {
    if (!outcome) return refused_or_broken(outcome);
    return Report{};
}

/// How many units of a counted kind are in use is what the vendor's application says.
Result<Report> report_count(const Step& step, People& people) {
    const Context server = people.server();
    UsageReport wish{.seat = step.seating.seat};
    const bool is_more = step.verb == Verb::kAssign;
    wish.change = is_more ? step.seating.count : -step.seating.count;
    if (!is_more) {
        const auto counts = TRY(list_usage(server, people.customer()));
        const auto present = std::ranges::find(counts, wish.seat, &SeatCount::seat);
        if (present == counts.end() || present->taken == 0) return nothing_to_do();
        wish.change = std::max(wish.change, -present->taken);
    }
    return report_of(report_usage(server, people.customer(), wish));
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

}  // namespace

Result<Report> take_seat_step(const Step& step, People& people, const Catalog& catalog) {
    const Context context = TRY(people.acting(step.as));
    Seating seating = step.seating;
    if (seating.email.empty()) seating.email = step.as + "@customer.example";
    if (step.verb == Verb::kSetCode) return report_of(set_invitation_code(context, {people.customer(), seating.code}));
    if (step.verb == Verb::kRedeemCode)
        return report_of(redeem_invitation_code(people.server(), people.customer(),
                                                TRY(member_with(people, seating.email)), seating.code, seating.seat));
    if (!is_named(catalog, seating.seat)) return report_count(step, people);
    if (step.verb == Verb::kAssign)
        return report_of(
            assign_seat(context, {people.customer(), seating.seat, {}, {seating.email, "", "", "", ""}, {}}));
    const auto held = TRY(holder_with(people.server(), people.customer(), seating.seat, seating.email));
    if (!held) return nothing_to_do();
    if (seating.on) {
        const auto planned = plan_departures(context, {people.customer(), {held->holder.id}, *seating.on});
        return planned ? Result<Report>(Report{}) : refused(planned.error());
    }
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
