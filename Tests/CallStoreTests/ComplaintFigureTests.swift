import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// What returns go by, on both engines.
struct ComplaintFigureTests {
    private func figure(_ id: Int64, closed: Double? = nil) -> ComplaintFigure {
        var figure = ComplaintFigure(
            id: Complaint.ID(id), receivedAt: .epoch.addingTimeInterval(Double(id)),
            channel: .letter)
        figure.closedAt = closed.map { .epoch.addingTimeInterval($0) }
        return figure
    }

    @Test(arguments: Engine.allCases)
    func `a figure is read as it was written, and replaced`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.withRoster()
        var full = figure(1, closed: 50)
        full.outcome = .partly
        full.regimes = ["uk-disp", "us-cfpb"]
        (full.type, full.cause, full.product) = ("pressure", "care", "life")
        (full.redress, full.hasOtherRedress) = (Int64.max, true)
        full.clocks = [
            ReturnClock("uk-disp", "final-response"): .met,
            ReturnClock("uk-disp", "summary"): .late,
            ReturnClock("us-cfpb", "response"): .due(.epoch.addingTimeInterval(99)),
        ]
        let (bare, whole) = (figure(2), full)
        try await store.database.write { db in
            for id in 1...2 as ClosedRange<Int64> { try db.insert(ComplaintRow.made(id)) }
            try db.put(whole)
            try db.put(bare)
            #expect(try db.figure(of: whole.id) == whole)
            #expect(try db.figure(of: bare.id) == bare)
            try db.insert(ComplaintRow.made(3))
        }
        full.outcome = nil
        full.closedAt = nil
        full.clocks = [:]
        let less = full
        try await store.database.write { db in
            try db.put(less)
            #expect(try db.figure(of: less.id) == less)
            #expect(try db.countAllComplaints() == 3)
        }
    }

    @Test(arguments: Engine.allCases)
    func `what may count in a period comes in pages, each once`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.withRoster()
        let closed: [Double?] = [nil, 5, 20, 20, nil, 30, 19.999_999, 40]
        try await store.database.write { db in
            for (place, at) in closed.enumerated() {
                try db.insert(ComplaintRow.made(Int64(place + 1)))
                try db.put(figure(Int64(place + 1), closed: at))
            }
        }
        for limit in [1, 2, 50] {
            var (walked, cursor): ([Int64], FigureCursor?) = ([], nil)
            while true {
                let behind = cursor
                let page = try await store.database.read { db in
                    try db.figures(
                        openSince: .epoch.addingTimeInterval(20),
                        receivedBefore: .epoch.addingTimeInterval(8), after: behind,
                        limit: limit)
                }
                walked += page.map(\.id.rawValue)
                guard page.count == limit, let last = page.last else { break }
                cursor = FigureCursor(last)
            }
            #expect(walked == [3, 4, 6, 1, 5])
        }
    }
}
