#include "base/short_text.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace settle;

TEST_CASE("a text of any length reads, compares, is copied and moved like a string") {
    CHECK(rc::check([] {
        const auto some_text = rc::gen::mapcat(rc::gen::inRange<std::size_t>(0, 2 * ShortText::kInside), [](auto size) {
            return rc::gen::container<std::string>(size, rc::gen::inRange('a', 'd'));
        });
        const std::string a = *some_text, b = *some_text;
        const ShortText text(a), other(b);
        RC_ASSERT(text.view() == a);
        RC_ASSERT(text.empty() == a.empty());
        RC_ASSERT((text == other) == (a == b));
        RC_ASSERT((text < other) == (a < b));
        ShortText copy(text);
        RC_ASSERT(copy.view() == a);
        copy = other;
        RC_ASSERT(copy.view() == b);
        copy = text;
        RC_ASSERT(copy.view() == a);
        ShortText moved(std::move(copy));
        RC_ASSERT(moved.view() == a);
        copy = std::move(moved);
        RC_ASSERT(copy.view() == a);
        RC_ASSERT(text.view() == a);
        RC_ASSERT(other.view() == b);
    }));
}

TEST_CASE("a text may be given to itself, and what was moved away is empty") {
    for (const std::string& text :
         {std::string("short"), std::string(ShortText::kInside, 'x'), std::string(ShortText::kInside + 1, 'y')}) {
        CAPTURE(text);
        ShortText kept(text);
        const ShortText& same = kept;
        kept = same;
        CHECK(kept.view() == text);
        const ShortText moved(std::move(kept));
        CHECK(moved.view() == text);
        CHECK(kept.empty());
        CHECK(kept.view().empty());
    }
}
