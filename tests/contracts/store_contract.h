// What every settle::Store must do. A test file derives `StoreFixture` from store_contract::Fixture in
// an unnamed namespace, names itself with STORE_KIND, and includes this once.
#pragma once

#include <atomic>
#include <barrier>
#include <map>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "domain/invoice/ledger.h"
#include "domain/customer/search_words.h"
#include "ports/audit_log.h"
#include "ports/credentials.h"
#include "base/hash.h"
#include "ports/customer_block.h"
#include "ports/demo_store.h"
#include "ports/desk.h"
#include "ports/document_archive.h"
#include "ports/ledger.h"
#include "tests/contracts/store_fixture.h"

// The name carries the kind: doctest takes two cases of one line and name for the same one.
#define STORE_CASE(name) TEST_CASE_FIXTURE(StoreFixture, STORE_KIND ": " name)

#include "tests/contracts/store_access_contract.h"
#include "tests/contracts/store_audit_contract.h"
#include "tests/contracts/store_billing_contract.h"
#include "tests/contracts/store_block_contract.h"
#include "tests/contracts/store_credentials_contract.h"
#include "tests/contracts/store_customer_contract.h"
#include "tests/contracts/store_isolation_contract.h"
#include "tests/contracts/store_event_contract.h"
#include "tests/contracts/store_demo_contract.h"
#include "tests/contracts/store_desk_contract.h"
#include "tests/contracts/store_document_contract.h"
#include "tests/contracts/store_due_contract.h"
#include "tests/contracts/store_ledger_contract.h"
#include "tests/contracts/store_mail_contract.h"
#include "tests/contracts/store_order_contract.h"
#include "tests/contracts/store_people_contract.h"
#include "tests/contracts/store_invitation_contract.h"
#include "tests/contracts/store_request_contract.h"
#include "tests/contracts/store_tax_check_contract.h"
#include "tests/contracts/store_transaction_contract.h"
