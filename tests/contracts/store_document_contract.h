// Part of store_contract.h: documents that were handed out.
#pragma once

namespace {

ArchivedDocument archived(std::string_view content, DocumentFormat format, std::vector<std::string> languages) {
    return {.invoice = InvoiceId("inv_1"),
            .customer = samples::kCustomer,
            .format = format,
            .languages = std::move(languages),
            .settled = Money(-120, kEuro),
            .paid_with = MethodDetails{.kind = MethodKind::kCard,
                                       .brand = "visa",
                                       .last4 = "4242",
                                       .expiry_month = 12,
                                       .expiry_year = 2040,
                                       .token = "tok_1",
                                       .fingerprint = "fp_1"},
            .renderer = "1",
            .digest = digest_hex(content),
            .bytes = static_cast<std::int64_t>(content.size()),
            .made_at = {9}};
}

}  // namespace

STORE_CASE("a document comes back byte by byte, in each form and language, and is never replaced") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.issue_invoice(samples::kVendor, samples::invoice("inv_1")));
        return {};
    });
    std::string pdf;
    for (int i = 0; i < 400'003; ++i) pdf += static_cast<char>(i * 7 + i / 251);
    const auto of = [&](const VendorName& vendor) {
        return read([&](Transaction& tx) {
            return archive_of(tx).list_documents(vendor, samples::kCustomer, InvoiceId("inv_1"));
        });
    };
    CHECK(of(samples::kVendor).empty());
    const ArchivedDocument first = archived(pdf, DocumentFormat::kPdf, {"fr", "en"});
    ArchivedDocument second = archived("<x/>", DocumentFormat::kUbl, {"fr"});
    second.paid_with.reset();
    second.made_at = {10};
    write([&](Transaction& tx) { return archive_of(tx).add_document(samples::kVendor, second, "<x/>"); });
    write([&](Transaction& tx) { return archive_of(tx).add_document(samples::kVendor, first, pdf); });
    const auto kept = of(samples::kVendor);
    REQUIRE(kept.size() == 2);
    CHECK(kept[0].invoice == first.invoice);
    CHECK(kept[0].customer == first.customer);
    CHECK(kept[0].format == DocumentFormat::kPdf);
    CHECK(kept[0].languages == std::vector<std::string>{"fr", "en"});
    CHECK(kept[0].settled == Money(-120, kEuro));
    REQUIRE(kept[0].paid_with.has_value());
    CHECK(kept[0].paid_with->last4 == "4242");
    CHECK(kept[0].paid_with->token.empty());
    CHECK(kept[0].paid_with->fingerprint.empty());
    CHECK(kept[0].renderer == "1");
    CHECK(kept[0].digest == first.digest);
    CHECK(kept[0].bytes == 400'003);
    CHECK(kept[0].made_at == Instant{9});
    CHECK_FALSE(kept[1].paid_with.has_value());
    const auto content_of = [&](const ArchivedDocument& document) {
        return read([&](Transaction& tx) { return archive_of(tx).document_content(samples::kVendor, document); });
    };
    CHECK(content_of(kept[0]) == pdf);
    CHECK(content_of(kept[1]) == "<x/>");
    CHECK(refusal([&](Transaction& tx) {
              return archive_of(tx).add_document(samples::kVendor,
                                                 archived("other", DocumentFormat::kPdf, {"fr", "en"}), "other");
          }) == ErrorCode::kAlreadyExists);
    CHECK(content_of(kept[0]) == pdf);
    CHECK(of("other").empty());
}

STORE_CASE("a document that is not what its digest says is not handed out") {
    add_customer();
    write([](Transaction& tx) -> Result<void> {
        TRY_VOID(tx.issue_invoice(samples::kVendor, samples::invoice("inv_1")));
        return archive_of(tx).add_document(samples::kVendor, archived("said", DocumentFormat::kCii, {"fr"}), "done");
    });
    const auto kept = read([](Transaction& tx) {
        return archive_of(tx).list_documents(samples::kVendor, samples::kCustomer, InvoiceId("inv_1"));
    });
    REQUIRE(kept.size() == 1);
    CHECK(refusal([&](Transaction& tx) -> Result<void> {
              TRY_VOID(archive_of(tx).document_content(samples::kVendor, kept[0]));
              return {};
          }) == ErrorCode::kStoreFailed);
    const auto findings = store().verify();
    REQUIRE_MESSAGE(findings.has_value(), reason(findings));
    std::vector<std::string> changed;
    for (const Finding& finding : *findings)
        if (finding.invariant == "documents") changed.push_back(finding.subject);
    CHECK(changed == std::vector<std::string>{"inv_1/cii/fr"});
}
