// Demos: asked for without an account, agreed on, held, and won or lost by staff.
#pragma once

#include "app/access/credentials.h"
#include "app/context.h"
#include "app/requests/civil_time.h"
#include "ports/demo_store.h"

namespace settle {

/// What the form says.
struct NewDemo {
    std::string company;
    std::string first_name;
    std::string last_name;
    std::string email;
    std::string phone;
    std::string language;                      ///< The vendor's first when it is none of theirs.
    std::string time_zone;                     ///< The vendor's when empty.
    std::optional<CivilTime> wished = {};      ///< There.
    Quantities expected;
    std::string message;
    std::string trap;                          ///< A field that people do not see: who fills it in is no person.
};

/// Anybody. Tells the address that it arrived. Answers the same where nothing came of it: a demo of the address is
/// open already, or a program filled the form in. Fails with field_required, field_too_long, email_malformed,
/// time_zone_unknown, item_unknown, date_in_the_past (`wished`), too_many_requests.
Result<void> ask_for_demo(Services& services, const Doorstep& from, const NewDemo& wanted);

/// A moment where they are, and where the vendor is.
struct SlotTimes {
    Instant at;
    CivilTime there;
    CivilTime here;
};
struct ListedDemo {
    Demo demo;
    std::optional<SlotTimes> wished = {};
    std::optional<SlotTimes> slot = {};
    std::string zone_here;
    bool overdue = false;  ///< Nobody answered it in time.
};
/// For staff and servers. Fails with staff_required.
Result<std::vector<ListedDemo>> list_demos(const Context& context, DemoGroup group, const Page& page);

struct DemoView {
    ListedDemo listed;
    struct Step {
        DemoStep step;
        std::optional<SlotTimes> slot = {};
    };
    std::vector<Step> steps;                     ///< Oldest first.
    std::map<std::string, std::string> names;    ///< Addresses of the staff, by id.
    std::string customer_name;                   ///< Of whom it became.
};
/// Fails with staff_required, not_found.
Result<DemoView> view_demo(const Context& context, const DemoId& id);

/// Agrees on a time, or on another one; `zone` says whose clocks it is meant by, theirs when empty. They are told, with
/// `text`. Fails with staff_required, not_found, request_already_decided, time_zone_unknown, date_in_the_past,
/// field_too_long, version_stale.
Result<void> schedule_demo(const Context& context, const DemoId& id, CivilTime time, const std::string& zone,
                           const std::string& text);

/// What became of one that was agreed on, or of one nothing more comes of.
enum class DemoOutcome : std::uint8_t { kHeld, kNoShow, kLost };
struct DemoVerdict {
    DemoOutcome outcome = DemoOutcome::kHeld;
    std::string reason;  ///< Staff's own; needed to lose it.
    std::string text;  ///< To them, unless it was held.
};
/// Fails with staff_required, not_found, request_already_decided, field_invalid (it was not agreed on, or has not
/// begun), reason_required, field_too_long, version_stale.
Result<void> conclude_demo(const Context& context, const DemoId& id, const DemoVerdict& verdict);

/// For staff alone. Fails with staff_required, not_found, field_required, field_too_long.
Result<void> add_demo_note(const Context& context, const DemoId& id, const std::string& text);

/// What they buy, and what an invoice needs to know.
struct DemoSale {
    Wanted set;
    std::string country;
    std::string region;
    std::string name;  ///< Of the customer; their company's when empty.
    std::optional<BillingInformation> billing = {};
    std::string reason;
};
/// Makes a customer of them, who sent the form as its owner, and applies what they buy on staff's word: all in one
/// transaction. Answers the customer. Fails with staff_required, not_found, request_already_decided, field_invalid
/// (it was not held), with what create_customer refuses, and with what the rules refuse even to staff.
Result<CustomerId> win_demo(const Context& context, const DemoId& id, const DemoSale& sale);

}  // namespace settle
