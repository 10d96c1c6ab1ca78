package import Foundation

/// What is wrong with a roster file. Its `code` has a sentence in every catalogue.
package struct RosterProblem: Hashable, Sendable {
    package enum Code: String, CaseIterable, Sendable {
        case tooLarge = "too-large"
        case notUTF8 = "not-utf8"
        case empty
        case tooManyLines = "too-many-lines"
        case tooManyFields = "too-many-fields"
        case fieldTooLong = "field-too-long"
        case openQuote = "open-quote"
        case unknownColumn = "unknown-column"
        case columnTwice = "column-twice"
        case noStaffCode = "no-staff-code"
        case noName = "no-name"
        case twoNames = "two-names"
        case tooLong = "too-long"
        case badDate = "bad-date"
        case endBeforeStart = "end-before-start"
        case codeTaken = "code-taken"
        case codeTwice = "code-twice"
        case twoTeams = "two-teams"
        case teamClosed = "team-closed"
        case noSuchAccount = "no-such-account"
        case accountTaken = "account-taken"
        case mayNotLink = "may-not-link"
    }

    /// Of the file, from 1; 0 for the file as a whole.
    package var line: Int
    package var code: Code
    /// The value or the code that it is about.
    package var subject: String

    package init(line: Int, _ code: Code, _ subject: String = "") {
        self.line = line
        self.code = code
        self.subject = subject
    }
}

/// A line of a roster file: an agent, and what holds for a time.
package struct RosterLine: Hashable, Sendable {
    package struct Code: Hashable, Sendable {
        package var kind: CodeKind
        package var code: String

        package init(kind: CodeKind, code: String) {
            self.kind = kind
            self.code = code
        }
    }

    package var number: Int
    package var staffCode: String
    package var name: String?
    package var team: String?
    package var codes: [Code]
    /// Nil when the line doesn't say.
    package var from: Date?
    package var until: Date?
    package var account: String?

    package init(
        number: Int, staffCode: String, name: String?, team: String?, codes: [Code], from: Date?,
        until: Date?, account: String? = nil
    ) {
        self.number = number
        self.staffCode = staffCode
        self.name = name
        self.team = team
        self.codes = codes
        self.from = from
        self.until = until
        self.account = account
    }
}

