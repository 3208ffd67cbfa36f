#include "adapters/store/rows.h"
#include "adapters/store/sql_transaction.h"

namespace settle::store {
namespace {

Invitation read_invitation(Row& row) {
    return Invitation{
        .id = row.id<InvitationId>("id"),
        .customer = row.id<CustomerId>("customer"),
        .member = row.id<MemberId>("member"),
        .seat = row.code("seat"),
        .state = row.name("state", InvitationState::kExpired),
        .sent_at = row.instant("sent_at"),
        .expires_at = row.instant("expires_at"),
        .sends = row.small("sends"),
        .ended_at = row.maybe_instant("ended_at"),
    };
}

}  // namespace

Result<void> SqlTransaction::add_invitation(const VendorName& vendor, const Invitation& invitation) {
    TRY_VOID(db_.run(sql::invitation::add, {{"vendor", vendor},
                                            {"customer", invitation.customer},
                                            {"id", invitation.id},
                                            {"member", invitation.member},
                                            {"seat", invitation.seat},
                                            {"state", name_of(invitation.state)},
                                            {"sent_at", invitation.sent_at},
                                            {"expires_at", invitation.expires_at},
                                            {"sends", invitation.sends},
                                            {"ended_at", invitation.ended_at}}));
    return {};
}

Result<void> SqlTransaction::save_invitation(const VendorName& vendor, const Invitation& invitation) {
    TRY_VOID(db_.run(sql::invitation::save, {{"seat", invitation.seat},
                                             {"state", name_of(invitation.state)},
                                             {"sent_at", invitation.sent_at},
                                             {"expires_at", invitation.expires_at},
                                             {"sends", invitation.sends},
                                             {"ended_at", invitation.ended_at},
                                             {"vendor", vendor},
                                             {"customer", invitation.customer},
                                             {"id", invitation.id}}));
    return {};
}

Result<std::optional<Invitation>> SqlTransaction::find_invitation(const VendorName& vendor, const CustomerId& customer,
                                                                  const InvitationId& id) {
    return db_.first(sql::invitation::find, {{"vendor", vendor}, {"customer", customer}, {"id", id}}, read_invitation);
}

Result<std::optional<Invitation>> SqlTransaction::open_invitation(const VendorName& vendor, const CustomerId& customer,
                                                                  const MemberId& member) {
    return db_.first(sql::invitation::find_open, {{"vendor", vendor}, {"customer", customer}, {"member", member}},
                     read_invitation);
}

Result<std::vector<InvitedMember>> SqlTransaction::list_invitations(const VendorName& vendor,
                                                                    const CustomerId& customer) {
    return db_.all(sql::invitation::list, {{"vendor", vendor}, {"customer", customer}}, [](Row& row) {
        Invitation invitation = read_invitation(row);
        return InvitedMember{std::move(invitation), read_member_beside(row)};
    });
}

Result<std::vector<InvitedCount>> SqlTransaction::count_invitations(const VendorName& vendor,
                                                                    const CustomerId& customer) {
    return db_.all(sql::invitation::count, {{"vendor", vendor}, {"customer", customer}}, [](Row& row) {
        return InvitedCount{
            .seat = row.code("seat"),
            .held = row.integer("held"),
            .waiting = row.integer("waiting"),
        };
    });
}

Result<std::vector<Invitation>> SqlTransaction::expired_invitations(const VendorName& vendor, Instant now, int limit) {
    return db_.all(sql::invitation::list_expired, {{"vendor", vendor}, {"now", now}, {"limit", limit}},
                   read_invitation);
}

}  // namespace settle::store
