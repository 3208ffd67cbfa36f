// How the hosted pages look.
#pragma once

#include <string_view>

namespace settle::bank {

inline constexpr std::string_view kStyleSheet = R"css(
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --line: #6b7480; --main: #0b5a4a;
  --on-main: #fff;
  --wrong: #a3151f; --note: #fff3c4; --on-note: #4a3a00; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eef1f4; --paper: #14181c; --line: #8d97a3; --main: #7fd6c0; --on-main: #06231c;
    --wrong: #ff9a9f; --note: #4a3a00; --on-note: #fff3c4; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header { padding: .75rem 1rem; text-align: center; font-weight: 600; background: var(--note);
  color: var(--on-note); }
main { max-width: 30rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; }
h2 { font-size: 1.125rem; margin-top: 2.5rem; }
dl { margin: 0 0 1rem; padding: .75rem 0; border-block: 1px solid var(--line); }
dl div { display: flex; gap: 1rem; justify-content: space-between; }
dt { white-space: nowrap; }
dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
.amount { font-weight: 700; font-variant-numeric: tabular-nums; }
.field { margin: 0 0 1rem; }
label { display: block; font-weight: 600; }
.hint { margin: 0; font-size: .875rem; }
input { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit;
  background: var(--paper);
  border: 1px solid var(--line); border-radius: .375rem; }
input[aria-invalid] { border: 2px solid var(--wrong); }
.error, .summary { color: var(--wrong); }
.error { margin: 0; font-weight: 600; }
.summary { margin: 0 0 1rem; padding: .25rem 1rem; border: 2px solid var(--wrong); border-radius: .375rem; }
.summary a { color: inherit; }
button { display: block; width: 100%; min-height: 2.75rem; margin: 0 0 .75rem; padding: .5rem 1rem;
  font: inherit;
  font-weight: 600; border: 1px solid var(--main); border-radius: .375rem; cursor: pointer; }
.main { color: var(--on-main); background: var(--main); }
.second, .quiet { color: var(--ink); background: transparent; border-color: var(--line); }
.quiet { font-weight: 400; }
a { color: var(--main); }
:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; }
th, td { padding: .375rem .5rem .375rem 0; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--line); }
code { white-space: nowrap; }
)css";

}  // namespace settle::bank
