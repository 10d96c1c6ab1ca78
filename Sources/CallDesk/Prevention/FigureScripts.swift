import CallStore
import Calls

/// A version of a script, as a group of calls: those of its campaign on the days on which no later
/// version held.
struct FigureScript: Hashable {
    let script: Script.ID
    let code: String
    let number: Int
    /// Nil for all campaigns.
    let campaign: Campaign.ID?
    /// In order; the last may have no end.
    private(set) var spans: [Range<Int>]

    /// As it stands in addresses: the script's id, a point, and the version.
    var key: String { "\(script).\(number)" }

    /// `later`: the versions with higher numbers.
    init(_ script: ScriptRow, _ version: ScriptVersionRow, later: [ScriptVersionRow]) {
        self.script = script.id
        code = script.code
        number = version.number
        campaign = script.campaign
        spans = [version.days]
        for other in later { spans = spans.flatMap { Self.parts(of: $0, without: other.days) } }
    }

    private static func parts(of span: Range<Int>, without other: Range<Int>) -> [Range<Int>] {
        let gone = span.clamped(to: other)
        guard !gone.isEmpty else { return [span] }
        return [span.lowerBound..<gone.lowerBound, gone.upperBound..<span.upperBound]
            .filter { !$0.isEmpty }
    }

    /// The days of `days` on which it held.
    func days(within days: ClosedRange<LocalDay>) -> [ClosedRange<LocalDay>] {
        let asked = days.lowerBound.number..<days.upperBound.number + 1
        return spans.map { $0.clamped(to: asked) }.filter { !$0.isEmpty }.map {
            LocalDay(number: $0.lowerBound)...LocalDay(number: $0.upperBound - 1)
        }
    }

    func holds(_ complaint: OccurredComplaint) -> Bool {
        spans.contains { $0.contains(complaint.day.number) }
            && campaign.map { complaint.campaign == $0 } ?? true
    }
}

extension ScriptVersionRow {
    fileprivate var days: Range<Int> {
        let end = validUntil ?? LocalDay.range.upperBound + 1
        return validFrom..<max(validFrom, end)
    }
}

extension CallDesk {
    private static var scriptsMax: Int { 500 }

    /// Versions of what agents say that held on any of `days`, in the order of codes.
    func scriptVersions(
        on days: ClosedRange<LocalDay>, in db: Transaction
    ) throws -> [FigureScript] {
        try db.scripts(after: nil, limit: Self.scriptsMax).filter { $0.kind == .script }
            .flatMap { try versions(of: verifiedScript($0), in: db) }
            .filter { !$0.days(within: days).isEmpty }
    }

    /// By the key of a group.
    func scriptVersion(_ key: String, in db: Transaction) throws -> FigureScript? {
        let parts = key.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = Script.ID(text: parts[0]), let number = Int(parts[1]),
            let script = try verified(db.script(id))
        else { return nil }
        return try versions(of: script, in: db).first { $0.number == number }
    }

    private func versions(of script: ScriptRow, in db: Transaction) throws -> [FigureScript] {
        let rows = try db.versions(of: script.id, limit: Script.Limits.versions)
        for row in rows { try verify(row) }
        return rows.map { row in
            FigureScript(script, row, later: rows.filter { $0.number > row.number })
        }
    }

    private func verifiedScript(_ row: ScriptRow) throws -> ScriptRow {
        try verify(row)
        return row
    }
}
