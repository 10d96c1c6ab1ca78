import ArgumentParser

struct Customers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customer", abstract: "Customers, and what is known of them.",
        subcommands: [CustomerErase.self, CustomerCertificate.self])
}
