// The drawing libraries, loaded with the first document: they bring some thirty others along, which would take longer
// to load than most commands take.
#include <cairo-pdf.h>
#include <dlfcn.h>
#include <librsvg/rsvg.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include "adapters/documents/drawing_loaded.h"
#include "base/ensure.h"

namespace settle::documents {
namespace {

enum class Library : std::uint8_t { kCairo, kPango, kPangoCairo, kObject, kGlib, kRsvg, kQr };
constexpr const char* kFiles[] = {"libcairo.so.2",       "libpango-1.0.so.0", "libpangocairo-1.0.so.0",
                                  "libgobject-2.0.so.0", "libglib-2.0.so.0",  "librsvg-2.so.2",
                                  "libqrencode.so.4"};

template <Library library>
void* loaded() {
    static void* const handle = dlopen(kFiles[static_cast<std::size_t>(library)], RTLD_NOW | RTLD_LOCAL);
    return handle;
}

template <Library library, class Function>
Function* find(const char* name) {
    ENSURE(loaded<library>() != nullptr);
    auto* found = reinterpret_cast<Function*>(dlsym(loaded<library>(), name));
    ENSURE(found != nullptr);
    return found;
}

}  // namespace

bool has_drawing() {
    return loaded<Library::kCairo>() != nullptr && loaded<Library::kPango>() != nullptr &&
           loaded<Library::kPangoCairo>() != nullptr && loaded<Library::kObject>() != nullptr &&
           loaded<Library::kGlib>() != nullptr;
}
bool has_pictures() { return loaded<Library::kRsvg>() != nullptr; }
bool has_codes() { return loaded<Library::kQr>() != nullptr; }

}  // namespace settle::documents

using settle::documents::Library;

