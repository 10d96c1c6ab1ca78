import CallDesk
import Calls
import Foundation
import Hummingbird

/// The form by which a calibration is opened.
struct CalibrationForm: PageModel {
    struct Choice: Sendable {
        let value: String
        let text: String
        let isChosen: Bool
    }

    static let template = "calibration-form"
    let frame: Frame
    let backURL: String
    let postURL: String
    /// What was refused, as a sentence.
    let refusal: String?
    let title: String
    let titleMax: String
    let days: String
    let daysMax: String
    let calls: String
    let callsMax: String
    let draw: String
    let cards: [Choice]
    let raters: [Choice]
    let hasNoRaters: Bool
    let references: [Choice]
}

/// What a form says, as it was typed.
struct CalibrationFields: Sendable {
    var title = ""
    var scorecard = ""
    var calls = ""
    var draw = ""
    var days = "7"
    var raters: [String] = []
    var reference = ""

    init() {}

    init(_ form: Query) throws {
        try form.allow(
            ["title", "scorecard", "calls", "draw", "days", "reference"], often: ["rater"])
        title = form["title"] ?? ""
        scorecard = form["scorecard"] ?? ""
        calls = form["calls"] ?? ""
        draw = form["draw"] ?? ""
        days = form["days"] ?? ""
        raters = form.all("rater")
        reference = form["reference"] ?? ""
    }

    /// Throws a refusal for what isn't an id.
    var order: CalibrationOrder {
        get throws {
            let ids = calls.split { $0.isWhitespace || $0 == "," }
            var order = CalibrationOrder(
                title: title, scorecard: scorecard,
                raters: try raters.map { try Self.rater($0) },
                reference: reference.isEmpty ? nil : try Self.rater(reference),
                calls: try ids.map { try Self.call($0) }, days: Int(days) ?? 0)
            if !draw.isEmpty {
                guard let id = Draw.ID(text: draw) else { throw Refusal.noSuchDraw }
                order.draw = id
            }
            return order
        }
    }

    static func rater(_ text: String) throws -> Account.ID {
        guard let id = Account.ID(text: text) else {
            throw Refusal(
                .invalid, .badCalibrationRaters,
                "Raters are named by the ids of their accounts. Choose some of the list.",
                subject: String(text.prefix(20)))
        }
        return id
    }

    static func call(_ text: some StringProtocol) throws -> Call.ID {
        guard let id = Call.ID(text: text) else {
            throw Refusal(
                .invalid, .badCalibrationCalls,
                "Calls are named by their ids of 13 characters, as on their pages.",
                subject: "calls")
        }
        return id
    }
}

extension Web {
    func newCalibrationPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["draw"])
        var fields = CalibrationFields()
        fields.draw = visit.query["draw"].flatMap { Draw.ID(text: $0) }?.description ?? ""
        return try await calibrationForm(fields, nil, visit)
    }

    /// Opens it, or shows the form again with what is wrong.
    func openCalibrationFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        var limits = settings.limits
        limits.bodyBytesMax = Calibration.Limits.jsonBytes
        let fields = try CalibrationFields(try await visit.form(limits: limits))
        do {
            let id = try await desk.openCalibration(fields.order, by: visit.principal)
            return .seeOther(
                WebURL.calibration(id, [("done", CalibrationDone.opened.rawValue)]))
        } catch let refusal as Refusal where refusal.kind != .unavailable {
            return try await calibrationForm(fields, refusal, visit)
        }
    }

    private func calibrationForm(
        _ fields: CalibrationFields, _ refusal: Refusal?, _ visit: Visit
    ) async throws -> Response {
        let words = visit.words
        let raters = try await desk.possibleRaters(by: visit.principal)
        let cards = try await cardCodes(for: visit.principal)
        let against = CalibrationForm.Choice(
            value: "", text: words("calibration.eachOther"), isChosen: fields.reference.isEmpty)
        return try page(
            CalibrationForm(
                frame: await frame(words("calibrations.new"), in: .calibrations, of: visit),
                backURL: WebURL.calibrations, postURL: WebURL.calibrations,
                refusal: refusal.map(words.sentence), title: fields.title,
                titleMax: "\(Calibration.Limits.titleCharactersMax)", days: fields.days,
                daysMax: "\(Calibration.Limits.daysMax)", calls: fields.calls,
                callsMax: words(
                    "calibration.field.callsNote", ["n": "\(Calibration.Limits.callsMax)"]),
                draw: fields.draw,
                cards: cards.map {
                    .init(value: $0, text: $0, isChosen: $0 == fields.scorecard)
                },
                raters: raters.map {
                    .init(
                        value: "\($0.id)", text: $0.title,
                        isChosen: fields.raters.contains("\($0.id)"))
                },
                hasNoRaters: raters.isEmpty,
                references: [against] + raters.map {
                    .init(
                        value: "\($0.id)", text: $0.title, isChosen: fields.reference == "\($0.id)")
                }),
            for: visit, status: refusal.map(\.kind.status) ?? .ok)
    }
}
