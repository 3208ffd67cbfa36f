#include "adapters/smtp/smtp_sender.h"

#include "adapters/smtp/curl_mail.h"
#include "adapters/smtp/header_text.h"
#include "base/ensure.h"

namespace settle {
namespace {

using smtp::curl;

constexpr const char* kAlternative = "multipart/alternative";

/// Lines of a mail end in CR LF, whatever they came with.
std::string with_line_ends(std::string_view text) {
    std::string lines;
    lines.reserve(text.size() + text.size() / 32);
    for (const char c : text) {
        if (c == '\r') continue;
        if (c == '\n') lines += '\r';
        lines += c;
    }
    return lines;
}

void append(smtp::List& list, const std::string& line) {
    curl_slist* longer = curl().slist_append(list.get(), line.c_str());
    ENSURE(longer != nullptr);
    static_cast<void>(list.release());
    list.reset(longer);
}

/// The last "no" of the server, for whoever looks for the reason; it is polite enough to say good-bye after it.
std::size_t take_line(char* bytes, std::size_t, std::size_t count, void* target) {
    constexpr std::size_t kLongest = 400;
    if (count > 0 && (bytes[0] == '4' || bytes[0] == '5'))
        *static_cast<std::string*>(target) = smtp::one_line(std::string_view(bytes, std::min(count, kLongest)));
    return count;
}

long use_ssl(SmtpTls tls) {
    switch (tls) {
        case SmtpTls::kRequired: return CURLUSESSL_ALL;
        case SmtpTls::kIfOffered: return CURLUSESSL_TRY;
        case SmtpTls::kNone: return CURLUSESSL_NONE;
    }
    return CURLUSESSL_ALL;
}

/// What the conversation ended with.
struct Ending {
    CURLcode outcome;
    long status;             ///< The server's last answer; 0 when there was none.
    std::string_view stage;  ///< In libcurl's words: "RCPT failed: 550".
};

/// About this mail is only what is said of its recipient or of its text; the rest is between the server and us.
ErrorCode meaning_of(const Ending& ending) {
    constexpr long kClosing = 421;
    const bool is_about_mail = ending.stage.starts_with("RCPT failed") || ending.stage.starts_with("DATA failed") ||
                               (ending.outcome == CURLE_RECV_ERROR && ending.status >= 400) ||
                               ending.outcome == CURLE_WEIRD_SERVER_REPLY;
    if (!is_about_mail || ending.status < 400 || ending.status == kClosing) return ErrorCode::kMailUnavailable;
    return ending.status >= 500 ? ErrorCode::kMailRefused : ErrorCode::kMailDelayed;
}

class SmtpSender final : public MailSender {
public:
    explicit SmtpSender(SmtpOptions options) : options_(std::move(options)) {
        domain_ = options_.from.substr(options_.from.rfind('@') + 1);
    }

    Result<void> send(const MailMessage& message) override {
        if (!smtp::is_plain_address(message.to_email))
            return fail(ErrorCode::kMailRefused, {}, "the address cannot be written to: " + message.to_email);
        if (!easy_) easy_.reset(curl().easy_init());
        ENSURE(easy_ != nullptr);
        curl().easy_reset(easy_.get());
        smtp::Mime mime = both_forms(message);
        if (!message.attachments.empty()) mime = with_files(std::move(mime), message.attachments);
        const smtp::List headers = headers_of(message);
        smtp::List recipients;
        append(recipients, fmt::format("<{}>", message.to_email));
        prepare();
        set(CURLOPT_MAIL_RCPT, recipients.get());
        set(CURLOPT_HTTPHEADER, headers.get());
        set(CURLOPT_MIMEPOST, mime.get());
        return perform();
    }

private:
    template <class V>
    void set(CURLoption option, V value) const {
        ENSURE(curl().easy_setopt(easy_.get(), option, value) == CURLE_OK);
    }

    static void add_form(curl_mime* mime, const std::string& text, const char* type) {
        curl_mimepart* part = curl().mime_addpart(mime);
        const std::string lines = with_line_ends(text);
        ENSURE(part != nullptr && curl().mime_data(part, lines.data(), lines.size()) == CURLE_OK &&
               curl().mime_type(part, type) == CURLE_OK && curl().mime_encoder(part, "quoted-printable") == CURLE_OK);
    }

