#include "app/change/preview_change.h"

#include "app/customer/tax_numbers.h"
#include "base/hash.h"
#include "domain/catalog/staff_role.h"
#include "domain/tax/tax_number.h"

namespace settle {
namespace {

// The number that was saved keeps the register's verdict; a new one counts as confirmed only once the
// register has said so.
Result<void> try_out(const Context& context, LoadedSituation& situation, const BillingTry& tried) {
    BillingInformation& billing = situation.customer.billing.own();
    const bool moved = !tried.country.empty() && tried.country != billing.country;
    if (!tried.country.empty()) billing.country = TRY(parse_country(tried.country));
    if (!tried.region.empty() || moved) billing.region = TRY(parse_region(billing.country, tried.region));
    if (tried.tax_number.empty()) {
        billing.tax_number.reset();
    } else if (!billing.tax_number || billing.tax_number->number != tried.tax_number || moved) {
        auto number = TRY(parse_tax_number(tried.tax_number, billing.country));
        const RegisterAnswer answer = ask_register(context, *situation.catalog, number);
        billing.tax_number = TaxNumber{std::move(number), status_of(answer), situation.now};
        TRY_VOID(check_not_held(context, *situation.catalog, billing, situation.now));
    }
    situation.tax = TRY(decide_tax(situation.catalog->seller, billing, situation.today, context.with.rates));
    return {};
}

}  // namespace

namespace {

constexpr std::string_view kDependsOn[] = {"subscription", "day", "catalog", "tax"};

std::vector<std::string_view> split(std::string_view fingerprint) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto dot = fingerprint.find('.');
        parts.push_back(fingerprint.substr(0, dot));
        if (dot == std::string_view::npos) return parts;
        fingerprint.remove_prefix(dot + 1);
    }
}

}  // namespace

std::string fingerprint_of(const Preview& preview, const Situation& situation, const Wanted& wanted) {
    return fmt::format("{}.{}.{}.{}.{}-{}", digest_hex(canonical_text(preview, situation, wanted)),
                       situation.subscription.version, situation.today.str(), situation.catalog.version,
                       name_of(situation.tax.reason), situation.tax.country);
}

std::vector<std::string> what_changed(std::string_view before, std::string_view now) {
    const auto read = split(before);
    const auto fresh = split(now);
    std::vector<std::string> changed;
    if (read.size() == fresh.size())
        for (std::size_t i = 0; i < std::size(kDependsOn); ++i)
            if (read[i + 1] != fresh[i + 1]) changed.emplace_back(kDependsOn[i]);
    if (changed.empty()) changed.emplace_back("amounts");
    return changed;
}

std::vector<Line> lines_of(const ReadPreview& read) {
    std::vector<Line> lines;
    const auto take = [&](const Preview& preview) {
        for (const Amounts* amounts : {&preview.due_now, &preview.next_invoice, &preview.later})
            lines.insert(lines.end(), amounts->lines.begin(), amounts->lines.end());
    };
    take(read.preview);
    if (read.if_accepted) take(*read.if_accepted);
    return lines;
}

Result<std::map<InvoiceId, std::string>> numbers_of_credited(const Context& context, const std::vector<Line>& lines) {
    std::map<InvoiceId, std::string> numbers;
    for (const Line& line : lines)
        if (!line.credits_invoice.empty()) numbers.emplace(line.credits_invoice, std::string());
    if (numbers.empty()) return numbers;
    TRY_VOID(context.with.store.read([&](Transaction& tx) -> Result<void> {
        for (auto& [id, number] : numbers) number = TRY(tx.load_invoice(context.vendor(), id)).number;
        return {};
    }));
    return numbers;
}

Result<void> name_who_may(Transaction& tx, const LoadedSituation& situation, Ruling& ruling) {
    if (!ruling.refusal || ruling.refusal->code != ErrorCode::kRoleRequired) return {};
    std::string who;
    const Right right = right_for(ruling.part);
    const auto members = TRY(members_who_may(tx, *situation.catalog, situation.customer.id, right));
    for (const Member& member : members) {
        if (!who.empty()) who += ", ";
        who += member.full_name().empty() ? member.email : member.full_name();
    }
    if (!who.empty()) ruling.refusal->params = {{"who", who}};
    return {};
}

Result<void> may_set_aside(const Context& context, const Preview& preview, std::string_view reason) {
    if (std::ranges::none_of(preview.parts, &Ruling::overrides_commitment)) return {};
    TRY_VOID(may_as_staff(context, StaffRight::kSetAsideCommitments));
    if (reason.empty()) return fail(ErrorCode::kReasonRequired, "reason");
    return {};
}

Result<ReadPreview> preview_change(const Context& context, const PreviewWish& wish) {
    TRY_VOID(may_see(context, wish.customer));
    TRY_VOID(may(context, *TRY(context.catalog()), Right::kViewSubscription));
    const Instant now = context.with.clock.now();
    auto situation = TRY(
        look_up(context.with.store, [&](Transaction& tx) { return load_situation(context, tx, wish.customer, now); }));
    // The register may be asked here, so the data is read first and no transaction is open meanwhile.
    if (wish.billing) TRY_VOID(try_out(context, situation, *wish.billing));
    Preview preview = TRY(preview_change(situation.view(), wish.set));
    if (preview.ruling.refusal && preview.ruling.refusal->code == ErrorCode::kRoleRequired)
        TRY_VOID(context.with.store.read([&](Transaction& tx) { return name_who_may(tx, situation, preview.ruling); }));
    ReadPreview read{std::move(situation), std::move(preview), {}};
    read.fingerprint = fingerprint_of(read.preview, read.situation.view(), wish.set);
    if (read.preview.ruling.outcome == Outcome::kStaff)
        if (auto accepted = preview_if_accepted(read.situation.view(), wish.set))
            if (!accepted->ruling.refusal) read.if_accepted = *std::move(accepted);
    return read;
}

}  // namespace settle
