#include "app/people/people_list.h"

#include "app/customer/field_length.h"
#include "app/people/members.h"

namespace settle {
namespace {

constexpr std::string_view kIncomplete = "list_without_seat";

/// The first line of each: a member with a list of their own, who may.
Result<std::shared_ptr<const Catalog>> keeping(const Context& context, const CustomerId& customer) {
    TRY_VOID(may_see(context, customer));
    auto catalog = TRY(context.catalog());
    TRY_VOID(may(context, *catalog, Right::kManageMembers));
    if (context.caller.member.empty()) return fail(ErrorCode::kNotSignedIn);
    return catalog;
}

std::int64_t people_of(const ListNumbers& list) { return list.taken + list.listed; }

struct OpenList {
    ListNumbers list;
    Subscription subscription;
    std::optional<Draft> draft;
};

Result<OpenList> open_list(const Context& context, Transaction& tx, const Catalog& catalog,
                           const CustomerId& customer) {
    OpenList open;
    open.subscription = TRY(tx.load_subscription(context.vendor(), customer));
    TRY_VOID(may_hold_seats(catalog, open.subscription));
    open.list.seat = TRY(named_seat(catalog, open.subscription, {}));
    open.list.listed = TRY(tx.count_listed(context.vendor(), customer, context.caller.member));
    open.list.paid = open.subscription.quantities.of(open.list.seat);
    open.list.taken = TRY(tx.assigned_quantities(context.vendor(), customer)).of(open.list.seat);
    open.draft = TRY(tx.load_draft(context.vendor(), customer, context.caller.member));
    const bool says_number = open.draft && open.draft->wanted.quantities.has(open.list.seat);
    open.list.drafted =
        says_number ? open.draft->wanted.quantities.of(open.list.seat) : std::max(open.list.paid, people_of(open.list));
    return open;
}

/// Writes into the draft what the list asks for now.
Result<void> follow(const Context& context, Transaction& tx, OpenList& open, std::int64_t people_before, Instant now) {
    open.list.drafted = drafted_seats(open.list.paid, open.list.drafted, people_before, people_of(open.list));
    const bool is_live = open.list.drafted == open.list.paid;
    if (!open.draft && is_live) return {};
    Draft draft = open.draft.value_or(Draft{});
    draft.customer = open.subscription.customer;
    draft.member = context.caller.member;
    draft.updated_at = now;
    draft.wanted.quantities.set(open.list.seat, open.list.drafted);
    return tx.save_draft(context.vendor(), draft);
}

Result<PeopleList> with_people(const Context& context, Transaction& tx, const ListNumbers& numbers,
                               const CustomerId& customer) {
    auto people = TRY(tx.list_listed(context.vendor(), customer, context.caller.member));
    return PeopleList{numbers, std::move(people)};
}

Result<Member> new_member_of(const Context& context, Transaction& tx, const Catalog& catalog,
                             const ListedPerson& person, const std::string& language, Instant now) {
    const NewPerson wanted{person.email, person.first_name, person.last_name, language, person.position};
    Member member = TRY(new_member(context, catalog, person.customer, wanted, plain_role(catalog)));
    TRY_VOID(join(context, tx, member, now));
    return member;
}

/// A cell may hold line breaks; a name is one line. Fails as the name of a member would.
Result<void> make_fit(ListedPerson& person) {
    const std::pair<const char*, std::string*> fields[] = {
        {"first_name", &person.first_name}, {"last_name", &person.last_name}, {"position", &person.position}};
    for (const auto& [field, text] : fields) {
        std::ranges::replace_if(*text, [](char c) { return c == '\r' || c == '\n' || c == '\t'; }, ' ');
        TRY_VOID(check_length(field, *text, 100));
    }
    return {};
}

/// How many of `people`, of one member's list, found no seat; those who have one already need none.
Result<std::int64_t> seat_all(const Context& context, Transaction& tx, const Catalog& catalog,
                              const Subscription& subscription, const Code& seat, std::span<const ListedPerson> people,
                              Instant now) {
    std::int64_t left = 0;
    const Quantities assigned = TRY(tx.assigned_quantities(context.vendor(), subscription.customer));
    std::int64_t free = subscription.quantities.of(seat) - assigned.of(seat);
    const std::string language = TRY(tx.load_customer(context.vendor(), subscription.customer)).language;
    for (const ListedPerson& person : people) {
        // What a list says of a member changes nothing of them; whoever finds no seat does not become one.
        auto member = TRY(tx.find_member_by_email(context.vendor(), person.customer, person.email));
        if (!member && free <= 0) {
            ++left;
            continue;
        }
        if (!member) member = TRY(new_member_of(context, tx, catalog, person, language, now));
        const auto seated = seat_member(context, tx, catalog, subscription, seat, *member, person.source, now);
        if (!seated && seated.error().code == ErrorCode::kNoSeat) {
            ++left;
            continue;
        }
        if (!seated && seated.error().code != ErrorCode::kAlreadyBeneficiary) return fail(seated.error());
        if (seated) --free;
    }
    if (!people.empty()) TRY_VOID(tx.forget_seated(context.vendor(), people[0].customer, people[0].author));
    return left;
}

using TakeLine = std::function<Result<void>(JudgedLine)>;

/// Judges lines as they come and lists the accepted people in portions, so that a long file is never held as people.
class Intake {
public:
    Intake(const Context& context, Transaction& tx, OpenList& open, Keep keep, ListJudge judge, Instant now)
        : context_(context), tx_(tx), open_(open), keep_(keep), judge_(std::move(judge)), at_(now) {}

