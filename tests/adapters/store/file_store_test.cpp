// The contract of a store, kept by SQLite in a file; and what only a file can do.
#include "adapters/store/sqlite_store.h"
#include "tests/adapters/store/temporary_file.h"
#include "tests/contracts/store_fixture.h"

using namespace settle;

namespace {

class StoreFixture : public store_contract::Fixture {
public:
    StoreFixture() { reopen(); }
    /// As if the process had ended and another had started.
    void reopen() {
        store_.reset();
        auto opened = open_sqlite_store({.path = file_.path()});
        REQUIRE_MESSAGE(opened.has_value(), reason(opened));
        store_ = *std::move(opened);
    }

private:
    TemporaryFile file_;
};

}  // namespace

#define STORE_KIND "SQLite in a file"
#include "tests/contracts/store_contract.h"

STORE_CASE("what was committed is there after the store was closed") {
    add_customer();
    write([](Transaction& tx) { return issue(tx, samples::invoice()); });
    reopen();
    CHECK(read([](Transaction& tx) { return tx.load_customer(samples::kVendor, samples::kCustomer); }).name == "Acme");
    CHECK(read([](Transaction& tx) { return tx.load_invoice(samples::kVendor, InvoiceId("inv_1")); }).number ==
          "2026-0001");
    write([](Transaction& tx) -> Result<void> {
        CHECK(TRY(tx.issue_invoice(samples::kVendor, month(5))).number == "2026-0002");
        return {};
    });
}

STORE_CASE("a read sees what was committed before a write that is under way") {
    add_customer();
    const auto name = [&] {
        return read([](Transaction& tx) { return tx.load_customer(samples::kVendor, samples::kCustomer); }).name;
    };
    write([&](Transaction& tx) -> Result<void> {
        Customer changed = samples::customer();
        changed.name = "Acme 2";
        TRY_VOID(tx.save_customer(samples::kVendor, changed));
        CHECK(name() == "Acme");
        return {};
    });
    CHECK(name() == "Acme 2");
}

STORE_CASE("a read keeps its snapshot while others commit") {
    add_customer();
    const auto outcome = store().read([&](Transaction& tx) -> Result<void> {
        CHECK(TRY(tx.list_members(samples::kVendor, samples::kCustomer)).empty());
        write([](Transaction& other) { return other.add_member(samples::kVendor, samples::member()); });
        CHECK(TRY(tx.list_members(samples::kVendor, samples::kCustomer)).empty());
        return {};
    });
    CHECK(outcome.has_value());
    CHECK(read([](Transaction& tx) { return tx.list_members(samples::kVendor, samples::kCustomer); }).size() == 1);
}
