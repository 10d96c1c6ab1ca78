import CallSandbox
import Calls
import Foundation
import Testing

@Suite struct SandboxTests {
    private func prove(_ proof: SandboxProof) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: Helper.path)
        process.arguments = ["--prove", proof.rawValue]
        process.environment = ["SWIFT_BACKTRACE": "enable=no"]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process
    }

    @Test(arguments: [SandboxProof.open, .create, .memory])
    func `opening files and taking too much memory are refused`(proof: SandboxProof) throws {
        let process = try prove(proof)
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0)
    }

    @Test(
        arguments: [
            SandboxProof.process, .thread, .connect, .run, .kill, .execute, .privileges,
        ])
    func `anything else that a decoder doesn't need ends it at once`(proof: SandboxProof) throws {
        let process = try prove(proof)
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(process.terminationStatus == SIGSYS)
    }

    @Test func `a running decoder is shut in, alone and without its parent's files`() async throws {
        // A name of its own tells this decoder from those of other tests.
        let link = FileManager.default.temporaryDirectory.appending(
            path: "decode-\(UInt64.random(in: 0...UInt64.max))")
        try FileManager.default.createSymbolicLink(
            atPath: link.path, withDestinationPath: Helper.path)
        defer { try? FileManager.default.removeItem(at: link) }
        let pool = DecodePool(helperPath: link.path, workers: 1)
        let file = try OpenFile(Sound.wave(seconds: 1))
        _ = try await pool.measure(descriptor: file.descriptor, raw: nil).get()

        let decoder = try #require(process(called: link.path))
        let status = try String(contentsOfFile: "/proc/\(decoder)/status", encoding: .utf8)
        #expect(status.contains("NoNewPrivs:\t1"))
        #expect(status.contains("Seccomp:\t2"))
        #expect(status.contains("Threads:\t1"))
        if geteuid() == 0 {
            // 4 is the file of the job, which is closed after the answer.
            let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(decoder)/fd")
            #expect(Set(files).subtracting(["4"]) == ["0", "1", "2", "3"])
        }

        pool.shutDown()
        for _ in 0..<250 where process(called: link.path) != nil { usleep(20_000) }
        #expect(process(called: link.path) == nil)
    }

    private func process(called path: String) -> pid_t? {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.compactMap { pid_t($0) }.first { pid in
            (try? String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8))
                .map { $0.hasPrefix(path) } ?? false
        }
    }
}
