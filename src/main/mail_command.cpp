#include "main/mail_command.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "adapters/catalog_yaml/catalog_reader.h"
#include "domain/mail/mail_template.h"
#include "main/house.h"
#include "main/mails.h"

namespace settle {
namespace {

namespace fs = std::filesystem;

int complain(const Error& error) {
    fmt::print(stderr, "settle mail: {}{}\n", text_of(error, "en"),
               error.detail.empty() ? "" : " (" + error.detail + ")");
    return 2;
}

struct PreviewChoice {
    std::vector<std::string> names;
    std::vector<std::string> languages;
    std::string catalog;
    std::string out;
    bool all = false;
};

/// A vendor of nobody, for whoever looks at the mails without a catalog.
Catalog nobody() {
    Catalog catalog;
    catalog.vendor = "example";
    catalog.vendor_name.set("en", "Example");
    catalog.languages = {"en", "fr"};
    catalog.layout.accent = "#1d4ed8";
    catalog.seller.own().email = "support@vendor.example";
    return catalog;
}

Mail example_of(const MailTemplate& of, const Catalog& catalog, const std::string& language) {
    Mail mail{.id = MailId("mail_preview"),
              .vendor = catalog.vendor,
              .about = "preview",
              .template_name = std::string(of.name),
              .language = language,
              .email = "anna@customer.example",
              .name = "Anna Durand",
              .created_at = {},
              .expires_at = {}};
    for (const MailField& field : of.fields) mail.fields.emplace_back(field.name, field.example);
    return mail;
}

void list_templates() {
    for (const MailTemplate& one : mail_templates()) {
        std::string fields;
        for (const MailField& field : one.fields) fields += (fields.empty() ? "" : ", ") + std::string(field.name);
        fmt::print("{:<22} to {}\n{:<22}    {}\n", one.name, one.to, "", fields.empty() ? "no fields" : fields);
    }
}

Result<void> write_file(const fs::path& path, const std::string& text) {
    std::ofstream output(path, std::ios::binary);
    output << text;
    output.close();
    if (output) return {};
    return fail(Error(ErrorCode::kFileMalformed).with("where", path.string()).with("reason", "cannot be written"));
}

Result<void> show(const MailRenderer& renderer, const Catalog& catalog, const MailTemplate& of,
                  const std::string& language, const std::string& folder) {
    const MailText text = TRY(renderer.render(catalog, example_of(of, catalog, language)));
    if (folder.empty()) {
        fmt::print("Subject: {}\n\n{}\n", text.subject, text.text);
        return {};
    }
    const std::string stem = fmt::format("{}.{}", of.name, language);
    TRY_VOID(write_file(fs::path(folder) / (stem + ".html"), text.html));
    return write_file(fs::path(folder) / (stem + ".txt"), fmt::format("Subject: {}\n\n{}", text.subject, text.text));
}

Result<int> preview(const PreviewChoice& choice) {
    if (choice.names.empty() && !choice.all) {
        list_templates();
        return 0;
    }
    std::vector<const MailTemplate*> wanted;
    for (const std::string& name : choice.names) wanted.push_back(TRY(find_mail_template(name)));
    if (choice.all)
        for (const MailTemplate& one : mail_templates()) wanted.push_back(&one);
    const Catalog catalog = choice.catalog.empty() ? nobody() : TRY(read_catalog_file(choice.catalog));
    Config config;
    config.public_url = "https://billing.example";
    std::map<std::string, std::string> folders;
    if (!choice.catalog.empty())
        folders[catalog.vendor] = (fs::path(choice.catalog).parent_path() / kMailFolder).string();
    const auto renderer = TRY(mail_renderer(config, folders));
    if (!choice.out.empty()) {
        std::error_code error;
        fs::create_directories(choice.out, error);
        if (error)
            return fail(Error(ErrorCode::kFileMalformed).with("where", choice.out).with("reason", error.message()));
    }
    const auto& languages = choice.languages.empty() ? catalog.languages : choice.languages;
    for (const MailTemplate* one : wanted)
        for (const std::string& language : languages) {
            if (std::ranges::find(catalog.languages, language) == catalog.languages.end())
                return fail(Error(ErrorCode::kFieldInvalid, "language")
                                .with("expected", fmt::format("{}", fmt::join(catalog.languages, ", "))));
            TRY_VOID(show(*renderer, catalog, *one, language, choice.out));
        }
    if (!choice.out.empty()) fmt::print("{} files are in {}\n", wanted.size() * languages.size() * 2, choice.out);
    return 0;
}

struct QueueChoice {
    std::string config;
    std::string vendor;
    std::string customer;
    std::string id;
    int limit = 50;
    bool refused = false;
};

Result<std::unique_ptr<House>> open_house(const QueueChoice& choice, const Clock& clock) {
    const Config config = TRY(read_config(choice.config));
    auto house = TRY(House::open(config, clock));
    TRY(house->services().catalogs.find(choice.vendor));
    return house;
}

Result<int> list_mails(const QueueChoice& choice) {
    const ShiftedClock clock;
    const auto house = TRY(open_house(choice, clock));
    const auto mails = TRY(look_up(house->services().store, [&](Transaction& tx) {
        return tx.list_mails(choice.vendor, CustomerId(choice.customer), {.after = {}, .limit = choice.limit});
    }));
    for (const Mail& mail : mails) {
        if (choice.refused && mail.state != MailState::kRefused) continue;
        fmt::print("{}  {}  {:<8} {:<22} {}{}{}\n", mail.created_at.str(), mail.id.str(), name_of(mail.state),
                   mail.template_name, mail.email, mail.why.empty() ? "" : "  ", mail.why);
    }
    return 0;
}

Result<int> retry_mail(const QueueChoice& choice) {
    const ShiftedClock clock;
    const auto house = TRY(open_house(choice, clock));
    const Instant now = clock.now();
    const auto revived = house->services().store.write([&](Transaction& tx) {
        return tx.revive_mail(choice.vendor, MailId(choice.id), now, now.plus_seconds(kMailLifetimeSeconds));
    });
    if (!revived && revived.error().code == ErrorCode::kNotFound) {
        fmt::print(stderr, "settle mail: {} has no refused mail {} whose content is still there\n", choice.vendor,
                   choice.id);
        return 1;
    }
    TRY_VOID(revived);
    fmt::print("{} is sent again by the running server\n", choice.id);
    return 0;
}

template <class Choice>
void on(CLI::App* command, const std::shared_ptr<Choice>& choice, int& status, Result<int> (*run)(const Choice&)) {
    command->callback([choice, &status, run] {
        const auto outcome = run(*choice);
        status = outcome ? *outcome : complain(outcome.error());
    });
}

}  // namespace

void add_mail_command(CLI::App& app, int& status) {
    auto* mail = app.add_subcommand("mail", "See what mails say, which were queued, and send a refused one again");
    mail->require_subcommand(1);

    const auto look = std::make_shared<PreviewChoice>();
    auto* preview_command =
        mail->add_subcommand("preview", "List the mails there are, or show some with example data; nothing is sent");
    preview_command->add_option("mail", look->names, "Which ones; without any and without --all they are listed");
    preview_command->add_flag("--all", look->all, "All of them");
    preview_command->add_option("--language", look->languages, "Only this language, such as fr; all when left out");
    preview_command->add_option("--catalog", look->catalog,
                                "A vendor's catalog.yaml: its name, its colour, and its own texts in mail/ beside it");
    preview_command->add_option("--out", look->out, "Folder that gets an HTML and a text file per mail and language");
    on(preview_command, look, status, preview);

    const auto queue = std::make_shared<QueueChoice>();
    for (auto* command : {mail->add_subcommand("list", "The latest mails of a vendor, and what became of them"),
                          mail->add_subcommand("retry", "Send a mail again that the mail server refused")}) {
        command->add_option("--config", queue->config, "Configuration file (TOML); SETTLE_* variables override it");
        command->add_option("--vendor", queue->vendor, "Vendor")->required();
        if (command->get_name() == "retry") {
            command->add_option("mail", queue->id, "Its id: mail_…")->required();
            on(command, queue, status, retry_mail);
            continue;
        }
        command->add_option("--customer", queue->customer, "Only those about this customer: cus_…");
        command->add_option("--limit", queue->limit, "How many are looked at")
            ->check(CLI::Range(1, 10'000))
            ->capture_default_str();
        command->add_flag("--refused", queue->refused, "Only those that were refused");
        on(command, queue, status, list_mails);
    }
}

}  // namespace settle
