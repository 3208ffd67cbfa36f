#include <zlib.h>

#include "adapters/documents/pdf.h"
#include "adapters/documents/xml_writer.h"
#include "base/ensure.h"
#include "base/hash.h"

namespace settle::documents {
namespace {

constexpr std::string_view kProducer = "Settle";

std::unexpected<Error> unavailable(std::string_view why) {
    return fail(Error(ErrorCode::kFileMalformed).with("where", "document").with("reason", std::string(why)));
}

std::string deflated(std::string_view bytes) {
    uLongf size = compressBound(static_cast<uLong>(bytes.size()));
    std::string packed(size, '\0');
    const int done = compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                               reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uLong>(bytes.size()), 9);
    ENSURE(done == Z_OK);
    packed.resize(size);
    return packed;
}

// A PDF text string: UTF-16BE in hexadecimal, which holds any text and needs no escapes.
std::string text_string(std::string_view utf8) {
    std::string hex = "<FEFF";
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        std::uint32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
            point = point << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        i += length;
        if (point < 0x10000) {
            hex += fmt::format("{:04X}", point);
        } else {
            point -= 0x10000;
            hex += fmt::format("{:04X}{:04X}", 0xD800 + (point >> 10), 0xDC00 + (point & 0x3FF));
        }
    }
    return hex + ">";
}

std::string digits_of(Date day) {
    std::string text = day.str();
    std::erase(text, '-');
    return text;
}

/// The objects of a file as Cairo writes it: a plain table of offsets, nothing compressed but streams.
class Objects {
public:
    static Result<Objects> read(std::string_view file) {
        const auto broken = [] { return unavailable("the pages are not as Cairo writes them"); };
        Objects objects;
        const auto start = file.rfind("startxref");
        if (start == std::string_view::npos) return broken();
        const std::size_t table = number_at(file, start + 9);
        if (table >= file.size() || !file.substr(table).starts_with("xref")) return broken();
        const auto line = file.find('\n', table);
        const auto counts = file.find('\n', line + 1);
        const auto blank = file.find(' ', line + 1);
        if (counts == std::string_view::npos || blank > counts) return broken();
        const std::size_t count = number_at(file, blank);
        constexpr std::size_t kRow = 20;
        if (count < 2 || counts + 1 + count * kRow > file.size()) return broken();
        std::vector<std::size_t> offsets;
        for (std::size_t i = 1; i < count; ++i) offsets.push_back(number_at(file, counts + 1 + i * kRow));
        std::vector<std::size_t> in_order = offsets;
        in_order.push_back(table);
        std::ranges::sort(in_order);
        for (const std::size_t offset : offsets) {
            const std::size_t end = *std::ranges::upper_bound(in_order, offset);
            objects.texts_.emplace_back(file.substr(offset, end - offset));
        }
        const std::string_view trailer = file.substr(counts, start - counts);
        objects.root_ = reference(trailer, "/Root ");
        objects.info_ = reference(trailer, "/Info ");
        if (objects.root_ == 0 || objects.info_ == 0 || objects.root_ >= count || objects.info_ >= count)
            return broken();
        return objects;
    }

    std::size_t root() const { return root_; }
    std::size_t info() const { return info_; }

    /// More entries for the dictionary of object `number`.
    void extend(std::size_t number, std::string_view entries) {
        std::string& text = texts_[number - 1];
        const auto end = text.rfind(">>");
        ENSURE(end != std::string::npos);
        text.insert(end, entries);
    }
    void replace(std::size_t number, std::string_view dictionary) {
        texts_[number - 1] = fmt::format("{} 0 obj\n<< {} >>\nendobj\n", number, dictionary);
    }
    std::size_t add(std::string_view dictionary) {
        texts_.emplace_back();
        replace(texts_.size(), dictionary);
        return texts_.size();
    }
    std::size_t add_stream(std::string_view dictionary, std::string_view content) {
        texts_.emplace_back(
            fmt::format("{} 0 obj\n<< {} /Length {} >>\nstream\n", texts_.size() + 1, dictionary, content.size()));
        texts_.back().append(content).append("\nendstream\nendobj\n");
        return texts_.size();
    }
    // Cairo leaves out that the glyphs of a TrueType font are numbered as they are, which an archive must say.
    void say_glyph_order() {
        for (std::size_t i = 0; i < texts_.size(); ++i)
            if (texts_[i].find("/CIDFontType2") != std::string::npos &&
                texts_[i].find("/CIDToGIDMap") == std::string::npos && texts_[i].find("stream") == std::string::npos)
                extend(i + 1, "/CIDToGIDMap /Identity ");
    }

