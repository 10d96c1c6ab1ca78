import Calls
import Hummingbird

extension Web {
    static let ledger: [Route] = [
        Route(.get, "/ledger", .permission(.seeLedger), .page) { try await $0.ledgerPage($1) },
        Route(.get, "/ledger/:entry", .permission(.seeLedger), .page) {
            try await $0.ledgerEntryPage($1)
        },
        Route(.get, "/api/v1/ledger", .permission(.seeLedger), .api) {
            try await $0.apiLedger($1)
        },
        Route(.get, "/api/v1/ledger/standing", .permission(.seeLedger), .api) {
            try await $0.apiLedgerStanding($1)
        },
        Route(.get, "/api/v1/ledger/entries", .permission(.seeLedger), .api) {
            try await $0.apiLedgerFrames($1)
        },
        Route(.get, "/api/v1/ledger/entries/:entry", .permission(.seeLedger), .api) {
            try await $0.apiLedgerEntry($1)
        },
        Route(.get, "/api/v1/ledger/checkpoint", .permission(.seeLedger), .api) {
            try await $0.apiCheckpoint($1)
        },
        Route(.post, "/api/v1/ledger/checkpoints", .permission(.signLedger), .api) {
            try await $0.apiAddCheckpoint($1)
        },
        Route(.post, "/api/v1/ledger/refusals", .permission(.signLedger), .api) {
            try await $0.apiSignerRefusal($1)
        },
        Route(.get, "/api/v1/ledger/exports/waiting", .permission(.signLedger), .api) {
            try await $0.apiWaitingExports($1)
        },
        Route(.post, "/api/v1/ledger/exports", .permission(.exportLedger), .api) {
            try await $0.apiAskLedgerExport($1)
        },
        Route(.get, "/api/v1/ledger/exports/:export", .permission(.exportLedger), .api) {
            try await $0.apiExport($1)
        },
        Route(.get, "/api/v1/ledger/exports/:export/archive", .permission(.exportLedger), .api) {
            try await $0.apiExportArchive($1)
        },
        Route(.post, "/api/v1/ledger/exports/:export/signature", .permission(.signLedger), .api) {
            try await $0.apiSignExport($1)
        },
    ]
}
