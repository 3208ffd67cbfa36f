"""Makes the error code enum, its statuses and its texts from api/errors.yaml."""
import pathlib
import sys

import yaml

KEYS = {"status", "category", "field", "en", "fr"}
CATEGORIES = {"invalid_argument", "not_found", "already_exists", "permission_denied",
              "failed_precondition", "aborted", "unavailable", "internal"}


def enumerator(code):
    return "k" + "".join(word.capitalize() for word in code.split("_"))


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main():
    source, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    table = yaml.safe_load(source.read_text())
    for code, row in table.items():
        missing, unknown = {"status", "category", "en", "fr"} - row.keys(), row.keys() - KEYS
        if missing or unknown or row["category"] not in CATEGORIES:
            sys.exit(f"{source}: {code}: missing {sorted(missing)}, unknown {sorted(unknown)}, "
                     f"category {row.get('category')}")
    target.mkdir(parents=True, exist_ok=True)
    (target / "error_codes.gen.h").write_text(f"""// Made from api/errors.yaml.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace settle {{

enum class ErrorCode : std::uint8_t {{
{"".join(f"    {enumerator(code)},{chr(10)}" for code in table)}}};

/// "seats_below_assigned"
std::string_view name_of(ErrorCode code);
/// The HTTP status this code is answered with.
int status_of(ErrorCode code);
/// invalid_argument, not_found, already_exists, permission_denied, failed_precondition, aborted
/// (retry the use case), unavailable (retry the call), internal.
std::string_view category_of(ErrorCode code);
/// The text with {{params}} still in it.
std::string_view pattern_of(ErrorCode code, std::string_view language);
std::span<const ErrorCode> all_error_codes();

}}  // namespace settle
""")
    rows = "".join(f"    {{{literal(code)}, {row['status']}, {literal(row['category'])}, "
                   f"{literal(row['en'])}, {literal(row['fr'])}}},\n" for code, row in table.items())
    (target / "error_codes.gen.cpp").write_text(f"""// Made from api/errors.yaml.
#include "base/error_codes.gen.h"

#include <array>

namespace settle {{
namespace {{

struct Row {{
    std::string_view name;
    int status;
    std::string_view category;
    std::string_view en;
    std::string_view fr;
}};

constexpr Row kRows[] = {{
{rows}}};

constexpr ErrorCode kAll[] = {{
{"".join(f"    ErrorCode::{enumerator(code)},{chr(10)}" for code in table)}}};

const Row& row_of(ErrorCode code) {{ return kRows[static_cast<std::size_t>(code)]; }}

}}  // namespace

std::string_view name_of(ErrorCode code) {{ return row_of(code).name; }}
int status_of(ErrorCode code) {{ return row_of(code).status; }}
std::string_view category_of(ErrorCode code) {{ return row_of(code).category; }}
std::string_view pattern_of(ErrorCode code, std::string_view language) {{
    return language == "fr" ? row_of(code).fr : row_of(code).en;
}}
std::span<const ErrorCode> all_error_codes() {{ return kAll; }}

}}  // namespace settle
""")


main()
