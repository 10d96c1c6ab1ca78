package import Calls
package import Foundation

package struct SamplePlanRow: RegulatedRow {
    package static let table = "sample_plan"

    package var id: SamplePlan.ID
    package var name: String
    /// Since when it draws no more.
    package var stoppedAt: Date?
    /// The number of its latest version.
    package var version: Int
    package var rowMAC: [UInt8] = []

    package init(id: SamplePlan.ID, name: String) {
        self.id = id
        self.name = name
        version = 1
    }

    package init(_ row: Row) throws {
        self.init(id: try row.get("id"), name: try row.get("name"))
        stoppedAt = try row.get("stopped_at")
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [id, name, stoppedAt, version]
        return values.map(\.sqlValue)
    }
}

package struct SamplePlanVersionRow: RegulatedRow {
    package static let table = "sample_plan_version"

    package var plan: SamplePlan.ID
    package var number: Int
    /// The plan as canonical JSON.
    package var body: String
    package var madeBy: String
    package var madeAt: Date
    package var rowMAC: [UInt8] = []

    package init(
        plan: SamplePlan.ID, number: Int, body: String, madeBy: String, madeAt: Date
    ) {
        self.plan = plan
        self.number = number
        self.body = body
        self.madeBy = madeBy
        self.madeAt = madeAt
    }

    package init(_ row: Row) throws {
        self.init(
            plan: try row.get("plan_id"), number: try row.get("number"),
            body: try row.get("body"), madeBy: try row.get("made_by"),
            madeAt: try row.get("made_at"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [plan, number, body, madeBy, madeAt]
        return values.map(\.sqlValue)
    }
}

extension Transaction {
    package func insert(_ plan: SamplePlanRow) throws {
        try execute("""
            INSERT INTO sample_plan (id, name, stopped_at, version, row_mac)
            VALUES (\(plan.id), \(plan.name), \(plan.stoppedAt), \(plan.version), \(plan.rowMAC))
            """)
    }

    package func update(_ plan: SamplePlanRow) throws {
        try execute("""
            UPDATE sample_plan SET name = \(plan.name), stopped_at = \(plan.stoppedAt),
              version = \(plan.version), row_mac = \(plan.rowMAC)
            WHERE id = \(plan.id)
            """)
    }

    package func insert(_ version: SamplePlanVersionRow) throws {
        try execute("""
            INSERT INTO sample_plan_version (plan_id, number, body, made_by, made_at, row_mac)
            VALUES (\(version.plan), \(version.number), \(version.body), \(version.madeBy),
              \(version.madeAt), \(version.rowMAC))
            """)
    }

    package func samplePlan(_ id: SamplePlan.ID) throws -> SamplePlanRow? {
        try row("SELECT * FROM sample_plan WHERE id = \(id)").map(SamplePlanRow.init)
    }

    package func samplePlan(named name: String) throws -> SamplePlanRow? {
        try row("SELECT * FROM sample_plan WHERE name = \(name)").map(SamplePlanRow.init)
    }

    /// The newest first, behind `id`.
    package func samplePlans(after id: SamplePlan.ID?, limit: Int) throws -> [SamplePlanRow] {
        let behind: SQL = id.map { "WHERE id < \($0)" } ?? ""
        return try rows("SELECT * FROM sample_plan \(behind) ORDER BY id DESC LIMIT \(limit)")
            .map(SamplePlanRow.init)
    }

    /// Plans that draw, in the order of their ids behind `id`.
    package func runningPlans(after id: SamplePlan.ID, limit: Int) throws -> [SamplePlanRow] {
        try rows("""
            SELECT * FROM sample_plan WHERE stopped_at IS NULL AND id > \(id)
            ORDER BY id LIMIT \(limit)
            """).map(SamplePlanRow.init)
    }

    package func version(
        _ number: Int, of plan: SamplePlan.ID
    ) throws -> SamplePlanVersionRow? {
        try row("""
            SELECT * FROM sample_plan_version WHERE plan_id = \(plan) AND number = \(number)
            """).map(SamplePlanVersionRow.init)
    }

    /// The latest first.
    package func versions(of plan: SamplePlan.ID, limit: Int) throws -> [SamplePlanVersionRow] {
        try rows("""
            SELECT * FROM sample_plan_version WHERE plan_id = \(plan)
            ORDER BY number DESC LIMIT \(limit)
            """).map(SamplePlanVersionRow.init)
    }
}
