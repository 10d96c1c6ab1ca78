import Testing

@testable import Calls

struct `Files of a source folder` {
    private let profile: Profile = {
        var profile = Profile(name: "test", version: 1, describes: "", patterns: [])
        profile.sidecar = SidecarRule(
            kind: .callauditJSON, names: ["{recording}.json", "{stem}_metadata.json"],
            waitSeconds: 1)
        profile.ignored = ["txt"]
        profile.channels = [2: [.agent, .customer]]
        return profile
    }()

    @Test(arguments: [
        ("a/b.wav", Profile.FileKind.recording(raw: nil)), ("B.WAV", .recording(raw: nil)),
        ("a.gsm", .recording(raw: .gsm)), ("a.ulaw", .recording(raw: .muLaw)),
        ("a.al", .recording(raw: .aLaw)), ("a.sln", .recording(raw: .pcmS16)),
        ("a.wav.json", .sidecar), ("a_metadata.json", .sidecar), ("notes.txt", .ignored),
        (".a.wav", .unfinished), ("a.wav.tmp", .unfinished), ("a.part", .unfinished),
        ("a.FILEPART", .unfinished), ("a.docx", .recording(raw: nil)),
        ("noending", .recording(raw: nil)),
    ])
    func `are told apart by their names`(path: String, kind: Profile.FileKind) {
        #expect(profile.kind(ofFile: path) == kind)
    }

    @Test func `a recording and its sidecar find each other`() {
        #expect(
            profile.sidecarPaths(ofRecording: "x/call.1.wav")
                == ["x/call.1.wav.json", "x/call.1_metadata.json"])
        #expect(profile.recordingPaths(ofSidecar: "x/call.wav.json") == ["x/call.wav"])
        let candidates = profile.recordingPaths(ofSidecar: "x/call_metadata.json")
        #expect(candidates.contains("x/call.ogg") && candidates.contains("x/call.WAV"))
        #expect(profile.recordingPaths(ofSidecar: "x/other.json").isEmpty)
    }

    @Test func `roles follow the side, then the profile, then caution`() {
        #expect(profile.roles(channels: 1) == [.mixed])
        #expect(profile.roles(channels: 1, side: .customer) == [.customer])
        #expect(profile.roles(channels: 2) == [.agent, .customer])
        #expect(profile.roles(channels: 3) == [.unknown, .unknown, .unknown])
    }

    @Test func `the nearest name is found, a far one isn't`() {
        #expect(NearestName.of("lisen", among: ["listen", "state"]) == "listen")
        #expect(NearestName.of("Soruces", among: ["sources", "socket"]) == "sources")
        #expect(NearestName.of("banana", among: ["listen", "state"]) == nil)
    }
}
