import CallSandbox
import Foundation
import Testing

struct LetterSandboxTests {
    private func prove(_ proof: SandboxProof) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: LetterTools.path)
        process.arguments = ["zh-Hans", "--prove", proof.rawValue]
        process.environment = ["SWIFT_BACKTRACE": "enable=no"]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process
    }

    @Test(arguments: [SandboxProof.open, .create, .memory, .privileges])
    func `files, too much memory and new settings are refused`(proof: SandboxProof) throws {
        let process = try prove(proof)
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0)
        #expect(!FileManager.default.fileExists(atPath: "/tmp/callaudit-proof"))
    }

    @Test(arguments: [SandboxProof.process, .connect, .run, .kill, .execute])
    func `sockets, programs and signals end it at once`(proof: SandboxProof) throws {
        let process = try prove(proof)
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(process.terminationStatus == SIGSYS)
    }

    @Test(arguments: [[], ["xx"], ["en", "--prove", "nothing"]])
    func `called wrongly it says so by its exit status`(arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: LetterTools.path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == LetterExit.usage.rawValue)
    }

    @Test func `every thread is shut in before a byte of the letter is read`() throws {
        let process = Process()
        let input = Pipe()
        let output = Pipe()
        process.executableURL = URL(filePath: LetterTools.path)
        process.arguments = ["zh-Hant"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        defer { process.terminate() }
        let folder = "/proc/\(process.processIdentifier)"
        func status(_ task: String) -> String {
            (try? String(contentsOfFile: "\(folder)/task/\(task)/status", encoding: .utf8)) ?? ""
        }
        let main = String(process.processIdentifier)
        for _ in 0..<500 where !status(main).contains("Seccomp:\t2") { usleep(20_000) }
        let tasks = try FileManager.default.contentsOfDirectory(atPath: folder + "/task")
        #expect(tasks.contains(main))
        for task in tasks where !status(task).isEmpty {
            #expect(status(task).contains("Seccomp:\t2"))
            #expect(status(task).contains("NoNewPrivs:\t1"))
        }
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(process.terminationStatus == LetterExit.badRequest.rawValue)
    }
}

/// Programs that letters are made and read with.
enum LetterTools {
    /// The one that was built beside these tests.
    static let path = URL(filePath: Helper.path).deletingLastPathComponent()
        .appending(path: "callaudit-letter").path

    /// What one of poppler's programs says of `pdf`.
    static func run(
        _ program: String, _ options: [String], _ pdf: [UInt8], to: [String] = []
    ) throws -> String {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "letter-\(UInt64.random(in: 0...UInt64.max)).pdf")
        try Data(pdf).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + options + [file.path] + to
        process.standardOutput = output
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: said, as: UTF8.self)
    }

    /// What is to be read in `pdf`.
    static func text(of pdf: [UInt8]) throws -> String {
        try run("pdftotext", [], pdf, to: ["-"])
    }

    /// Without the spaces and line breaks that setting a text moves about.
    static func letters(of text: String) -> String {
        text.filter { !$0.isWhitespace }
    }

    /// A program that never answers.
    static func sleeper() throws -> String {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "sleeper-\(UInt64.random(in: 0...UInt64.max))")
        try Data("#!/bin/sh\nexec sleep 60\n".utf8).write(to: file)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: file.path)
        return file.path
    }
}
