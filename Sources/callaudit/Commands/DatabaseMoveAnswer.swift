import CallStore
import Calls

/// What a move came to, for people and programs.
struct MoveAnswer: Encodable {
    struct TableAnswer: Encodable {
        var table: String
        var rows: Int64
        var rowsThere: Int64
        var digest: String
        var equal: Bool
    }

    struct Ledger: Encodable {
        var size: Int64
        var root: String
        /// Worked out from the entries in their new place; nil when they don't follow one another.
        var rootThere: String?
        var equal: Bool
    }

    var tables: [TableAnswer]
    var ledger: Ledger
    var problems: [String]
    /// Nil when it didn't.
    var movedTo: String?

    /// `root` is what the source's ledger head stands for.
    init(
        _ proofs: [DatabaseMove.TableProof], _ inspection: LedgerInspection, root: [UInt8],
        movedTo address: String
    ) {
        tables = proofs.map {
            TableAnswer(
                table: $0.table, rows: $0.source.rows, rowsThere: $0.target.rows,
                digest: $0.source.digest.hexadecimal, equal: $0.isEqual)
        }
        ledger = Ledger(
            size: inspection.entries, root: root.hexadecimal,
            rootThere: inspection.root?.hexadecimal, equal: inspection.root == root)
        problems = inspection.findings.map(\.sentence)
        movedTo = isEqual ? address : nil
    }

    var isEqual: Bool { ledger.equal && tables.allSatisfy(\.equal) }

    var lines: [String] {
        var proofs = Table("TABLE", "ROWS", "DIGEST", "EQUAL")
        for table in tables {
            let rows = table.rows == table.rowsThere
                ? table.rows.grouped
                : "\(table.rows.grouped), there \(table.rowsThere.grouped)"
            proofs.add(
                table.table, rows, String(table.digest.prefix(16)), table.equal ? "yes" : "NO")
        }
        proofs.add(
            "ledger root", ledger.size.grouped, String(ledger.root.prefix(16)),
            ledger.equal ? "yes" : "NO")
        return proofs.lines + problems.map { "problem: " + $0 }
    }
}
