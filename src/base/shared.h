// A value that many hold and nobody changes.
#pragma once

#include <memory>
#include <utility>

namespace settle {

/// Reads like a `T`, and is copied without copying the `T`. Without a value it reads like a `T{}`.
template <class T>
class Shared {
public:
    Shared() = default;
    Shared(T value) : value_(std::make_shared<const T>(std::move(value))) {}

    const T& operator*() const { return *address(); }
    const T* operator->() const { return address(); }
    operator const T&() const { return *address(); }
    /// Two that have the same address, while one of them lives, have the same value.
    const T* address() const { return value_ ? value_.get() : &nothing(); }

    /// A copy of the value that is this one's own from now on, to be changed at once: before it is copied again.
    T& own() {
        auto copy = std::make_shared<T>(**this);
        T& value = *copy;
        value_ = std::move(copy);
        return value;
    }

    friend bool operator==(const Shared& a, const Shared& b) { return a.value_ == b.value_ || *a == *b; }
    friend bool operator==(const Shared& a, const T& b) { return *a == b; }

private:
    static const T& nothing() {
        static const T value{};
        return value;
    }
    std::shared_ptr<const T> value_;
};

}  // namespace settle
