import Foundation

/// Stands in the target of a move until the move is proven.
struct MoveMark: Codable, Hashable, Sendable {
    /// Names in the table `setting`.
    static let name = "move"
    static let movedToName = "moved-to"

    enum State: String, Codable, Sendable {
        case copying
        /// What was copied isn't equal: the next attempt begins from nothing.
        case refuted
    }

    /// Digest of what no two installations have in common: their first blind-index key, wrapped.
    var source: String
    /// Digest of the source's ledger head. A daemon that works on the source moves it.
    var ledger: String
    var state = State.copying
}

extension Transaction {
    /// Where this installation was moved to, without a password; nil while it is at home. A daemon
    /// must not work on one that has moved.
    package func movedTo() throws -> String? {
        try setting(MoveMark.movedToName)
    }

    /// Whether a move into this database isn't complete. A daemon must not work on it then.
    package func unfinishedMove() throws -> Bool {
        try setting(MoveMark.name) != nil
    }

    func moveMark() throws -> MoveMark? {
        guard let text = try setting(MoveMark.name) else { return nil }
        guard let mark = try? JSONDecoder().decode(MoveMark.self, from: Data(text.utf8)) else {
            throw StoreFault.unexpectedRow("the mark of a move can't be read")
        }
        return mark
    }

    func set(_ mark: MoveMark) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try set(MoveMark.name, to: String(decoding: try encoder.encode(mark), as: UTF8.self))
    }

    func removeMoveMark() throws {
        try execute("DELETE FROM setting WHERE name = \(MoveMark.name)")
    }

    func setMovedTo(_ address: String) throws {
        try set(MoveMark.movedToName, to: address)
    }
}
