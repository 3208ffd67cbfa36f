// A text that is seldom long.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace settle {

/// A text that is set as a whole. Up to kInside characters lie in the object itself, so that copying it, a million
/// times in a run, allocates nothing. A longer one behaves the same.
class ShortText {
public:
    /// A prefix, the digits of a UUID, and a number behind them.
    static constexpr std::size_t kInside = 44;

    ShortText() = default;
    explicit ShortText(std::string_view text) : size_(static_cast<std::uint32_t>(text.size())) {
        char* to = inside_.data();
        if (text.size() > kInside) {
            outside_ = std::make_unique_for_overwrite<char[]>(text.size());
            to = outside_.get();
        }
        if (!text.empty()) std::memcpy(to, text.data(), text.size());
    }
    ShortText(const ShortText& other) : inside_(other.inside_), size_(other.size_) {
        if (other.outside_) *this = ShortText(other.view());
    }
    ShortText(ShortText&& other) noexcept
        : inside_(other.inside_), size_(std::exchange(other.size_, 0)), outside_(std::move(other.outside_)) {}
    ShortText& operator=(const ShortText& other) {
        if (other.outside_) {
            if (this != &other) *this = ShortText(other.view());
            return *this;
        }
        inside_ = other.inside_;
        size_ = other.size_;
        outside_.reset();
        return *this;
    }
    ShortText& operator=(ShortText&& other) noexcept {
        inside_ = other.inside_;
        size_ = std::exchange(other.size_, 0);
        outside_ = std::move(other.outside_);
        return *this;
    }
    ~ShortText() = default;

    std::string_view view() const { return {outside_ ? outside_.get() : inside_.data(), size_}; }
    bool empty() const { return size_ == 0; }
    friend bool operator==(const ShortText& a, const ShortText& b) { return a.view() == b.view(); }
    friend auto operator<=>(const ShortText& a, const ShortText& b) { return a.view() <=> b.view(); }

private:
    std::array<char, kInside> inside_{};
    std::uint32_t size_ = 0;
    std::unique_ptr<char[]> outside_;  ///< All of a text that is longer.
};

}  // namespace settle
