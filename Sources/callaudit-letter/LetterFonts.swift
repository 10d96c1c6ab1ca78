import CPangoCairo
import Calls

/// The fonts of one language, all open, so that no file is needed any more. Lives as long as the
/// process.
struct LetterFonts {
    /// Each stays open twice, for shaping and for drawing; cairo closes faces beyond ten.
    private static let facesMax = 8
    static let bodyPoints = 11.0
    static let titlePoints = 14.0
    static let footPoints = 9.0

    let context: OpaquePointer
    /// For letters beyond Latin-1; empty when no such face is installed.
    let trueTypeFamilies: String
    private let families: String

    /// Nil when no font for `language` is installed.
    init?(for language: LetterLanguage) {
        // Nobody reads warnings, and writing them needs what the sandbox forbids.
        g_log_set_writer_func({ _, _, _, _ in G_LOG_WRITER_HANDLED }, nil, nil)
        guard let choice = FontChoice(language: language, facesMax: Self.facesMax),
            let config = choice.config,
            let map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)
        else { return nil }
        pango_fc_font_map_set_config(OpaquePointer(map), config)
        pango_cairo_font_map_set_resolution(OpaquePointer(map), 72)
        guard let context = pango_font_map_create_context(map) else { return nil }
        self.context = context
        families = choice.families
        trueTypeFamilies = choice.trueTypeFamilies
        pango_context_set_language(context, pango_language_from_string(language.fontTag))
        pango_context_set_round_glyph_positions(context, 0)
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        for points in [Self.bodyPoints, Self.titlePoints, Self.footPoints] {
            open(points, map, language)
        }
    }

    /// A description to lay text out with; belongs to the caller.
    func description(points: Double) -> OpaquePointer? {
        let description = pango_font_description_new()
        pango_font_description_set_family(description, families)
        pango_font_description_set_absolute_size(description, points * Double(PANGO_SCALE))
        return description
    }

    /// Opens every font at one size, for shaping as for drawing.
    private func open(
        _ points: Double, _ map: UnsafeMutablePointer<PangoFontMap>, _ language: LetterLanguage
    ) {
        let description = description(points: points)
        defer { pango_font_description_free(description) }
        let tag = pango_language_from_string(language.fontTag)
        guard let set = pango_font_map_load_fontset(map, context, description, tag) else { return }
        pango_fontset_foreach(
            set,
            { _, font, _ in
                guard let font else { return 0 }
                pango_font_get_hb_font(font)
                if let scaled = pango_cairo_font_get_scaled_font(OpaquePointer(font)) {
                    var extents = cairo_text_extents_t()
                    cairo_scaled_font_text_extents(scaled, "A1中é", &extents)
                }
                return 0
            }, nil)
        g_object_unref(set)
    }
}

extension LetterLanguage {
    /// As fontconfig and pango name it.
    var fontTag: String {
        switch self {
        case .english: "en"
        case .simplifiedChinese: "zh-cn"
        case .traditionalChinese: "zh-tw"
        }
    }
}
