package import Calls
package import Foundation

extension Transaction {
    /// Writes what returns go by of a complaint, in place of what stood there.
    package func put(_ figure: ComplaintFigure) throws {
        let row = FigureColumns(figure)
        try execute("""
            INSERT INTO complaint_figure
              (complaint_id, received_at, closed_at, outcome, channel, regimes, type, cause,
               product, redress, has_other_redress, clocks)
            VALUES (\(figure.id), \(figure.receivedAt), \(figure.closedAt.dueMicroseconds),
              \(figure.outcome?.rawValue), \(figure.channel.rawValue), \(row.regimes),
              \(figure.type), \(figure.cause), \(figure.product), \(figure.redress),
              \(figure.hasOtherRedress.number), \(row.clocks))
            ON CONFLICT (complaint_id) DO UPDATE SET
              received_at = excluded.received_at, closed_at = excluded.closed_at,
              outcome = excluded.outcome, channel = excluded.channel,
              regimes = excluded.regimes, type = excluded.type, cause = excluded.cause,
              product = excluded.product, redress = excluded.redress,
              has_other_redress = excluded.has_other_redress, clocks = excluded.clocks
            """)
    }

    package func figure(of complaint: Complaint.ID) throws -> ComplaintFigure? {
        try row("SELECT * FROM complaint_figure WHERE complaint_id = \(complaint)")
            .map(ComplaintFigure.init)
    }

    /// Those received before `end` that weren't answered for good before `start`, in an order of
    /// their own, behind `cursor`.
    package func figures(
        openSince start: Date, receivedBefore end: Date, after cursor: FigureCursor?, limit: Int
    ) throws -> [ComplaintFigure] {
        var conditions: [SQL] = ["closed_at >= \(start)", "received_at < \(end)"]
        if let cursor {
            conditions.append("(closed_at, complaint_id) > (\(cursor.closedAt), \(cursor.id))")
        }
        return try rows("""
            SELECT * FROM complaint_figure WHERE \(conditions.joined(separator: " AND "))
            ORDER BY closed_at, complaint_id LIMIT \(limit)
            """).map(ComplaintFigure.init)
    }

    /// Complaints behind `id`, in the order of ids.
    package func complaints(after id: Complaint.ID, limit: Int) throws -> [ComplaintRow] {
        try rows("SELECT * FROM complaint WHERE id > \(id) ORDER BY id LIMIT \(limit)")
            .map(ComplaintRow.init)
    }

    package func countAllComplaints() throws -> Int64 {
        try row("SELECT count(*) AS count FROM complaint")?.get("count") ?? 0
    }
}

/// Where a page of figures ended.
package struct FigureCursor: Hashable, Sendable {
    package var closedAt: Int64
    package var id: Complaint.ID

    package init(closedAt: Int64, id: Complaint.ID) {
        self.closedAt = closedAt
        self.id = id
    }

    package init(_ figure: ComplaintFigure) {
        self.init(closedAt: figure.closedAt.dueMicroseconds, id: figure.id)
    }
}

/// What stands in text.
private struct FigureColumns {
    let regimes: String
    let clocks: String

    init(_ figure: ComplaintFigure) {
        regimes = figure.regimes.joined(separator: " ")
        clocks = figure.clocks
            .map { "\($0.key.regime)/\($0.key.clock)=\($0.value.text)" }
            .sorted().joined(separator: " ")
    }
}

extension ComplaintFigure {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.get("complaint_id"), receivedAt: try row.get("received_at"),
            channel: try row.named("channel"))
        closedAt = Date(dueMicroseconds: try row.get("closed_at"))
        outcome = try row.namedIfAny("outcome")
        regimes = (try row.get("regimes") as String).split(separator: " ").map(String.init)
        type = try row.get("type")
        cause = try row.get("cause")
        product = try row.get("product")
        redress = try row.get("redress")
        hasOtherRedress = try row.flag("has_other_redress")
        clocks = try Self.clocks(row.get("clocks"))
    }

    private static func clocks(_ text: String) throws -> [ReturnClock: Clock] {
        var clocks: [ReturnClock: Clock] = [:]
        for part in text.split(separator: " ") {
            guard let slash = part.firstIndex(of: "/"), let sign = part.lastIndex(of: "="),
                slash < sign, let clock = Clock(text: part[part.index(after: sign)...])
            else { throw StoreFault.unexpectedRow("clocks of a figure that can't be read") }
            clocks[
                ReturnClock(
                    String(part[..<slash]), String(part[part.index(after: slash)..<sign]))] = clock
        }
        return clocks
    }
}

extension ComplaintFigure.Clock {
    /// As it stands in the database: `met`, `late`, or the due instant in UTC microseconds.
    fileprivate var text: String {
        switch self {
        case .met: "met"
        case .late: "late"
        case .due(let due): "\(due.microseconds)"
        }
    }

    fileprivate init?(text: some StringProtocol) {
        switch text {
        case "met": self = .met
        case "late": self = .late
        default:
            guard let due = Int64(text) else { return nil }
            self = .due(Date(microseconds: due))
        }
    }
}
