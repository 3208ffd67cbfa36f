// Which mails what happened makes, and to whom.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/catalog/catalog.h"
#include "domain/customer/actor.h"
#include "domain/customer/customer.h"
#include "domain/invoice/invoice.h"
#include "domain/mail/mail.h"
#include "domain/request/request.h"
#include "domain/subscription/subscription.h"

namespace settle {

/// One thing that happened, in the words of its event.
struct Occurrence {
    std::string id;    ///< Of the event.
    std::string type;  ///< "subscription.activated"
    Actor actor;
    std::string reason = {};
    Instant at;
    std::vector<std::pair<std::string, std::string>> data = {};

    /// What it says under a name, or nothing.
    std::string_view datum(std::string_view name) const;
};

/// What is known when mails are decided on: the state of the moment, which may be past what is told.
struct MailScene {
    const Catalog& catalog;
    const Customer& customer;
    const Subscription& subscription;
    const std::vector<Member>& members;   ///< Who is there.
    std::vector<Member> others = {};      ///< Who is named by what happened, and has left.
    std::optional<Invoice> invoice = {};  ///< What was billed for the change, is owed, or was paid.
    std::optional<Request> request = {};  ///< The request that it is about.
    Quantities assigned = {};             ///< Seats taken, by kind.

    /// Also one who has left; null when nobody knows them.
    const Member* find_member(std::string_view id) const;
};

/// Whether anybody may be told by mail when this happens.
bool makes_mails(std::string_view event_type, std::span<const std::pair<std::string, std::string>> data);

/// The mails that one act makes, without ids: one per person and change of state, however many events told of it.
std::vector<Mail> decide_mails(const MailScene& scene, std::span<const Occurrence> act);

}  // namespace settle