    smtp::Mime both_forms(const MailMessage& message) const {
        smtp::Mime mime(curl().mime_init(easy_.get()));
        ENSURE(mime != nullptr);
        add_form(mime.get(), message.text, "text/plain; charset=utf-8");
        add_form(mime.get(), message.html, "text/html; charset=utf-8");
        return mime;
    }

    smtp::Mime with_files(smtp::Mime forms, const std::vector<MailAttachment>& files) const {
        smtp::Mime mime(curl().mime_init(easy_.get()));
        ENSURE(mime != nullptr);
        curl_mimepart* first = curl().mime_addpart(mime.get());
        ENSURE(first != nullptr && curl().mime_type(first, kAlternative) == CURLE_OK &&
               curl().mime_subparts(first, forms.get()) == CURLE_OK);
        static_cast<void>(forms.release());  // The part owns it from now on.
        for (const MailAttachment& file : files) {
            curl_mimepart* part = curl().mime_addpart(mime.get());
            ENSURE(part != nullptr && curl().mime_data(part, file.content.data(), file.content.size()) == CURLE_OK &&
                   curl().mime_type(part, file.type.c_str()) == CURLE_OK &&
                   curl().mime_filename(part, file.name.c_str()) == CURLE_OK &&
                   curl().mime_encoder(part, "base64") == CURLE_OK);
        }
        return mime;
    }

    smtp::List headers_of(const MailMessage& message) const {
        smtp::List headers;
        append(headers, "Date: " + smtp::header_date(message.at));
        append(headers, fmt::format("Message-ID: <{}@{}>", smtp::one_line(message.id), domain_));
        append(headers, "From: " + smtp::named_address(message.from_name, options_.from));
        append(headers, "To: " + smtp::named_address(message.to_name, message.to_email));
        if (smtp::is_plain_address(message.reply_to))
            append(headers, "Reply-To: " + smtp::named_address(message.from_name, message.reply_to));
        append(headers, "Subject: " + smtp::encoded_words(message.subject));
        // No answer of a machine is wanted, and nobody's holiday notice.
        append(headers, "Auto-Submitted: auto-generated");
        append(headers,
               fmt::format("Content-Type: {}", message.attachments.empty() ? kAlternative : "multipart/mixed"));
        return headers;
    }

    void prepare() {
        set(CURLOPT_URL, options_.server.c_str());
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_PROXY, "");
        set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        set(CURLOPT_USE_SSL, use_ssl(options_.tls));
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!options_.ca_file.empty()) set(CURLOPT_CAINFO, options_.ca_file.c_str());
        if (!options_.user.empty()) {
            set(CURLOPT_USERNAME, options_.user.c_str());
            set(CURLOPT_PASSWORD, options_.password.c_str());
        }
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.count()));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.count()));
        envelope_from_ = fmt::format("<{}>", options_.from);
        set(CURLOPT_MAIL_FROM, envelope_from_.c_str());
        said_.clear();
        stage_[0] = '\0';
        set(CURLOPT_ERRORBUFFER, stage_);
        set(CURLOPT_HEADERFUNCTION, take_line);
        set(CURLOPT_HEADERDATA, &said_);
    }

    Result<void> perform() {
        const CURLcode outcome = curl().easy_perform(easy_.get());
        if (outcome == CURLE_OK) return {};
        long status = 0;
        curl().easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
        const std::string_view stage = stage_;
        const ErrorCode code = meaning_of({outcome, status, stage});
        // After an error nobody knows where in the conversation the connection is.
        easy_.reset();
        const std::string_view why = stage.empty() ? std::string_view(curl().easy_strerror(outcome)) : stage;
        return fail(code, {}, said_.empty() ? std::string(why) : fmt::format("{}: {}", why, said_));
    }

    const SmtpOptions options_;
    std::string domain_;
    smtp::Easy easy_;
    std::string envelope_from_;
    std::string said_;
    char stage_[CURL_ERROR_SIZE] = {};
};

}  // namespace

std::unique_ptr<MailSender> make_smtp_sender(SmtpOptions options) {
    return std::make_unique<SmtpSender>(std::move(options));
}

}  // namespace settle
