// Who acts in a story: its customer, made with everything an invoice needs, and that customer's people.
#pragma once

#include "app/customer/customers.h"
#include "cli/story.h"
#include "domain/catalog/staff_role.h"

namespace settle::cli {

class People {
public:
    /// Makes the customer, with an owner and a made-up address. Fails with file_malformed when the
    /// story describes one that cannot exist.
    static Result<People> settle_in(const Story& story, World& world);

    const CustomerId& customer() const { return customer_; }
    /// The caller that a step's "as" names; a member of a role nobody has yet joins first.
    Result<Context> acting(std::string_view as);
    Context staff() const {
        return Context{*services_, Caller{vendor_, {Actor::Kind::kStaff, kOperatorRole, "staff"}, {}, {}, "en", {}}};
    }
    /// The vendor's own server: what happens by itself.
    Context server() const {
        return Context{*services_, Caller{vendor_, {Actor::Kind::kServer, {}, "server"}, {}, {}, "en", {}}};
    }

private:
    People(Services& services, const Catalog& catalog) : services_(&services), vendor_(catalog.vendor) {}
    Services* services_;
    VendorName vendor_;
    CustomerId customer_;
    Code owner_role_;
};

}  // namespace settle::cli
