#include "app/requests/proposals.h"

#include "app/change/apply_by_staff.h"
#include "app/payment/charge_invoice.h"
#include "app/renewal/run_due.h"
#include "app/requests/effect.h"
#include "app/requests/record.h"
#include "app/requests/requests.h"
#include "domain/catalog/staff_role.h"

namespace settle {
namespace {

constexpr int kExpiredAtOnce = 200;

Result<void> check_until(Date until, Date today) {
    if (until < today)
        return fail(Error(ErrorCode::kDateInThePast, "until").with("date", until.str()).with("today", today.str()));
    const Date last = today.plus_days(kProposalDaysMax);
    if (until <= last) return {};
    return fail(Error(ErrorCode::kFieldInvalid, "until").with("expected", "≤ " + last.str()));
}

// What can be offered: what staff themselves could carry out now.
Result<Proposal> drawn_up(const LoadedSituation& situation, const Request& request, const Verdict& terms) {
    const auto wish = wish_to_apply(request, terms, situation.subscription);
    if (!wish) return fail(ErrorCode::kFieldRequired, "set");
    const Preview preview = TRY(preview_if_accepted(situation.view(), *wish));
    if (preview.ruling.refusal) return fail(*preview.ruling.refusal);
    Proposal proposal;
    proposal.request = request.id;
    proposal.customer = request.customer;
    proposal.set = *wish;
    proposal.text = terms.reason;
    proposal.made_at = situation.now;
    proposal.effect = TRY(effect_of(situation, *wish));
    return proposal;
}

RequestDetails number_of(const Proposal& proposal) { return {{"proposal", fmt::to_string(proposal.number)}}; }

Result<void> end_as(const Context& context, Transaction& tx, Request request, Proposal proposal, ProposalState state,
                    const std::string& answer, Instant now) {
    proposal.state = state;
    proposal.answer = answer;
    TRY_VOID(tx.requests().save_proposal(context.vendor(), proposal));
    request.move_to(RequestState::kInProgress, now);
    TRY_VOID(tx.requests().save(context.vendor(), request));
    return announce_request(context, tx, request, fmt::format("request.proposal_{}", name_of(state)), now,
                            number_of(proposal), answer);
}

struct Accepted {
    Request request;
    std::optional<PaymentAttempt> charge = {};
    bool applied = false;
};

// Staff decided it when they offered it, the customer says when: it is carried out on staff's word.
Result<Accepted> carry_out(const Context& context, Transaction& tx, Request request, Proposal proposal, Instant now) {
    Context on_word_of_staff = context;
    on_word_of_staff.caller.actor = {.kind = Actor::Kind::kStaff, .role = {}, .id = proposal.by};
    const ChangeOrder order =
        TRY(apply_by_staff(on_word_of_staff, tx, {request.customer, proposal.set, proposal.text}, now));
    proposal.state = ProposalState::kAccepted;
    TRY_VOID(tx.requests().save_proposal(context.vendor(), proposal));
    request.set = proposal.set;
    request.change = order.id;
    request.move_to(RequestState::kApplied, now);
    request.decision_reason = proposal.text;
    request.decided_by = proposal.by;
    request.decided_at = now;
    TRY_VOID(tx.requests().save(context.vendor(), request));
    TRY_VOID(announce_request(context, tx, request, "request.proposal_accepted", now, number_of(proposal)));
    TRY_VOID(announce_request(context, tx, request, "request.decided", now, number_of(proposal)));
    Accepted accepted{TRY(tx.requests().load(context.vendor(), request.id)), {}, true};
    if (!order.invoice.empty()) accepted.charge = TRY(start_charge(context, tx, order.invoice, now));
    return accepted;
}

Result<Accepted> answer_in(const Context& context, Transaction& tx, const RequestId& id, const ProposalAnswer& answer,
                           Instant now) {
    Request request = TRY(tx.requests().load(context.vendor(), id));
    if (TRY(made_before(tx, context))) return Accepted{std::move(request)};
    TRY_VOID(check_open(request));
    const auto proposal = TRY(open_proposal(context, tx, request));
    if (!proposal || proposal->number != answer.number || !proposal->is_open(now))
        return fail(ErrorCode::kProposalNotOpen);
    TRY_VOID(remember_made(tx, context, id.str(), now));
    if (answer.word == ProposalAnswer::Word::kAccept) return carry_out(context, tx, std::move(request), *proposal, now);
    TRY_VOID(end_as(context, tx, std::move(request), *proposal, ProposalState::kRefused, answer.reason, now));
    return Accepted{TRY(tx.requests().load(context.vendor(), id))};
}

// Staff decide by themselves; this is the other side's word.
Result<void> may_answer(const Context& context, ProposalAnswer::Word word) {
    const auto catalog = TRY(context.catalog());
    if (context.caller.actor.kind == Actor::Kind::kStaff)
        return fail(Error(ErrorCode::kRoleRequired)
                        .with("who", catalog->names_of_roles_with(Right::kFileRequest, context.caller.language)));
    TRY_VOID(may(context, *catalog, Right::kFileRequest));
    if (word == ProposalAnswer::Word::kAccept) TRY_VOID(may(context, *catalog, Right::kChangePlan));
    return {};
}

}  // namespace

Result<Request> propose(const Context& context, const RequestId& id, const Verdict& terms, Date until) {
    TRY_VOID(only_staff(context, StaffRight::kDecideRequests));
    TRY_VOID(check_words(terms.reason, "text"));
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<Request> {
        Request request = TRY(tx.requests().load(context.vendor(), id));
        if (TRY(made_before(tx, context))) return request;
        TRY_VOID(check_open(request));
        const auto situation = TRY(load_situation(context, tx, request.customer, now));
        TRY_VOID(check_until(until, situation.today));
        Proposal proposal = TRY(drawn_up(situation, request, terms));
        const auto made = TRY(tx.requests().proposals(context.vendor(), request.customer, id));
        TRY_VOID(end_proposal(context, tx, request));
        proposal.number = static_cast<int>(made.size()) + 1;
        proposal.by = context.caller.actor.id;
        proposal.until = until;
        proposal.expires_at = TRY(context.with.zones.start_of(situation.customer.time_zone, until.plus_days(1)));
        TRY_VOID(tx.requests().add_proposal(context.vendor(), proposal));
        request.move_to(RequestState::kWaitingCustomer, now);
        TRY_VOID(tx.requests().save(context.vendor(), request));
        RequestDetails data = number_of(proposal);
        data.emplace_back("until", until.str());
        TRY_VOID(announce_request(context, tx, request, "request.proposal", now, std::move(data), proposal.text));
        TRY_VOID(remember_made(tx, context, id.str(), now));
        return tx.requests().load(context.vendor(), id);
    });
}

