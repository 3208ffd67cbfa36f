// What every test of a store stands on: writing and reading with failures reported where they happen.
#pragma once

#include <doctest/doctest.h>

#include <memory>

#include "ports/request_store.h"
#include "ports/store.h"
#include "ports/tax_check_store.h"
#include "tests/contracts/store_samples.h"

namespace settle::store_contract {

/// Derived by each kind of store, which opens one for it; `reopen` closes and opens what was kept.
class Fixture {
public:
    virtual ~Fixture() = default;

    Store& store() { return *store_; }

    void write(const std::function<Result<void>(Transaction&)>& work) {
        const auto outcome = store().write(work);
        REQUIRE_MESSAGE(outcome.has_value(), reason(outcome));
    }
    /// The code `work` failed with, in a transaction of its own.
    ErrorCode refusal(const std::function<Result<void>(Transaction&)>& work) {
        const auto outcome = store().write(work);
        REQUIRE(!outcome.has_value());
        return outcome.error().code;
    }
    template <class Work>
    auto read(Work work) {
        auto answer = look_up(store(), work);
        REQUIRE_MESSAGE(answer.has_value(), reason(answer));
        return *std::move(answer);
    }
    /// A customer with a subscription in state none.
    void add_customer(const std::string& id = "cus_1", const std::string& subscription = "sub_1",
                      Instant created_at = {1'000}, const VendorName& vendor = samples::kVendor) {
        write([&](Transaction& tx) -> Result<void> {
            Customer customer = samples::customer(id, created_at);
            customer.vendor = vendor;
            TRY_VOID(tx.add_customer(vendor, customer));
            return tx.add_subscription(vendor, samples::subscription(id, subscription));
        });
    }
    template <class T>
    static std::string reason(const Result<T>& result) {
        return result ? std::string()
                      : result.error().detail + " (code " + std::to_string(static_cast<int>(result.error().code)) + ")";
    }

protected:
    std::unique_ptr<Store> store_;
};

}  // namespace settle::store_contract