    std::string write() const {
        // Four bytes above 127 say to whoever transports it that it is no text.
        std::string file = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
        std::vector<std::size_t> offsets;
        for (const std::string& text : texts_) {
            offsets.push_back(file.size());
            file += text;
            if (!file.ends_with('\n')) file += '\n';
        }
        const std::string id = digest_hex(file).substr(0, 32);
        const std::size_t table = file.size();
        file += fmt::format("xref\n0 {}\n0000000000 65535 f \n", texts_.size() + 1);
        for (const std::size_t offset : offsets) file += fmt::format("{:010} 00000 n \n", offset);
        file += fmt::format("trailer\n<< /Size {} /Root {} 0 R /Info {} 0 R /ID [<{}> <{}>] >>\nstartxref\n{}\n%%EOF\n",
                            texts_.size() + 1, root_, info_, id, id, table);
        return file;
    }

private:
    static std::size_t number_at(std::string_view text, std::size_t at) {
        while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r')) ++at;
        std::size_t number = 0;
        std::from_chars(text.data() + std::min(at, text.size()), text.data() + text.size(), number);
        return number;
    }
    static std::size_t reference(std::string_view trailer, std::string_view key) {
        const auto at = trailer.find(key);
        return at == std::string_view::npos ? 0 : number_at(trailer, at + key.size());
    }

    std::vector<std::string> texts_;
    std::size_t root_ = 0, info_ = 0;
};

// ISO 19005-3 wants every property that is not of its own list described: those of Factur-X are not.
constexpr std::string_view kFacturX =
    R"(<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">)"
    R"(<fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>)"
    R"(<fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>)"
    "\n";
constexpr std::string_view kSchemaHead =
    R"(<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/")"
    R"( xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#")"
    R"( xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>)"
    R"(<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>)"
    R"(<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>)"
    R"(<pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>)";
constexpr std::string_view kSchemaFoot =
    R"(</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>)"
    "\n";
constexpr std::pair<std::string_view, std::string_view> kProperties[] = {
    {"DocumentFileName", "The name of the embedded XML document"},
    {"DocumentType", "The type of the hybrid document in capital letters"},
    {"Version", "The actual version of the standard applying to the embedded XML document"},
    {"ConformanceLevel", "The conformance level of the embedded XML document"},
};

std::string metadata_of(const ArchiveParts& parts) {
    std::string xmp =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
        "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">"
        "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">";
    append_escaped(xmp, parts.title);
    xmp += "</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>";
    append_escaped(xmp, parts.author);
    xmp += "</rdf:li></rdf:Seq></dc:creator></rdf:Description>\n";
    const std::string at = parts.issued_on.str() + "T00:00:00Z";
    xmp += fmt::format(
        "<rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
        "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"><pdf:Producer>{0}</pdf:Producer>"
        "<xmp:CreatorTool>{0}</xmp:CreatorTool><xmp:CreateDate>{1}</xmp:CreateDate>"
        "<xmp:ModifyDate>{1}</xmp:ModifyDate></rdf:Description>\n",
        kProducer, at);
    if (parts.is_factur_x) {
        xmp += kFacturX;
        xmp += kSchemaHead;
        for (const auto& [name, description] : kProperties)
            xmp += fmt::format(
                "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{}</pdfaProperty:name>"
                "<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external"
                "</pdfaProperty:category><pdfaProperty:description>{}</pdfaProperty:description></rdf:li>",
                name, description);
        xmp += kSchemaFoot;
    }
    return xmp + "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>";
}

}  // namespace

std::string packed_profile(std::string_view icc) { return deflated(icc); }

Result<std::string> archive_of(const std::string& pages, const ArchiveParts& parts, std::string_view packed_icc) {
    Objects objects = TRY(Objects::read(pages));
    objects.say_glyph_order();
    const std::string moment = fmt::format("(D:{}000000Z)", digits_of(parts.issued_on));
    const std::size_t metadata = objects.add_stream("/Type /Metadata /Subtype /XML", metadata_of(parts));
    const std::size_t profile = objects.add_stream("/N 3 /Filter /FlateDecode", packed_icc);
    const std::size_t intent = objects.add(fmt::format(
        "/Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile {} 0 R",
        profile));
    const std::size_t content = objects.add_stream(
        fmt::format("/Type /EmbeddedFile /Subtype /text#2Fxml /Filter /FlateDecode /Params << /Size {} /ModDate {} >>",
                    parts.xml.size(), moment),
        deflated(parts.xml));
    // What claims no profile is named otherwise: readers look for an invoice in factur-x.xml.
    const std::string_view name = parts.is_factur_x ? "factur-x.xml" : "invoice.xml";
    const std::size_t file =
        objects.add(fmt::format("/Type /Filespec /F ({0}) /UF ({0}) /Desc ({1}) /AFRelationship /{2} "
                                "/EF << /F {3} 0 R /UF {3} 0 R >>",
                                name, parts.is_factur_x ? "Factur-X invoice" : "Invoice data",
                                parts.is_factur_x ? "Alternative" : "Data", content));
    objects.extend(objects.root(),
                   fmt::format("/Metadata {} 0 R /OutputIntents [{} 0 R] /AF [{} 0 R] /Names << /EmbeddedFiles << "
                               "/Names [({}) {} 0 R] >> >> /Lang ({}) /ViewerPreferences << /DisplayDocTitle true >> ",
                               metadata, intent, file, name, file, parts.language));
    objects.replace(
        objects.info(),
        fmt::format("/Title {} /Author {} /Creator ({}) /Producer ({}) /CreationDate {} /ModDate {}",
                    text_string(parts.title), text_string(parts.author), kProducer, kProducer, moment, moment));
    return objects.write();
}

}  // namespace settle::documents
