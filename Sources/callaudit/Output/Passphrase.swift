import Foundation

/// Words that nobody may see: from the terminal without echo, else one line of standard input.
enum Passphrase {
    private static let bytesMax = 1024

    /// UTF-8 bytes as they were typed; with `twice` they have to be typed the same again.
    static func asked(twice: Bool) throws -> [UInt8] {
        guard isatty(STDIN_FILENO) == 1 else { return try line() }
        let first = try typed("Passphrase: ")
        guard twice else { return first }
        guard try typed("Once more: ") == first else {
            throw Stop(.usage, "The two passphrases differ. Nothing was written.")
        }
        return first
    }

    private static func typed(_ prompt: String) throws -> [UInt8] {
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else {
            throw Stop(.system, "The terminal can't be made silent: \(errorText()).")
        }
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        FileHandle.standardError.write(Data(prompt.utf8))
        return try line()
    }

    /// Up to the line's end, which isn't part of it.
    private static func line() throws -> [UInt8] {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while read(STDIN_FILENO, &byte, 1) == 1, byte != UInt8(ascii: "\n") {
            guard bytes.count < bytesMax else {
                throw Stop(.usage, "A passphrase has at most \(bytesMax) bytes.")
            }
            bytes.append(byte)
        }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        return bytes
    }
}
