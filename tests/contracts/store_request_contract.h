// Requests, drafts and events. Included by store_contract.h only.

STORE_CASE("a request is kept with every field") {
    add_customer();
    Request kept = samples::request();
    kept.change = ChangeId("chg_1");
    kept.assignee = "staff_7";
    kept.due_at = Instant{9'000};
    kept.waiting_since = Instant{8'000};
    kept.duplicate_of = RequestId("req_0");
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_order(samples::kVendor, samples::order()));
        return tx.requests().add(samples::kVendor, kept);
    });
    const Request found =
        read([](Transaction& tx) { return tx.requests().load(samples::kVendor, RequestId("req_1")); });
    CHECK(found.id == kept.id);
    CHECK(found.customer == kept.customer);
    CHECK(found.type == kept.type);
    CHECK(found.state == kept.state);
    CHECK(found.version == 1);
    CHECK(found.message == kept.message);
    CHECK(found.set == kept.set);
    CHECK(found.change == kept.change);
    CHECK(found.details == kept.details);
    CHECK(found.author.kind == kept.author.kind);
    CHECK(found.author.role == kept.author.role);
    CHECK(found.author.id == kept.author.id);
    CHECK(found.decision_reason == kept.decision_reason);
    CHECK(found.decided_by == kept.decided_by);
    CHECK(found.created_at == kept.created_at);
    CHECK(found.decided_at == kept.decided_at);
    CHECK(found.assignee == kept.assignee);
    CHECK(found.due_at == kept.due_at);
    CHECK(found.waiting_since == kept.waiting_since);
    CHECK(found.duplicate_of == kept.duplicate_of);
}

STORE_CASE("every type and state of a request is kept, with a wish and without") {
    add_customer();
    for (int type = 0; type < static_cast<int>(RequestType::kCount); ++type) {
        Request kept = samples::request("req_" + std::to_string(type));
        kept.type = static_cast<RequestType>(type);
        kept.state = static_cast<RequestState>(type % (static_cast<int>(RequestState::kDuplicate) + 1));
        if (type % 2 == 0) kept.set.reset();
        kept.decided_at.reset();
        write([&](Transaction& tx) { return tx.requests().add(samples::kVendor, kept); });
        const auto found = read([&](Transaction& tx) { return tx.requests().load(samples::kVendor, kept.id); });
        CHECK(found.type == kept.type);
        CHECK(found.state == kept.state);
        CHECK(found.set == kept.set);
        CHECK(!found.decided_at);
    }
}

STORE_CASE("a decision is saved once, on the version that was read") {
    add_customer();
    write([](Transaction& tx) { return tx.requests().add(samples::kVendor, samples::request()); });
    Request decided = samples::request();
    decided.state = RequestState::kDeclined;
    decided.decision_reason = "no";
    decided.decided_by = "staff_2";
    decided.decided_at = Instant{42};
    write([&](Transaction& tx) { return tx.requests().save(samples::kVendor, decided); });
    CHECK(refusal([&](Transaction& tx) { return tx.requests().save(samples::kVendor, decided); }) ==
          ErrorCode::kVersionStale);
    const auto found = read([](Transaction& tx) { return tx.requests().load(samples::kVendor, RequestId("req_1")); });
    CHECK(found.version == 2);
    CHECK(found.state == RequestState::kDeclined);
    CHECK(found.decision_reason == "no");
    CHECK(found.decided_by == "staff_2");
    CHECK(found.decided_at == Instant{42});
}

STORE_CASE("an unknown request is not found") {
    CHECK(refusal([](Transaction& tx) -> Result<void> {
              TRY(tx.requests().load(samples::kVendor, RequestId("req_404")));
              return {};
          }) == ErrorCode::kRequestNotFound);
}

