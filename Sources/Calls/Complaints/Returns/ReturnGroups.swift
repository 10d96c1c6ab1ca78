import Foundation

/// How the house's codes stand for a regulator's groups: of a return's shape, of a dimension, each
/// code's group. A code that isn't named is its own.
package struct ReturnGroups: Hashable, Sendable {
    package typealias Groups = [ReturnDimension: [String: String]]

    package enum Limits {
        package static let codes = 1_000
        package static let characters = 100
    }

    /// By the names of shapes.
    package var shapes: [String: Groups]

    package init(_ shapes: [String: Groups] = [:]) {
        self.shapes = shapes
    }

    package func of(_ shape: ReturnShape) -> Groups { shapes[shape.name] ?? [:] }

    /// Everything that is wrong, each as a finished sentence; `classes` are those of the house,
    /// whose codes are known.
    package func problems(_ classes: ComplaintClasses?) -> [String] {
        var problems: [String] = []
        let known = ReturnShape.shipped.map(\.name)
        for (name, groups) in shapes.sorted(by: { $0.key < $1.key }) {
            guard let shape = ReturnShape.shipped.first(where: { $0.name == name }) else {
                problems.append(
                    "There is no return \(name); write one of \(known.joined(separator: ", ")).")
                continue
            }
            let used = Set(shape.tables.flatMap(\.dimensions))
            for dimension in ReturnDimension.allCases {
                guard let codes = groups[dimension] else { continue }
                if !used.contains(dimension) {
                    problems.append(
                        "\(name) has no table by \(dimension.rawValue); take these groups out.")
                }
                problems += Self.problems(codes, name, dimension, classes)
            }
        }
        return problems
    }

    private static func problems(
        _ codes: [String: String], _ name: String, _ dimension: ReturnDimension,
        _ classes: ComplaintClasses?
    ) -> [String] {
        var problems: [String] = []
        let place = "\(name), \(dimension.rawValue)"
        if codes.count > Limits.codes {
            problems.append("\(place): there are more than \(Limits.codes) codes; take some out.")
        }
        for (code, group) in codes.sorted(by: { $0.key < $1.key }) {
            if group.allSatisfy(\.isWhitespace) || group.count > Limits.characters {
                problems.append(
                    "\(place): the group of \(code) has from 1 to \(Limits.characters) "
                        + "characters; correct it.")
            }
            if let classes, !classes.knows(code, as: dimension) {
                problems.append(
                    "\(place): there is no code \(code) in classes.yaml; correct it.")
            }
        }
        return problems
    }
}

extension ComplaintClasses {
    fileprivate func knows(_ code: String, as dimension: ReturnDimension) -> Bool {
        switch dimension {
        case .product: product(code) != nil
        case .type: !Self.path(to: code, in: types).isEmpty
        case .cause: !Self.path(to: code, in: causes).isEmpty
        case .region: true
        case .channel: ComplaintReceipt.Channel(rawValue: code) != nil
        }
    }
}

extension ReturnPeriod {
    /// `2026-H1`, `2026`, or `2026-02-01..2026-07-31`; nil for anything else.
    package init?(text: String, zone: CallZone) {
        let parts = text.components(separatedBy: "..")
        let found: ReturnPeriod?
        if parts.count == 2 {
            guard let from = LocalDay(parts[0]), let through = LocalDay(parts[1]) else {
                return nil
            }
            found = ReturnPeriod(from: from, through: through, zone: zone)
        } else if text.count == 4, let year = Int(text), year > 0 {
            found = .year(year, zone: zone)
        } else if let match = text.wholeMatch(of: /(\d{4})-H([12])/), let year = Int(match.1),
            let half = Int(match.2)
        {
            found = .half(half, of: year, zone: zone)
        } else {
            found = nil
        }
        guard let found, found.name == text else { return nil }
        self = found
    }

    /// Nil for what is longer than this many days, which no return asks for.
    package static let daysMost = 1_100

    package var days: Int { through.number - from.number + 1 }
}
