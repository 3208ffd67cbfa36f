#include "cli/wanted_reader.h"

namespace settle::cli {
namespace {

constexpr std::string_view kCycles[] = {"month", "quarter", "year"};
constexpr std::string_view kTrue[] = {"true"};
constexpr std::string_view kPauseKeys[] = {"from", "to"};
constexpr std::string_view kLineKeys[] = {"item", "quantity", "unit_price"};
constexpr std::int64_t kQuantityMax = 1'000'000;

std::vector<std::string_view> items_of(const Catalog& catalog) {
    std::vector<std::string_view> items;
    for (const Item& item : catalog.items) items.push_back(item.code.view());
    return items;
}

Result<Quantities> read_quantities(const Fields& fields, const Catalog& catalog) {
    Quantities quantities;
    const auto node = fields.find("quantities");
    if (!node) return quantities;
    const auto items = items_of(catalog);
    const Fields counts = TRY(Fields::of(fields.file(), *node, "quantities", items));
    for (const std::string_view item : items)
        if (const auto count = counts.find(item)) {
            const std::int64_t number =
                TRY(read_whole(fields.file(), *count, fmt::format("quantities.{}", item), 0, kQuantityMax));
            quantities.set(TRY(Code::parse(item)), number);
        }
    return quantities;
}

Result<AgreedLine> read_line(const std::string& file, const YamlNode& node, const Catalog& catalog) {
    const Fields fields = TRY(Fields::of(file, node, "lines", kLineKeys));
    for (const std::string_view key : kLineKeys) TRY_VOID(fields.require(key));
    const auto items = items_of(catalog);
    const auto item = TRY(fields.word("item", items));
    const auto quantity = TRY(fields.whole("quantity", 1, kQuantityMax));
    const auto price = UnitPrice::parse(TRY(fields.text_or("unit_price", "")), catalog.currencies.front());
    if (!price)
        return file_error(file, fields.line_of_key("unit_price"),
                          fmt::format("unit_price: an amount such as 9.90 is expected here"));
    return AgreedLine{TRY(Code::parse(items[*item])), *quantity, *price};
}

// One act at most, and nothing beside it but its days.
Result<void> read_act(const Fields& fields, Wanted& wanted) {
    constexpr std::pair<std::string_view, ChangeKind> kActs[] = {{"cancel", ChangeKind::kCancel},
                                                                 {"renewal", ChangeKind::kRenewalOn},
                                                                 {"resume", ChangeKind::kResume},
                                                                 {"pause", ChangeKind::kPause}};
    for (const auto& [key, act] : kActs) {
        const auto node = fields.find(key);
        if (!node) continue;
        const bool alone = !wanted.act && !wanted.plan && !wanted.cycle && wanted.quantities.empty();
        if (!alone)
            return fields.error_at(*node, fmt::format("{}: stands alone, without anything else to change", key));
        wanted.act = act;
        if (act != ChangeKind::kPause) {
            TRY_VOID(fields.word(key, kTrue));
            continue;
        }
        const Fields pause = TRY(Fields::of(fields.file(), *node, "pause", kPauseKeys));
        wanted.from = TRY(pause.day("from"));
        wanted.to = TRY(pause.day("to"));
    }
    return {};
}

}  // namespace

Result<Code> read_plan(const Fields& fields, const Catalog& catalog, const std::string& code) {
    std::vector<std::string_view> plans;
    for (const Plan& plan : catalog.plans) plans.push_back(plan.code.view());
    if (std::ranges::find(plans, code) != plans.end()) return TRY(Code::parse(code));
    return file_error(fields.file(), fields.line_of_key("plan"), unknown_word("plan", code, plans));
}

Result<std::vector<AgreedLine>> read_lines(const Fields& fields, const Catalog& catalog) {
    std::vector<AgreedLine> lines;
    const auto node = fields.find("lines");
    if (!node) return lines;
    if (!node->is_list()) return fields.error_at(*node, "lines: a list is expected here");
    for (const YamlNode& line : node->elements()) lines.push_back(TRY(read_line(fields.file(), line, catalog)));
    return lines;
}

Result<Wanted> read_wanted(const Fields& fields, const Catalog& catalog) {
    Wanted wanted;
    if (const auto plan = TRY(fields.text("plan"))) wanted.plan = TRY(read_plan(fields, catalog, *plan));
    if (const auto cycle = TRY(fields.word("cycle", kCycles))) wanted.cycle = TRY(parse_cycle(kCycles[*cycle]));
    wanted.quantities = TRY(read_quantities(fields, catalog));
    if (const auto day = TRY(fields.whole("billing_day", 1, 31))) wanted.billing_day = static_cast<int>(*day);
    TRY_VOID(read_act(fields, wanted));
    wanted.on = TRY(fields.day("on"));
    wanted.lines = TRY(read_lines(fields, catalog));
    return wanted;
}

Result<std::optional<Wanted>> read_set(const Fields& fields, const Catalog& catalog) {
    const auto node = fields.find("set");
    if (!node) return std::optional<Wanted>();
    const Fields set = TRY(Fields::of(fields.file(), *node, "set", kWantedKeys));
    return std::optional(TRY(read_wanted(set, catalog)));
}

}  // namespace settle::cli
