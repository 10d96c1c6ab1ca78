package import Calls

extension Transaction {
    package func insert(_ channels: [ChannelMeasures], of recording: Recording.ID) throws {
        let rows = channels.enumerated().map { number, measures in
            """
            (\(recording), \(number), \(measures.peakDBFS.map(hundredths)),
              \(measures.rmsDBFS.map(hundredths)), \(measures.clippedSamples),
              \(Int64((measures.dcOffset * 1_000_000).rounded())),
              \(measures.loudnessLUFS.map(hundredths)),
              \(measures.noiseFloorDBFS.map(hundredths)),
              \(Int64((measures.speechSeconds * 1000).rounded())))
            """ as SQL
        }
        if rows.isEmpty { return }
        try execute("""
            INSERT INTO channel_measure
              (recording_id, channel, peak_cdb, rms_cdb, clipped_samples, dc_offset_ppm,
               loudness_clu, noise_floor_cdb, speech_ms)
            VALUES \(rows.joined(separator: ", "))
            """)
    }

    /// One for each channel, in channel order.
    package func channelMeasures(of recording: Recording.ID) throws -> [ChannelMeasures] {
        try rows("""
            SELECT * FROM channel_measure WHERE recording_id = \(recording) ORDER BY channel
            """).map { row in
            func level(_ column: String) throws -> Double? {
                (try row.get(column) as Int64?).map { Double($0) / 100 }
            }
            return ChannelMeasures(
                peakDBFS: try level("peak_cdb"), rmsDBFS: try level("rms_cdb"),
                clippedSamples: try row.get("clipped_samples"),
                dcOffset: Double(try row.get("dc_offset_ppm") as Int64) / 1_000_000,
                loudnessLUFS: try level("loudness_clu"),
                noiseFloorDBFS: try level("noise_floor_cdb"),
                speechSeconds: Double(try row.get("speech_ms") as Int64) / 1000)
        }
    }
}
