// The contract of a store, kept by SQLite in memory.
#include "adapters/store/sqlite_store.h"
#include "tests/contracts/store_fixture.h"

using namespace settle;

namespace {

class StoreFixture : public store_contract::Fixture {
public:
    StoreFixture() {
        auto opened = open_sqlite_store({});
        REQUIRE_MESSAGE(opened.has_value(), reason(opened));
        store_ = *std::move(opened);
    }
};

}  // namespace

#define STORE_KIND "SQLite in memory"
#include "tests/contracts/store_contract.h"
