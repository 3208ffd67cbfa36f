// The list of people of the signed-in member: kept across pages, and nothing to anybody until it is put in force.
#pragma once

#include "app/people/seats.h"

namespace settle {

/// How many may stand on a list.
inline constexpr std::int64_t kListedMax = 100'000;

struct ListNumbers {
    Code seat;                         ///< The kind they are to get.
    std::int64_t listed = 0;
    std::int64_t paid = 0;
    std::int64_t taken = 0;
    std::int64_t drafted = 0;          ///< Seats that the member's draft asks for.
};
struct PeopleList : ListNumbers {
    std::vector<ListedPerson> people;
};
/// Members who may manage members. Fails with payment_required, role_required, not_signed_in.
Result<PeopleList> read_people_list(const Context& context, const CustomerId& customer);

/// A line as it came, and what becomes of it.
struct JudgedLine {
    int line = 0;                      ///< From 1.
    ListedPerson person;
    ListVerdict verdict = ListVerdict::kAccepted;
    std::optional<Error> error = {};   ///< Of one that is unreadable.
};
struct ListReport {
    std::vector<JudgedLine> rejected;
    std::int64_t accepted = 0;
    ListNumbers list;                  ///< Afterwards; as it would be when nothing was kept.
};
enum class Keep : std::uint8_t { kNothing, kAccepted };
/// Judges the lines and, if asked to, puts the accepted ones on the list; the draft's number follows. The same lines
/// again add nobody.
Result<ListReport> add_to_list(const Context& context, const CustomerId& customer, std::vector<JudgedLine> lines,
                               Keep keep);
/// The same with the people of a file; a line that cannot be read is judged like the others. Fails with import_…, as
/// PeopleFile::read() does, and then nothing was listed. Needs memory for the addresses and the lines that are not
/// accepted, not for the people.
Result<ListReport> import_list(const Context& context, const CustomerId& customer, std::string_view bytes, Keep keep);
/// The lines of the report that were not accepted, as a file to correct and import again.
std::string rejected_file(const Context& context, const ListReport& report, PeopleFileKind kind,
                          std::string_view language);
/// Takes one off again. Fails with member_not_found when they are not on it.
Result<PeopleList> take_off_list(const Context& context, const CustomerId& customer, std::string_view email);
/// Forgets the list, and what the draft asked for because of it.
Result<void> discard_list(const Context& context, const CustomerId& customer);

/// Puts the list in force on the seats that are paid for and free. Fails with no_seat when they are too few: then more
/// are bought with the list (Confirmation::with_list).
Result<SeatList> apply_list(const Context& context, const CustomerId& customer);

/// Those who stand on the caller's list by now get their seats with `change`, after which the subscription is `after`.
/// Members who may manage members. Fails with role_required and, when the plan does not say which kind of seat they
/// get, item_unknown or field_required.
Result<void> claim_list(const Context& context, Transaction& tx, const Catalog& catalog, const Subscription& after,
                        const ChangeId& change);
/// Gives those their seats who were confirmed with `change`, in its transaction. Who finds none any more, because
/// somebody was faster or the plan has none, stays on the list, and its author is told.
Result<void> seat_listed(const Context& context, Transaction& tx, const Catalog& catalog,
                         const Subscription& subscription, const MemberId& author, const ChangeId& change, Instant now);

}  // namespace settle