STORE_CASE("requests are listed newest first, of one customer or of all") {
    add_customer();
    add_customer("cus_2", "sub_2");
    write([](Transaction& tx) -> Result<void> {
        for (int i = 1; i <= 5; ++i) {
            Request request = samples::request("req_" + std::to_string(i), Instant{i});
            request.state = RequestState::kClosed;
            if (i == 3) request.customer = CustomerId("cus_2");
            TRY_VOID(tx.requests().add(samples::kVendor, request));
        }
        return {};
    });
    const auto ids = [&](const CustomerId& customer, const Page& page) {
        std::string listed;
        for (const auto& request :
             read([&](Transaction& tx) { return tx.requests().list(samples::kVendor, {.customer = customer}, page); }))
            listed += request.id.str() + " ";
        return listed;
    };
    CHECK(ids(CustomerId(), {.after = "", .limit = 50}) == "req_5 req_4 req_3 req_2 req_1 ");
    CHECK(ids(CustomerId(), {.after = "req_4", .limit = 2}) == "req_3 req_2 ");
    CHECK(ids(samples::kCustomer, {.after = "", .limit = 2}) == "req_5 req_4 ");
    CHECK(ids(samples::kCustomer, {.after = "req_4", .limit = 2}) == "req_2 req_1 ");
}

STORE_CASE("one request of a type is open per customer") {
    add_customer();
    add_customer("cus_2", "sub_2");
    const auto with = [](const std::string& id, RequestState state, RequestType type = RequestType::kRefund) {
        Request request = samples::request(id);
        request.state = state;
        request.type = type;
        return request;
    };
    const auto add = [](const Request& request) {
        return [request](Transaction& tx) { return tx.requests().add(samples::kVendor, request); };
    };
    const auto open = [&](RequestType type) {
        return read(
            [&](Transaction& tx) { return tx.requests().find_open(samples::kVendor, samples::kCustomer, type); });
    };
    CHECK(!open(RequestType::kRefund));
    write(add(with("req_1", RequestState::kNew)));
    for (const auto state :
         {RequestState::kNew, RequestState::kAcknowledged, RequestState::kInProgress, RequestState::kWaitingCustomer})
        CHECK(refusal(add(with("req_2", state))) == ErrorCode::kRequestAlreadyOpen);
    Request elsewhere = with("req_3", RequestState::kNew);
    elsewhere.customer = CustomerId("cus_2");
    write(add(elsewhere));
    write(add(with("req_4", RequestState::kNew, RequestType::kPause)));
    write(add(with("req_5", RequestState::kClosed)));
    REQUIRE(open(RequestType::kRefund));
    CHECK(open(RequestType::kRefund)->id.str() == "req_1");
    CHECK(open(RequestType::kRefund)->message == samples::request().message);
    CHECK(open(RequestType::kPause)->id.str() == "req_4");
    write(
        [&](Transaction& tx) { return tx.requests().save(samples::kVendor, with("req_1", RequestState::kWithdrawn)); });
    CHECK(!open(RequestType::kRefund));
    write(add(with("req_2", RequestState::kNew)));
    CHECK(open(RequestType::kRefund)->id.str() == "req_2");
}

STORE_CASE("a request whose wish is an act or agreed lines is kept with it") {
    add_customer();
    Request pause = samples::request("req_1"), agreed = samples::request("req_2");
    pause.type = RequestType::kPause;
    pause.set = samples::pause_wish();
    agreed.set = samples::agreed_wish();
    for (const Request& kept : {pause, agreed}) {
        write([&](Transaction& tx) { return tx.requests().add(samples::kVendor, kept); });
        CHECK(read([&](Transaction& tx) { return tx.requests().load(samples::kVendor, kept.id); }).set == kept.set);
    }
}

STORE_CASE("what is said about a request is kept in its order") {
    add_customer();
    RequestMessage first = samples::message("One ✓"), second = samples::message("Two"), third = samples::message("");
    second.by = {.kind = Actor::Kind::kStaff, .role = {}, .id = "staff_1"};
    second.at = Instant{1};  // A clock may go back; the order does not.
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.requests().add(samples::kVendor, samples::request("req_1")));
        Request other = samples::request("req_2");
        other.type = RequestType::kContact;
        TRY_VOID(tx.requests().add(samples::kVendor, other));
        TRY_VOID(tx.requests().add_message(samples::kVendor, first));
        TRY_VOID(tx.requests().add_message(samples::kVendor, samples::message("elsewhere", "req_2")));
        TRY_VOID(tx.requests().add_message(samples::kVendor, second));
        return tx.requests().add_message(samples::kVendor, third);
    });
    const auto list = [&](const VendorName& vendor, const CustomerId& customer, const std::string& id) {
        return read([&](Transaction& tx) { return tx.requests().messages(vendor, customer, RequestId(id)); });
    };
    const auto said = list(samples::kVendor, samples::kCustomer, "req_1");
    REQUIRE(said.size() == 3);
    const RequestMessage kept[] = {first, second, third};
    for (std::size_t i = 0; i < said.size(); ++i) {
        CHECK(said[i].request == kept[i].request);
        CHECK(said[i].customer == kept[i].customer);
        CHECK(said[i].by == kept[i].by);
        CHECK(said[i].text == kept[i].text);
        CHECK(said[i].at == kept[i].at);
    }
    CHECK(list(samples::kVendor, samples::kCustomer, "req_404").empty());
    CHECK(list(samples::kVendor, CustomerId("cus_2"), "req_1").empty());
    CHECK(list("other", samples::kCustomer, "req_1").empty());
    CHECK(refusal([](Transaction& tx) {
              return tx.requests().add_message(samples::kVendor, samples::message("lost", "req_404"));
          }) == ErrorCode::kStoreFailed);
}

