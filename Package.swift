// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-warnings-as-errors"]),
]

/// For modules whose tests look inside, in release builds as well: what is tested is what ships.
let testable: [SwiftSetting] = [.unsafeFlags(["-enable-testing"])]

/// Where an installed program finds Swift's own libraries: `make install` lays them there.
let besideItsLibraries: [LinkerSetting] = [.unsafeFlags(["-Xlinker", "-rpath=$ORIGIN/lib"])]

/// A module of the house: what it may import is what stands here (docs/architecture.md).
func module(
    _ name: String, _ needs: [Target.Dependency], resources: [Resource]? = nil,
    settings: [SwiftSetting] = []
) -> Target {
    .target(
        name: name, dependencies: needs, resources: resources, swiftSettings: strict + settings)
}

func tests(_ name: String, _ needs: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .testTarget(name: name, dependencies: needs, resources: resources, swiftSettings: strict)
}

func library(_ name: String, _ pkgConfig: String, _ debian: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([debian])])
}

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let yaml: Target.Dependency = .product(name: "Yams", package: "Yams")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let lifecycle: Target.Dependency = .product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(
    name: "UnixSignals", package: "swift-service-lifecycle")
let httpClient: Target.Dependency = .product(
    name: "AsyncHTTPClient", package: "async-http-client")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let arguments: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "callaudit",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "callaudit", targets: ["callaudit"]),
        .executable(name: "callaudit-decode", targets: ["callaudit-decode"]),
        .executable(name: "callaudit-letter", targets: ["callaudit-letter"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    ],
    targets: [
        library("CSodium", "libsodium", "libsodium-dev"),
        library("CSndfile", "sndfile", "libsndfile1-dev"),
        library("CEbur128", "libebur128", "libebur128-dev"),
        library("COgg", "ogg", "libogg-dev"),
        library("COpus", "opus", "libopus-dev"),
        library("CPostgres", "libpq", "libpq-dev"),
        library("CQrencode", "libqrencode", "libqrencode-dev"),
        library("CXlsxWriter", "xlsxwriter", "libxlsxwriter-dev"),
        library("CPangoCairo", "pangocairo", "libpango1.0-dev"),
        library("CSeccomp", "libseccomp", "libseccomp-dev"),
        .target(name: "CLinux"),

        module("Calls", [], settings: testable),
        module("CallAudio", ["Calls", "CSndfile", "COgg", "COpus"]),
        module("CallMail", ["Calls"], settings: testable),
        module("CallSandbox", ["Calls", "CLinux", "CSeccomp"]),
        module("CallVault", ["Calls", "CSodium"], settings: testable),
        module("CallLedger", ["Calls", "CSodium"]),
        module("CallSettings", ["Calls", yaml], settings: testable),
        module("CallStore", ["Calls", "CPostgres", grdb, sqlite], settings: testable),
        module(
            "CallDesk",
            ["Calls", "CallStore", "CallVault", "CallLedger", "CallSandbox", "CLinux", logging]),
        module(
            "CallIntake",
            ["Calls", "CallVault", "CallSandbox", "CallDesk", "CLinux", logging],
            settings: testable),
        module(
            "CallWeb",
            [
                "Calls", "CallDesk", "CallVault", "CQrencode", "CXlsxWriter", hummingbird,
                mustache, nio, nioHTTP1, nioSSL, lifecycle, logging,
            ],
            resources: [.copy("Resources")], settings: testable),
        .executableTarget(
            name: "callaudit-decode", dependencies: ["CallAudio", "CallMail", "CallSandbox"],
            swiftSettings: strict, linkerSettings: besideItsLibraries),
        .executableTarget(
            name: "callaudit-letter", dependencies: ["Calls", "CallSandbox", "CPangoCairo"],
            swiftSettings: strict, linkerSettings: besideItsLibraries),
        .executableTarget(
            name: "callaudit",
            dependencies: [
                "Calls", "CallVault", "CallLedger", "CallStore", "CallDesk", "CallIntake",
                "CallSandbox", "CallSettings", "CallWeb", logging, lifecycle, signals,
                httpClient, nio,
                nioHTTP1, nioSSL, arguments,
            ],
            swiftSettings: strict, linkerSettings: besideItsLibraries),

        tests("CallsTests", ["Calls"]),
        tests("CallAudioTests", ["Calls", "CallAudio", "CEbur128"]),
        tests("CallMailTests", ["Calls", "CallMail"]),
        tests(
            "CallSandboxTests",
            ["Calls", "CallSandbox", "CallSettings", "callaudit-decode", "callaudit-letter"]),
        tests("CallVaultTests", ["Calls", "CallVault", "CSodium"]),
        tests("CallLedgerTests", ["Calls", "CallLedger"]),
        .target(
            name: "TestSupport", dependencies: ["Calls", "CallStore"], path: "Tests/TestSupport",
            swiftSettings: strict),
        tests("CallStoreTests", ["Calls", "CallLedger", "CallStore", "CallVault", "TestSupport"]),
        tests(
            "CallIntakeTests",
            [
                "Calls", "CallStore", "CallVault", "CallLedger", "CallSandbox", "CallDesk",
                "CallIntake", "TestSupport", "callaudit-decode", logging,
            ]),
        tests(
            "CallDeskTests",
            [
                "Calls", "CallStore", "CallVault", "CallLedger", "CallSandbox", "CallDesk",
                "TestSupport", "callaudit-decode", logging,
            ]),
        tests("CallWebTests", ["Calls", "CallDesk", "CallWeb"]),
        tests("SettingsTests", ["Calls", "CallSettings"]),
        tests("TidyTests", []),
    ],
    swiftLanguageModes: [.v6]
)
