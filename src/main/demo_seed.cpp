#include "main/demo_seed.h"

#include <charconv>
#include <fstream>
#include <sstream>

#include "adapters/bank_sandbox/payer.h"
#include "adapters/catalog_yaml/catalog_node.h"
#include "app/change/confirm_change.h"
#include "app/checkout/start_trial.h"
#include "app/customer/customers.h"
#include "app/renewal/run_due.h"
#include "app/requests/requests.h"
#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

std::string text_at(const YamlNode& node, const char* key) { return node[key].text(); }

class Seeder {
public:
    Seeder(Services& services, const VendorName& vendor, std::string file, Bank& bank, MovableClock& clock, Instant now)
        : services_(services), vendor_(vendor), file_(std::move(file)), bank_(bank), clock_(clock), now_(now) {}

    Result<int> run() {
        std::ifstream input(file_);
        if (!input) return wrong(YamlNode(), "cannot be read");
        std::stringstream text;
        text << input.rdbuf();
        const YamlNode root = TRY(parse_yaml_text(text.str(), file_));
        int count = 0;
        for (const YamlNode& customer : root["customers"].elements()) {
            TRY_VOID(seed_customer(customer));
            ++count;
        }
        clock_.set(now_);
        return count;
    }

private:
    std::unexpected<Error> wrong(const YamlNode& node, const std::string& reason) const {
        return fail(Error(ErrorCode::kFileMalformed)
                        .with("where", fmt::format("{}:{}", file_, node.line()))
                        .with("reason", reason));
    }