/// Ten open requests and some that are decided, of two customers.
namespace {

Request queued(int number, RequestType type, RequestState state, const std::string& assignee, std::int64_t due) {
    Request request = samples::request("req_" + std::to_string(number), Instant{number});
    request.customer = CustomerId(number % 2 == 0 ? "cus_2" : "cus_1");
    request.type = type;
    request.state = state;
    request.assignee = assignee;
    request.due_at = Instant{due};
    if (state == RequestState::kWaitingCustomer) request.waiting_since = Instant{1};
    return request;
}

std::string numbers(const std::vector<Request>& requests) {
    std::string text;
    for (const Request& request : requests) text += request.id.str().substr(4) + " ";
    return text;
}

}  // namespace

STORE_CASE("the queue is narrowed, ordered and paged by every filter") {
    add_customer("cus_1", "sub_1");
    add_customer("cus_2", "sub_2");
    using enum RequestType;
    using enum RequestState;
    write([](Transaction& tx) -> Result<void> {
        for (const Request& request :
             {queued(1, kPause, kNew, "", 300), queued(2, kPause, kAcknowledged, "sam", 200),
              queued(3, kRefund, kInProgress, "sam", 100), queued(4, kRefund, kWaitingCustomer, "kim", 50),
              queued(5, kContact, kNew, "", 400), queued(6, kPause, kDeclined, "sam", 10),
              queued(7, kRefund, kApplied, "", 20), queued(8, kContact, kDuplicate, "kim", 30)})
            TRY_VOID(tx.requests().add(samples::kVendor, request));
        return {};
    });
    const auto list = [&](const RequestFilter& filter, const Page& page = {}) {
        return numbers(read([&](Transaction& tx) { return tx.requests().list(samples::kVendor, filter, page); }));
    };
    using enum RequestGroup;
    using enum RequestOrder;
    struct Row {
        RequestFilter filter;
        std::string_view expected;
    };
    const Row rows[] = {
        {{}, "8 7 6 5 4 3 2 1 "},
        {{.group = kOpen}, "5 4 3 2 1 "},
        {{.group = kOpen, .order = kUrgent}, "4 3 2 1 5 "},
        {{.order = kUrgent}, "4 3 2 1 5 "},
        {{.group = kDecided}, "8 7 6 "},
        {{.type = kPause}, "6 2 1 "},
        {{.group = kDecided, .type = kPause}, "6 "},
        {{.group = kOpen, .type = kPause}, "2 1 "},
        {{.assignee = "sam"}, "6 3 2 "},
        {{.group = kOpen, .order = kUrgent, .assignee = "sam"}, "3 2 "},
        {{.group = kDecided, .assignee = "kim"}, "8 "},
        {{.group = kAll, .type = kRefund, .assignee = "sam"}, "3 "},
        {{.group = kOpen, .assignee = ""}, "5 1 "},
        {{.group = kDecided, .assignee = ""}, "7 "},
        {{.order = kUrgent, .overdue_at = Instant{200}}, "3 2 "},
        {{.overdue_at = Instant{99}}, ""},
        {{.customer = CustomerId("cus_2")}, "8 6 4 2 "},
        {{.group = kOpen, .order = kUrgent, .customer = CustomerId("cus_1")}, "3 1 5 "},
        {{.group = kDecided, .customer = CustomerId("cus_2")}, "8 6 "},
        {{.type = kContact, .customer = CustomerId("cus_2")}, "8 "},
        {{.customer = CustomerId("cus_404")}, ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.expected);
        CHECK(list(row.filter) == row.expected);
        // By twos, behind the last of the page before: the same, with nothing twice and nothing left out.
        std::string paged, page, after;
        do {
            page = list(row.filter, {.after = after, .limit = 2});
            paged += page;
            if (!page.empty()) after = "req_" + page.substr(page.size() - 2, 1);
        } while (!page.empty());
        CHECK(paged == row.expected);
    }
    CHECK(list({}, {.after = "req_404", .limit = 5}).empty());
    CHECK(read([](Transaction& tx) { return tx.requests().list("other", {}, Page{}); }).empty());
}

