// Which function answers which operation of the contract.
#pragma once

#include <span>
#include <string_view>

#include "http/handlers/call.h"

namespace settle::http {

class LiveStreams;

/// Whether a call needs an Idempotency-Key.
enum class Repeat : std::uint8_t { kFreely, kByKey };

/// An operation for somebody who was recognised.
struct Handled {
    std::string_view id;                  ///< operationId of the contract.
    Answer (*answer)(const Call& call);
    Repeat repeat = Repeat::kFreely;
    std::string_view location = {};       ///< Of what a 201 made or a 202 began: "/v1/customers/" and its id follow.
};

/// The customer's subscription as the caller sees it now, with its version.
Answer reply_subscription(const Call& call, const CustomerId& customer);

/// Operations whose answer goes on: one customer's changes, all of the vendor's.
Result<Answered> follow_customer(const Call& call, LiveStreams& live);
Result<Answered> follow_vendor(const Call& call, LiveStreams& live);
/// What names whoever listens: the session, or the key.
std::string listener_of(const Visitor& visitor);
/// One request whole, as the caller sees it now, with its version.
Answer reply_request(const Call& call, const RequestId& id);

std::span<const Handled> session_operations();
std::span<const Handled> security_operations();
std::span<const Handled> offer_operations();
std::span<const Handled> help_operations();
std::span<const Handled> customer_operations();
std::span<const Handled> people_operations();
std::span<const Handled> subscription_operations();
std::span<const Handled> change_operations();
std::span<const Handled> draft_operations();
std::span<const Handled> document_operations();
std::span<const Handled> document_file_operations();
std::span<const Handled> request_operations();
std::span<const Handled> request_queue_operations();
std::span<const Handled> attachment_operations();
std::span<const Handled> bill_run_operations();
std::span<const Handled> catalog_version_operations();
std::span<const Handled> what_if_operations();
std::span<const Handled> event_operations();
std::span<const Handled> demo_clock_operations();

}  // namespace settle::http
