import CallAudio
import CallSandbox
import Calls
import Glibc

// Reads untrusted sound files for the daemon: shuts itself in first, then takes open files from the
// socket at descriptor 3 and answers with measures or samples. sysexits: 71 when the kernel wouldn't
// shut it in.
do {
    try Sandbox.enter()
} catch {
    let sentence = "callaudit-decode can't shut itself in: \(error.step), errno \(error.errno).\n"
    write(STDERR_FILENO, sentence, sentence.utf8.count)
    exit(71)
}
DecodeService(
    measure: { file, raw, framesMax throws(DecodeFault) in
        try SoundFile(descriptor: file, raw: raw, framesMax: framesMax).measure()
    },
    render: { file, raw, frames, deliver throws(DecodeFault) in
        try SoundFile(descriptor: file, raw: raw).render(frames, deliver: deliver)
    }
).run()
