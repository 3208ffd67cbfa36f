"""Embeds text files as string_view constants: embed.py --namespace N OUT.cpp name=file …"""
import pathlib
import sys


def main():
    namespace, out, *pairs = sys.argv[2], pathlib.Path(sys.argv[3]), *sys.argv[4:]
    out.parent.mkdir(parents=True, exist_ok=True)
    text = ["// Made by tools/embed.py.", "#include <string_view>", "", f"namespace {namespace} {{"]
    for pair in pairs:
        name, file = pair.split("=", 1)
        content = pathlib.Path(file).read_text()
        # A literal has a length limit of 65 536 in the standard; pieces are joined by the compiler.
        pieces = [content[i:i + 8000] for i in range(0, len(content), 8000)] or [""]
        literal = "\n".join('R"settle_data(' + piece + ')settle_data"' for piece in pieces)
        text.append(f"extern const std::string_view {name};\nconst std::string_view {name} = {literal};")
    text.append(f"}}  // namespace {namespace}\n")
    out.write_text("\n".join(text))


main()
