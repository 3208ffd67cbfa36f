#include "adapters/documents/drawing_loaded.h"
#include "adapters/documents/labels.h"
#include "adapters/documents/pdf.h"
#include "adapters/documents/sheet.h"

namespace settle::documents {
namespace {

/// A column of the table of lines.
struct Column {
    Label label;
    double share;  ///< Of the width.
    Side side;
};
constexpr Column kColumns[] = {
    {Label::kDescription, 0.50, Side::kLeft}, {Label::kQuantity, 0.10, Side::kRight},
    {Label::kUnitPrice, 0.15, Side::kRight},  {Label::kTaxRate, 0.10, Side::kRight},
    {Label::kAmount, 0.15, Side::kRight},
};

// Letter where Letter is used, A4 everywhere else.
Paper paper_of(const std::string& country) { return country == "CA" || country == "US" ? Paper::kLetter : Paper::kA4; }

template <class... Args>
std::string fill_in(const std::string& pattern, const Args&... args) {
    return fmt::format(fmt::runtime(pattern), args...);
}

// "FR76 3000 6000 0112 3456 7890 189", as people read them out.
std::string in_fours(const std::string& iban) {
    std::string text;
    for (std::size_t i = 0; i < iban.size(); ++i) {
        if (i > 0 && i % 4 == 0) text += ' ';
        text += iban[i];
    }
    return text;
}

class Pages {
public:
    Pages(const Document& document, const DocumentWords& words, const Logo& logo)
        : document_(document),
          words_(words),
          sheet_(paper_of(document.seller.country), colour_of(document.accent), logo),
          has_logo_(!logo.empty()),
          inner_(sheet_.inner()) {}

    Result<std::string> draw() {
        put_head();
        put_parties();
        put_facts();
        put_lines();
        put_totals();
        put_payment();
        put_mentions();
        put_foot();
        return sheet_.done(
            {fmt::format("{} {}", title(), document_.number), [this](std::size_t page, std::size_t pages) {
                 return said_on_one_line(
                     [&](const std::string& language) { return fill_in(label(Label::kPage, language), page, pages); });
             }});
    }

private:
    const std::string& first() const { return document_.languages.front(); }
    std::string title() const {
        return labels(document_.kind == InvoiceKind::kCreditNote ? Label::kCreditNote : Label::kInvoice,
                      document_.languages);
    }
    std::string money(const Money& amount) const { return words_.money(amount, first()); }
    std::string named_value(const std::string& name, const std::string& value) const {
        return fill_in(label(Label::kNamed, first()), name, value);
    }
    // A sentence in each language, once where they are alike.
    std::vector<std::string> said(const Text& text) const {
        std::vector<std::string> sentences;
        for (const std::string& language : document_.languages) {
            const std::string& sentence = text.in(language);
            if (!sentence.empty() && std::ranges::find(sentences, sentence) == sentences.end())
                sentences.push_back(sentence);
        }
        return sentences;
    }
    template <class Make>
    std::string said_on_one_line(const Make& make) const {
        Text text;
        for (const std::string& language : document_.languages) text.set(language, make(language));
        std::string line;
        for (const std::string& sentence : said(text)) line += (line.empty() ? "" : " / ") + sentence;
        return line;
    }

    double put(Block& block, std::string_view text, double x, double y, double width, const Style& style) {
        return sheet_.put(block, text, x, y, width, style);
    }

    void put_head() {
        Block block;
        const double half = inner_ / 2;
        const double below =
            put(block, title(), kMargin + half, 0, half, {.size = 20, .weight = Weight::kBold, .side = Side::kRight});
        put(block, document_.number, kMargin + half, below, half, {.size = 11, .side = Side::kRight});
        if (has_logo_) block.height = std::max(block.height, kLogo);
        block.height += kGap;
        sheet_.add(std::move(block));
    }

    double put_party(Block& block, Label heading, const DocumentParty& party, double x, double width) {
        double y = put(block, labels(heading, document_.languages), x, 0, width, kSmall);
        y = put(block, party.name, x, y, width, {.size = 10, .weight = Weight::kBold});
        y = put(block, party.person, x, y, width, kNormal);
        for (const std::string& line : party.address) y = put(block, line, x, y, width, kNormal);
        y = put(block, party.country, x, y, width, kNormal);
        const auto number = [&](const std::string& name, const std::string& value) {
            const auto named = [&](const std::string& language) {
                return fill_in(label(Label::kNumberOf, language), words_.tax_name(name, language));
            };
            y = put(block, named_value(said_on_one_line(named), value), x, y, width, kSmall);
        };
        if (!party.vat_number.empty()) number("VAT", party.vat_number);
        for (const auto& [name, value] : party.other_numbers) number(name, value);
        return put(block, party.email, x, y, width, kSmall);
    }