Result<Request> take_back_proposal(const Context& context, const RequestId& id) {
    TRY_VOID(only_staff(context, StaffRight::kDecideRequests));
    const Instant now = context.with.clock.now();
    return transact(context.with.store, [&](Transaction& tx) -> Result<Request> {
        const Request request = TRY(load_open_request(context, tx, id));
        const auto proposal = TRY(open_proposal(context, tx, request));
        if (!proposal) return fail(ErrorCode::kProposalNotOpen);
        TRY_VOID(end_as(context, tx, request, *proposal, ProposalState::kTakenBack, {}, now));
        return tx.requests().load(context.vendor(), id);
    });
}

Result<Request> answer_proposal(const Context& context, const RequestId& id, const ProposalAnswer& answer) {
    TRY_VOID(may_answer(context, answer.word));
    if (!answer.reason.empty()) TRY_VOID(check_words(answer.reason, "reason"));
    const Instant now = context.with.clock.now();
    const Request present = TRY(read_request(context, id));
    const Accepted accepted =
        TRY(transact(context.with.store, [&](Transaction& tx) { return answer_in(context, tx, id, answer, now); }));
    if (accepted.charge) TRY_VOID(send_charge(context, *accepted.charge));
    if (accepted.applied) TRY_VOID(run_due(context, present.customer));
    return accepted.request;
}

Result<int> expire_proposals(const Context& context) {
    const Instant now = context.with.clock.now();
    const auto over = TRY(look_up(context.with.store, [&](Transaction& tx) {
        return tx.requests().expired_proposals(context.vendor(), now, kExpiredAtOnce);
    }));
    int expired = 0;
    std::optional<Error> first_failure;
    for (const Proposal& found : over) {
        // One that cannot be ended holds back no other.
        const auto ended = context.with.store.write([&](Transaction& tx) -> Result<void> {
            const Request request = TRY(tx.requests().load(context.vendor(), found.request));
            // Answered, taken back or replaced meanwhile.
            const auto proposal = TRY(open_proposal(context, tx, request));
            if (!proposal || proposal->number != found.number) return {};
            return end_as(context, tx, request, *proposal, ProposalState::kExpired, {}, now);
        });
        if (ended) ++expired;
        else if (!first_failure) first_failure = ended.error();
    }
    if (first_failure) return fail(*first_failure);
    return expired;
}

}  // namespace settle
