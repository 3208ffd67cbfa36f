// The next period and what its invoice says: for the summary that announces it and the renewal that bills
// it. What was scheduled is judged again here, on its day.
#pragma once

#include "domain/change/change.h"

namespace settle {

/// Carries `subscription` into the period after its present one and answers the lines of that period's
/// invoice. Scheduled changes whose day has come take effect, are clamped to what is in use, or held; what
/// waits for the next invoice joins it, credits up to what the charges come to, and the rest goes on waiting.
Lines begin_next_period(const Situation& situation, Subscription& subscription,
                        std::vector<ScheduleNotice>* notices = nullptr);

/// Takes the scheduled change inside the period whose turn it is on `on_its_day.today`, in `subscription`, which is
/// the situation's: the same change as one confirmed on that day. Answers it and the preview it took effect by;
/// none when it was held or nothing was left to change.
struct TakenChange {
    ScheduledChange change;
    std::optional<Preview> preview = {};
};
TakenChange take_scheduled_change(const Situation& on_its_day, Subscription& subscription,
                                  std::vector<ScheduleNotice>* notices = nullptr);
/// The day of the first change scheduled inside the present period, if any.
std::optional<Date> next_scheduled_on(const Subscription& subscription);

/// From `pause.from` on: nothing is billed, and what was paid beyond that day is kept for later. What is owed
/// stays owed, but its calendars stop.
void begin_pause(Subscription& subscription);
/// Ends the pause on `day`. Days that were paid for and not used come first and cost nothing; without any,
/// a new period begins and its lines are answered. The commitment moves as the catalog says, and with it an end
/// that was asked for at its end or later: whoever cancelled to the end of the commitment has all of it.
Lines end_pause(const Situation& situation, Subscription& subscription, Date day,
                std::vector<ScheduleNotice>* notices = nullptr);

/// The next document that a subscription will get by itself, if one is foreseen; carries it there. Beyond an end that
/// is known, that of a subscription given up because it is not paid included, none is.
struct ForeseenBill {
    Date on;
    Lines lines;
};
std::optional<ForeseenBill> foresee_bill(const Situation& situation, Subscription& subscription,
                                         std::vector<ScheduleNotice>* notices = nullptr);
/// The scheduled changes of `subscription` that would be held or clamped on their day if nothing else happened until
/// then, in the order of those days.
std::vector<ScheduleNotice> foresee_conflicts(const Situation& situation, Subscription subscription);

}  // namespace settle
