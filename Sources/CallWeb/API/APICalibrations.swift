import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func apiCalibrations(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let found = try await desk.calibrations(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try .json(
            PageJSON(
                items: found.items.map { CalibrationJSON($0, home: home) }, next: found.next))
    }

    func apiCalibration(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Calibration.ID = try visit.id("calibration", or: .noSuchCalibration)
        return try .json(
            CalibrationDetailJSON(
                try await desk.calibration(id, by: visit.principal), home: home))
    }

    func apiCalibrationReport(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["pairs"])
        let id: Calibration.ID = try visit.id("calibration", or: .noSuchCalibration)
        let findings = try await desk.calibrationReport(
            id, pairsOn: try visit.query.calibrationSubject(), by: visit.principal)
        return try .json(CalibrationReportJSON(findings, visit.words))
    }

    func apiOpenCalibration(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            let title: String
            let scorecard: String
            let raters: [String]
            let reference: String?
            let calls: [String]?
            let draw: String?
            let days: Int
        }
        var limits = settings.limits
        limits.bodyBytesMax = Calibration.Limits.jsonBytes
        let body = try await visit.json(Body.self, limits: limits)
        var order = CalibrationOrder(
            title: body.title, scorecard: body.scorecard,
            raters: try body.raters.map { try CalibrationFields.rater($0) },
            reference: try body.reference.map { try CalibrationFields.rater($0) },
            calls: try (body.calls ?? []).map { try CalibrationFields.call($0) },
            days: body.days)
        if let draw = body.draw {
            guard let id = Draw.ID(text: draw) else { throw Refusal.noSuchDraw }
            order.draw = id
        }
        let id = try await desk.openCalibration(order, by: visit.principal)
        return try .json(["id": id.description], status: .created)
    }

    func apiEndCalibration(
        _ visit: Visit, as state: Calibration.State
    ) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable { let reason: String? }
        let id: Calibration.ID = try visit.id("calibration", or: .noSuchCalibration)
        let body = try await visit.json(Body.self, limits: settings.limits)
        try await end(id, as: state, because: body.reason ?? "", by: visit.principal)
        return Response(status: .noContent)
    }

    func apiPossibleRaters(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Line: Encodable {
            let account: Account.ID
            let name: String
        }
        let found = try await desk.possibleRaters(by: visit.principal)
        return try .json(["items": found.map { Line(account: $0.id, name: $0.title) }])
    }

    func apiCalibrationRaters(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let found = try await desk.raterHistories(by: visit.principal)
        return try .json(["items": found.map { RaterHistoryJSON($0, home: home) }])
    }
}
