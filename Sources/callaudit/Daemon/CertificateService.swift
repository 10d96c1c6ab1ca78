import CallWeb
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// Takes a renewed certificate up without a restart: on SIGHUP, and by looking at its files.
struct CertificateService: Service {
    private static let pause = Duration.seconds(5)
    let certificate: CertificateFiles
    let log: Logger

    func run() async throws {
        if certificate.endsAt < Date() {
            log.warning("the certificate ran out", metadata: ["event": "tls.ended"])
        }
        let reloads = await UnixSignalsSequence(trapping: .sighup)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in reloads { certificate.renew(now: true, log: log) }
            }
            group.addTask {
                await cancelWhenGracefulShutdown {
                    while !Task.isCancelled {
                        try? await Task.sleep(for: Self.pause)
                        certificate.renew(now: false, log: log)
                    }
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
