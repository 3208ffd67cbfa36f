#include "app/requests/effect.h"

namespace settle {

Result<RequestDetails> effect_of(const LoadedSituation& situation, const Wanted& set) {
    RequestDetails effect;
    const auto accepted = preview_if_accepted(situation.view(), set);
    // What staff have yet to quote has no figures.
    if (!accepted && accepted.error().field == "lines") return effect;
    const Preview preview = TRY(accepted);
    if (preview.ruling.refusal) {
        effect.emplace_back("effect.refused", name_of(preview.ruling.refusal->code));
        return effect;
    }
    effect.emplace_back("effect.on", preview.ruling.on.str());
    effect.emplace_back("effect.currency", preview.due_now.total.currency().code());
    effect.emplace_back("effect.due_now", preview.due_now.total.str());
    if (preview.next_invoice.lines.empty()) return effect;
    effect.emplace_back("effect.next_invoice_on", preview.next_invoice_on.str());
    effect.emplace_back("effect.next_invoice", preview.next_invoice.total.str());
    return effect;
}

Code rule_of(const LoadedSituation& situation, const Wanted& set) {
    const auto asked = preview_change(situation.view(), set);
    if (!asked || asked->ruling.outcome != Outcome::kStaff) return {};
    return asked->ruling.rule;
}

}  // namespace settle
