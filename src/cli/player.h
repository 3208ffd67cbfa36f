// Plays the steps of one story, one after the other, on its own clock.
#pragma once

#include "app/access/read.h"
#include "app/change/confirm_change.h"
#include "app/payment/pay_invoice.h"
#include "app/requests/requests.h"
#include "cli/people.h"
#include "cli/report.h"
#include "cli/seats.h"
#include "cli/story_run.h"

namespace settle::cli {

class Player {
public:
    /// Checks what only the world knows: sandbox methods, the customer, the time zone.
    static Result<Player> begin(const Story& story, World& world);
    Result<StoryResult> play();

private:
    Player(const Story& story, World& world, People people)
        : story_(story), world_(world), people_(std::move(people)) {}

    // player.cpp: time, state, expectations
    Result<Instant> instant_of(const LocalTime& time) const;
    Result<void> move_to(const LocalTime& time);
    Result<Report> take(const Step& step);
    Result<boost::json::object> state() const;
    Result<void> note_next_invoice(Report& report) const;
    void compare(const Step& step, const boost::json::object& report, const boost::json::object& state);

    // player_change.cpp: what a summary is read for
    Result<Report> show(const Step& step);
    Result<Report> carry_out(const Step& step);
    Result<Report> confirm(const Context& context, const Step& step, const ReadPreview& read);
    Result<Report> file_what_staff_decide(const Context& context, const Step& step, Report report,
                                          const Ruling& ruling);
    Result<Report> undo(const Step& step);
    Result<Report> begin_trial(const Step& step);

    // player_payment.cpp: money
    Result<Report> add_method(const Step& step);
    Result<Report> pay(const Step& step);
    Result<Report> pay_again(const Step& step);
    Result<Report> pay_one_invoice(const Step& step, const Invoice& invoice);
    Result<Report> complete(const Step& step);
    Result<Report> refund(const Step& step);
    Result<Report> give_money(const Step& step);
    Result<PaymentAttempt> act_at_page(const Step& step, PaymentAttempt attempt);
    Result<std::string> method_for(const Step& step) const;
    Result<std::optional<Invoice>> find_invoice(const Step& step, bool open) const;
    Result<std::optional<PaymentAttempt>> unfinished() const;

    // player_people.cpp: requests, billing data, seats
    Result<Report> file(const Step& step);
    Result<Report> decide(const Step& step);
    Result<Report> change_address(const Step& step);
    Result<Report> seat(const Step& step);

    const Story& story_;
    World& world_;
    People people_;
    LocalTime present_ = story_.start;
    std::optional<Step> last_change_;   ///< The change asked for last, for those who pay it another way.
    bool last_change_failed_ = false;   ///< And whether it still waits for its money.
    ChangeId last_order_;
    StoryResult result_;
};

/// The report of a change that was confirmed, by what became of it.
Report finished(Report report, const ConfirmedChange& change);

}  // namespace settle::cli
