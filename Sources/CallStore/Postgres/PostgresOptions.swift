/// How a daemon talks to PostgreSQL.
package struct PostgresOptions: Sendable {
    package var address: PostgresAddress
    /// Read anew at each connection; nil for none.
    package var password: @Sendable () throws -> String?
    /// As the server lists it.
    package var applicationName: String
    /// Connections that read; one more writes.
    package var readers = 4
    package var connectSeconds = 5
    /// A statement that takes longer is ended by the server.
    package var statementSeconds = 30
    /// A lock that isn't had within this is given up.
    package var lockSeconds = 20
    /// A transaction that does nothing for so long is ended by the server, and its locks with it:
    /// the most that a node which was cut off may keep the others waiting.
    package var idleSeconds = 10

    package init(
        address: PostgresAddress, applicationName: String,
        password: @escaping @Sendable () throws -> String? = { nil }
    ) {
        self.address = address
        self.applicationName = applicationName
        self.password = password
    }

    /// Libpq's keywords for each server that the address names. They are tried one after another,
    /// each with a time of its own: libpq would wait for a silent one until TCP gives up.
    func places() throws -> [[String: String]] {
        let all = try keywords()
        func list(_ keyword: String) -> [String] {
            all[keyword].map { $0.split(separator: ",", omittingEmptySubsequences: false) }?
                .map(String.init) ?? []
        }
        let lists = ["host", "hostaddr", "port"].map { ($0, list($0)) }
        let count = lists.map(\.1.count).max() ?? 0
        guard count > 1 else { return [all] }
        return (0..<count).map { place in
            var one = all
            for (keyword, values) in lists where values.count > 1 {
                one[keyword] = place < values.count ? values[place] : nil
            }
            return one
        }
    }

    /// libpq's keywords for a connection (PostgreSQL manual, "Parameter Key Words").
    func keywords() throws -> [String: String] {
        var all = address.keywords
        all["password"] = try password()
        all["application_name"] = String(applicationName.prefix(63))
        all["client_encoding"] = "UTF8"
        all["connect_timeout"] = "\(connectSeconds)"
        let unlessSaid = [
            "sslmode": address.isLocal ? "prefer" : "verify-full",
            "keepalives_idle": "5", "keepalives_interval": "2", "keepalives_count": "3",
            // Milliseconds that sent data may stay unacknowledged.
            "tcp_user_timeout": "10000",
        ]
        all.merge(unlessSaid) { said, _ in said }
        return all
    }

    /// What is set on each new connection. The second part may be refused by servers that only
    /// speak PostgreSQL's protocol.
    var settings: (needed: [String], wished: [String]) {
        (
            [
                "SET statement_timeout = '\(statementSeconds)s'",
                "SET client_min_messages = 'warning'",
            ],
            [
                "SET lock_timeout = '\(lockSeconds)s'",
                "SET idle_in_transaction_session_timeout = '\(idleSeconds)s'",
                "SET client_connection_check_interval = '5s'",
                "SET tcp_keepalives_idle = 5", "SET tcp_keepalives_interval = 2",
                "SET tcp_keepalives_count = 3", "SET tcp_user_timeout = 10000",
            ]
        )
    }
}
