// How many renewals one core computes: decide_due() from a loaded case to all that the renewal writes, for a
// subscription with three lines (plan, seats, add-on) and tax. Prints "name value unit".
#include <filesystem>
#include <string>

#include "adapters/catalog_yaml/catalog_reader.h"
#include "adapters/system/clocks.h"
#include "adapters/system/ids.h"
#include "adapters/system/time_zones.h"
#include "app/renewal/decide_due.h"
#include "base/ensure.h"
#include "domain/numbers/counting.h"
#include "measuring.h"

namespace settle {
namespace {

using bench::must;

constexpr std::string_view kVendor = "workstaff";
constexpr Date kStart{2026, 3, 1};
constexpr std::size_t kLines = 3;

Code code(std::string_view text) { return must(Code::parse(text), text); }

/// A customer in Quebec who pays by card, as a store answers it.
DueCase due_case(const Catalog& catalog, IdSource& ids) {
    DueCase due{.customer = {}, .subscription = {}, .assigned = {}, .default_method = {}};
    Customer& customer = due.customer;
    customer.id = new_id<CustomerId>(ids);
    customer.vendor = kVendor;
    customer.name = "Érablière Tremblay et associés inc.";
    customer.language = "fr";
    customer.time_zone = "America/Toronto";
    customer.billing = BillingInformation{.company = "Érablière Tremblay et associés inc.",
                                          .first_name = "Marie-Claude",
                                          .last_name = "Tremblay",
                                          .email = "facturation@erabliere-tremblay.example",
                                          .line1 = "1200, boulevard René-Lévesque Ouest",
                                          .line2 = "Bureau 300",
                                          .postal_code = "H3B 4W8",
                                          .city = "Montréal",
                                          .country = "CA",
                                          .region = "QC",
                                          .tax_number = {}};
    due.default_method = PaymentMethod{
        .id = new_id<PaymentMethodId>(ids),
        .customer = customer.id,
        .details = {.kind = MethodKind::kCard, .brand = "visa", .last4 = "4242", .token = "tok_4242424242424242"}};

    Subscription fresh;
    fresh.id = new_id<SubscriptionId>(ids);
    fresh.customer = customer.id;
    Wanted wanted{.plan = code("pro"), .cycle = Cycle::kMonth};
    for (const auto& [item, count] : {std::pair("manager", 3), {"worker", 40}, {"documents", 1}})
        wanted.quantities.set(code(item), count);
    const Actor staff{Actor::Kind::kStaff, {}, "sam"};
    const TaxDecision tax =
        must(decide_tax(catalog.seller, customer.billing, kStart, RateTable::built_in()), "the tax of the first order");
    due.subscription =
        must(preview_change({catalog, customer, fresh, tax, due.assigned, staff, kStart}, wanted), "first order").after;
    const InvoiceId first = new_id<InvoiceId>(ids);
    for (ChargedLine& charged : due.subscription.charged) charged.invoice = first;
    // As whoever keeps a first subscription does: the figures know of it long before it is renewed.
    static_cast<void>(count_first(catalog, due.subscription));
    return due;
}

/// A decision reads nothing and sends nothing: whoever asks these breaks its contract.
class NoStore final : public Store {
    Result<void> write(const std::function<Result<void>(Transaction&)>&) override { ENSURE(false); }
    Result<void> read(const std::function<Result<void>(Transaction&)>&) override { ENSURE(false); }
    std::unique_ptr<DueRound> begin_due_round(const VendorName&, Date, Date, const std::string&) override {
        ENSURE(false);
    }
    Result<VerifyReport> verify(const VerifyWish&) override { ENSURE(false); }
};
class NoGateway final : public PaymentGateway {
    Result<ProviderPayment> create_payment(const CreatePayment&) override { ENSURE(false); }
    Result<ProviderPayment> find_payment(const PaymentAttemptId&) override { ENSURE(false); }
    Result<ProviderPayment> cancel_payment(const PaymentAttemptId&) override { ENSURE(false); }
    Result<void> refund_payment(const Refund&) override { ENSURE(false); }
    Result<PaymentAttemptId> read_webhook(const HttpRequest&, Instant) override { ENSURE(false); }
};
class NoRegister final : public TaxRegister {
    RegisterAnswer check(const RegisterQuestion&) override { ENSURE(false); }
};

/// The services of a server, of which a decision only uses zones, rates and ids.
struct House {
    Catalogs catalogs;
    NoStore store;
    NoGateway gateway;
    NoRegister tax_register;
    SystemClock clock;
    AbslTimeZones zones;
    RandomIds ids;
    Services services{catalogs, store, gateway, tax_register, clock, zones, ids, RateTable::built_in(), {}};

    explicit House(const std::filesystem::path& examples) {
        catalogs.put(must(read_catalog_file((examples / kVendor / "catalog.yaml").string()), kVendor));
    }
};

void print_figure(House& house) {
    const Context context{house.services, {std::string(kVendor), {Actor::Kind::kServer, {}, "engine"}}};
    const auto timeline = must(house.catalogs.timeline(std::string(kVendor)), kVendor);
    const DueCase due = due_case(*timeline->house(), house.ids);
    const Instant now = must(house.zones.start_of("America/Toronto", due.subscription.period.end_day), "the day");

    const DueDecision one = decide_due(context, *timeline, due, now);
    const DueWrite* write = std::get_if<DueWrite>(&one);
    if (write == nullptr || !write->invoice || write->invoice->amounts.lines.size() != kLines ||
        write->invoice->amounts.taxes.empty() || !write->attempt || write->events.size() < 3) {
        fmt::print(stderr, "bench: the renewal is not the one that is to be measured\n");
        std::exit(2);
    }
    std::vector<double> rates;
    for (int round = 0; round < bench::kRounds; ++round)
        rates.push_back(bench::rate(
            [&] {
                bench::keep(decide_due(context, *timeline, due, now));
                return 1;
            },
            bench::kRoundSeconds));
    fmt::print("pure_renewal_per_second_core {:.0f} renewals/s\n", bench::median(rates));
}

}  // namespace
}  // namespace settle

int main(int argc, char** argv) {
    if (argc != 2) {
        fmt::print(stderr, "usage: settle_renewal_bench EXAMPLES_FOLDER\n");
        return 2;
    }
    settle::House house(argv[1]);
    settle::print_figure(house);
}
