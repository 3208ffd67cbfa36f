#include "adapters/store/sql_requests.h"

#include "adapters/store/records_json.h"
#include "adapters/store/rows.h"

namespace settle::store {
namespace {

// A search that finds more customers than this is no search yet.
constexpr int kFoundMax = 50;
// Behind every text that begins with what stands before it.
constexpr std::string_view kBehindAll = "\xf4\x8f\xbf\xbf";
constexpr std::string_view kAnybody = "*";

Request read_request(Row& row) {
    return Request{
        .id = row.id<RequestId>("id"),
        .customer = row.id<CustomerId>("customer"),
        .type = row.name("type", RequestType::kContact),
        .state = row.name("state", RequestState::kDuplicate),
        .version = row.integer("version"),
        .message = row.text("message"),
        .set = row.is_null("wanted") ? std::nullopt
                                     : std::optional(row.keep("wanted", unpack_wanted(row.view("wanted")), Wanted{})),
        .change = row.id<ChangeId>("change"),
        .details = row.keep("details", unpack_pairs(row.view("details")), Pairs{}),
        .author = read_actor(row, "author"),
        .decision_reason = row.text("decision_reason"),
        .decided_by = row.text("decided_by"),
        .created_at = row.instant("created_at"),
        .decided_at = row.maybe_instant("decided_at"),
        .assignee = row.text("assignee"),
        .due_at = row.instant("due_at"),
        .waiting_since = row.maybe_instant("waiting_since"),
        .duplicate_of = row.id<RequestId>("duplicate_of"),
    };
}

std::optional<std::string> packed_wish(const Request& request) {
    return request.set ? std::optional(pack(*request.set)) : std::nullopt;
}

/// What every list looks at beside its own index.
struct Residue {
    std::string_view type;
    std::string_view assignee;
    Instant due_by;
    std::string_view waiting;

