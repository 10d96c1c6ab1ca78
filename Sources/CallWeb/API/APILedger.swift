import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Web {
    func apiLedger(_ visit: Visit) async throws -> Response {
        try visit.query.allow(LedgerQuery.names + ["after", "limit"])
        let query = try LedgerQuery(visit.query, zone: home)
        let page = try await desk.ledger(
            query.filter, after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: visit.principal)
        return try .json(
            PageJSON(items: page.items.map { LedgerLineJSON($0, visit.words) }, next: page.next))
    }

    func apiLedgerStanding(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let standing = try await desk.ledgerStanding(by: visit.principal)
        return try .json(LedgerStandingJSON(standing, visit.words, now: visit.now))
    }

    /// Framed entries (docs/formats/ledger.md), as many as fit.
    func apiLedgerFrames(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["from", "limit"])
        func number(_ name: String, orElse usual: Int64) throws -> Int64 {
            guard let text = visit.query[name] else { return usual }
            guard let number = Int64(text), number >= 0 else {
                throw Refusal(
                    .invalid, .badRequest, "\(name) is a whole number from 0 on.", subject: name)
            }
            return number
        }
        let frames = try await desk.ledgerFrames(
            from: try number("from", orElse: 0),
            limit: Int(min(try number("limit", orElse: 1000), 5000)), by: visit.principal)
        return Response(
            status: .ok, headers: [.contentType: "application/octet-stream"],
            body: .init(byteBuffer: ByteBuffer(bytes: frames)))
    }

    func apiLedgerEntry(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let place = try await desk.ledgerPlace(try visit.entry(), by: visit.principal)
        return try .json(LedgerPlaceJSON(place, visit.words))
    }

    /// The newest checkpoint as the signer wrote it, or the one of `size` entries.
    func apiCheckpoint(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["size"])
        let size = visit.query["size"].map { Int64($0) ?? -1 }
        guard let note = try await desk.checkpoint(ofSize: size, by: visit.principal) else {
            throw Refusal(
                .notFound, .noCheckpoint,
                "The ledger's signer hasn't signed anything yet. Start callaudit-signer, and try "
                    + "again in a minute.")
        }
        return .text(note, type: "text/plain; charset=utf-8")
    }

    func apiAskLedgerExport(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            let from: String?
            let until: String?
        }
        let body = try await visit.json(Body.self, limits: settings.limits)
        let (from, until) = try LedgerQuery.period(from: body.from, until: body.until, zone: home)
        let export = try await desk.askLedgerExport(
            from: from, until: until, by: visit.principal)
        return try .json(LedgerExportJSON(export))
    }

    func apiExport(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: LedgerExport.ID = try visit.id("export", or: .noSuchExport)
        return try .json(
            LedgerExportJSON(try await desk.ledgerExport(id, by: visit.principal)))
    }

    /// The archive, written as the peer takes it.
    func apiExportArchive(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: LedgerExport.ID = try visit.id("export", or: .noSuchExport)
        let (bytes, pieces) = try await desk.ledgerArchive(id, by: visit.principal)
        let body = ResponseBody(contentLength: Int(bytes)) { writer in
            for try await piece in pieces { try await writer.write(ByteBuffer(bytes: piece)) }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/x-tar",
                .contentDisposition: "attachment; filename=\"ledger-\(id).tar\"",
            ], body: body)
    }
}
