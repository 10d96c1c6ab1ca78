/// Somebody who talks with customers, as the roster knows them.
package enum Agent {
    package typealias ID = Identifier<Agent>
}

/// Agents under one supervisor.
package enum Team {
    package typealias ID = Identifier<Team>
}

/// A reason for calling many customers.
package enum Campaign {
    package typealias ID = Identifier<Campaign>
}

/// A person's or a program's way in.
package enum Account {
    package typealias ID = Identifier<Account>
}
