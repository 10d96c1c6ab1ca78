package import Calls
package import Foundation

/// Makes PDFs of letters in processes that can do nothing else: what customers and handlers wrote
/// never reaches the C code of pango and cairo in this one. The same letter of the same date gives
/// the same bytes as long as fonts and libraries stay the same.
package final class LetterPress: Sendable {
    private static let waitingMax = 32

    private let jobs = JobQueue<Job>(waitingMax: waitingMax)
    private let stop = StopSignal()

    private struct Job: Sendable {
        let request: LetterRequest
        let language: LetterLanguage
        let answer: @Sendable (Result<[UInt8], LetterPressFailure>) -> Void
    }

    /// - Parameters:
    ///   - helperPath: the program `callaudit-letter`.
    ///   - wallSeconds: when a letter isn't made by then, it is given up.
    package init(helperPath: String, wallSeconds: Int64 = 20) {
        let (jobs, stop) = (jobs, stop)
        let thread = Thread {
            while let job = jobs.take() {
                let process = LetterProcess(
                    path: helperPath, language: job.language,
                    deadline: .now + .seconds(wallSeconds), stop: stop)
                do throws(LetterPressFailure) {
                    job.answer(.success(try process.run(job.request.encoded)))
                } catch {
                    job.answer(.failure(stop.isRaised ? .shutDown : error))
                }
            }
        }
        thread.name = "letters"
        thread.start()
    }

    deinit { shutDown() }

    /// A PDF 1.5 on A4 with its fonts in it, dated `date`: at most 8 MiB, beginning with `%PDF-`.
    /// Letters are made one after the other.
    package func pdf(
        of letter: Letter, dated date: Date
    ) async throws(LetterPressFailure) -> [UInt8] {
        let seconds = Int64(max(-1, min(date.timeIntervalSince1970, 1e12)).rounded(.down))
        guard
            let request = LetterRequest(
                title: letter.title, paragraphs: letter.paragraphs, dateSeconds: seconds)
        else { throw .tooLong }
        let result: Result<[UInt8], LetterPressFailure> = await withCheckedContinuation { waiting in
            let job = Job(request: request, language: letter.language) {
                waiting.resume(returning: $0)
            }
            switch jobs.add(job) {
            case .waits: break
            case .full: job.answer(.failure(.busy))
            case .closed: job.answer(.failure(.shutDown))
            }
        }
        return try result.get()
    }

    /// Ends the running process within a quarter of a second; letters that wait, and further ones,
    /// fail at once.
    package func shutDown() {
        stop.raise()
        for job in jobs.close() { job.answer(.failure(.shutDown)) }
    }
}
