// Every mail in every language, and what a vendor may put in its place.
#include "adapters/mail_templates/mail_templates.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "adapters/mail_templates/product_files.h"
#include "domain/mail/mail_template.h"
#include "wire/contrast.h"
#include "wire/format.h"

using namespace settle;

namespace {

namespace fs = std::filesystem;

MailWords words() {
    return {.portal = "https://billing.example/portal",
            .day = wire::format_day,
            .money = wire::format_money,
            .text_on = wire::text_colour_on};
}

Catalog catalog() {
    Catalog made;
    made.vendor = "acme";
    made.vendor_name.set("en", "Acme & Sons");
    made.languages = {"fr", "en"};
    made.layout.accent = "#f57c00";
    made.seller.own().email = "help@acme.example";
    return made;
}

Mail mail_of(std::string_view of, std::string language = "en", MailFields fields = {}) {
    return {.id = MailId("mail_1"),
            .vendor = "acme",
            .about = "x",
            .template_name = std::string(of),
            .language = std::move(language),
            .email = "ana@example.com",
            .name = "Ana",
            .fields = std::move(fields),
            .created_at = {},
            .expires_at = {}};
}

/// A folder of a vendor's own files.
struct Folder {
    fs::path path = fs::temp_directory_path() / fmt::format("settle-mail-{}", getpid());
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    void write(const std::string& name, const std::string& text) const { std::ofstream(path / name) << text; }
    auto read() const { return make_mail_templates(words(), {{"acme", path.string()}}); }
    std::string refusal() const {
        const auto made = read();
        REQUIRE_FALSE(made.has_value());
        return text_of(made.error(), "en");
    }
};

}  // namespace

TEST_CASE("every mail has its file in both languages, says something, and names all its fields") {
    const auto renderer = make_mail_templates(words(), {});
    REQUIRE_MESSAGE(renderer.has_value(), text_of(renderer.error(), "en"));
    std::set<std::string> expected{"frame.html", "footer.en.md", "footer.fr.md"};
    for (const MailTemplate& one : mail_templates()) {
        CAPTURE(one.name);
        for (const char* code : {"en", "fr"}) {
            const std::string language = code;
            CAPTURE(language);
            const std::string name = fmt::format("{}.{}.md", one.name, language);
            expected.insert(name);
            const auto files = mail::product_files();
            const auto file = std::ranges::find(files, name, &mail::ProductFile::name);
            REQUIRE(file != files.end());
            MailFields fields;
            for (const MailField& field : one.fields) {
                CAPTURE(field.name);
                // What goes as a file is not in the words.
                if (field.name != kDocumentField) CHECK(file->text.find(field.name) != std::string_view::npos);
                fields.emplace_back(field.name, field.example);
            }
            const auto full = (*renderer)->render(catalog(), mail_of(one.name, language, fields));
            REQUIRE_MESSAGE(full.has_value(), text_of(full.error(), "en"));
            CHECK(full->subject.size() > 5);
            CHECK(full->text.find("{{") == std::string::npos);
            CHECK(full->html.find("{{") == std::string::npos);
            CHECK(full->html.find("lang=\"" + language) != std::string::npos);
            // What has nothing to say leaves no hole.
            std::erase_if(fields,
                          [&](const auto& field) { return one.find_field(field.first)->kind != MailFieldKind::kLink; });
            const auto empty = (*renderer)->render(catalog(), mail_of(one.name, language, fields));
            REQUIRE(empty.has_value());
            CHECK(empty->text.find("\n\n\n") == std::string::npos);
        }
    }
    std::set<std::string> there;
    for (const mail::ProductFile& file : mail::product_files()) there.emplace(file.name);
    CHECK(there == expected);
}