    void put_parties() {
        Block block;
        const double half = inner_ / 2;
        put_party(block, Label::kSeller, document_.seller, kMargin, half - kGap);
        put_party(block, Label::kBuyer, document_.buyer, kMargin + half, half);
        block.height += kGap;
        sheet_.add(std::move(block));
    }

    void put_facts() {
        std::vector<std::pair<Label, std::string>> facts;
        const auto day = [&](Date date) {
            return said_on_one_line([&](const std::string& language) { return words_.day(date, language); });
        };
        facts.emplace_back(Label::kIssuedOn, day(document_.issued_on));
        if (document_.due_on) facts.emplace_back(Label::kDueOn, day(*document_.due_on));
        facts.emplace_back(Label::kPeriod, said_on_one_line([&](const std::string& language) {
                               return words_.period(document_.period, language);
                           }));
        if (!document_.purchase_order.empty()) facts.emplace_back(Label::kPurchaseOrder, document_.purchase_order);
        std::string corrected;
        for (const CorrectedInvoice& invoice : document_.corrects)
            corrected += (corrected.empty() ? "" : "; ") + said_on_one_line([&](const std::string& language) {
                             return fill_in(label(Label::kOfDay, language), invoice.number,
                                            words_.day(invoice.issued_on, language));
                         });
        if (!corrected.empty()) facts.emplace_back(Label::kCorrects, corrected);
        Block block;
        block.shade_from = kMargin;
        const double width = inner_ / static_cast<double>(facts.size());
        double x = kMargin + kCell;
        for (const auto& [what, value] : facts) {
            const double below = put(block, labels(what, document_.languages), x, kCell, width - 2 * kCell, kSmall);
            put(block, value, x, below, width - 2 * kCell, kStrong);
            x += width;
        }
        block.height += kCell;
        sheet_.add(std::move(block));
        sheet_.add_gap();
    }

    Block table_head() {
        Block block;
        double x = kMargin;
        for (const Column& column : kColumns) {
            const double width = inner_ * column.share;
            Style style = kSmall;
            style.side = column.side;
            std::string words;
            for (const std::string& language : document_.languages) {
                const std::string one = label(column.label, language);
                if (!words.ends_with(one)) words += (words.empty() ? "" : "\n") + one;
            }
            put(block, words, x, 0, width - kCell, style);
            x += width;
        }
        block.height += kCell / 2;
        return block;
    }

    std::string rates() const {
        std::string text;
        for (const DocumentTax& tax : document_.taxes) {
            const bool is_charged = tax.category == TaxCategory::kStandard || tax.category == TaxCategory::kZero;
            text += text.empty() ? "" : "\n";
            text += is_charged ? words_.percent(tax.rate, first()) : std::string(code_of(tax.category));
        }
        return text;
    }

    void put_lines() {
        sheet_.begin_lines(table_head());
        for (const DocumentLine& line : document_.lines) {
            Block block;
            block.rules.emplace_back(kMargin, inner_);
            const std::string cells[] = {"", words_.count(line.quantity, first()), words_.price(line.price, first()),
                                         rates(), money(line.amount)};
            double x = kMargin;
            for (std::size_t i = 0; i < std::size(kColumns); ++i) {
                const double width = inner_ * kColumns[i].share;
                if (i == 0) put_words_of(block, line, width - kGap);
                Style style = kNormal;
                style.side = kColumns[i].side;
                put(block, cells[i], x, kCell, width - kCell, style);
                x += width;
            }
            block.height += kCell;
            sheet_.add(std::move(block));
        }
        sheet_.end_lines();
    }

    // Below the name the columns of quantity and price are empty: there is room for the sentences.
    void put_words_of(Block& block, const DocumentLine& line, double width) {
        const double wide = inner_ * (kColumns[0].share + kColumns[1].share + kColumns[2].share) - kGap;
        double y = kCell;
        for (const std::string& name : said(line.name)) y = put(block, name, kMargin, y, width, kStrong);
        for (const std::string& origin : said(line.origin)) y = put(block, origin, kMargin, y, wide, kSmall);
        for (const std::string& how : said(line.arithmetic)) y = put(block, how, kMargin, y, wide, kSmall);
    }

    void put_total(const std::string& name, const Money& amount, const Style& style) {
        constexpr double kAmountShare = 0.2, kFrom = 0.4;
        Block block;
        const double x = kMargin + inner_ * kFrom;
        block.rules.emplace_back(x, inner_ * (1 - kFrom));
        Style right = style;
        right.side = Side::kRight;
        put(block, name, x, kCell / 2, inner_ * (1 - kFrom - kAmountShare), style);
        put(block, money(amount), kMargin + inner_ * (1 - kAmountShare), kCell / 2, inner_ * kAmountShare - kCell,
            right);
        block.height += kCell / 2;
        sheet_.add(std::move(block));
    }

