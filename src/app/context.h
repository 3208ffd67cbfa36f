// What a use case works with: the services that were plugged in, and who is calling.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "domain/change/change.h"
#include "ports/clock.h"
#include "ports/clock_control.h"
#include "ports/id_source.h"
#include "ports/payment_gateway.h"
#include "ports/people_file.h"
#include "ports/store.h"
#include "ports/tax_register.h"

namespace settle {

/// The versions of each vendor's catalog. Readers keep what they got; publishing replaces it for the next.
class Catalogs {
public:
    /// The only version of it.
    void put(Catalog catalog);
    void put(std::shared_ptr<const CatalogTimeline> timeline);
    /// The version in force. Fails with not_found for a vendor that is not installed.
    Result<std::shared_ptr<const Catalog>> find(const VendorName& vendor) const;
    /// All of them, for what depends on when something was bought. Fails with not_found.
    Result<std::shared_ptr<const CatalogTimeline>> timeline(const VendorName& vendor) const;
    /// Those in force.
    std::vector<std::shared_ptr<const Catalog>> all() const;

private:
    mutable std::mutex mutex_;
    std::map<VendorName, std::shared_ptr<const CatalogTimeline>> by_vendor_;
};

class Trust;
class IdentityGateway;
class CatalogSource;
enum class StaffRight : std::uint8_t;
class DocumentRenderer;
class WhatIfRuns;

struct Settings {
    std::string public_url;                     ///< "http://127.0.0.1:8080", without a slash at the end.
    std::vector<std::string> return_origins;    ///< Other origins a payment may send customers back to.
    int link_seconds = 300;
    int session_seconds = 12 * 3600;
    /// Invoices that a subscription gets by itself on one day at most; beyond it something must be wrong with it.
    int invoices_per_day_max = 12;
};

struct Services {
    Catalogs& catalogs;
    Store& store;
    PaymentGateway& gateway;
    TaxRegister& tax_register;
    const Clock& clock;
    const TimeZones& zones;
    IdSource& ids;
    const RateTable& rates;
    Settings settings;
    ClockControl* clock_control = nullptr;  ///< Only in a demo.
    const PeopleFile* people_file = nullptr;  ///< Not in a simulation, where nobody uploads.
    Trust* trust = nullptr;  ///< Not in a simulation, where nobody signs in.
    IdentityGateway* identity = nullptr;  ///< The same.
    const CatalogSource* catalog_source = nullptr;  ///< Not in a simulation, where nobody writes catalogs.
    const DocumentRenderer* documents = nullptr;  ///< Not in a simulation, where nobody reads documents.
    WhatIfRuns* what_ifs = nullptr;  ///< Only in a running server, where they go on beside the serving.
};

/// An Idempotency-Key and what it was sent with.
struct OnceKey {
    std::string route;
    std::string key;
    std::string request_hash;
};

/// Who is calling, recognised at the door.
struct Caller {
    VendorName vendor;
    Actor actor;
    CustomerId customer;   ///< Of a member: the only customer they may see.
    MemberId member;
    std::string language = "en";
    std::optional<OnceKey> once;
};

struct Context {
    Services& with;
    Caller caller;

    const VendorName& vendor() const { return caller.vendor; }
    Result<std::shared_ptr<const Catalog>> catalog() const { return with.catalogs.find(caller.vendor); }
    Result<std::shared_ptr<const CatalogTimeline>> timeline() const { return with.catalogs.timeline(caller.vendor); }
};

/// The engine as a caller: whoever does what falls due by itself.
Context engine_context(Services& services, const VendorName& vendor);

/// The first line of every use case about one customer: members see their own customer only, and others' customers do
/// not exist for them; staff need the right to read customers. Fails with customer_not_found, staff_right_required.
Result<void> may_see(const Context& context, const CustomerId& customer);
/// The same where an id named something of the customer: what it names does not exist either, says `otherwise`.
Result<void> may_see(const Context& context, const CustomerId& customer, ErrorCode otherwise);
/// Members need `right`, staff the one of theirs that goes with it; servers have all. Fails with role_required and
/// staff_right_required, naming who may.
Result<void> may(const Context& context, const Catalog& catalog, Right right);
/// The same where staff need another one.
Result<void> may(const Context& context, const Catalog& catalog, Right right, StaffRight of_staff);
/// The first members, some dozens of each role, who have `right`: to be named to those who do not.
Result<std::vector<Member>> members_who_may(Transaction& tx, const Catalog& catalog, const CustomerId& customer,
                                            Right right);
/// Nobody gives away, or takes from somebody, what they do not have: members need every right of `role` themselves,
/// staff the right to manage people. Fails with role_required, staff_right_required.
Result<void> may_decide_on(const Context& context, const Catalog& catalog, const Role& role);
/// Members pass: they are asked for elsewhere. Staff need `right`. Fails with staff_right_required, naming who may.
Result<void> may_as_staff(const Context& context, StaffRight right);
/// Staff with `right` and the vendor's own servers. Fails with staff_required, staff_right_required.
Result<void> only_staff(const Context& context, StaffRight right);

/// What the same key made before, or nothing the first time. About a customer it is asked after the customer was read:
/// a call with the same key that came beside this one is waited for then. Fails with idempotency_key_reused.
Result<std::optional<std::string>> made_before(Transaction& tx, const Context& context);
/// Keeps what the key makes, in the transaction that makes it.
Result<void> remember_made(Transaction& tx, const Context& context, const std::string& resource, Instant now);

/// The name of a member who did something; staff and servers stay nameless: what they did is the vendor's.
Result<std::string> name_of_actor(const Context& context, Transaction& tx, const CustomerId& customer,
                                  const Actor& actor);

/// An event of the caller, to be completed with data.
Event new_event(const Context& context, const CustomerId& customer, std::string type, Instant now);
/// The same behind the others of `events`.
Event& add_event(std::vector<Event>& events, const Context& context, const CustomerId& customer, std::string type,
                 Instant now);

}  // namespace settle
