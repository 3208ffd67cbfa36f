// The tables of the bank's books.
#pragma once

namespace settle::bank {

inline constexpr const char* kTables = R"sql(
CREATE TABLE IF NOT EXISTS payments (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  merchant TEXT NOT NULL,
  reference TEXT NOT NULL,
  page_token TEXT NOT NULL UNIQUE,
  nonce TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  currency TEXT NOT NULL,
  method TEXT NOT NULL,
  state TEXT NOT NULL,
  page INTEGER NOT NULL,
  reason_code TEXT NOT NULL,
  token TEXT NOT NULL,
  kind TEXT NOT NULL,
  brand TEXT NOT NULL,
  last4 TEXT NOT NULL,
  expiry_month INTEGER NOT NULL,
  expiry_year INTEGER NOT NULL,
  behavior TEXT NOT NULL,
  return_url TEXT NOT NULL,
  description TEXT NOT NULL,
  language TEXT NOT NULL,
  customer_reference TEXT NOT NULL,
  card_brands TEXT NOT NULL,
  settles_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  fingerprint TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS payments_processing ON payments (settles_at) WHERE state = 'processing';
CREATE TABLE IF NOT EXISTS charges (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL REFERENCES payments (key),
  kind TEXT NOT NULL CHECK (kind IN ('charge', 'refund')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (key, kind)
) STRICT;
CREATE TRIGGER IF NOT EXISTS charges_are_not_changed BEFORE UPDATE ON charges
  BEGIN SELECT RAISE(ABORT, 'charges are append-only'); END;
CREATE TRIGGER IF NOT EXISTS charges_are_not_removed BEFORE DELETE ON charges
  BEGIN SELECT RAISE(ABORT, 'charges are append-only'); END;
CREATE TABLE IF NOT EXISTS refunds (
  id INTEGER PRIMARY KEY,
  refund_key TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL REFERENCES payments (key),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS refunds_of_payment ON refunds (key);
CREATE TRIGGER IF NOT EXISTS refunds_are_not_changed BEFORE UPDATE ON refunds
  BEGIN SELECT RAISE(ABORT, 'refunds are append-only'); END;
CREATE TRIGGER IF NOT EXISTS refunds_are_not_removed BEFORE DELETE ON refunds
  BEGIN SELECT RAISE(ABORT, 'refunds are append-only'); END;
CREATE TABLE IF NOT EXISTS methods (
  token TEXT PRIMARY KEY,
  merchant TEXT NOT NULL,
  kind TEXT NOT NULL,
  brand TEXT NOT NULL,
  last4 TEXT NOT NULL,
  expiry_month INTEGER NOT NULL,
  expiry_year INTEGER NOT NULL,
  behavior TEXT NOT NULL,
  fingerprint TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE IF NOT EXISTS deliveries (
  id INTEGER PRIMARY KEY,
  webhook_id TEXT NOT NULL,
  merchant TEXT NOT NULL,
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  state INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  next_try_at INTEGER NOT NULL,
  last_status INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (next_try_at) WHERE state = 0;
)sql";

}  // namespace settle::bank
