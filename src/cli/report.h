// What a step came to, before it is written down.
#pragma once

#include <boost/json.hpp>

#include "app/change/preview_change.h"
#include "cli/story.h"

namespace settle::cli {

struct Report {
    std::string outcome = "applied";
    std::string code;
    std::string rule;
    std::string reason;
    std::optional<Date> possible_from;
    std::optional<Amounts> due_now;
    std::optional<Money> from_balance, to_pay;
    std::optional<std::pair<Date, Amounts>> next_invoice, later;
    bool foresees = false;              ///< A summary that says itself what comes next, and when nothing does.
    std::optional<Date> effective_on, ends_on;
    std::vector<Ruling> parts;
    std::vector<ScheduledChange> withdrawn;
    std::vector<ScheduleNotice> conflicts;
    std::optional<Preview> if_accepted;
    std::string change;
    std::string request;
};

/// "applied", "scheduled", "requested", "refused", "nothing_to_do"
std::string_view outcome_of(Outcome outcome);

Report refused(const Error& error);
/// A refusal of the seats, which have no use case yet.
Report refused(std::string code, std::string reason);
Report nothing_to_do();
/// What the reader of a summary sees.
Report shown(const ReadPreview& read);
boost::json::object to_json(const Report& report, const Step& step, const std::string& at);

/// A refusal is an outcome of the story; only a breakdown of the engine ends it.
bool is_breakdown(const Error& error);
template <class T>
Result<Report> refused_or_broken(const Result<T>& result) {
    if (is_breakdown(result.error())) return fail(result.error());
    return refused(result.error());
}

}  // namespace settle::cli
