#include "adapters/documents/ink.h"

#include <librsvg/rsvg.h>
#include <qrencode.h>

#include "adapters/documents/drawing_loaded.h"

namespace settle::documents {
namespace {

// Latin, Greek and Cyrillic are in the first; what is not there is looked for in all that are installed.
constexpr const char* kFonts = "Noto Sans, DejaVu Sans";

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

cairo_status_t take(void* closure, unsigned char* data, unsigned int length) {
    auto& left = *static_cast<std::string_view*>(closure);
    if (left.size() < length) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(data, left.data(), length);
    left.remove_prefix(length);
    return CAIRO_STATUS_SUCCESS;
}

int hex_at(std::string_view text, std::size_t at) {
    int value = 0;
    const auto parsed = std::from_chars(text.data() + at, text.data() + at + 2, value, 16);
    return parsed.ec == std::errc() ? value : 0;
}

std::unexpected<Error> unavailable(std::string_view why) {
    return fail(Error(ErrorCode::kFileMalformed).with("where", "document").with("reason", std::string(why)));
}

}  // namespace

Colour colour_of(std::string_view text) {
    constexpr double kMost = 255;
    if (text.size() != 7 || text[0] != '#') return {};
    return {hex_at(text, 1) / kMost, hex_at(text, 3) / kMost, hex_at(text, 5) / kMost};
}

Ink::Ink(double width, double height)
    : surface_(cairo_pdf_surface_create_for_stream(append, &bytes_, width, height)),
      cairo_(
          (cairo_pdf_surface_restrict_to_version(surface_.get(), CAIRO_PDF_VERSION_1_4), cairo_create(surface_.get()))),
      font_(pango_font_description_new()),
      letters_(pango_attr_list_new()) {
    // What is copied from the page is what was written: no hyphens where a long word breaks, no letters in one glyph.
    pango_attr_list_insert(letters_.get(), pango_attr_insert_hyphens_new(FALSE));
    pango_attr_list_insert(letters_.get(), pango_attr_font_features_new("liga=0, clig=0"));
    pango_font_description_set_family(font_.get(), kFonts);
}

SetText Ink::set(std::string_view text, double width, const Style& style) {
    SetText set{Layout(pango_cairo_create_layout(cairo_.get())), 0, 0, style.colour};
    PangoLayout* layout = set.layout.get();
    pango_font_description_set_absolute_size(font_.get(), style.size * PANGO_SCALE);
    pango_font_description_set_weight(font_.get(),
                                      style.weight == Weight::kBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font_.get());
    pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    // Names in Arabic are read from the right, but stand where their column is.
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_alignment(layout, style.side == Side::kRight ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_attributes(layout, letters_.get());
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    if (unset_.empty() && pango_layout_get_unknown_glyphs_count(layout) > 0) unset_ = text;
    int wide = 0, high = 0;
    pango_layout_get_size(layout, &wide, &high);
    set.width = static_cast<double>(wide) / PANGO_SCALE;
    set.height = static_cast<double>(high) / PANGO_SCALE;
    return set;
}

void Ink::draw(const SetText& text, double x, double y) {
    cairo_set_source_rgb(cairo_.get(), text.colour.red, text.colour.green, text.colour.blue);
    cairo_move_to(cairo_.get(), x, y);
    pango_cairo_show_layout(cairo_.get(), text.layout.get());
}

void Ink::fill(double x, double y, double width, double height, const Colour& colour) {
    cairo_set_source_rgb(cairo_.get(), colour.red, colour.green, colour.blue);
    cairo_rectangle(cairo_.get(), x, y, width, height);
    cairo_fill(cairo_.get());
}

void Ink::picture(std::string_view bytes, double x, double y, double width, double height) {
    if (bytes.empty()) return;
    cairo_save(cairo_.get());
    if (bytes.starts_with("\x89PNG")) draw_png(bytes, x, y, width, height);
    else if (has_pictures()) draw_svg(bytes, x, y, width, height);
    cairo_restore(cairo_.get());
}

void Ink::draw_svg(std::string_view bytes, double x, double y, double width, double height) {
    GError* error = nullptr;
    RsvgHandle* handle = rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(bytes.data()), bytes.size(), &error);
    if (handle != nullptr) {
        // librsvg centres a picture in its box: the box is made as wide as the picture will be.
        gboolean has_view = FALSE;
        RsvgRectangle view{};
        rsvg_handle_get_intrinsic_dimensions(handle, nullptr, nullptr, nullptr, nullptr, &has_view, &view);
        if (has_view == TRUE && view.height > 0) width = std::min(width, height * view.width / view.height);
        const RsvgRectangle box{x, y, width, height};
        rsvg_handle_render_document(handle, cairo_.get(), &box, &error);
        g_object_unref(handle);
    }
    if (error != nullptr) g_error_free(error);
}

void Ink::draw_png(std::string_view bytes, double x, double y, double width, double height) {
    const Surface image(cairo_image_surface_create_from_png_stream(take, &bytes));
    if (cairo_surface_status(image.get()) != CAIRO_STATUS_SUCCESS) return;
    const double scale = std::min(width / cairo_image_surface_get_width(image.get()),
                                  height / cairo_image_surface_get_height(image.get()));
    cairo_translate(cairo_.get(), x, y);
    cairo_scale(cairo_.get(), scale, scale);
    cairo_set_source_surface(cairo_.get(), image.get(), 0, 0);
    cairo_paint(cairo_.get());
}

Result<void> Ink::code(const std::string& text, double x, double y, double side) {
    if (!has_codes()) return unavailable("libqrencode is not installed");
    struct FreeCode {
        void operator()(QRcode* code) const { QRcode_free(code); }
    };
    const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M));
    if (!code) return unavailable("the payment code is too long");
    const double module = side / code->width;
    cairo_set_source_rgb(cairo_.get(), 0, 0, 0);
    for (int row = 0; row < code->width; ++row)
        for (int column = 0; column < code->width; ++column) {
            const auto is_dark = [&](int at) { return (code->data[row * code->width + at] & 1U) != 0; };
            if (!is_dark(column)) continue;
            const int first = column;
            while (column + 1 < code->width && is_dark(column + 1)) ++column;
            cairo_rectangle(cairo_.get(), x + first * module, y + row * module, (column - first + 1) * module, module);
        }
    cairo_fill(cairo_.get());
    return {};
}

void Ink::end_page() { cairo_show_page(cairo_.get()); }

Result<std::string> Ink::done() {
    if (!unset_.empty()) return unavailable(fmt::format("no font has all letters of “{}”", unset_));
    const bool is_drawn = cairo_status(cairo_.get()) == CAIRO_STATUS_SUCCESS;
    cairo_.reset();
    cairo_surface_finish(surface_.get());
    if (!is_drawn || cairo_surface_status(surface_.get()) != CAIRO_STATUS_SUCCESS)
        return unavailable("the pages could not be drawn");
    return std::move(bytes_);
}

}  // namespace settle::documents
