// A list of people who are to get a seat: typed, pasted or read from a file, and nothing to anybody until it is put in
// force.
#pragma once

#include <set>
#include <string>

#include <boost/unordered/unordered_flat_set.hpp>

#include "base/id.h"
#include "domain/people/seat.h"

namespace settle {

/// Somebody on the list of one member.
struct ListedPerson {
    CustomerId customer;
    MemberId author;
    std::string email;
    std::string first_name;
    std::string last_name;
    std::string position;
    SeatSource source = SeatSource::kManual;
    Instant listed_at;
    ChangeId change = {};  ///< With which they get their seat; empty: that was not confirmed yet.
};

/// What becomes of one line that somebody typed or uploaded.
enum class ListVerdict : std::uint8_t {
    kAccepted,
    kDuplicateInFile,  ///< The address stands in an earlier line.
    kAlreadyListed,    ///< It is on the list, or its owner holds a seat.
    kInvalidAddress,
    kMissingName,
    kUnreadable,       ///< The line itself is broken; its error says how.
    kOverLimit,        ///< The list is as long as it may be.
};
/// "accepted", "duplicate_in_file", "already_listed", "invalid_address", "missing_name", "unreadable", "over_limit"
std::string_view name_of(ListVerdict verdict);

/// Why one was not accepted, with the field it is about: list_duplicate, list_known, email_malformed,
/// list_name_missing, list_full.
Error error_of(ListVerdict verdict, const ListedPerson& person);

/// Judges line after line, in their order.
class ListJudge {
public:
    /// `known` are the keys of the addresses that are on the list or hold a seat; `room` is how many more fit.
    ListJudge(std::set<std::string, std::less<>> known, std::int64_t room) : known_(std::move(known)), room_(room) {}
    /// An accepted person's address is as it is kept afterwards.
    ListVerdict judge(ListedPerson& person);

private:
    std::set<std::string, std::less<>> known_;
    /// Flat: of a file of a hundred thousand people it is most of what is held.
    boost::unordered_flat_set<std::string> seen_;
    std::int64_t room_;
};

/// The number of seats that a draft asks for after the list changed: it follows the list up and down, unless somebody
/// asked for more than the list. `drafted` is what the draft said before, or what is paid for.
std::int64_t drafted_seats(std::int64_t paid, std::int64_t drafted, std::int64_t people_before,
                           std::int64_t people_now);

}  // namespace settle
