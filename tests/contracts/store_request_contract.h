// Requests, drafts and events. Included by store_contract.h only.

STORE_CASE("a request is kept with every field") {
    add_customer();
    Request kept = samples::request();
    kept.change = ChangeId("chg_1");
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_order(samples::kVendor, samples::order()));
        return tx.add_request(samples::kVendor, kept);
    });
    const Request found = read([](Transaction& tx) { return tx.load_request(samples::kVendor, RequestId("req_1")); });
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
}

STORE_CASE("every type and state of a request is kept, with a wish and without") {
    add_customer();
    for (int type = 0; type < static_cast<int>(RequestType::kCount); ++type) {
        Request kept = samples::request("req_" + std::to_string(type));
        kept.type = static_cast<RequestType>(type);
        kept.state = static_cast<RequestState>(type % (static_cast<int>(RequestState::kWithdrawn) + 1));
        if (type % 2 == 0) kept.set.reset();
        kept.decided_at.reset();
        write([&](Transaction& tx) { return tx.add_request(samples::kVendor, kept); });
        const auto found = read([&](Transaction& tx) { return tx.load_request(samples::kVendor, kept.id); });
        CHECK(found.type == kept.type);
        CHECK(found.state == kept.state);
        CHECK(found.set == kept.set);
        CHECK(!found.decided_at);
    }
}

STORE_CASE("a decision is saved once, on the version that was read") {
    add_customer();
    write([](Transaction& tx) { return tx.add_request(samples::kVendor, samples::request()); });
    Request decided = samples::request();
    decided.state = RequestState::kDeclined;
    decided.decision_reason = "no";
    decided.decided_by = "staff_2";
    decided.decided_at = Instant{42};
    write([&](Transaction& tx) { return tx.save_request(samples::kVendor, decided); });
    CHECK(refusal([&](Transaction& tx) { return tx.save_request(samples::kVendor, decided); }) ==
          ErrorCode::kVersionStale);
    const auto found = read([](Transaction& tx) { return tx.load_request(samples::kVendor, RequestId("req_1")); });
    CHECK(found.version == 2);
    CHECK(found.state == RequestState::kDeclined);
    CHECK(found.decision_reason == "no");
    CHECK(found.decided_by == "staff_2");
    CHECK(found.decided_at == Instant{42});
}

STORE_CASE("an unknown request is not found") {
    CHECK(refusal([](Transaction& tx) -> Result<void> {
              TRY(tx.load_request(samples::kVendor, RequestId("req_404")));
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
            TRY_VOID(tx.add_request(samples::kVendor, request));
        }
        return {};
    });
    const auto ids = [&](const CustomerId& customer, const Page& page) {
        std::string listed;
        for (const auto& request :
             read([&](Transaction& tx) { return tx.list_requests(samples::kVendor, customer, page); }))
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
        return [request](Transaction& tx) { return tx.add_request(samples::kVendor, request); };
    };
    const auto open = [&](RequestType type) {
        return read([&](Transaction& tx) { return tx.open_request(samples::kVendor, samples::kCustomer, type); });
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
    write([&](Transaction& tx) { return tx.save_request(samples::kVendor, with("req_1", RequestState::kWithdrawn)); });
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
        write([&](Transaction& tx) { return tx.add_request(samples::kVendor, kept); });
        CHECK(read([&](Transaction& tx) { return tx.load_request(samples::kVendor, kept.id); }).set == kept.set);
    }
}

STORE_CASE("what is said about a request is kept in its order") {
    add_customer();
    RequestMessage first = samples::message("One ✓"), second = samples::message("Two"), third = samples::message("");
    second.by = {.kind = Actor::Kind::kStaff, .role = {}, .id = "staff_1"};
    second.at = Instant{1};  // A clock may go back; the order does not.
    write([&](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.add_request(samples::kVendor, samples::request("req_1")));
        Request other = samples::request("req_2");
        other.type = RequestType::kContact;
        TRY_VOID(tx.add_request(samples::kVendor, other));
        TRY_VOID(tx.add_request_message(samples::kVendor, first));
        TRY_VOID(tx.add_request_message(samples::kVendor, samples::message("elsewhere", "req_2")));
        TRY_VOID(tx.add_request_message(samples::kVendor, second));
        return tx.add_request_message(samples::kVendor, third);
    });
    const auto list = [&](const VendorName& vendor, const CustomerId& customer, const std::string& id) {
        return read([&](Transaction& tx) { return tx.list_request_messages(vendor, customer, RequestId(id)); });
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
              return tx.add_request_message(samples::kVendor, samples::message("lost", "req_404"));
          }) == ErrorCode::kStoreFailed);
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