STORE_CASE("customers are found by how their name, or somebody's address, begins") {
    add_customer("cus_1", "sub_1");
    add_customer("cus_2", "sub_2");
    write([](Transaction& tx) -> Result<void> {
        Customer named = TRY(tx.load_customer(samples::kVendor, CustomerId("cus_2")));
        named.name = "Été & Fils";
        TRY_VOID(tx.save_customer(samples::kVendor, named));
        Member member = samples::member("mem_9", "cus_2");
        member.email = "Zoe.Martin@Example.com";
        TRY_VOID(tx.add_member(samples::kVendor, member));
        TRY_VOID(tx.requests().add(samples::kVendor, queued(1, RequestType::kPause, RequestState::kNew, "", 1)));
        TRY_VOID(tx.requests().add(samples::kVendor, queued(2, RequestType::kRefund, RequestState::kNew, "", 2)));
        return tx.requests().add(samples::kVendor, queued(4, RequestType::kPause, RequestState::kClosed, "", 3));
    });
    const auto find = [&](std::string search, RequestOrder order = RequestOrder::kNewest) {
        const RequestFilter filter{.order = order, .search = std::move(search)};
        return numbers(read([&](Transaction& tx) { return tx.requests().list(samples::kVendor, filter, Page{}); }));
    };
    const std::string name = samples::customer("cus_1").name;
    CHECK(find(name) == "1 ");
    CHECK(find(name.substr(0, 3)) == "1 ");
    CHECK(find(lower_case(name)) == "1 ");
    CHECK(find(name.substr(1)) == "");
    CHECK(find("Été") == "4 2 ");
    CHECK(find("Été", RequestOrder::kUrgent) == "2 ");
    CHECK(find("zoe.martin@") == "4 2 ");
    CHECK(find("ZOE") == "4 2 ");
    CHECK(find("nobody@") == "");
    CHECK(find("%") == "");
}

STORE_CASE("open requests are counted by type and by who looks after them") {
    add_customer("cus_1", "sub_1");
    add_customer("cus_2", "sub_2");
    using enum RequestType;
    using enum RequestState;
    write([](Transaction& tx) -> Result<void> {
        for (const Request& request :
             {queued(1, kPause, kNew, "", 300), queued(2, kPause, kNew, "", 100), queued(3, kRefund, kNew, "sam", 100),
              queued(4, kRefund, kWaitingCustomer, "sam", 100), queued(5, kContact, kClosed, "sam", 100)})
            TRY_VOID(tx.requests().add(samples::kVendor, request));
        return {};
    });
    std::string counted;
    for (const RequestCount& row :
         read([](Transaction& tx) { return tx.requests().count_open(samples::kVendor, Instant{100}); }))
        counted += fmt::format("{}/{}:{},{} ", name_of(row.type), row.assignee, row.open, row.overdue);
    CHECK(counted == "pause/:2,1 refund/sam:2,1 ");
    CHECK(read([](Transaction& tx) { return tx.requests().count_open("other", Instant{100}); }).empty());
}

