// Pages made of blocks, one below the other, over as many pages as they need.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/documents/ink.h"
#include "adapters/documents/pdf.h"

namespace settle::documents {

inline constexpr double kMargin = 48, kGap = 14, kCell = 6, kLogo = 42, kCode = 84;
inline constexpr Colour kGrey{0.33, 0.33, 0.33};
inline constexpr Style kNormal{.size = 9}, kSmall{.size = 7.5, .colour = kGrey},
    kStrong{.size = 9, .weight = Weight::kBold};

/// A text at its place within a block.
struct Placed {
    SetText text;
    double x = 0, y = 0;
};

/// What stays together on one page.
struct Block {
    double height = 0;
    std::vector<Placed> texts;
    std::vector<std::pair<double, double>> rules;  ///< Where from x a rule is drawn above it, and how wide.
    double shade_from = -1;                        ///< x of a shaded background to the right edge, or none.
    std::string code;                              ///< A QR code at the right edge, or none.
};

enum class Paper : std::uint8_t { kA4, kLetter };

/// What stands at the foot of each page.
struct PageWords {
    std::string title;
    std::function<std::string(std::size_t page, std::size_t pages)> page;
};

class Sheet {
public:
    /// `logo` outlives it.
    Sheet(Paper paper, const Colour& accent, const Logo& logo);

    double width() const { return width_; }
    /// Between the margins.
    double inner() const { return width_ - 2 * kMargin; }

    /// Puts a text into `block` and answers where the next one below it goes.
    double put(Block& block, std::string_view text, double x, double y, double width, const Style& style);
    void add(Block block) { blocks_.push_back(std::move(block)); }
    void add_gap() { blocks_.push_back({.height = kGap}); }
    /// What is added in between is lines of a table: each page that has some begins them with its head.
    void begin_lines(Block head);
    void end_lines() { end_of_lines_ = blocks_.size(); }
    /// Stands on every page.
    Block& foot() { return foot_; }

    /// The file. Fails with file_malformed.
    Result<std::string> done(const PageWords& words);

private:
    bool is_line(std::size_t block) const { return block >= first_line_ && block < end_of_lines_; }
    double foot_at() const;
    std::vector<std::vector<std::size_t>> paginate() const;
    Result<void> paint(const Block& block, double y);
    Result<void> paint_foot(const PageWords& words, std::size_t page, std::size_t pages);

    double width_, height_;
    Colour accent_;
    const Logo& logo_;
    Ink ink_;  // Before the blocks: their layouts are of its fonts.
    std::vector<Block> blocks_;
    Block head_, foot_;
    std::size_t first_line_ = 0, end_of_lines_ = 0;
};

}  // namespace settle::documents