// What the program calls by these names looks the real ones up, each once.
#define FORWARD(library, answer, name, parameters, arguments)                                          \
    answer name parameters {                                                                           \
        static auto* const real = settle::documents::find<Library::library, answer parameters>(#name); \
        return real arguments;                                                                         \
    }

extern "C" {
FORWARD(kCairo, cairo_surface_t*, cairo_pdf_surface_create_for_stream,
        (cairo_write_func_t a, void* b, double c, double d), (a, b, c, d))
FORWARD(kCairo, void, cairo_pdf_surface_restrict_to_version, (cairo_surface_t * a, cairo_pdf_version_t b), (a, b))
FORWARD(kCairo, cairo_surface_t*, cairo_image_surface_create_from_png_stream, (cairo_read_func_t a, void* b), (a, b))
FORWARD(kCairo, int, cairo_image_surface_get_width, (cairo_surface_t * a), (a))
FORWARD(kCairo, int, cairo_image_surface_get_height, (cairo_surface_t * a), (a))
FORWARD(kCairo, void, cairo_surface_finish, (cairo_surface_t * a), (a))
FORWARD(kCairo, cairo_status_t, cairo_surface_status, (cairo_surface_t * a), (a))
FORWARD(kCairo, void, cairo_surface_destroy, (cairo_surface_t * a), (a))
FORWARD(kCairo, cairo_t*, cairo_create, (cairo_surface_t * a), (a))
FORWARD(kCairo, void, cairo_destroy, (cairo_t * a), (a))
FORWARD(kCairo, cairo_status_t, cairo_status, (cairo_t * a), (a))
FORWARD(kCairo, void, cairo_show_page, (cairo_t * a), (a))
FORWARD(kCairo, void, cairo_save, (cairo_t * a), (a))
FORWARD(kCairo, void, cairo_restore, (cairo_t * a), (a))
FORWARD(kCairo, void, cairo_translate, (cairo_t * a, double b, double c), (a, b, c))
FORWARD(kCairo, void, cairo_scale, (cairo_t * a, double b, double c), (a, b, c))
FORWARD(kCairo, void, cairo_move_to, (cairo_t * a, double b, double c), (a, b, c))
FORWARD(kCairo, void, cairo_rectangle, (cairo_t * a, double b, double c, double d, double e), (a, b, c, d, e))
FORWARD(kCairo, void, cairo_fill, (cairo_t * a), (a))
FORWARD(kCairo, void, cairo_paint, (cairo_t * a), (a))
FORWARD(kCairo, void, cairo_set_source_rgb, (cairo_t * a, double b, double c, double d), (a, b, c, d))
FORWARD(kCairo, void, cairo_set_source_surface, (cairo_t * a, cairo_surface_t* b, double c, double d), (a, b, c, d))

FORWARD(kPangoCairo, PangoLayout*, pango_cairo_create_layout, (cairo_t * a), (a))
FORWARD(kPangoCairo, void, pango_cairo_show_layout, (cairo_t * a, PangoLayout* b), (a, b))
FORWARD(kPango, void, pango_layout_set_text, (PangoLayout * a, const char* b, int c), (a, b, c))
FORWARD(kPango, void, pango_layout_set_width, (PangoLayout * a, int b), (a, b))
FORWARD(kPango, void, pango_layout_set_wrap, (PangoLayout * a, PangoWrapMode b), (a, b))
FORWARD(kPango, void, pango_layout_set_alignment, (PangoLayout * a, PangoAlignment b), (a, b))
FORWARD(kPango, void, pango_layout_set_auto_dir, (PangoLayout * a, gboolean b), (a, b))
FORWARD(kPango, void, pango_layout_set_font_description, (PangoLayout * a, const PangoFontDescription* b), (a, b))
FORWARD(kPango, void, pango_layout_get_size, (PangoLayout * a, int* b, int* c), (a, b, c))
FORWARD(kPango, int, pango_layout_get_unknown_glyphs_count, (PangoLayout * a), (a))
FORWARD(kPango, void, pango_layout_set_attributes, (PangoLayout * a, PangoAttrList* b), (a, b))
FORWARD(kPango, PangoAttrList*, pango_attr_list_new, (void), ())
FORWARD(kPango, void, pango_attr_list_insert, (PangoAttrList * a, PangoAttribute* b), (a, b))
FORWARD(kPango, void, pango_attr_list_unref, (PangoAttrList * a), (a))
FORWARD(kPango, PangoAttribute*, pango_attr_insert_hyphens_new, (gboolean a), (a))
FORWARD(kPango, PangoAttribute*, pango_attr_font_features_new, (const char* a), (a))
FORWARD(kPango, PangoFontDescription*, pango_font_description_new, (void), ())
FORWARD(kPango, void, pango_font_description_set_family, (PangoFontDescription * a, const char* b), (a, b))
FORWARD(kPango, void, pango_font_description_set_weight, (PangoFontDescription * a, PangoWeight b), (a, b))
FORWARD(kPango, void, pango_font_description_set_absolute_size, (PangoFontDescription * a, double b), (a, b))
FORWARD(kPango, void, pango_font_description_free, (PangoFontDescription * a), (a))
FORWARD(kObject, void, g_object_unref, (void* a), (a))
FORWARD(kGlib, void, g_error_free, (GError * a), (a))

FORWARD(kRsvg, RsvgHandle*, rsvg_handle_new_from_data, (const guint8* a, gsize b, GError** c), (a, b, c))
FORWARD(kRsvg, void, rsvg_handle_get_intrinsic_dimensions,
        (RsvgHandle * a, gboolean* b, RsvgLength* c, gboolean* d, RsvgLength* e, gboolean* f, RsvgRectangle* g),
        (a, b, c, d, e, f, g))
FORWARD(kRsvg, gboolean, rsvg_handle_render_document, (RsvgHandle * a, cairo_t* b, const RsvgRectangle* c, GError** d),
        (a, b, c, d))

FORWARD(kQr, QRcode*, QRcode_encodeString8bit, (const char* a, int b, QRecLevel c), (a, b, c))
FORWARD(kQr, void, QRcode_free, (QRcode * a), (a))
}
#undef FORWARD