STORE_CASE("staff's notes are kept apart from what is said to the customer") {
    add_customer();
    const RequestNote note{RequestId("req_1"), samples::kCustomer, {Actor::Kind::kStaff, {}, "sam"}, "hm ✓", {7}};
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.requests().add(samples::kVendor, samples::request("req_1")));
        TRY_VOID(tx.requests().add_note(samples::kVendor, note));
        RequestNote second = note;
        second.text = "second";
        return tx.requests().add_note(samples::kVendor, second);
    });
    const auto notes = read(
        [](Transaction& tx) { return tx.requests().notes(samples::kVendor, samples::kCustomer, RequestId("req_1")); });
    REQUIRE(notes.size() == 2);
    CHECK(notes[0].by == note.by);
    CHECK(notes[0].text == note.text);
    CHECK(notes[0].at == note.at);
    CHECK(notes[1].text == "second");
    CHECK(read([](Transaction& tx) {
              return tx.requests().messages(samples::kVendor, samples::kCustomer, RequestId("req_1"));
          }).empty());
    CHECK(read([](Transaction& tx) {
              return tx.requests().notes("other", samples::kCustomer, RequestId("req_1"));
          }).empty());
}

STORE_CASE("a proposal is kept with every field, and one of a request is open") {
    add_customer();
    Proposal kept;
    kept.request = RequestId("req_1");
    kept.customer = samples::kCustomer;
    kept.set = samples::pause_wish();
    kept.text = "Two months?";
    kept.by = "sam";
    kept.made_at = Instant{5};
    kept.until = Date::parse("2026-06-15").value();
    kept.expires_at = Instant{1'000};
    kept.effect = {{"effect.on", "2026-07-01"}};
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.requests().add(samples::kVendor, samples::request("req_1")));
        return tx.requests().add_proposal(samples::kVendor, kept);
    });
    const auto list = [&] {
        return read([](Transaction& tx) {
            return tx.requests().proposals(samples::kVendor, samples::kCustomer, RequestId("req_1"));
        });
    };
    auto found = list();
    REQUIRE(found.size() == 1);
    CHECK(found[0].number == 1);
    CHECK(found[0].state == ProposalState::kOpen);
    CHECK(found[0].set == kept.set);
    CHECK(found[0].text == kept.text);
    CHECK(found[0].by == kept.by);
    CHECK(found[0].made_at == kept.made_at);
    CHECK(found[0].until == kept.until);
    CHECK(found[0].expires_at == kept.expires_at);
    CHECK(found[0].effect == kept.effect);
    Proposal second = kept;
    second.number = 2;
    const auto add_second = [&](Transaction& tx) { return tx.requests().add_proposal(samples::kVendor, second); };
    CHECK(refusal(add_second) == ErrorCode::kAlreadyExists);
    const auto expired = [&](std::int64_t now, int limit = 9) {
        return read([&](Transaction& tx) {
                   return tx.requests().expired_proposals(samples::kVendor, Instant{now}, limit);
               })
            .size();
    };
    CHECK(expired(999) == 0);
    CHECK(expired(1'000) == 1);
    CHECK(expired(1'000, 0) == 0);
    kept.state = ProposalState::kRefused;
    kept.answer = "too short";
    write([&](Transaction& tx) { return tx.requests().save_proposal(samples::kVendor, kept); });
    CHECK(expired(1'000) == 0);
    write(add_second);
    found = list();
    REQUIRE(found.size() == 2);
    CHECK(found[0].state == ProposalState::kRefused);
    CHECK(found[0].answer == "too short");
    CHECK(found[1].state == ProposalState::kOpen);
}

STORE_CASE("a file comes back byte by byte, however large, and leaves nothing behind when it is refused") {
    add_customer();
    std::string content;
    for (int i = 0; i < 1'000'003; ++i) content += static_cast<char>(i * 7 + i / 251);
    Attachment kept{.id = AttachmentId("att_1"),
                    .request = RequestId("req_1"),
                    .customer = samples::kCustomer,
                    .name = "Été.pdf",
                    .type = AttachmentType::kPdf,
                    .bytes = static_cast<std::int64_t>(content.size()),
                    .by = samples::owner(),
                    .at = {7}};
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.requests().add(samples::kVendor, samples::request("req_1")));
        return tx.requests().add_attachment(samples::kVendor, kept, content);
    });
    const auto files = read([](Transaction& tx) {
        return tx.requests().attachments(samples::kVendor, samples::kCustomer, RequestId("req_1"));
    });
    REQUIRE(files.size() == 1);
    CHECK(files[0].id == kept.id);
    CHECK(files[0].name == kept.name);
    CHECK(files[0].type == kept.type);
    CHECK(files[0].bytes == kept.bytes);
    CHECK(files[0].by == kept.by);
    CHECK(files[0].at == kept.at);
    const auto content_of = [&](const std::string& id) {
        return read([&](Transaction& tx) {
            return tx.requests().attachment_content(samples::kVendor, samples::kCustomer, AttachmentId(id));
        });
    };
    CHECK(content_of("att_1") == content);
    CHECK(content_of("att_404").empty());
    CHECK(refusal([&](Transaction& tx) { return tx.requests().add_attachment(samples::kVendor, kept, "again"); }) ==
          ErrorCode::kAlreadyExists);
    CHECK(content_of("att_1") == content);
}

STORE_CASE("staff keep filters of their own") {
    const SavedView kept{SavedViewId("view_1"), "sam", "Late ✓", {{"state", "open"}, {"overdue", "true"}}, {5}};
    write([&](Transaction& tx) { return tx.requests().add_view(samples::kVendor, kept); });
    const auto of = [&](const std::string& staff) {
        return read([&](Transaction& tx) { return tx.requests().views(samples::kVendor, staff); });
    };
    REQUIRE(of("sam").size() == 1);
    CHECK(of("sam")[0].id == kept.id);
    CHECK(of("sam")[0].name == kept.name);
    CHECK(of("sam")[0].filter == kept.filter);
    CHECK(of("sam")[0].created_at == kept.created_at);
    CHECK(of("kim").empty());
    SavedView renamed = kept, others = kept;
    renamed.name = "Mine";
    others.staff = "kim";
    const auto changes = [&](auto work) {
        bool changed = false;
        write([&](Transaction& tx) -> Result<void> {
            changed = TRY(work(tx));
            return {};
        });
        return changed;
    };
    CHECK(changes([&](Transaction& tx) { return tx.requests().save_view(samples::kVendor, renamed); }));
    CHECK(!changes([&](Transaction& tx) { return tx.requests().save_view(samples::kVendor, others); }));
    CHECK(of("sam")[0].name == "Mine");
    CHECK(!changes([&](Transaction& tx) { return tx.requests().remove_view(samples::kVendor, "kim", kept.id); }));
    CHECK(changes([&](Transaction& tx) { return tx.requests().remove_view(samples::kVendor, "sam", kept.id); }));
    CHECK(of("sam").empty());
}

STORE_CASE("a draft begins once and is saved on the version that was read") {
    add_customer();
    const auto load = [&] {
        return read(
            [](Transaction& tx) { return tx.load_draft(samples::kVendor, samples::kCustomer, MemberId("mem_1")); });
    };
    CHECK(!load());
    write([](Transaction& tx) { return tx.save_draft(samples::kVendor, samples::draft()); });
    const auto first = load();
    REQUIRE(first);
    CHECK(first->customer == samples::kCustomer);
    CHECK(first->member.str() == "mem_1");
    CHECK(first->version == 1);
    CHECK(first->wanted == samples::wish());
    CHECK(first->step == "billing");
    CHECK(first->method == "card");
    CHECK(first->updated_at == Instant{6'000});
    CHECK(refusal([](Transaction& tx) { return tx.save_draft(samples::kVendor, samples::draft()); }) ==
          ErrorCode::kVersionStale);
    Draft changed = *first;
    changed.step = "payment";
    changed.wanted = {};
    write([&](Transaction& tx) { return tx.save_draft(samples::kVendor, changed); });
    CHECK(load()->version == 2);
    CHECK(load()->step == "payment");
    CHECK(load()->wanted == Wanted{});
    CHECK(refusal([&](Transaction& tx) { return tx.save_draft(samples::kVendor, changed); }) ==
          ErrorCode::kVersionStale);
}

STORE_CASE("a deleted draft can begin again, and deleting none is fine") {
    add_customer();
    const auto remove = [](Transaction& tx) {
        return tx.delete_draft(samples::kVendor, samples::kCustomer, MemberId("mem_1"));
    };
    write(remove);
    write([](Transaction& tx) { return tx.save_draft(samples::kVendor, samples::draft()); });
    write(remove);
    write([](Transaction& tx) { return tx.save_draft(samples::kVendor, samples::draft()); });
    CHECK(refusal([](Transaction& tx) { return tx.save_draft(samples::kVendor, samples::draft(2)); }) ==
          ErrorCode::kVersionStale);
}
