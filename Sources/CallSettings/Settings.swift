package import Calls
import Foundation

/// What the settings file says (etc/callaudit/callaudit.yaml explains each key and holds the same
/// defaults). Paths are absolute.
package struct Settings: Hashable, Sendable {
    /// Folder of the SQLite database and, unless `recordings` is set, of the sealed recordings.
    package var state = "/var/lib/callaudit"
    package var listen = ListenAddress(host: "127.0.0.1", port: 8080)
    /// Nil for `callaudit.sock` in the state folder.
    package var socket: String?
    /// File of the master key: 32 bytes, or what `key init --passphrase` wrote.
    package var key = "/etc/callaudit/master.key"
    /// `master.key` in $CREDENTIALS_DIRECTORY; outranks `key`.
    package var keyCredential: String?
    /// File of the passphrase of `key`; nil when it has none.
    package var keyPassphrase: String?
    /// `master.passphrase` in $CREDENTIALS_DIRECTORY; outranks `keyPassphrase`.
    package var keyPassphraseCredential: String?
    /// File of the master key to come; nil when there is none.
    package var keyNext: String?
    /// `master.next.key` in $CREDENTIALS_DIRECTORY; outranks `keyNext`.
    package var keyNextCredential: String?
    /// File of the passphrase of `keyNext`.
    package var keyNextPassphrase: String?
    /// `master.next.passphrase` in $CREDENTIALS_DIRECTORY; outranks `keyNextPassphrase`.
    package var keyNextPassphraseCredential: String?
    /// A PostgreSQL server as libpq takes it, by URL or by keywords, never with a password; nil
    /// for SQLite in the state folder.
    package var database: String?
    /// File of the database's password; nil when none is needed.
    package var databasePassword: String?
    /// `database.password` in $CREDENTIALS_DIRECTORY; outranks `databasePassword`.
    package var databasePasswordCredential: String?
    /// Folder of the sealed recordings; nil for `recordings` in the state folder.
    package var recordings: String?
    /// This node's name; nil for the machine's.
    package var node: String?
    /// The installation's zone; nil for the machine's.
    package var zone: CallZone?
    /// ISO 3166 country by whose rules numbers without a country code are read.
    package var region = "CN"
    package var sources = [Source(path: "/var/spool/callaudit/incoming", profile: "generic")]
    /// Folders that e-mails and forms with complaints fall into.
    package var complaints: [ComplaintFolder] = []
    /// Commands by which notices leave the house.
    package var notices: [NoticeChannel] = []
    /// Folders of profiles; in a later one a profile may replace one of an earlier.
    package var profiles = [Self.profilesDefault]
    /// The decode helper; nil for `callaudit-decode` beside the binary.
    package var helper: String?
    /// Folder of the ledger's second copy; nil for `ledger` in the state folder.
    package var ledgerCopy: String?
    /// File of checkpoints that the ledger must not fall behind; nil for none.
    package var ledgerAnchor: String?
    /// Name of the user that the ledger's signer runs as.
    package var signer = "callaudit-signer"
    package var intake = Intake()
    package var log = Log()
    package var thresholds = TalkThresholds()
    /// Users of this machine, by name or number, who may use the socket, with their roles; the
    /// first is the one unless another is asked for. Nil for root and the daemon's own user as
    /// administrators.
    package var local: [LocalUser]?
    /// How the page is reached from beyond this machine.
    package var doors = Doors()

    /// Folders of regulators' figures; in a later one a figure may replace one of an earlier.
    package var regulations = [Self.regulationsDefault]
    /// Folders of calendars of holidays; a later one's outranks one of the same name.
    package var calendars = [Self.calendarsDefault]
    /// Names of the regimes by which complaints are reckoned that name none.
    package var complaintRegimes: [String] = []
    package var retention = Retention()
    /// How long backups of the database are kept, which hold wrapped keys.
    package var keyBackupDays = 35
    package var scoring = Scoring()

    package static let `default` = Settings()
    package static let regulationsDefault = "/etc/callaudit/regulations"
    package static let calendarsDefault = "/etc/callaudit/calendars"
    package static let profilesDefault = "/etc/callaudit/profiles"

    package var socketPath: String { socket ?? state + "/callaudit.sock" }
    package var keyPath: String { keyCredential ?? key }
    package var keyPassphrasePath: String? { keyPassphraseCredential ?? keyPassphrase }
    package var keyNextPath: String? { keyNextCredential ?? keyNext }
    package var keyNextPassphrasePath: String? {
        keyNextPassphraseCredential ?? keyNextPassphrase
    }
    package var databasePasswordPath: String? { databasePasswordCredential ?? databasePassword }
    package var ledgerCopyPath: String { ledgerCopy ?? state + "/ledger" }
    package var recordingsPath: String { recordings ?? state + "/recordings" }

    package init() {}

    package struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
        /// An IP address without brackets.
        package var host: String
        /// 0 for any free port.
        package var port: Int

        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }

        /// `127.0.0.1:8080`, `[::1]:8080`
        package var description: String {
            host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }

    package struct Source: Hashable, Sendable {
        package var path: String
        package var profile: String
        /// Zone of the recorder; nil for the installation's.
        package var zone: CallZone?
        package var polling = false
        package var pollSeconds = 5.0
        /// Nil leaves it to the profile.
        package var settleSeconds: Double?
        /// Nil leaves it to the profile.
        package var afterwards: Profile.Afterwards?

        package init(path: String, profile: String) {
            self.path = path
            self.profile = profile
        }
    }

    package struct LocalUser: Hashable, Sendable {
        package var user: String
        package var roles: [Role]

        package init(user: String, roles: [Role]) {
            self.user = user
            self.roles = roles
        }
    }

    package struct Intake: Hashable, Sendable {
        /// Files decoded at once; 0 for one each core.
        package var workers = 0
        package var fileBytesMax: Int64 = 2 << 30
        /// A decode that takes longer is ended and the file quarantined.
        package var decodeSecondsMax = 60.0
        /// Time between full scans when events work.
        package var rescanSeconds = 60.0

        package init() {}
    }

    /// The duty to keep calls: a rule by name, or days of the house's own.
    package struct Retention: Hashable, Sendable {
        package var rule: String?
        package var keepDays: Int?

        package init() {}
    }

    /// How long things may take between a scorecard handed in and its end.
    package struct Scoring: Hashable, Sendable {
        /// Until the agent sees it; 0 for at once.
        package var releaseHours = 24
        /// Within which it may be disputed from then on.
        package var disputeDays = 7
        /// Within which a dispute is to be decided.
        package var decideDays = 5

        package init() {}
    }

    package struct Log: Hashable, Sendable {
        package enum Level: String, CaseIterable, Sendable {
            case trace, debug, info, notice, warning, error, critical
        }

        package var level = Level.info

        package init() {}
    }
}
