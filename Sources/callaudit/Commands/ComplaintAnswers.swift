import Foundation

/// A complaint as a line of a list, as the API says it.
struct ComplaintLine: Decodable {
    struct Clock: Decodable {
        var clock: String
        var state: String
        var due: String?
    }

    var id: String
    var number: String
    var state: String
    var round: Int
    var receivedAt: String
    var type: String?
    var severity: String?
    var complainants: Int
    var vulnerable: Bool
    var waiting: Bool
    var asked: Bool
    var assigneeName: String?
    var mergedInto: String?
    var nearest: Clock?

    /// What wants to be noticed, in the words of the options and acts.
    var marks: String {
        let all = [
            vulnerable ? "vulnerable" : nil, complainants > 1 ? "joint" : nil,
            waiting ? "waiting" : nil, asked ? "asked" : nil,
            mergedInto == nil ? nil : "merged", round > 1 ? "round \(round)" : nil,
        ]
        return all.compactMap { $0 }.joined(separator: ", ")
    }

    /// `decision 2026-12-06T00:00:00+08:00`, with what becomes of it when it doesn't just run.
    var due: String {
        guard let nearest else { return "" }
        return [
            nearest.clock, nearest.due ?? "", nearest.state == "running" ? "" : nearest.state,
        ].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

struct ComplaintPage: Decodable {
    var items: [ComplaintLine]
    var next: String?

    func say() {
        items.sayComplaints()
        if let next { Terminal.complain("More with --after \(next)") }
    }
}

struct ComplaintQuestionLine: Decodable {
    var complaint: String
    var number: String
    var event: Int
    var askedAt: String
    var text: String
    var answeredAt: String?
    var answer: String?
}

extension [ComplaintLine] {
    /// As a table.
    func sayComplaints() {
        var table = Table(
            "NUMBER", "RECEIVED", "STATE", "TYPE", "SEVERITY", "CASE OF", "ENDS FIRST", "MARKS")
        for line in self {
            table.add(
                line.number, line.receivedAt, line.state, line.type ?? "", line.severity ?? "",
                line.assigneeName ?? "", line.due, line.marks)
        }
        table.lines.forEach(Terminal.say)
    }
}
