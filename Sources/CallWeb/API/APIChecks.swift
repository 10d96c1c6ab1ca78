import CallDesk
import Calls
import Hummingbird

extension Web {
    func apiStartCheck(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable { var files: Bool? }
        let body = try await visit.json(Body.self, limits: settings.limits)
        let id = try await desk.startVerification(
            files: body.files ?? false, by: visit.principal)
        return try .json(["job": id.description])
    }

    /// The check `id`, or the newest.
    func apiCheck(_ visit: Visit, _ id: Job.ID?) async throws -> Response {
        try visit.query.allow([])
        let status = try await desk.verification(id, by: visit.principal)
        guard let status else { throw Refusal.noSuchJob }
        return try .json(CheckJSON(status, visit.words))
    }
}

struct CheckJSON: Encodable, Sendable {
    struct FindingJSON: Encodable, Sendable {
        let table: String
        /// Empty for a table as a whole.
        let row: String
        let kind: String
        /// What it means, in the reader's language.
        let sentence: String
    }

    let job: JobJSON
    let files: Bool
    let found: Int64
    /// The first 1,000.
    let findings: [FindingJSON]

    init(_ status: VerificationStatus, _ words: Words) {
        job = JobJSON(status.job, home: words.home)
        files = status.withFiles
        found = status.found
        findings = status.findings.map {
            FindingJSON(
                table: $0.table, row: $0.row, kind: $0.kind.rawValue,
                sentence: words("finding.\($0.kind.rawValue)"))
        }
    }
}