    Result<void> take(JudgedLine line) {
        line.person.customer = open_.subscription.customer;
        line.person.author = context_.caller.member;
        line.person.listed_at = at_;
        if (const auto fits = make_fit(line.person); !fits && !line.error) line.error = fits.error();
        line.verdict = line.error ? ListVerdict::kUnreadable : judge_.judge(line.person);
        if (line.verdict != ListVerdict::kAccepted) {
            report_.rejected.push_back(std::move(line));
            return {};
        }
        ++report_.accepted;
        if (keep_ == Keep::kNothing) return {};
        portion_.push_back(std::move(line.person));
        return portion_.size() < kPortion ? Result<void>() : write();
    }

    Result<ListReport> finish(Instant now) {
        TRY_VOID(write());
        const std::int64_t before = people_of(open_.list);
        open_.list.listed += report_.accepted;
        if (keep_ == Keep::kAccepted) TRY_VOID(follow(context_, tx_, open_, before, now));
        else open_.list.drafted = drafted_seats(open_.list.paid, open_.list.drafted, before, people_of(open_.list));
        report_.list = open_.list;
        return std::move(report_);
    }

private:
    static constexpr std::size_t kPortion = 500;

    Result<void> write() {
        if (portion_.empty()) return {};
        TRY_VOID(tx_.add_listed(context_.vendor(), portion_));
        portion_.clear();
        // The order within a portion is its own; the next one comes after it.
        ++at_.micros;
        return {};
    }

    const Context& context_;
    Transaction& tx_;
    OpenList& open_;
    Keep keep_;
    ListJudge judge_;
    Instant at_;
    std::vector<ListedPerson> portion_;
    ListReport report_;
};

Result<ListReport> take_in(const Context& context, const CustomerId& customer, Keep keep,
                           const std::function<Result<void>(const TakeLine&)>& give) {
    const auto catalog = TRY(keeping(context, customer));
    const Instant now = context.with.clock.now();
    const auto judge_all = [&](Transaction& tx) -> Result<ListReport> {
        if (keep == Keep::kAccepted) TRY_VOID(tx.forget_seated(context.vendor(), customer, context.caller.member));
        OpenList open = TRY(open_list(context, tx, *catalog, customer));
        std::set<std::string, std::less<>> known;
        if (open.list.listed > 0)
            for (const ListedPerson& person : TRY(tx.list_listed(context.vendor(), customer, context.caller.member)))
                known.insert(email_key(person.email));
        for (const SeatedMember& seated : TRY(tx.list_seats(context.vendor(), customer)))
            if (seated.holder.seat == open.list.seat) known.insert(email_key(seated.member.email));
        Intake intake(context, tx, open, keep, ListJudge(std::move(known), kListedMax - open.list.listed), now);
        TRY_VOID(give([&](JudgedLine line) { return intake.take(std::move(line)); }));
        return intake.finish(now);
    };
    // Who only looks keeps nobody from writing.
    return keep == Keep::kNothing ? look_up(context.with.store, judge_all) : transact(context.with.store, judge_all);
}

}  // namespace

Result<PeopleList> read_people_list(const Context& context, const CustomerId& customer) {
    const auto catalog = TRY(keeping(context, customer));
    return look_up(context.with.store, [&](Transaction& tx) -> Result<PeopleList> {
        return with_people(context, tx, TRY(open_list(context, tx, *catalog, customer)).list, customer);
    });
}

Result<ListReport> add_to_list(const Context& context, const CustomerId& customer, std::vector<JudgedLine> lines,
                               Keep keep) {
    return take_in(context, customer, keep, [&](const TakeLine& take) -> Result<void> {
        for (const JudgedLine& line : lines) TRY_VOID(take(line));
        return {};
    });
}

Result<ListReport> import_list(const Context& context, const CustomerId& customer, std::string_view bytes, Keep keep) {
    ENSURE(context.with.people_file != nullptr);
    return take_in(context, customer, keep, [&](const TakeLine& take) -> Result<void> {
        const PeopleFileLimits limits{.max_rows = static_cast<int>(kListedMax)};
        TRY(context.with.people_file->read(bytes, limits, [&](PersonRow row) {
            JudgedLine line;
            line.line = row.line;
            line.error = std::move(row.error);
            line.person.email = std::move(row.email);
            line.person.first_name = std::move(row.first_name);
            line.person.last_name = std::move(row.last_name);
            line.person.position = std::move(row.position);
            line.person.source = SeatSource::kImport;
            return take(std::move(line));
        }));
        return {};
    });
}

std::string rejected_file(const Context& context, const ListReport& report, PeopleFileKind kind,
                          std::string_view language) {
    std::vector<RejectedPerson> rejected;
    for (const JudgedLine& line : report.rejected) {
        const ListedPerson& person = line.person;
        rejected.push_back({{line.line, person.email, person.first_name, person.last_name, person.position, {}},
                            line.error.value_or(error_of(line.verdict, person))});
    }
    return context.with.people_file->write_rejected(kind, language, rejected);
}

Result<PeopleList> take_off_list(const Context& context, const CustomerId& customer, std::string_view email) {
    const auto catalog = TRY(keeping(context, customer));
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<PeopleList> {
        TRY_VOID(tx.forget_seated(context.vendor(), customer, context.caller.member));
        OpenList open = TRY(open_list(context, tx, *catalog, customer));
        const std::int64_t before = people_of(open.list);
        if (!TRY(tx.remove_listed(context.vendor(), customer, context.caller.member, email)))
            return fail(ErrorCode::kMemberNotFound, "email");
        --open.list.listed;
        TRY_VOID(follow(context, tx, open, before, now));
        return with_people(context, tx, open.list, customer);
    });
}

