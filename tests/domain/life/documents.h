// Every document of a life, held against the reference's and against those before it.
#pragma once

#include "domain/subscription/subscription.h"
#include "tests/domain/life/dice.h"
#include "tests/domain/life/reference_biller.h"

namespace settle::life_test {

class Documents {
public:
    Documents(FirstProblem& problem, Figures& figures) : first_problem_(problem), figures_(figures) {}

    InvoiceId latest() const { return InvoiceId(fmt::format("inv_{}", count_)); }
    void note_pause(const Period& pause) { pauses_.push_back(pause); }

    void compare(const Amounts& found, const ReferenceDocument& expected) {
        if (!first_problem_.is_good()) return;
        std::vector<ReferenceLine> lines;
        for (const Line& line : found.lines)
            lines.push_back({line.item, line.plan, line.kind == LineKind::kCredit, line.quantity, line.amount.minor()});
        std::vector<ReferenceLine> others = expected.lines;
        std::ranges::sort(lines);
        std::ranges::sort(others);
        Money taxes = found.net;
        bool same = lines == others && found.net.minor() == expected.net && found.total.minor() == expected.total;
        for (std::size_t i = 0; same && i < found.taxes.size(); ++i) {
            taxes += found.taxes[i].amount;
            same = i < expected.taxes.size() ? found.taxes[i].amount.minor() == expected.taxes[i]
                                             : found.taxes[i].amount.is_zero();
        }
        must(found.net.is_negative() == false, "a negative document");
        if (same) must(taxes == found.total, "the total is not net and taxes");
        if (!lines.empty()) ++figures_.documents;
        if (same) return;
        std::string text = "billed otherwise;";
        for (const auto& [name, side] : {std::pair("engine", lines), std::pair("reference", others)}) {
            text += fmt::format("\n    {}:", name);
            for (const ReferenceLine& line : side)
                text += fmt::format(" [{} {} {}x {}]", line.plan.view(), line.item.view(), line.units, line.amount);
        }
        must(false, text + fmt::format("\n    net {} and {}, total {} and {}", found.net.minor(), expected.net,
                                       found.total.minor(), expected.total));
    }

    // A document is kept under its number: what is given back of a charge never exceeds it.
    /// `carried`: what waited for it.
    void keep(const Amounts& due, Subscription& now, const std::vector<Line>& carried) {
        if (!due.lines.empty()) ++count_;
        const InvoiceId id = latest();
        for (ChargedLine& charged : now.charged)
            if (charged.invoice.empty() && charged.line >= 0) charged.invoice = id;
        for (std::size_t i = 0; i < due.lines.size(); ++i) {
            const Line& line = due.lines[i];
            if (line.kind == LineKind::kCharge) {
                left_of_[{id.str(), static_cast<int>(i)}] = line.amount.minor();
                check_days(line, carried);
                continue;
            }
            if (line.credits_line < 0) continue;  // Of a charge that waited for its invoice itself.
            const auto charge = left_of_.find({line.credits_invoice.str(), line.credits_line});
            if (!must(charge != left_of_.end(), "a credit of no charge")) return;
            charge->second += line.amount.minor();
            must(charge->second >= 0, "more is given back than was charged");
        }
    }

private:
    void check_days(const Line& line, const std::vector<Line>& carried) {
        if (std::ranges::find(carried, line) != carried.end()) return;  // It was charged before the pause.
        for (const Period& pause : pauses_)
            if (line.covers.first_day >= pause.first_day)
                must(line.covers.first_day >= pause.end_day, "days of a pause are billed");
    }

    bool must(bool holds, std::string_view what) { return first_problem_.must(holds, what); }

    FirstProblem& first_problem_;
    Figures& figures_;
    std::vector<Period> pauses_;
    int count_ = 0;
    std::map<std::pair<std::string, int>, std::int64_t> left_of_;
};

}  // namespace settle::life_test
