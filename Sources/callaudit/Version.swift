/// What `--version` and the ledger say of this build.
enum Version {
    static let text = "0.1.0"
}
