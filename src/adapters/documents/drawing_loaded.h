// Cairo, Pango, librsvg and libqrencode are loaded when something is first drawn.
#pragma once

namespace settle::documents {

/// False where Cairo or Pango is not installed; then none of their functions may be called.
bool has_drawing();
/// The same of librsvg, which draws logos.
bool has_pictures();
/// The same of libqrencode.
bool has_codes();

}  // namespace settle::documents
