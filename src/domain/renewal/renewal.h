// What falls due by itself: trials end, periods end and the next one is billed, pauses begin and end, scheduled
// changes take effect, reminders go out, and what is not paid has consequences.
#pragma once

#include <optional>
#include <string_view>

#include "domain/change/change.h"
#include "domain/change/next_period.h"

namespace settle {

/// One step a subscription takes on its own on a day.
struct DueStep {
    enum class Kind : std::uint8_t {
        kLeft,           ///< People gave their seats up.
        kReminder,       ///< Somebody is told of a date that comes near.
        kTrialEnded,
        kAccessChanged,  ///< Past due: less may be used from now on.
        kRetry,          ///< Past due: the charge is tried again.
        kGivenUp,        ///< Past due for too long: it ended unpaid.
        kEnded,          ///< The day it was cancelled for.
        kPaused,
        kResumed,
        kChanged,        ///< A scheduled change inside a period took effect, or was held.
        kRenewed
    } kind = Kind::kRenewed;
    Date on;               ///< The day it takes effect: the first day after the trial or the period.
    Amounts due;           ///< What is billed; without lines when nothing is.
    Money from_balance;    ///< Of that, what the balance pays.
    Subscription after;
    std::vector<ScheduleNotice> notices = {};        ///< Scheduled changes that were clamped or held.
    std::optional<Reminder> reminder = {};           ///< For kReminder.
    std::vector<Departure> departures = {};          ///< For kLeft.
    std::optional<ScheduledChange> change = {};      ///< For kChanged.
};
/// "trial.ended", "subscription.renewed", …: the event that tells of it.
std::string event_of(const DueStep& step);

/// The day of the next step, if any is foreseen.
std::optional<Date> next_due_on(const Subscription& subscription);
/// The step of that day.
std::optional<DueStep::Kind> next_due_kind(const Subscription& subscription);

/// The next step when it is due on or before `situation.today`. The tax in the situation must be that of the
/// step's own day. Scheduled changes whose day has come take part; credits that wait for the next invoice reduce
/// it, never below zero, and the rest goes on waiting.
std::optional<DueStep> next_due_step(const Situation& situation);

/// A renewal was not paid on `day`: the calendars of the catalog begin.
void fall_past_due(const Catalog& catalog, Subscription& subscription, const InvoiceId& invoice, Date day);
/// Everything is paid again.
void recover(Subscription& subscription);

}  // namespace settle
