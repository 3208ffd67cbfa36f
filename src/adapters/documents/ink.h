// Drawing in points from the upper left corner: RAII around Cairo and Pango.
#pragma once

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace settle::documents {

struct Colour {
    double red = 0, green = 0, blue = 0;
};
/// Of "#f57c00"; black for anything else.
Colour colour_of(std::string_view text);

enum class Weight : bool { kNormal, kBold };
enum class Side : bool { kLeft, kRight };

struct Style {
    double size = 9;
    Weight weight = Weight::kNormal;
    Side side = Side::kLeft;
    Colour colour = {};
};

struct FreeSurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct FreeCairo {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
struct FreeObject {
    void operator()(void* object) const { g_object_unref(object); }
};
using Surface = std::unique_ptr<cairo_surface_t, FreeSurface>;
using Layout = std::unique_ptr<PangoLayout, FreeObject>;

/// A text that was shaped and broken into lines.
struct SetText {
    Layout layout;
    double width = 0;   ///< Of its longest line.
    double height = 0;
    Colour colour;
};

/// A PDF surface and what is drawn on it.
class Ink {
public:
    Ink(double width, double height);

    /// Within `width` points. A letter that no font has is noted: see done().
    SetText set(std::string_view text, double width, const Style& style);
    void draw(const SetText& text, double x, double y);
    void fill(double x, double y, double width, double height, const Colour& colour);
    /// An SVG or PNG within a box, at its left. One that cannot be drawn leaves the box empty.
    void picture(std::string_view bytes, double x, double y, double width, double height);
    /// A QR code as a square. Fails with file_malformed when it cannot be made.
    Result<void> code(const std::string& text, double x, double y, double side);
    void end_page();
    /// The file. Fails with file_malformed, naming the first text that could not be set.
    Result<std::string> done();

private:
    struct FreeFont {
        void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
    };
    struct FreeAttributes {
        void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
    };
    void draw_svg(std::string_view bytes, double x, double y, double width, double height);
    void draw_png(std::string_view bytes, double x, double y, double width, double height);

    std::string bytes_;
    Surface surface_;
    std::unique_ptr<cairo_t, FreeCairo> cairo_;
    std::unique_ptr<PangoFontDescription, FreeFont> font_;
    std::unique_ptr<PangoAttrList, FreeAttributes> letters_;
    std::string unset_;
};

}  // namespace settle::documents
