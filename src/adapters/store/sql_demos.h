// Demos that were asked for, on any driver.
#pragma once

#include "adapters/store/sql_driver.h"
#include "ports/demo_store.h"

namespace settle::store {

/// Part of an SqlTransaction, where demos_of() finds it.
class SqlDemos : public DemoStore {
public:
    explicit SqlDemos(Driver& db) : db_(db) {}

    Result<void> add_demo(const VendorName&, const Demo&) override;
    Result<std::optional<Demo>> find_demo(const VendorName&, const DemoId&) override;
    Result<std::optional<Demo>> open_demo_of(const VendorName&, std::string_view email) override;
    Result<void> save_demo(const VendorName&, const Demo&) override;
    Result<std::vector<Demo>> list_demos(const VendorName&, DemoGroup, const Page&) override;
    Result<void> add_demo_step(const VendorName&, const DemoStep&) override;
    Result<std::vector<DemoStep>> demo_steps(const VendorName&, const DemoId&) override;

private:
    Driver& db_;
};

}  // namespace settle::store
