"""Makes the served contract and the table of its operations: gen_contract.py OPENAPI.yaml OUT.cpp"""
import json
import pathlib
import re
import sys

import yaml

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Loader(yaml.SafeLoader):
    """YAML 1.2 scalars: `on` is a word and 2026-03-01 is text, as every OpenAPI tool reads them."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers
            if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def literal(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def operations_of(source, contract):
    operations, first_use = [], {}
    for path, item in (contract.get("paths") or {}).items():
        for method in METHODS:
            if method not in item:
                continue
            place = f"{method.upper()} {path}"
            operation_id = item[method].get("operationId")
            if not operation_id:
                sys.exit(f"{source}: {place} has no operationId")
            if operation_id in first_use:
                sys.exit(f"{source}: operationId {operation_id} is used twice, by "
                         f"{first_use[operation_id]} and by {place}")
            first_use[operation_id] = place
            operations.append((method.upper(), path, operation_id))
    return operations


def main():
    source, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    contract = yaml.load(source.read_text(), Loader)
    operations = operations_of(source, contract)
    text = json.dumps(contract, ensure_ascii=False, separators=(",", ":"))
    pieces = [text[i:i + 8000] for i in range(0, len(text), 8000)]
    raw = "\n    ".join('R"contract(' + piece + ')contract"' for piece in pieces)
    rows = "".join(f"    Operation{{{literal(method)}, {literal(path)}, {literal(operation_id)}}},\n"
                   for method, path, operation_id in operations)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(f"""// Made by tools/gen_contract.py.
#include "http/contract.h"

#include <array>

namespace settle::http {{
namespace {{

constexpr std::array<Operation, {len(operations)}> kRows = {{{{
{rows}}}}};

}}  // namespace

constexpr std::string_view kOpenApiJson =
    {raw};
constexpr std::span<const Operation> kOperations = kRows;

}}  // namespace settle::http
""")


main()
