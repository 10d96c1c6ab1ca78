import CallDesk
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// A house with half a year of calls of two teams and campaigns, and complaints of them.
struct FigureHouse {
    static let today = LocalDay(number: 19_737)
    static let days = FiguresQuestion.recent(today)

    let complaints: ComplaintHouse
    let teams: [Team.ID]
    let campaigns: [Campaign.ID]
    let agents: [Agent.ID]

    var house: House { complaints.house }
    var desk: CallDesk { complaints.desk }
    var officer: Principal { complaints.officer }

    /// `weekly` calls of each campaign and its team a week, two complaints of each; the last but
    /// one week has fifteen of the first.
    init(_ engine: Engine = TestDatabase.chosenEngine, weekly: Int = 60) async throws {
        try await self.init(in: ComplaintHouse(engine), weekly: weekly)
    }

    init(in complaints: ComplaintHouse, weekly: Int = 60) async throws {
        self.complaints = complaints
        let house = complaints.house
        let (one, two) = (
            try await house.desk.addTeam("North", by: .staffing),
            try await house.desk.addTeam("South", by: .staffing)
        )
        let teams = [one, two]
        let campaigns = [Campaign.ID(7 << 40), Campaign.ID(8 << 40)]
        let agents = [Agent.ID(7 << 40), Agent.ID(8 << 40)]
        let customer = complaints.customer
        try await house.database.write { db in
            for (place, code) in ["winter", "summer"].enumerated() {
                var campaign = CampaignRow(
                    id: campaigns[place], code: code, firstSeenAt: house.clock.now)
                campaign.rowMAC = house.mac(of: campaign)
                try db.insert(campaign)
                try db.insert(
                    AgentRow(id: agents[place], code: "70\(place)", firstSeenAt: house.clock.now))
            }
            var id: Int64 = 1
            for week in 0..<FiguresQuestion.weeks {
                let monday = Self.days.lowerBound.advanced(by: 7 * week)
                for place in 0...1 {
                    for number in 0..<weekly {
                        try db.insert(
                            Self.call(
                                id, on: monday.advanced(by: number % 7), customer, teams[place],
                                campaigns[place], agents[place],
                                stage: number.isMultiple(of: 3) ? .sale : .contact))
                        id += 1
                    }
                    let count = week == FiguresQuestion.weeks - 2 && place == 0 ? 15 : 2
                    for _ in 0..<count {
                        try db.insert(
                            Self.complaint(id, on: monday, teams[place], campaigns[place]))
                        try db.insert(
                            ComplaintAgentRow(complaint: Complaint.ID(id), agent: agents[place]))
                        if place == 0 {
                            try db.insert(
                                ComplaintCauseRow(complaint: Complaint.ID(id), code: "care"))
                        }
                        id += 1
                    }
                }
            }
        }
        (self.teams, self.campaigns, self.agents) = (teams, campaigns, agents)
        while try await desk.tallyCalls(by: .daemon) > 0 {}
    }

    static func call(
        _ id: Int64, on day: LocalDay, _ customer: Customer.ID, _ team: Team.ID?,
        _ campaign: Campaign.ID?, _ agent: Agent.ID?, stage: FunnelStage? = nil
    ) -> CallRow {
        var row = CallRow(
            id: Call.ID(id), startedAt: day.start(in: .utc).addingTimeInterval(3600),
            zone: "UTC", localDay: day.number, durationMilliseconds: 1000, direction: .outbound,
            agentID: agent, campaignID: campaign, teamID: team, customerID: customer,
            verdicts: [], talkShape: nil, drawHash: id)
        row.stage = stage
        return row
    }

    private static func complaint(
        _ id: Int64, on day: LocalDay, _ team: Team.ID, _ campaign: Campaign.ID
    ) throws -> ComplaintRow {
        let received = day.start(in: .utc).addingTimeInterval(7200)
        var row = ComplaintRow(
            id: Complaint.ID(id),
            number: try #require(ComplaintNumber(year: 23, count: Int(id))), language: "en",
            channel: .phone, receivedAt: received, registeredBy: "account:clerk",
            registeredAt: received)
        row.team = team
        row.campaign = campaign
        row.productCode = campaign.rawValue == 7 << 40 ? "life" : nil
        return row
    }

    func view(
        by dimension: ComplaintDimension = .campaign, for who: Principal? = nil,
        _ change: (inout FiguresQuestion) -> Void = { _ in }
    ) async throws -> FiguresView {
        var question = FiguresQuestion(Self.days, by: dimension)
        change(&question)
        return try await desk.complaintFigures(question, by: who ?? officer)
    }

    func supervisor(of team: Team.ID) -> Principal {
        Principal(id: "account:super", roles: [.supervisor], teams: [team])
    }
}
