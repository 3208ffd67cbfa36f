#include "adapters/documents/sheet.h"

namespace settle::documents {
namespace {

constexpr double kPageRow = 30, kBand = 8, kQuiet = 4;
constexpr Colour kRule{0.8, 0.8, 0.8}, kShade{0.95, 0.95, 0.95}, kWhite{1, 1, 1};

}  // namespace

Sheet::Sheet(Paper paper, const Colour& accent, const Logo& logo)
    : width_(paper == Paper::kLetter ? 612 : 595.28),
      height_(paper == Paper::kLetter ? 792 : 841.89),
      accent_(accent),
      logo_(logo),
      ink_(width_, height_) {}

double Sheet::put(Block& block, std::string_view text, double x, double y, double width, const Style& style) {
    if (text.empty()) return y;
    SetText set = ink_.set(text, width, style);
    const double below = y + set.height;
    block.texts.push_back({std::move(set), x, y});
    block.height = std::max(block.height, below);
    return below;
}

void Sheet::begin_lines(Block head) {
    head_ = std::move(head);
    first_line_ = blocks_.size();
}

Result<void> Sheet::paint(const Block& block, double y) {
    if (block.shade_from >= 0)
        ink_.fill(block.shade_from, y, width_ - kMargin - block.shade_from, block.height, kShade);
    for (const auto& [x, width] : block.rules) ink_.fill(x, y, width, 0.5, kRule);
    for (const Placed& placed : block.texts) ink_.draw(placed.text, placed.x, y + placed.y);
    if (block.code.empty()) return {};
    const double x = width_ - kMargin - kGap / 2 - kCode;
    ink_.fill(x - kQuiet, y + kGap / 2 - kQuiet, kCode + 2 * kQuiet, kCode + 2 * kQuiet, kWhite);
    return ink_.code(block.code, x, y + kGap / 2, kCode);
}

// Which blocks stand on which page.
std::vector<std::vector<std::size_t>> Sheet::paginate() const {
    const double end = foot_at() - kGap;
    std::vector<std::vector<std::size_t>> pages(1);
    double y = kMargin;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        const bool begins_table = is_line(i) && (pages.back().empty() || i == first_line_);
        double needed = blocks_[i].height + (begins_table ? head_.height : 0);
        // A head alone at the foot of a page, and the totals without a line of theirs, look lost.
        if (y + needed > end && !pages.back().empty()) {
            pages.emplace_back();
            y = kMargin;
            needed = blocks_[i].height + (is_line(i) ? head_.height : 0);
        }
        pages.back().push_back(i);
        y += needed;
    }
    return pages;
}

Result<std::string> Sheet::done(const PageWords& words) {
    const auto pages = paginate();
    for (std::size_t page = 0; page < pages.size(); ++page) {
        ink_.fill(0, 0, width_, kBand, accent_);
        if (page == 0) ink_.picture(logo_, kMargin, kMargin, inner() / 2, kLogo);
        double y = kMargin;
        bool has_head = false;
        for (const std::size_t i : pages[page]) {
            if (is_line(i) && !has_head) {
                TRY_VOID(paint(head_, y));
                y += head_.height;
                has_head = true;
            }
            TRY_VOID(paint(blocks_[i], y));
            y += blocks_[i].height;
        }
        TRY_VOID(paint_foot(words, page + 1, pages.size()));
        ink_.end_page();
    }
    return ink_.done();
}

double Sheet::foot_at() const { return height_ - kPageRow - kCell - foot_.height; }

Result<void> Sheet::paint_foot(const PageWords& words, std::size_t page, std::size_t pages) {
    constexpr double kTiny = 7;
    TRY_VOID(paint(foot_, foot_at()));
    ink_.draw(ink_.set(words.page(page, pages), inner(), {.size = kTiny, .side = Side::kRight, .colour = kGrey}),
              kMargin, height_ - kPageRow);
    ink_.draw(ink_.set(words.title, inner() / 2, {.size = kTiny, .colour = kGrey}), kMargin, height_ - kPageRow);
    return {};
}

}  // namespace settle::documents
