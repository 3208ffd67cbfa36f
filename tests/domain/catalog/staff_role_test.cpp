#include "domain/catalog/staff_role.h"

#include <doctest/doctest.h>

using namespace settle;

TEST_CASE("vendors that say nothing tell sales, support, finance and readers apart") {
    struct Row {
        Code role;
        StaffRight right;
        bool may;
    };
    const StaffRules staff;
    for (const Row& row :
         {Row{"admin", StaffRight::kRefund, true}, Row{"admin", StaffRight::kSignInAs, true},
          Row{"sales", StaffRight::kChangeSubscriptions, true}, Row{"sales", StaffRight::kRefund, false},
          Row{"support", StaffRight::kSignInAs, true}, Row{"support", StaffRight::kRecordPayments, false},
          Row{"finance", StaffRight::kRefund, true}, Row{"finance", StaffRight::kChangeSubscriptions, false},
          Row{"read_only", StaffRight::kReadCustomers, true}, Row{"read_only", StaffRight::kGiveCredits, false},
          Row{"nobody", StaffRight::kReadCustomers, false}, Row{kOperatorRole, StaffRight::kRefund, true}}) {
        CAPTURE(row.role.view());
        CAPTURE(name_of(row.right));
        CHECK(staff.may(row.role, row.right) == row.may);
    }
    CHECK(staff.may(Code(), StaffRight::kReadCustomers) == false);
    CHECK(staff.head().code == Code("admin"));
    CHECK(staff.find(kOperatorRole) == nullptr);
}

TEST_CASE("whoever lacks a right is told which roles have it, in their language") {
    const StaffRules staff;
    CHECK(staff.names_with(StaffRight::kRefund, "en") == "Administrator, Finance");
    CHECK(staff.names_with(StaffRight::kRefund, "fr") == "Administration, Comptabilité");
    StaffRules own;
    own.roles = {StaffRole{"boss", {}, StaffRights::all()}};
    CHECK(own.names_with(StaffRight::kRefund, "en") == "boss");
}
