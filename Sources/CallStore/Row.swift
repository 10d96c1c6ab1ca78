package import Calls
package import Foundation

/// One row of an answer; columns are read by name.
package struct Row: Sendable {
    let columns: Columns
    let values: [SQLValue]

    /// The names of an answer's columns, shared by its rows.
    final class Columns: Sendable {
        let places: [String: Int]

        init(_ names: [String]) {
            places = Dictionary(
                names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// In the order of the answer's columns.
    package var allValues: [SQLValue] { values }

    package func value(_ column: String) throws -> SQLValue {
        guard let place = columns.places[column] else {
            throw StoreFault.unexpectedRow("no column \(column)")
        }
        return values[place]
    }

    package func get<Value: SQLReadable>(_ column: String) throws -> Value {
        guard let value = Value(sqlValue: try value(column)) else {
            throw StoreFault.unexpectedRow("column \(column) isn't a \(Value.self)")
        }
        return value
    }

    package func get<Value: SQLReadable>(_ column: String) throws -> Value? {
        let value = try value(column)
        if value == .null { return nil }
        guard let result = Value(sqlValue: value) else {
            throw StoreFault.unexpectedRow("column \(column) isn't a \(Value.self)")
        }
        return result
    }
}

/// A Swift value that can be read from a row.
package protocol SQLReadable {
    init?(sqlValue: SQLValue)
}

extension Int64: SQLReadable {
    package init?(sqlValue: SQLValue) {
        guard case .integer(let value) = sqlValue else { return nil }
        self = value
    }
}

extension Int: SQLReadable {
    package init?(sqlValue: SQLValue) {
        guard case .integer(let value) = sqlValue else { return nil }
        self.init(exactly: value)
    }
}

extension Double: SQLReadable {
    package init?(sqlValue: SQLValue) {
        switch sqlValue {
        case .real(let value): self = value
        case .integer(let value): self = Double(value)
        default: return nil
        }
    }
}

extension String: SQLReadable {
    package init?(sqlValue: SQLValue) {
        guard case .text(let value) = sqlValue else { return nil }
        self = value
    }
}

extension [UInt8]: SQLReadable {
    package init?(sqlValue: SQLValue) {
        guard case .blob(let value) = sqlValue else { return nil }
        self = value
    }
}

extension Date: SQLReadable {
    package init?(sqlValue: SQLValue) {
        guard case .integer(let value) = sqlValue else { return nil }
        self.init(microseconds: value)
    }
}

extension Identifier: SQLReadable {
    package init?(sqlValue: SQLValue) {
        guard case .integer(let value) = sqlValue else { return nil }
        self.init(value)
    }
}