    Result<std::int64_t> whole_of(const YamlNode& node) const {
        std::int64_t number = 0;
        const std::string& text = node.text();
        const auto [stopped, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (failure != std::errc{} || stopped != text.data() + text.size())
            return wrong(node, "a whole number is expected here");
        return number;
    }

    /// Today when it is not said.
    Result<std::int64_t> days_ago(const YamlNode& step) const {
        const YamlNode node = step["days_ago"];
        return node.is_defined() ? whole_of(node) : Result<std::int64_t>(0);
    }

    Context as(Actor::Kind kind, const Member* member = nullptr) const {
        Caller caller;
        caller.vendor = vendor_;
        const Code role = member != nullptr ? member->role : kind == Actor::Kind::kStaff ? kOperatorRole : Code();
        caller.actor = {kind, role, member == nullptr ? "demo" : member->id.str()};
        if (member != nullptr) {
            caller.customer = member->customer;
            caller.member = member->id;
        }
        return {services_, std::move(caller)};
    }

    Result<void> seed_customer(const YamlNode& node) {
        std::int64_t oldest = 1;
        for (const YamlNode& step : node["history"].elements()) oldest = std::max(oldest, TRY(days_ago(step)) + 1);
        clock_.set(now_.plus_seconds(-oldest * kDaySeconds));
        const Customer customer = TRY(create(node));
        std::vector<Member> members = TRY(list_members(as(Actor::Kind::kServer), customer.id));
        for (const YamlNode& step : node["history"].elements()) {
            clock_.set(now_.plus_seconds(-TRY(days_ago(step)) * kDaySeconds));
            TRY_VOID(run_due(as(Actor::Kind::kServer), customer.id));
            auto done = take_step(step, customer, members);
            if (!done)
                return wrong(step, text_of(done.error(), "en") +
                                       (done.error().detail.empty() ? "" : " (" + done.error().detail + ")"));
        }
        clock_.set(now_);
        TRY_VOID(run_due(as(Actor::Kind::kServer), customer.id));
        return {};
    }

    Result<Customer> create(const YamlNode& node) {
        NewCustomer wanted;
        wanted.name = text_at(node, "name");
        wanted.language = text_at(node, "language");
        wanted.time_zone = text_at(node, "time_zone");
        wanted.billing.country = text_at(node, "country");
        wanted.billing.region = text_at(node, "region");
        if (const std::string number = text_at(node, "tax_number"); !number.empty())
            wanted.billing.tax_number = TaxNumber{.number = number};
        if (const YamlNode address = node["address"]; address.is_defined()) {
            wanted.billing.line1 = text_at(address, "line1");
            wanted.billing.line2 = text_at(address, "line2");
            wanted.billing.postal_code = text_at(address, "postal_code");
            wanted.billing.city = text_at(address, "city");
        }
        const auto catalog = TRY(services_.catalogs.find(vendor_));
        const auto is_owner = [&](const YamlNode& member) {
            const auto code = Code::parse(text_at(member, "role"));
            const Role* role = code ? catalog->find_role(*code) : nullptr;
            return role != nullptr && role->only_one;
        };
        for (const YamlNode& member : node["members"].elements())
            if (is_owner(member)) wanted.owner = person(member, wanted.language);
        const Customer customer = TRY(create_customer(as(Actor::Kind::kServer), wanted));
        for (const YamlNode& member : node["members"].elements())
            if (!is_owner(member)) {
                const Code role = TRY(Code::parse(text_at(member, "role")));
                TRY_VOID(add_member(as(Actor::Kind::kServer), {customer.id, person(member, wanted.language), role}));
            }
        return customer;
    }

    static NewPerson person(const YamlNode& node, const std::string& language) {
        return {text_at(node, "email"), text_at(node, "first_name"), text_at(node, "last_name"), language};
    }

    Result<Wanted> wanted_of(const YamlNode& node) const {
        Wanted wanted;
        if (const std::string plan = text_at(node, "plan"); !plan.empty()) wanted.plan = TRY(Code::parse(plan));
        if (const std::string cycle = text_at(node, "cycle"); !cycle.empty()) wanted.cycle = TRY(parse_cycle(cycle));
        for (const auto& [item, count] : node["quantities"].pairs())
            wanted.quantities.set(TRY(Code::parse(item.text())), TRY(whole_of(count)));
        return wanted;
    }

    const Member* member_of_role(const std::vector<Member>& members, const std::string& role) const {
        for (const Member& member : members)
            if (member.role.view() == role) return &member;
        return nullptr;
    }

    Result<void> take_step(const YamlNode& step, const Customer& customer, const std::vector<Member>& members) {
        const std::string action = text_at(step, "do");
        const std::string role = text_at(step, "as").empty() ? "owner" : text_at(step, "as");
        const Member* member = member_of_role(members, role);
        const Context context = role == "staff" ? as(Actor::Kind::kStaff) : as(Actor::Kind::kMember, member);
        if (role != "staff" && member == nullptr) return wrong(step, "no member has the role " + role);
        if (action == "start_trial") {
            TRY_VOID(start_trial(context, customer.id));
            return {};
        }
        if (action == "subscribe") return confirm(context, customer, TRY(wanted_of(step)), text_at(step, "pay_with"));
        if (action == "change")
            return confirm(context, customer, TRY(wanted_of(step["set"])), text_at(step, "pay_with"));
        if (action == "request") {
            const RequestType type = TRY(parse_request_type(text_at(step, "type")));
            TRY_VOID(file_request(context, {customer.id, type, text_at(step, "note"), std::nullopt, {}}));
            return {};
        }
        return wrong(step, "unknown step " + action + "; known: start_trial, subscribe, change, request");
    }

    Result<void> confirm(const Context& context, const Customer& customer, const Wanted& set,
                         const std::string& sandbox_method) {
        const auto catalog = TRY(services_.catalogs.find(vendor_));
        const auto preview = TRY(preview_change(context, {customer.id, set, std::nullopt}));
        const MethodKind kind = TRY(sandbox_method_kind(sandbox_method));
        const auto answer = TRY(confirm_change(context, {.customer = customer.id,
                                                         .set = set,
                                                         .fingerprint = preview.fingerprint,
                                                         .pay_with = std::string(name_of(kind)),
                                                         .accepted_policy = catalog->refund_policy_version}));
        if (const auto* refused = std::get_if<RefusedChange>(&answer))
            return fail(*refused->preview.preview.ruling.refusal);
        const auto* change = std::get_if<ConfirmedChange>(&answer);
        if (change == nullptr) return fail(ErrorCode::kPreviewStale);
        if (change->order.state == OrderState::kApplied || !change->attempt) return {};
        TRY_VOID(act_as_payer(bank_, change->attempt->id, sandbox_method));
        TRY_VOID(refresh_change(context, customer.id, change->order.id));
        return {};
    }

    Services& services_;
    const VendorName vendor_;
    const std::string file_;
    Bank& bank_;
    MovableClock& clock_;
    const Instant now_;
};

}  // namespace

Result<int> seed_demo(Services& services, const VendorName& vendor, const std::string& file, Bank& bank,
                      MovableClock& clock, Instant now) {
    return Seeder(services, vendor, file, bank, clock, now).run();
}

}  // namespace settle
