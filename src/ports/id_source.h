// Ids and secrets.
#pragma once

#include <string>
#include <string_view>

namespace settle {

class IdSource {
public:
    virtual ~IdSource() = default;
    /// A new, time-ordered id: `prefix` and a UUIDv7 without dashes.
    virtual std::string next(std::string_view prefix) = 0;
    /// 256 random bits as 43 characters of base64url, for tokens and keys.
    virtual std::string secret() = 0;
};

/// A new id of the wanted kind: new_id<CustomerId>(ids).
template <class IdType>
IdType new_id(IdSource& source) {
    return IdType(source.next(IdType::kPrefix));
}

}  // namespace settle