TEST_CASE("days, colours and the vendor's name are the reader's and the vendor's") {
    const auto renderer = make_mail_templates(words(), {}).value();
    const MailFields fields{{"plan", "Pro"}, {"quantities", "3 users"}, {"renews_on", "2026-03-01"}};
    const auto french = renderer->render(catalog(), mail_of("subscription-started", "fr", fields)).value();
    CHECK(french.subject == "Votre abonnement Pro a commencé");
    CHECK(french.text.find("1er mars 2026") != std::string::npos);
    CHECK(french.text.find("Ouvrir mon abonnement\nhttps://billing.example/portal\n") != std::string::npos);
    CHECK(french.html.find("Acme &amp; Sons") != std::string::npos);
    CHECK(french.html.find("bgcolor=\"#f57c00\"") != std::string::npos);
    CHECK(french.html.find("mailto:help@acme.example") != std::string::npos);
    // A language we do not have: the vendor's first.
    CHECK(renderer->render(catalog(), mail_of("subscription-started", "de", fields)).value().subject == french.subject);
    CHECK(renderer->render(catalog(), mail_of("no-such-mail")).error().code == ErrorCode::kMailTemplateUnknown);
}

TEST_CASE("what people typed means nothing in Markdown, in HTML, or in a subject") {
    const auto renderer = make_mail_templates(words(), {}).value();
    const std::string typed = "<b>*x*</b> [y](http://evil.example) # `{{vendor}}` & \"q\"\r\n- z";
    const auto text = renderer->render(catalog(), mail_of("subscription-started", "en", {{"plan", typed}})).value();
    CHECK(text.html.find("<b>") == std::string::npos);
    CHECK(text.html.find("evil.example)") != std::string::npos);
    CHECK(text.html.find("href=\"http://evil") == std::string::npos);
    CHECK(text.html.find("<em>") == std::string::npos);
    CHECK(text.html.find("&lt;b&gt;*x*&lt;/b&gt;") != std::string::npos);
    CHECK(text.text.find("<b>*x*</b> [y](http://evil.example) # `{{vendor}}` & \"q\" - z") != std::string::npos);
    CHECK(text.subject.find_first_of("\r\n") == std::string::npos);
}

TEST_CASE("a vendor's file takes the place of ours, in its language") {
    const Folder folder;
    folder.write("sign-in-link.fr.md", "Subject: Salut {{name}}\n\n[Entrer]({{link}})\n");
    const auto renderer = folder.read().value();
    const MailFields fields{{"link", "https://x.example/?a=1&b=2"}, {"minutes", "15"}};
    const auto theirs = renderer->render(catalog(), mail_of("sign-in-link", "fr", fields)).value();
    CHECK(theirs.subject == "Salut Ana");
    CHECK(theirs.html.find("href=\"https://x.example/?a=1&amp;b=2\"") != std::string::npos);
    CHECK(theirs.text.starts_with("Entrer\nhttps://x.example/?a=1&b=2\n"));
    CHECK(renderer->render(catalog(), mail_of("sign-in-link", "en", fields)).value().subject ==
          "Your link to sign in to Acme & Sons");
    Catalog other = catalog();
    other.vendor = "other";
    CHECK(renderer->render(other, mail_of("sign-in-link", "fr", fields)).value().subject != "Salut Ana");
}

TEST_CASE("a file that is wrong says where and why") {
    const Folder folder;
    folder.write("sign-in-link.en.md", "Subject: x\n\n{{lnk}}\n");
    CHECK(folder.refusal().find("sign-in-link.en.md:3: this mail has no field “lnk”") != std::string::npos);
    folder.write("sign-in-link.en.md", "Hello\n");
    CHECK(folder.refusal().find("the first line must be “Subject: …”") != std::string::npos);
    folder.write("sign-in-link.en.md", "Subject: {{#link}}x\n");
    CHECK(folder.refusal().find("sign-in-link.en.md:1: ") != std::string::npos);
    folder.write("sign-in-link.en.md", "Subject: x\n{{link\n");
    CHECK(folder.refusal().find("without “}}”") != std::string::npos);
    folder.write("sign-in-link.en.md", "Subject: x\n{{{link}}}\n");
    CHECK(folder.refusal().find("are for a mail") != std::string::npos);
    fs::remove(folder.path / "sign-in-link.en.md");
    folder.write("sign-in.en.md", "Subject: x\n");
    CHECK(folder.refusal().find("There is no mail “sign-in”") != std::string::npos);
    fs::remove(folder.path / "sign-in.en.md");
    folder.write("notes.txt", "x");
    CHECK(folder.refusal().find("<mail>.<language>.md") != std::string::npos);
}