/// Reads and writes roster files (docs/formats/roster-csv.md).
package struct RosterFile: Sendable {
    package enum Column: String, CaseIterable, Sendable {
        case staffCode = "staff_code"
        case name, team
        case extensions = "extension"
        case login, alias, from, until, account

        /// The column under `heading`, which may also be Chinese; nil for none of ours.
        init?(heading: String) {
            let plain = heading.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
                .replacing(" ", with: "_").replacing("-", with: "_")
            if let column = Column(rawValue: plain) {
                self = column
            } else if let column = Self.synonyms[plain] {
                self = column
            } else {
                return nil
            }
        }

        private static let synonyms: [String: Column] = [
            "extensions": .extensions, "logins": .login, "aliases": .alias, "staffcode": .staffCode,
            "工号": .staffCode, "工號": .staffCode, "员工编号": .staffCode, "員工編號": .staffCode,
            "姓名": .name, "团队": .team, "團隊": .team, "分机": .extensions, "分機": .extensions,
            "登录名": .login, "登入名稱": .login, "别名": .alias, "別名": .alias,
            "开始": .from, "開始": .from, "结束": .until, "結束": .until, "账号": .account,
            "帳號": .account,
        ]
    }

    package static let problemsMax = 200

    private let dates: RosterDate

    package init(zone: CallZone) {
        dates = RosterDate(zone: zone)
    }

    /// The lines of a file, and what is wrong with them, at most `problemsMax` of it.
    package func read(_ data: Data) -> (lines: [RosterLine], problems: [RosterProblem]) {
        let records: [CSV.Record]
        do {
            records = try CSV.records(in: data)
        } catch {
            return ([], [RosterProblem(error)])
        }
        var columns: [Column] = []
        for heading in records[0].fields {
            guard let column = Column(heading: heading) else {
                return ([], [.init(line: records[0].number, .unknownColumn, short(heading))])
            }
            guard !columns.contains(column) else {
                return ([], [.init(line: records[0].number, .columnTwice, column.rawValue)])
            }
            columns.append(column)
        }
        guard columns.contains(.staffCode) else {
            return ([], [.init(line: records[0].number, .noStaffCode)])
        }
        var lines: [RosterLine] = []
        var problems: [RosterProblem] = []
        for record in records.dropFirst() {
            do throws(RosterProblem) {
                lines.append(try line(record, columns))
            } catch {
                problems.append(error)
                if problems.count >= Self.problemsMax { break }
            }
        }
        return (lines, problems)
    }

    private func line(
        _ record: CSV.Record, _ columns: [Column]
    ) throws(RosterProblem) -> RosterLine {
        let number = record.number
        if record.fields.count > columns.count {
            throw .init(line: number, .tooManyFields)
        }
        var cells: [Column: String] = [:]
        for (column, field) in zip(columns, record.fields) {
            let text = CSV.unshielded(field).trimmingCharacters(in: .whitespacesAndNewlines)
            if !text.isEmpty { cells[column] = text }
        }
        func cleaned(_ text: String?) throws(RosterProblem) -> String? {
            guard let text else { return nil }
            guard let clean = Roster.cleaned(text) else {
                throw .init(line: number, .tooLong, short(text))
            }
            return clean
        }
        guard let staffCode = try cleaned(cells[.staffCode]) else {
            throw .init(line: number, .noStaffCode)
        }
        var codes: [RosterLine.Code] = []
        let kinds: [(Column, CodeKind)] = [
            (.extensions, .extension), (.login, .login), (.alias, .alias),
        ]
        for (column, kind) in kinds {
            for part in Self.parts(of: cells[column] ?? "") {
                if let code = try cleaned(part) { codes.append(.init(kind: kind, code: code)) }
            }
        }
        func date(
            _ column: Column, _ read: (String) -> Date?
        ) throws(RosterProblem) -> Date? {
            guard let text = cells[column] else { return nil }
            guard let date = read(text) else { throw .init(line: number, .badDate, short(text)) }
            return date
        }
        let (from, until) = (try date(.from, dates.start), try date(.until, dates.end))
        if let until, until <= from ?? Validity.beginning {
            throw .init(line: number, .endBeforeStart)
        }
        return RosterLine(
            number: number, staffCode: staffCode, name: try cleaned(cells[.name]),
            team: try cleaned(cells[.team]), codes: codes, from: from, until: until,
            account: try cleaned(cells[.account]))
    }

    private func short(_ text: String) -> String { String(text.prefix(40)) }

    /// The codes of a cell: separated by `|`; `\|` and `\\` stand for the characters themselves.
    static func parts(of cell: String) -> [String] {
        var parts = [""]
        var isEscaped = false
        for character in cell {
            if isEscaped {
                parts[parts.count - 1].append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "|" {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts.filter { !$0.allSatisfy(\.isWhitespace) }
    }

    package static let heading = CSV.line(Column.allCases.map(\.rawValue))

    /// What an empty file to fill in looks like.
    package static let template =
        "\u{FEFF}" + heading
        + CSV.line(["W0042", "Wang Mei", "Sales 1", "8001", "wmei", "", "2026-01-01", "", ""])
        + CSV.line(["W0043", "陳大文", "Sales 2", "8002|8003", "chen", "David", "", "", ""])

    package func text(_ line: RosterLine) -> String {
        func cell(_ kind: CodeKind) -> String {
            line.codes.filter { $0.kind == kind }.map {
                $0.code.replacing("\\", with: "\\\\").replacing("|", with: "\\|")
            }.joined(separator: "|")
        }
        return CSV.line([
            line.staffCode, line.name ?? "", line.team ?? "", cell(.extension), cell(.login),
            cell(.alias), line.from.map { dates.text(start: $0) } ?? "",
            dates.text(end: line.until), line.account ?? "",
        ])
    }
}

extension RosterProblem: Error {
    init(_ mistake: CSV.Mistake) {
        self =
            switch mistake {
            case .tooLarge: .init(line: 0, .tooLarge)
            case .notUTF8: .init(line: 0, .notUTF8)
            case .empty: .init(line: 0, .empty)
            case .tooManyLines(let line): .init(line: line, .tooManyLines)
            case .tooManyFields(let line): .init(line: line, .tooManyFields)
            case .fieldTooLong(let line): .init(line: line, .fieldTooLong)
            case .openQuote(let line): .init(line: line, .openQuote)
            }
    }
}
