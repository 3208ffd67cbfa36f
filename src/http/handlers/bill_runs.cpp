// Runs over what is due, and what they could not do: for staff. The server's own rounds work on a run that was begun.
#include "app/renewal/bill_runs.h"

#include "domain/catalog/staff_role.h"
#include "http/handlers/operations.h"
#include "wire/bill_runs.h"

namespace settle::http {
namespace {

Answer list_bill_runs(const Call& call) {
    const Page page = TRY(call.page());
    return reply_page(
        TRY(settle::list_bill_runs(call.context(), page)), page, [](const BillRun& run) { return wire::json_of(run); },
        [](const BillRun& run) { return run.id; });
}

Answer start_bill_run(const Call& call) {
    TRY_VOID(only_staff(call.context(), StaffRight::kRunBilling));
    const auto until = TRY(wire::run_until_from(TRY(call.body())));
    return created(wire::json_of(TRY(settle::start_bill_run(call.context(), until))));
}

Answer read_bill_run(const Call& call) {
    return reply(wire::json_of(TRY(settle::read_bill_run(call.context(), call.param("run")))));
}

Answer pause_bill_run(const Call& call) {
    return reply(wire::json_of(TRY(settle::pause_bill_run(call.context(), call.param("run")))));
}

Answer resume_bill_run(const Call& call) {
    return reply(wire::json_of(TRY(settle::resume_bill_run(call.context(), call.param("run")))));
}

Answer list_parked_subscriptions(const Call& call) {
    const Page page = TRY(call.page());
    return reply_page(
        TRY(settle::list_parked(call.context(), page)), page,
        [](const Parked& parked) { return wire::json_of(parked); },
        [](const Parked& parked) { return parked.customer.str(); });
}

Answer retry_parked_subscription(const Call& call) {
    TRY_VOID(only_staff(call.context(), StaffRight::kRunBilling));
    const CustomerId customer = TRY(call.customer());
    const int steps = TRY(settle::retry_parked(call.context(), customer));
    return reply(wire::JsonObject{{"customer", customer.str()}, {"steps", steps}});
}

}  // namespace

std::span<const Handled> bill_run_operations() {
    static constexpr Handled kHandled[] = {
        {"list_bill_runs", list_bill_runs},
        {"start_bill_run", start_bill_run, Repeat::kByKey, "/v1/bill-runs/"},
        {"read_bill_run", read_bill_run},
        {"pause_bill_run", pause_bill_run},
        {"resume_bill_run", resume_bill_run},
        {"list_parked_subscriptions", list_parked_subscriptions},
        {"retry_parked_subscription", retry_parked_subscription},
    };
    return kHandled;
}

}  // namespace settle::http
