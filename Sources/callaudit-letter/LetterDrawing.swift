import CPangoCairo
import CallSandbox
import Calls

/// Sets a letter on A4 pages: margins of 25 mm, the title, the paragraphs, and `1 / 3` at the foot.
/// Text is drawn as it is; nothing in it is read as markup. Lives as long as the process.
struct LetterDrawing {
    private static let pageWidth = 595.276
    private static let pageHeight = 841.89
    private static let margin = 25 * 72 / 25.4

    private let fonts: LetterFonts
    private let request: LetterRequest
    private var pages: [[PlacedLine]] = [[]]
    private var top = margin

    private struct PlacedLine {
        let line: UnsafeMutablePointer<PangoLayoutLine>
        let x: Double
        let baseline: Double
    }

    init(fonts: LetterFonts, request: LetterRequest) throws(LetterExit) {
        self.fonts = fonts
        self.request = request
        try set(request.title, points: LetterFonts.titlePoints, leading: 20, below: 12)
        for text in request.paragraphs {
            try set(text, points: LetterFonts.bodyPoints, leading: 16, below: 8)
        }
    }

    /// The whole document.
    func pdf() throws(LetterExit) -> [UInt8] {
        let collected = CollectedBytes(bytesMax: Letter.Limits.pdfBytes)
        let surface = cairo_pdf_surface_create_for_stream(
            { place, bytes, count in
                guard let place, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
                let collected = Unmanaged<CollectedBytes>.fromOpaque(place).takeUnretainedValue()
                let piece = UnsafeBufferPointer(start: bytes, count: Int(count))
                return collected.take(piece) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR
            }, Unmanaged.passUnretained(collected).toOpaque(), Self.pageWidth, Self.pageHeight)
        cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
        let date = TimeStamp(seconds: request.dateSeconds).text
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, request.title)
        let ink = cairo_create(surface)
        for (number, lines) in pages.enumerated() {
            for placed in lines {
                cairo_move_to(ink, placed.x, placed.baseline)
                pango_cairo_show_layout_line(ink, placed.line)
            }
            drawFoot("\(number + 1) / \(pages.count)", ink)
            cairo_show_page(ink)
        }
        let inkStatus = cairo_status(ink)
        cairo_destroy(ink)
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        cairo_surface_destroy(surface)
        guard inkStatus == CAIRO_STATUS_SUCCESS, status == CAIRO_STATUS_SUCCESS else {
            throw .notDrawn
        }
        return withExtendedLifetime(collected) { collected.bytes }
    }

    /// Lays `text` out below what stands there. A line is at least `leading` points high.
    private mutating func set(
        _ text: String, points: Double, leading: Double, below: Double
    ) throws(LetterExit) {
        guard !text.isEmpty else { return }
        let bottom = Self.pageHeight - Self.margin
        let layout = try layout(text, points: points)
        let iterator = pango_layout_get_iter(layout)
        defer { pango_layout_iter_free(iterator) }
        repeat {
            guard let line = pango_layout_iter_get_line_readonly(iterator) else { continue }
            var box = PangoRectangle()
            pango_layout_iter_get_line_extents(iterator, nil, &box)
            let height = Self.points(box.height)
            let ascent = Self.points(pango_layout_iter_get_baseline(iterator) - box.y)
            let room = max(leading, height)
            if top + room > bottom {
                guard pages.count < Letter.Limits.pages else { throw .tooManyPages }
                pages.append([])
                top = Self.margin
            }
            pango_layout_line_ref(line)
            pages[pages.count - 1].append(
                PlacedLine(
                    line: line, x: Self.margin + Self.points(box.x),
                    baseline: top + (room - height) / 2 + ascent))
            top += room
        } while pango_layout_iter_next_line(iterator) != 0
        top += below
    }

    /// It stays: its lines are drawn later.
    private func layout(_ text: String, points: Double) throws(LetterExit) -> OpaquePointer {
        guard let layout = pango_layout_new(fonts.context) else { throw .notDrawn }
        let description = fonts.description(points: points)
        pango_layout_set_font_description(layout, description)
        pango_font_description_free(description)
        let width = Self.pageWidth - 2 * Self.margin
        pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        let attributes = pango_attr_list_new()
        pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(0))
        for word in fonts.trueTypeFamilies.isEmpty ? [] : FurtherLatin.words(of: text) {
            guard let family = pango_attr_family_new(fonts.trueTypeFamilies) else { continue }
            family.pointee.start_index = word.lowerBound
            family.pointee.end_index = word.upperBound
            pango_attr_list_insert(attributes, family)
        }
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
        pango_layout_set_text(layout, text, Int32(text.utf8.count))
        return layout
    }

    private func drawFoot(_ text: String, _ ink: OpaquePointer?) {
        guard let layout = try? layout(text, points: LetterFonts.footPoints) else { return }
        pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
        cairo_move_to(ink, Self.margin, Self.pageHeight - Self.margin * 0.65)
        pango_cairo_show_layout(ink, layout)
    }

    private static func points(_ units: Int32) -> Double { Double(units) / Double(PANGO_SCALE) }
}

/// What cairo hands out, up to a bound.
private final class CollectedBytes {
    private(set) var bytes: [UInt8] = []
    private let bytesMax: Int

    init(bytesMax: Int) {
        self.bytesMax = bytesMax
    }

    func take(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count + piece.count <= bytesMax else { return false }
        bytes += piece
        return true
    }
}

/// An instant as ISO 8601 in UTC, made without asking the system for its zone.
private struct TimeStamp {
    let text: String

    init(seconds: Int64) {
        let day = LocalDay(number: Int(seconds / 86_400)).description
        let rest = Int(seconds % 86_400)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        text = "\(day)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }
}
