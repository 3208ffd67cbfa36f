#include "domain/people/people_list.h"

namespace settle {

std::string_view name_of(ListVerdict verdict) {
    switch (verdict) {
        case ListVerdict::kAccepted: return "accepted";
        case ListVerdict::kDuplicateInFile: return "duplicate_in_file";
        case ListVerdict::kAlreadyListed: return "already_listed";
        case ListVerdict::kInvalidAddress: return "invalid_address";
        case ListVerdict::kMissingName: return "missing_name";
        case ListVerdict::kUnreadable: return "unreadable";
        case ListVerdict::kOverLimit: return "over_limit";
    }
    return "";
}

Error error_of(ListVerdict verdict, const ListedPerson& person) {
    switch (verdict) {
        case ListVerdict::kDuplicateInFile: return Error(ErrorCode::kListDuplicate, "email");
        case ListVerdict::kAlreadyListed: return Error(ErrorCode::kListKnown, "email");
        case ListVerdict::kInvalidAddress:
            return Error(ErrorCode::kEmailMalformed, "email").with("value", person.email);
        case ListVerdict::kMissingName:
            return Error(ErrorCode::kListNameMissing, person.first_name.empty() ? "first_name" : "last_name");
        case ListVerdict::kOverLimit: return Error(ErrorCode::kListFull);
        case ListVerdict::kAccepted:
        case ListVerdict::kUnreadable: break;
    }
    return Error(ErrorCode::kInternal);
}

ListVerdict ListJudge::judge(ListedPerson& person) {
    auto email = parse_email(person.email);
    if (!email) return ListVerdict::kInvalidAddress;
    std::string key = email_key(*email);
    if (seen_.contains(key)) return ListVerdict::kDuplicateInFile;
    if (known_.contains(key)) return ListVerdict::kAlreadyListed;
    if (person.first_name.empty() || person.last_name.empty()) return ListVerdict::kMissingName;
    if (room_ <= 0) return ListVerdict::kOverLimit;
    --room_;
    seen_.insert(std::move(key));
    person.email = *std::move(email);
    return ListVerdict::kAccepted;
}

std::int64_t drafted_seats(std::int64_t paid, std::int64_t drafted, std::int64_t people_before,
                           std::int64_t people_now) {
    const bool follows_list = drafted == std::max(paid, people_before);
    return std::max(follows_list ? paid : drafted, people_now);
}

}  // namespace settle