    explicit Residue(const RequestFilter& filter)
        : type(filter.type ? name_of(*filter.type) : std::string_view()),
          assignee(filter.assignee ? std::string_view(*filter.assignee) : kAnybody),
          due_by(filter.overdue_at.value_or(Instant{std::numeric_limits<std::int64_t>::max()})),
          waiting(filter.overdue_at ? "not" : "too") {}
};

bool is_more_urgent(const Request& a, const Request& b) { return std::tie(a.due_at, a.id) < std::tie(b.due_at, b.id); }
bool is_newer(const Request& a, const Request& b) {
    return std::tie(a.created_at, a.id) > std::tie(b.created_at, b.id);
}

Result<void> done(Result<std::int64_t> rows) {
    if (!rows) return fail(rows.error());
    return {};
}

}  // namespace

Result<void> SqlRequests::add(const VendorName& vendor, const Request& request) {
    return done(db_.run(sql::request::add, {{"vendor", vendor},
                                            {"customer", request.customer},
                                            {"id", request.id},
                                            {"type", name_of(request.type)},
                                            {"state", name_of(request.state)},
                                            {"version", request.version},
                                            {"message", request.message},
                                            {"wanted", packed_wish(request)},
                                            {"change", Value::null_if_empty(request.change)},
                                            {"details", pack(request.details)},
                                            {"author_kind", name_of(request.author.kind)},
                                            {"author_role", request.author.role},
                                            {"author_id", request.author.id},
                                            {"decision_reason", request.decision_reason},
                                            {"decided_by", request.decided_by},
                                            {"created_at", request.created_at},
                                            {"decided_at", request.decided_at},
                                            {"assignee", request.assignee},
                                            {"due_at", request.due_at},
                                            {"waiting_since", request.waiting_since},
                                            {"duplicate_of", request.duplicate_of}}));
}

Result<std::optional<Request>> SqlRequests::find_open(const VendorName& vendor, const CustomerId& customer,
                                                      RequestType type) {
    return db_.first(sql::request::find_open, {{"vendor", vendor}, {"customer", customer}, {"type", name_of(type)}},
                     read_request);
}

Result<Request> SqlRequests::load(const VendorName& vendor, const RequestId& id) {
    auto found = TRY(db_.first(sql::request::load, {{"vendor", vendor}, {"id", id}}, read_request));
    if (!found) return fail(ErrorCode::kRequestNotFound, {}, id.str());
    return *std::move(found);
}

Result<void> SqlRequests::save(const VendorName& vendor, const Request& request) {
    const auto written = TRY(db_.run(sql::request::save, {{"type", name_of(request.type)},
                                                          {"state", name_of(request.state)},
                                                          {"message", request.message},
                                                          {"wanted", packed_wish(request)},
                                                          {"change", Value::null_if_empty(request.change)},
                                                          {"details", pack(request.details)},
                                                          {"decision_reason", request.decision_reason},
                                                          {"decided_by", request.decided_by},
                                                          {"decided_at", request.decided_at},
                                                          {"assignee", request.assignee},
                                                          {"due_at", request.due_at},
                                                          {"waiting_since", request.waiting_since},
                                                          {"duplicate_of", request.duplicate_of},
                                                          {"vendor", vendor},
                                                          {"customer", request.customer},
                                                          {"id", request.id},
                                                          {"version", request.version}}));
    if (written == 0) return fail(ErrorCode::kVersionStale, {}, request.id.str());
    return {};
}

Result<std::vector<RequestCount>> SqlRequests::count_open(const VendorName& vendor, Instant now) {
    return db_.all(sql::request::count_open, {{"vendor", vendor}, {"now", now}}, [](Row& row) {
        return RequestCount{.type = row.name("type", RequestType::kContact),
                            .assignee = row.text("assignee"),
                            .open = row.integer("open_count"),
                            .overdue = row.integer("overdue_count")};
    });
}

Result<std::optional<SqlRequests::Place>> SqlRequests::place_behind(const VendorName& vendor, const Page& page) {
    if (page.after.empty()) return Place{};
    return db_.first(sql::request::find_position, {{"vendor", vendor}, {"id", page.after}},
                     [](Row& row) { return Place{row.instant("created_at"), row.instant("due_at"), row.text("id")}; });
}

Result<std::vector<Request>> SqlRequests::list(const VendorName& vendor, const RequestFilter& filter,
                                               const Page& page) {
    const auto place = TRY(place_behind(vendor, page));
    if (!place) return std::vector<Request>{};
    RequestFilter asked = filter;
    // Nothing else is urgent, or late.
    if (asked.order == RequestOrder::kUrgent || asked.overdue_at) asked.group = RequestGroup::kOpen;
    if (!asked.search.empty()) return list_found(vendor, asked, *place, page.limit);
    if (!asked.customer.empty() && asked.order == RequestOrder::kNewest)
        return list_of_customer(vendor, asked.customer, asked, *place, page.limit);
    if (!asked.customer.empty()) return list_found(vendor, asked, *place, page.limit);
    if (asked.group == RequestGroup::kOpen) return list_open(vendor, asked, *place, page.limit);
    return list_decided(vendor, asked, *place, page.limit);
}

Result<std::vector<Request>> SqlRequests::list_open(const VendorName& vendor, const RequestFilter& filter,
                                                    const Place& place, int limit) {
    const Residue residue(filter);
    if (filter.order == RequestOrder::kUrgent)
        return db_.all(sql::request::list_open_urgent,
                       {{"vendor", vendor},
                        {"after_due", place.due_at},
                        {"id", place.id},
                        {"type", residue.type},
                        {"assignee", residue.assignee},
                        {"due_by", residue.due_by},
                        {"waiting", residue.waiting},
                        {"limit", limit}},
                       read_request);
    return db_.all(sql::request::list_open_newest,
                   {{"vendor", vendor},
                    {"created_at", place.created_at},
                    {"id", place.id},
                    {"type", residue.type},
                    {"assignee", residue.assignee},
                    {"due_by", residue.due_by},
                    {"waiting", residue.waiting},
                    {"limit", limit}},
                   read_request);
}

// Decided ones, or all: each narrowing has an index of its own, because these only ever grow.
Result<std::vector<Request>> SqlRequests::list_decided(const VendorName& vendor, const RequestFilter& filter,
                                                       const Place& place, int limit) {
    const Residue residue(filter);
    if (filter.assignee)
        return db_.all(sql::request::list_of_assignee,
                       {{"vendor", vendor},
                        {"assignee", residue.assignee},
                        {"created_at", place.created_at},
                        {"id", place.id},
                        {"state_group", name_of(filter.group)},
                        {"type", residue.type},
                        {"limit", limit}},
                       read_request);
    if (filter.type)
        return db_.all(sql::request::list_of_type,
                       {{"vendor", vendor},
                        {"type", residue.type},
                        {"created_at", place.created_at},
                        {"id", place.id},
                        {"state_group", name_of(filter.group)},
                        {"limit", limit}},
                       read_request);
    return db_.all(sql::request::list_of_vendor,
                   {{"vendor", vendor},
                    {"created_at", place.created_at},
                    {"id", place.id},
                    {"state_group", name_of(filter.group)},
                    {"limit", limit}},
                   read_request);
}

Result<std::vector<Request>> SqlRequests::list_of_customer(const VendorName& vendor, const CustomerId& customer,
                                                           const RequestFilter& filter, const Place& place, int limit) {
    const Residue residue(filter);
    return db_.all(sql::request::list_of_customer,
                   {{"vendor", vendor},
                    {"customer", customer},
                    {"created_at", place.created_at},
                    {"id", place.id},
                    {"state_group", name_of(filter.group)},
                    {"type", residue.type},
                    {"assignee", residue.assignee},
                    {"due_by", residue.due_by},
                    {"waiting", residue.waiting},
                    {"limit", limit}},
                   read_request);
}

// Of a few customers, merged here. One has at most one open request of each type.
Result<std::vector<Request>> SqlRequests::list_found(const VendorName& vendor, const RequestFilter& filter,
                                                     const Place& place, int limit) {
    std::vector<CustomerId> customers;
    if (filter.search.empty()) customers.push_back(filter.customer);
    else {
        const std::string from = lower_case(filter.search);
        customers = TRY(db_.all(sql::request::find_customers,
                                {{"vendor", vendor},
                                 {"from_text", from},
                                 {"to_text", from + std::string(kBehindAll)},
                                 {"limit", kFoundMax}},
                                [](Row& row) { return row.id<CustomerId>("customer"); }));
        if (!filter.customer.empty())
            std::erase_if(customers, [&](const CustomerId& found) { return found != filter.customer; });
    }
    const bool by_urgency = filter.order == RequestOrder::kUrgent;
    // What comes next in the order of urgency may be of any age.
    Place from = place;
    if (by_urgency) from.created_at = Place{}.created_at;
    const int each = by_urgency ? static_cast<int>(RequestType::kCount) : limit;
    std::vector<Request> found;
    for (const CustomerId& customer : customers)
        for (Request& request : TRY(list_of_customer(vendor, customer, filter, from, each)))
            if (!by_urgency ||
                std::pair(request.due_at, request.id.view()) > std::pair(place.due_at, std::string_view(place.id)))
                found.push_back(std::move(request));
    std::ranges::sort(found, by_urgency ? is_more_urgent : is_newer);
    if (found.size() > static_cast<std::size_t>(limit)) found.erase(found.begin() + limit, found.end());
    return found;
}

Result<std::vector<StaffPerson>> SqlRequests::staff(const VendorName& vendor) {
    return db_.all(sql::request::list_staff, {{"vendor", vendor}},
                   [](Row& row) { return StaffPerson{row.text("staff_id"), row.text("email")}; });
}

}  // namespace settle::store
