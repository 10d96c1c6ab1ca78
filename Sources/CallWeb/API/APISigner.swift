import CallDesk
import Calls
import Hummingbird

/// What the ledger's signer alone may ask.
extension Web {
    func apiAddCheckpoint(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            let checkpoint: String
            let noteKey: String
            let minisignKey: String
        }
        let body = try await visit.json(Body.self, limits: settings.limits)
        try await desk.addCheckpoint(
            body.checkpoint,
            keys: SignerKeyTexts(note: body.noteKey, minisign: body.minisignKey),
            by: visit.principal)
        return Response(status: .noContent)
    }

    func apiSignerRefusal(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            let reason: String
            let entry: Int64
        }
        let body = try await visit.json(Body.self, limits: settings.limits)
        try await desk.noteSignerRefusal(
            body.reason, sequence: max(0, body.entry), by: visit.principal)
        return Response(status: .noContent)
    }

    func apiWaitingExports(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let waiting = try await desk.unsignedLedgerExports(by: visit.principal)
        return try .json(PageJSON(items: waiting.map { LedgerExportJSON($0) }, next: nil))
    }

    func apiSignExport(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: LedgerExport.ID = try visit.id("export", or: .noSuchExport)
        struct Body: Decodable { let signature: String }
        let body = try await visit.json(Body.self, limits: settings.limits)
        try await desk.signLedgerExport(id, signature: body.signature, by: visit.principal)
        return Response(status: .noContent)
    }
}
