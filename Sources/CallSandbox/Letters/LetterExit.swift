/// How `callaudit-letter` ends, after sysexits(3) as far as that goes.
package enum LetterExit: Int32, Error, Sendable {
    case made = 0
    /// Called wrongly.
    case usage = 64
    /// What came isn't a letter within bounds.
    case badRequest = 65
    /// No font for the language is installed.
    case noFont = 69
    /// Pango or cairo failed.
    case notDrawn = 70
    /// The kernel wouldn't shut it in.
    case notShutIn = 71
    /// The reader went away.
    case notTaken = 74
    case tooManyPages = 80
}
