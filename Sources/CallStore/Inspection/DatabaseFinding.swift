package import Foundation

/// One thing that was found wrong with a database, as a sentence that says what to do.
package struct DatabaseFinding: Hashable, Sendable, Encodable {
    package enum Weight: String, Sendable, Encodable {
        /// Something is broken or not safe.
        case problem
        /// It works; better is possible.
        case advice
    }

    package var weight: Weight
    package var sentence: String

    static func problem(_ sentence: String) -> DatabaseFinding {
        DatabaseFinding(weight: .problem, sentence: sentence)
    }

    static func advice(_ sentence: String) -> DatabaseFinding {
        DatabaseFinding(weight: .advice, sentence: sentence)
    }
}

/// What is looked at, one step after the other, each with a name for the person who waits.
package struct DatabaseInspection: Sendable {
    package struct Step: Sendable {
        package let title: String
        private let look: @Sendable () async throws -> [DatabaseFinding]

        init(_ title: String, _ look: @escaping @Sendable () async throws -> [DatabaseFinding]) {
            self.title = title
            self.look = look
        }

        /// What this step finds. Throws `StoreFault.away` when the database can't be reached;
        /// any other fault is a finding.
        package func findings() async throws -> [DatabaseFinding] {
            do {
                return try await look()
            } catch let fault as StoreFault where !fault.isPassing {
                return [.problem("\(title): \(fault)")]
            }
        }
    }

    package let steps: [Step]

    package init(of database: SQLiteReader) {
        steps = [
            Step("schema") { try await database.schemaFindings() },
            Step("file") { try await database.fileFindings() },
            Step("references") { try await database.referenceFindings() },
        ]
    }

    /// `now` is this machine's clock.
    package init(of database: PostgresDatabase, now: @escaping @Sendable () -> Date) {
        steps = [
            Step("schema") { try await database.schemaFindings() },
            Step("server") { try await database.serverFindings() },
            Step("role") { try await database.roleFindings() },
            Step("connection") { try await database.connectionFindings(now: now) },
        ]
    }
}
