package enum StoreFault: Error, Equatable, CustomStringConvertible {
    /// The disk didn't take a commit. Nothing that was pending may be called accepted.
    case notDurable(String)
    /// The server can't be used just now. Nothing was changed; it is worth trying again.
    /// A sentence that says what to do, and not whether it is tried again: who asks knows.
    case away(String)
    /// The connection broke while a commit was under way: it took place or it didn't.
    case unsettled(String)
    /// A statement was refused, by a constraint or for being wrong.
    case failed(String)
    case schemaTooNew(found: Int, known: Int)
    case migrationChanged(Int)
    case unexpectedRow(String)
    /// The settings or the file are wrong. A sentence that says what to do.
    case unusable(String)

    package var description: String {
        switch self {
        case .notDurable(let reason):
            "The database could not make a change durable (\(reason)). Check the disk."
        case .away(let sentence): sentence
        case .unsettled(let reason):
            "The connection to the database broke during a commit (\(reason)). "
                + "Whether it took place shows once the database answers again."
        case .failed(let reason): "The database refused a statement: \(reason)."
        case .schemaTooNew(let found, let known):
            "The database has schema \(found), this callaudit knows up to \(known). "
                + "Install the callaudit that wrote it, or a newer one."
        case .migrationChanged(let number):
            "Schema step \(number) of the database isn't the one this callaudit was built with. "
                + "Restore the release that wrote it."
        case .unexpectedRow(let reason): "The database answered unexpectedly: \(reason)."
        case .unusable(let reason): "The database can't be used: \(reason)."
        }
    }

    /// Whether the same may be tried again later with nothing lost.
    package var isPassing: Bool {
        switch self {
        case .away, .unsettled: true
        default: false
        }
    }
}