Result<void> discard_list(const Context& context, const CustomerId& customer) {
    const auto catalog = TRY(keeping(context, customer));
    const Instant now = context.with.clock.now();
    return context.with.store.write([&](Transaction& tx) -> Result<void> {
        OpenList open = TRY(open_list(context, tx, *catalog, customer));
        const std::int64_t before = people_of(open.list);
        TRY_VOID(tx.clear_listed(context.vendor(), customer, context.caller.member));
        open.list.listed = 0;
        return follow(context, tx, open, before, now);
    });
}

Result<SeatList> apply_list(const Context& context, const CustomerId& customer) {
    const auto catalog = TRY(keeping(context, customer));
    const Instant now = context.with.clock.now();
    TRY_VOID(context.with.store.write([&](Transaction& tx) -> Result<void> {
        OpenList open = TRY(open_list(context, tx, *catalog, customer));
        const auto people = TRY(tx.list_listed(context.vendor(), customer, context.caller.member));
        const auto left = TRY(seat_all(context, tx, *catalog, open.subscription, open.list.seat, people, now));
        if (left > 0) return fail(Error(ErrorCode::kNoSeat, "seat").with("paid", fmt::to_string(open.list.paid)));
        return {};
    }));
    return list_seats(context, customer);
}

Result<void> claim_list(const Context& context, Transaction& tx, const Catalog& catalog, const Subscription& after,
                        const ChangeId& change) {
    TRY_VOID(may(context, catalog, Right::kManageMembers));
    const VendorName& vendor = context.vendor();
    if (TRY(tx.count_listed(vendor, after.customer, context.caller.member)) == 0) return {};
    TRY(named_seat(catalog, after, {}));
    return tx.claim_listed(vendor, after.customer, context.caller.member, change);
}

Result<void> seat_listed(const Context& context, Transaction& tx, const Catalog& catalog,
                         const Subscription& subscription, const MemberId& author, const ChangeId& change,
                         Instant now) {
    std::vector<ListedPerson> people;
    for (ListedPerson& person : TRY(tx.list_listed(context.vendor(), subscription.customer, author)))
        if (person.change == change) people.push_back(std::move(person));
    if (people.empty()) return {};
    // What was paid for is given whatever stands against the seats: a plan that has none of them leaves all without.
    const auto seat = named_seat(catalog, subscription, {});
    const std::int64_t left =
        seat ? TRY(seat_all(context, tx, catalog, subscription, *seat, people, now)) : std::ssize(people);
    if (left == 0) return {};
    return tx.add_notification(context.vendor(), {new_id<NotificationId>(context.with.ids),
                                                  subscription.customer,
                                                  author,
                                                  std::string(kIncomplete),
                                                  {{"name", fmt::to_string(left)}},
                                                  now});
}

}  // namespace settle
