#include "engine/send_mails.h"

#include "app/billing/mail_document.h"
#include "app/mail/tell_by_mail.h"
#include "domain/mail/mail_template.h"

namespace settle {
namespace {

constexpr std::size_t kFailuresTold = 3;

std::string words_of(const Error& error) {
    const std::string text = text_of(error, "en");
    return error.detail.empty() ? text : fmt::format("{} ({})", text, error.detail);
}

class Round {
public:
    Round(Services& services, MailSender& sender, const MailRenderer& renderer, const MailOptions& options)
        : services_(services), store_(services.store), sender_(sender), renderer_(renderer), options_(options) {}

    MailReport run(const std::stop_token& stop) {
        tell(stop);
        send(stop);
        return std::move(report_);
    }

private:
    Instant now() const { return services_.clock.now(); }

    bool has_time(Instant leased_until, const std::stop_token& stop) const {
        return !stop.stop_requested() && now().plus_seconds(options_.lease_seconds / 2) < leased_until;
    }

    void tell(const std::stop_token& stop) {
        const auto acts = transact(
            store_, [&](Transaction& tx) { return tx.claim_untold(now(), options_.lease_seconds, options_.acts); });
        if (!acts) return note("what happened", acts.error());
        for (const OutboxEntry& act : *acts) {
            if (!has_time(act.leased_until, stop)) return;
            const auto queued = tell(act);
            if (queued) {
                report_.queued += *queued;
                continue;
            }
            note(act.customer.str(), queued.error());
            ++report_.put_off;
            const Instant at = next_try(act, act.tries + 1, now(), options_.backoff);
            // What cannot even be put off is there again when the lease is over.
            if (const auto put_off = store_.write([&](Transaction& tx) { return tx.retry_untold(act, at); }); !put_off)
                note(act.customer.str(), put_off.error());
        }
    }

    Result<int> tell(const OutboxEntry& act) {
        if (act.unreadable) return fail(*act.unreadable);
        return transact(store_, [&](Transaction& tx) { return tell_by_mail(services_, tx, act, now()); });
    }

    void send(const std::stop_token& stop) {
        const auto mails = transact(
            store_, [&](Transaction& tx) { return tx.claim_mails(now(), options_.lease_seconds, options_.mails); });
        if (!mails) return note("the mails", mails.error());
        Instant free_from = now();
        for (const Mail& mail : *mails) {
            if (report_.is_server_away || !has_time(mail.leased_until, stop)) {
                ++report_.put_off;
                keep([&](Transaction& tx) { return tx.put_mail_off(mail, free_from); });
                continue;
            }
            const Instant at = next_try(mail.id.str(), mail.tries + 1, now(), options_.backoff);
            send(mail, at);
            // One mail may make a server hang up by itself; two in a row say that the server is away.
            report_.is_server_away = in_vain_ >= std::min<std::size_t>(2, mails->size());
            if (report_.is_server_away) free_from = at;
        }
    }

    void send(const Mail& mail, Instant next) {
        if (now() >= mail.expires_at) {
            ++report_.expired;
            return keep([&](Transaction& tx) { return tx.finish_mail(mail, {MailState::kExpired, mail.why}, now()); });
        }
        const auto outcome = hand_over(mail);
        const bool is_answered = outcome || outcome.error().code != ErrorCode::kMailUnavailable;
        if (is_answered) in_vain_ = 0;
        if (outcome) {
            ++report_.sent;
            return keep([&](Transaction& tx) { return tx.finish_mail(mail, {}, now()); });
        }
        const Error& error = outcome.error();
        note(mail.id.str(), error);
        if (error.code == ErrorCode::kMailRefused) {
            ++report_.refused;
            const auto known = find_mail_template(mail.template_name);
            const bool keeps_fields = known && !(*known)->has_secret;
            return keep([&](Transaction& tx) {
                return tx.finish_mail(mail, {MailState::kRefused, error.detail, keeps_fields}, now());
            });
        }
        if (error.code == ErrorCode::kMailUnavailable) ++in_vain_;
        ++report_.put_off;
        keep([&](Transaction& tx) { return tx.retry_mail(mail, next, words_of(error)); });
    }

    // A broken contract ends here: it concerns this mail alone.
    Result<void> hand_over(const Mail& mail) {
        try {
            return render_and_send(mail);
        } catch (const ContractViolation& broken) {
            return fail(ErrorCode::kInternal, {}, broken.what());
        }
    }

    Result<void> render_and_send(const Mail& mail) {
        const auto catalog = TRY(services_.catalogs.find(mail.vendor));
        MailText text = TRY(renderer_.render(*catalog, mail));
        auto attachments = TRY(files_with(mail));
        return sender_.send({.id = mail.id.str(),
                             .from_name = catalog->vendor_name.in(mail.language),
                             .reply_to = catalog->seller->email,
                             .to_email = mail.email,
                             .to_name = mail.name,
                             .at = mail.created_at,
                             .subject = std::move(text.subject),
                             .text = std::move(text.text),
                             .html = std::move(text.html),
                             .attachments = std::move(attachments)});
    }

    // A document that cannot be drawn holds no mail up: whoever reads it finds the invoice in the portal.
    Result<std::vector<MailAttachment>> files_with(const Mail& mail) {
        auto files = files_of_mail(services_, mail);
        if (files || files.error().code != ErrorCode::kFileMalformed) return files;
        note(mail.id.str(), files.error());
        return std::vector<MailAttachment>();
    }

    // What cannot be kept comes again when the lease is over.
    void keep(const std::function<Result<void>(Transaction&)>& work) {
        if (const auto kept = store_.write(work); !kept) note("the mails", kept.error());
    }

    // A server that is away fails for every mail alike: told once, not once per mail.
    void note(std::string_view what, const Error& error) {
        if (report_.failures.size() == kFailuresTold) return;
        const std::string why = words_of(error);
        if (std::ranges::any_of(report_.failures, [&](const std::string& told) { return told.ends_with(why); })) return;
        report_.failures.push_back(fmt::format("mail: {}: {}", what, why));
    }

    Services& services_;
    Store& store_;
    MailSender& sender_;
    const MailRenderer& renderer_;
    const MailOptions& options_;
    MailReport report_;
    std::size_t in_vain_ = 0;  ///< Mails in a row for which the server was away.
};

}  // namespace

Result<std::int64_t> forget_untold(Services& services) {
    constexpr int kAtOnce = 1'000;
    const Instant before = services.clock.now().plus_seconds(-kMailLifetimeSeconds);
    std::int64_t forgotten = 0;
    for (int last = kAtOnce; last == kAtOnce; forgotten += last)
        last = TRY(transact(services.store, [&](Transaction& tx) { return tx.forget_untold(before, kAtOnce); }));
    return forgotten;
}

MailReport send_mails(Services& services, MailSender& sender, const MailRenderer& renderer, const MailOptions& options,
                      const std::stop_token& stop) {
    return Round(services, sender, renderer, options).run(stop);
}

}  // namespace settle