    void put_totals() {
        const auto& languages = document_.languages;
        const bool is_credit = document_.kind == InvoiceKind::kCreditNote;
        put_total(labels(Label::kNet, languages), document_.net, kNormal);
        for (const DocumentTax& tax : document_.taxes) {
            if (tax.category != TaxCategory::kStandard && tax.category != TaxCategory::kZero) continue;
            const auto named = [&](const std::string& language) {
                return fill_in(label(Label::kTaxOn, language), words_.tax_name(tax.name, language),
                               words_.percent(tax.rate, language), words_.money(tax.base, language));
            };
            put_total(said_on_one_line(named), tax.amount, kNormal);
        }
        put_total(labels(Label::kTotal, languages), document_.total, {.size = 11, .weight = Weight::kBold});
        if (!document_.settled.is_zero())
            put_total(labels(is_credit ? Label::kGivenBack : Label::kSettled, languages), document_.settled, kNormal);
        put_total(labels(is_credit ? Label::kToGiveBack : Label::kDue, languages), document_.due, kStrong);
        sheet_.add_gap();
    }

    std::string paid_with(const std::string& language) const {
        const MethodDetails& method = *document_.paid_with;
        if (method.kind == MethodKind::kCard)
            return fill_in(label(Label::kPaidWithCard, language), method.brand, method.last4);
        if (method.kind == MethodKind::kWallet) return fill_in(label(Label::kPaidWithWallet, language), method.brand);
        return {};
    }

    void put_payment() {
        if (document_.kind == InvoiceKind::kCreditNote) return;
        Block block;
        block.shade_from = kMargin;
        const double x = kMargin + kGap;
        const double width = inner_ - 2 * kGap - kCode;
        double y = kGap / 2;
        if (document_.due.is_positive()) {
            const Label what = document_.account ? Label::kPayByTransfer : Label::kPayBefore;
            y = put(block, said_on_one_line([&](const std::string& language) {
                        return fill_in(label(what, language), words_.day(*document_.due_on, language));
                    }),
                    x, y, width, kStrong);
        } else if (document_.total.is_positive()) {
            y = put(block, labels(Label::kPaid, document_.languages), x, y, width, kStrong);
        }
        if (document_.paid_with)
            y = put(block, said_on_one_line([&](const std::string& language) { return paid_with(language); }), x, y,
                    width, kNormal);
        if (document_.account) put_account(block, x, y, width);
        if (block.texts.empty()) return;
        if (!document_.transfer_code.empty()) {
            block.code = document_.transfer_code;
            block.height = std::max(block.height, kCode + kGap / 2);
        }
        block.height += kGap / 2;
        sheet_.add(std::move(block));
        sheet_.add_gap();
    }

    void put_account(Block& block, double x, double y, double width) {
        const auto row = [&](const std::string& name, const std::string& value) {
            if (!value.empty()) y = put(block, named_value(name, value), x, y, width, kNormal);
        };
        row(labels(Label::kHolder, document_.languages), document_.account->holder);
        row("IBAN", in_fours(document_.account->iban));
        row("BIC", document_.account->bic);
        row(labels(Label::kReference, document_.languages), document_.number);
        if (!document_.transfer_code.empty())
            put(block, labels(Label::kScan, document_.languages), x, y, width, kSmall);
    }

    void put_mentions() {
        for (const std::string& language : document_.languages) {
            std::string all = document_.tax_text.in(language);
            for (const Mention& mention : document_.mentions)
                if (mention.code != "BAR") all += (all.empty() ? "" : " ") + mention.text.in(language);
            Block block;
            put(block, all, kMargin, 0, inner_, kSmall);
            block.height += kCell;
            sheet_.add(std::move(block));
        }
    }

    void put_foot() {
        std::string numbers;
        for (const std::string& line : document_.seller.address) numbers += ", " + line;
        sheet_.foot().rules.emplace_back(kMargin, inner_);
        double y = put(sheet_.foot(), document_.seller.name + numbers + ", " + document_.seller.country, kMargin,
                       kCell / 2, inner_, {.size = 7, .colour = kGrey});
        for (const std::string& own : said(document_.seller_mentions))
            y = put(sheet_.foot(), own, kMargin, y, inner_, {.size = 7, .colour = kGrey});
    }

    const Document& document_;
    const DocumentWords& words_;
    Sheet sheet_;
    bool has_logo_;
    double inner_;
};

}  // namespace

Result<std::string> draw_pages(const Document& document, const DocumentWords& words, const Logo& logo) {
    if (!has_drawing())
        return fail(Error(ErrorCode::kFileMalformed)
                        .with("where", "document")
                        .with("reason", "Cairo and Pango are not installed"));
    return Pages(document, words, logo).draw();
}

}  // namespace settle::documents
