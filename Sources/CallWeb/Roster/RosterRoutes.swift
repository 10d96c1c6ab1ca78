import Calls
import Hummingbird

extension Web {
    static let roster: [Route] = rosterPages + rosterForms + rosterAPI + rosterChangesAPI

    private static let rosterPages: [Route] = [
        Route(.get, "/roster", .permission(.seeRoster), .page) { try await $0.rosterPage($1) },
        Route(.get, "/roster/teams", .permission(.seeRoster), .page) {
            try await $0.teamsPage($1)
        },
        Route(.get, "/roster/campaigns", .permission(.seeRoster), .page) {
            try await $0.campaignsPage($1)
        },
        Route(.get, "/roster/unassigned", .permission(.seeRoster), .page) {
            try await $0.unassignedPage($1)
        },
        Route(.get, "/roster/import", .permission(.changeRoster), .page) {
            try await $0.rosterImportPage($1)
        },
        Route(.get, "/roster/template.csv", .permission(.seeRoster), .plain) {
            try $0.rosterTemplate($1)
        },
        Route(.post, "/roster/export", .permission(.seeRoster), .page) {
            try await $0.rosterExport($1)
        },
        Route(.get, "/roster/agents/:agent", .permission(.seeRoster), .page) {
            try await $0.agentPage($1)
        },
    ]

    private static let rosterForms: [Route] = [
        Route(.post, "/roster/agents", .permission(.changeRoster), .page) {
            try await $0.addAgentFromPage($1)
        },
        Route(.post, "/roster/agents/:agent/name", .permission(.changeRoster), .page) {
            try await $0.renameAgentFromPage($1)
        },
        Route(.post, "/roster/agents/:agent/left", .permission(.changeRoster), .page) {
            try await $0.agentLeftFromPage($1)
        },
        Route(.post, "/roster/agents/:agent/account", .permission(.manageAccounts), .page) {
            try await $0.linkAgentFromPage($1)
        },
        Route(.post, "/roster/agents/:agent/codes", .permission(.changeRoster), .page) {
            try await $0.addCodeFromPage($1)
        },
        Route(.post, "/roster/agents/:agent/codes/:code", .permission(.changeRoster), .page) {
            try await $0.changeCodeFromPage($1)
        },
        Route(.post, "/roster/agents/:agent/teams", .permission(.changeRoster), .page) {
            try await $0.placeAgentFromPage($1)
        },
        Route(.post, "/roster/agents/:agent/teams/:place", .permission(.changeRoster), .page) {
            try await $0.changePlaceFromPage($1)
        },
        Route(.post, "/roster/teams", .permission(.changeRoster), .page) {
            try await $0.addTeamFromPage($1)
        },
        Route(.post, "/roster/teams/:team", .permission(.changeRoster), .page) {
            try await $0.changeTeamFromPage($1)
        },
        Route(.post, "/roster/campaigns/:campaign", .permission(.changeRoster), .page) {
            try await $0.renameCampaignFromPage($1)
        },
        Route(.post, "/roster/unassigned/:agent/name", .permission(.changeRoster), .page) {
            try await $0.nameUnassignedFromPage($1)
        },
        Route(.post, "/roster/unassigned/:agent/give", .permission(.changeRoster), .page) {
            try await $0.giveUnassignedFromPage($1)
        },
        Route(.post, "/roster/import", .permission(.changeRoster), .page) {
            try await $0.previewRosterFromPage($1)
        },
        Route(.post, "/roster/import/apply", .permission(.changeRoster), .page) {
            try await $0.applyRosterFromPage($1)
        },
    ]

    private static let rosterAPI: [Route] = [
        Route(.get, "/api/v1/roster/agents", .permission(.seeRoster), .api) {
            try await $0.apiAgents($1)
        },
        Route(.get, "/api/v1/roster/agents/:agent", .permission(.seeRoster), .api) {
            try await $0.apiAgent($1)
        },
        Route(.get, "/api/v1/roster/teams", .permission(.seeRoster), .api) {
            try await $0.apiTeams($1)
        },
        Route(.get, "/api/v1/roster/campaigns", .permission(.seeRoster), .api) {
            try await $0.apiCampaigns($1)
        },
        Route(.get, "/api/v1/roster/unassigned", .permission(.seeRoster), .api) {
            try await $0.apiUnassigned($1)
        },
        Route(.post, "/api/v1/roster/export", .permission(.seeRoster), .api) {
            try await $0.rosterExport($1)
        },
        Route(.post, "/api/v1/roster/import", .permission(.changeRoster), .api) {
            try await $0.apiImportRoster($1)
        },
    ]

    private static let rosterChangesAPI: [Route] = [
        Route(.post, "/api/v1/roster/agents", .permission(.changeRoster), .api) {
            try await $0.apiAddAgent($1)
        },
        Route(.post, "/api/v1/roster/agents/:agent", .permission(.changeRoster), .api) {
            try await $0.apiChangeAgent($1)
        },
        Route(.post, "/api/v1/roster/agents/:agent/account", .permission(.manageAccounts), .api) {
            try await $0.apiLinkAgent($1)
        },
        Route(.post, "/api/v1/roster/agents/:agent/codes", .permission(.changeRoster), .api) {
            try await $0.apiAddCode($1)
        },
        Route(.post, "/api/v1/roster/agents/:agent/codes/:code", .permission(.changeRoster), .api) {
            try await $0.apiChangeCode($1)
        },
        Route(.post, "/api/v1/roster/agents/:agent/teams", .permission(.changeRoster), .api) {
            try await $0.apiPlaceAgent($1)
        },
        Route(
            .post, "/api/v1/roster/agents/:agent/teams/:place", .permission(.changeRoster), .api
        ) { try await $0.apiChangePlace($1) },
        Route(.post, "/api/v1/roster/teams", .permission(.changeRoster), .api) {
            try await $0.apiAddTeam($1)
        },
        Route(.post, "/api/v1/roster/teams/:team", .permission(.changeRoster), .api) {
            try await $0.apiChangeTeam($1)
        },
        Route(.post, "/api/v1/roster/campaigns/:campaign", .permission(.changeRoster), .api) {
            try await $0.apiRenameCampaign($1)
        },
        Route(.post, "/api/v1/roster/unassigned/:agent/name", .permission(.changeRoster), .api) {
            try await $0.apiNameUnassigned($1)
        },
        Route(.post, "/api/v1/roster/unassigned/:agent/give", .permission(.changeRoster), .api) {
            try await $0.apiGiveUnassigned($1)
        },
    ]
}
