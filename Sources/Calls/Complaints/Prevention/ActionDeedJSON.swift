import Foundation

/// A deed as it stands in the database and in exports: one flat JSON object with `act` and the
/// fields of that act, those that are nothing left out; keys in the order of their bytes, ids in
/// their 13 characters, days as `2026-11-21`. The same deed is the same text.
extension ActionDeed {
    /// Longer texts aren't read.
    package static let jsonBytesMax = 65_536

    /// At most `jsonBytesMax` bytes of it can be read again.
    package var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(ActionDeedRecord(self)), as: UTF8.self)
        }
    }

    /// Reads what `json` wrote, and throws for any other text, of the same deed too.
    package init(json: String) throws {
        guard json.utf8.count <= Self.jsonBytesMax else {
            throw ActionDeedRecord.unreadable("more than \(Self.jsonBytesMax) bytes")
        }
        let record = try JSONDecoder().decode(ActionDeedRecord.self, from: Data(json.utf8))
        self = try record.deed
        guard try self.json == json else {
            throw ActionDeedRecord.unreadable("written otherwise than \(record.act.rawValue) is")
        }
    }
}

/// The fields of all deeds side by side; a deed has those of its act.
private struct ActionDeedRecord: Codable {
    /// Complaints, and what they are set against.
    struct Count: Codable {
        let events: Int
        let exposure: Int

        init(_ count: ExposedCount) { (events, exposure) = (count.events, count.exposure) }

        var count: ExposedCount { ExposedCount(events, in: exposure) }
    }

    let act: ActionAct
    var after: Count?
    var base: RateBase?
    var before: Count?
    var cause: String?
    /// From which day on it is checked.
    var check: String?
    var complaints: [Complaint.ID]?
    /// On which day it was done.
    var day: String?
    var dimension: ComplaintDimension?
    var due: String?
    var ground: ActionCheck.Ground?
    /// Code or id of the group.
    var key: String?
    var kind: CorrectiveAction.Kind?
    /// The owner.
    var person: String?

    init(_ deed: ActionDeed) {
        act = deed.act
        switch deed {
        case .open(let plan): write(plan)
        case .assign(let owner): person = owner
        case .reschedule(let day): due = "\(day)"
        case .finish(let on, let from): (day, check) = ("\(on)", "\(from)")
        case .postponeCheck(let day): check = "\(day)"
        case .confirm(let made): write(made)
        case .reject(let made, let day):
            write(made)
            due = "\(day)"
        case .reopen(let day): due = "\(day)"
        case .note, .drop: break
        }
    }

    private mutating func write(_ plan: ActionPlan) {
        (kind, cause, base) = (plan.kind, plan.cause, plan.base)
        (dimension, key) = (plan.group?.dimension, plan.group?.key)
        (person, due) = (plan.owner, "\(plan.due)")
        complaints = plan.complaints.sorted()
    }

    private mutating func write(_ made: ActionCheck) {
        (ground, before, after) = (made.ground, Count(made.before), Count(made.after))
    }

    var deed: ActionDeed {
        get throws {
            switch act {
            case .open: .open(try plan)
            case .note: .note
            case .assign: .assign(try must(person, "person"))
            case .reschedule: .reschedule(try must(due))
            case .finish: .finish(on: try must(day), checkFrom: try must(check))
            case .postponeCheck: .postponeCheck(try must(check))
            case .confirm: .confirm(try made)
            case .reject: .reject(try made, due: try must(due))
            case .drop: .drop
            case .reopen: .reopen(due: try must(due))
            }
        }
    }

    private var plan: ActionPlan {
        get throws {
            var group: ComplaintGroup?
            if let dimension { group = ComplaintGroup(dimension, try must(key, "key")) }
            var plan = ActionPlan(
                try must(kind, "kind"), cause: try must(cause, "cause"), group: group,
                base: try must(base, "base"), owner: try must(person, "person"),
                due: try must(due))
            plan.complaints = Set(try must(complaints, "complaints"))
            return plan
        }
    }

    private var made: ActionCheck {
        get throws {
            ActionCheck(
                try must(ground, "ground"), before: try must(before, "before").count,
                after: try must(after, "after").count)
        }
    }

    private func must<Value>(_ value: Value?, _ name: String) throws -> Value {
        guard let value else { throw Self.unreadable("\(act.rawValue) without \(name)") }
        return value
    }

    private func must(_ day: String?) throws -> LocalDay {
        try must(day.flatMap { LocalDay($0) }, "a day")
    }

    static func unreadable(_ why: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "an action's deed: \(why)"))
    }
}
