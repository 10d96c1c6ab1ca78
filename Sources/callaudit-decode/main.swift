import CallAudio
import CallMail
import CallSandbox
import Calls
import Glibc

// Reads untrusted sound files for the daemon: shuts itself in first, then takes open files from the
// socket at descriptor 3 and answers with measures or samples. Exits with 71 (sysexits, EX_OSERR)
// when the kernel wouldn't shut it in. With `--mail` it reads one complaint instead, an e-mail or a
// form, and ends.
let readsMail = CommandLine.arguments.dropFirst() == ["--mail"]
if readsMail { Charset.prepare() }
do {
    try Sandbox.enter()
} catch {
    let sentence = "callaudit-decode can't shut itself in: \(error.step), errno \(error.errno).\n"
    write(STDERR_FILENO, sentence, sentence.utf8.count)
    exit(71)
}
if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "--prove" {
    guard let proof = SandboxProof(rawValue: CommandLine.arguments[2]) else { exit(64) }
    exit(proof.isPossible() ? 1 : 0)
}
if readsMail {
    ComplaintService { bytes throws(ComplaintFileRefusal) in try ComplaintFile.read(bytes) }.run()
    exit(0)
}
DecodeService(
    measure: { file, raw, framesMax throws(DecodeFault) in
        try SoundFile(descriptor: file, raw: raw, framesMax: framesMax).measure()
    },
    render: { file, raw, frames, deliver throws(DecodeFault) in
        try SoundFile(descriptor: file, raw: raw).render(frames, deliver: deliver)
    }
).run()
