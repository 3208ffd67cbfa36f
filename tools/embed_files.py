"""Embeds files as a table of names and texts: embed_files.py HEADER NAMESPACE STRUCT FUNCTION OUT.cpp FILE…"""
import pathlib
import sys


def main():
    header, namespace, struct, function, out, *files = sys.argv[1:]
    rows = []
    for file in sorted(map(pathlib.Path, files), key=lambda path: path.name):
        text = file.read_text()
        # A literal has a length limit of 65 536 in the standard; pieces are joined by the compiler.
        pieces = [text[i:i + 8000] for i in range(0, len(text), 8000)] or [""]
        literal = "\n".join('R"settle_data(' + piece + ')settle_data"' for piece in pieces)
        rows.append(f'    {{"{file.name}", {literal}}},')
    target = pathlib.Path(out)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        f'// Made by tools/embed_files.py.\n#include "{header}"\n\nnamespace {namespace} {{\nnamespace {{\n'
        f"const {struct} kFiles[] = {{\n" + "\n".join(rows) + f"\n}};\n}}  // namespace\n"
        f"std::span<const {struct}> {function}() {{ return kFiles; }}\n}}  // namespace {namespace}\n")


main()
