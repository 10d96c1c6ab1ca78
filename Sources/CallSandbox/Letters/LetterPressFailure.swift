import Glibc

/// Why there is no PDF of a letter.
package struct LetterPressFailure: Error, Equatable, Sendable {
    package enum Reason: String, CaseIterable, Sendable {
        /// More characters or pages than a letter may have.
        case tooLong = "too-long"
        /// No font for its language is installed.
        case noFont = "no-font"
        /// Too many letters wait already.
        case busy
        /// The daemon is ending.
        case shutDown = "shut-down"
        /// The program can't be run, or the kernel wouldn't shut it in.
        case notStarted = "not-started"
        /// It took too long.
        case timedOut = "timed-out"
        /// It died, or what it made is no PDF.
        case failed
    }

    package let reason: Reason
    /// In English, finished, with what to do; nothing of the letter stands in it.
    package let sentence: String

    init(_ reason: Reason, _ sentence: String) {
        self.reason = reason
        self.sentence = sentence
    }

    static let tooLong = Self(
        .tooLong,
        "The letter is longer than 60,000 characters or 30 pages. Shorten it, or send the rest as "
            + "an enclosure.")
    static let noFont = Self(
        .noFont,
        "No font for the letter’s language is installed. Install Debian’s fonts-noto-cjk, or send "
            + "the plain text.")
    static let busy = Self(
        .busy, "Many letters are being made just now. Try again in a moment.")
    static let shutDown = Self(.shutDown, "The daemon is shutting down. Try again in a moment.")
    static let timedOut = Self(
        .timedOut, "The letter took too long to make. Shorten it, or send the plain text.")
    static let failed = Self(
        .failed,
        "No PDF could be made of the letter. Send the plain text, and tell whoever runs callaudit.")

    static func notStarted(_ why: String) -> Self {
        Self(.notStarted, "callaudit-letter can't be started: \(why). Install it and try again.")
    }

    /// By how the program ended; nil when it ended well.
    init?(status: Int32) {
        let signal = status & 0x7F
        switch (signal, LetterExit(rawValue: status >> 8 & 0xFF)) {
        case (0, .made): return nil
        case (0, .badRequest), (0, .tooManyPages): self = .tooLong
        case (0, .noFont): self = .noFont
        case (0, .notShutIn): self = .notStarted("the kernel wouldn’t shut it in")
        case (0, .usage): self = .notStarted("it isn’t of this version")
        case (SIGXCPU, _): self = .timedOut
        default: self = .failed
        }
    }
}
