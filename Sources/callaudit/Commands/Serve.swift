import ArgumentParser

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the daemon: watch the source folders, serve the page.",
        discussion: """
            Runs in the foreground until SIGTERM or Ctrl-C; SIGHUP reads the settings again. \
            Under systemd it says when it is ready and feeds the watchdog.

            Example: callaudit --config /etc/callaudit/callaudit.yaml serve
            """)

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        try await Daemon(settingsPath: global.config).run()
    }
}
