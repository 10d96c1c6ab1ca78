import ArgumentParser

struct Queue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "List what waits to be scored: begun first, then by due date.",
        discussion: """
            With a token it is the queue of the token's account; at the socket, which is nobody's \
            account, what isn't given to anybody.

            Example: callaudit --as qa-lead queue
            """)

    @OptionGroup var global: GlobalOptions
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Lines at most, 1 to 200.") var limit = 50
    @Option(help: "The `next` of the page before.") var after: String?

    func run() async throws {
        let (page, body) = try await global.client().get(
            "/api/v1/queue", query: [("limit", "\(limit)"), ("after", after)],
            as: EvaluationsAnswer.self)
        page.say(body, asJSON: json)
    }
}
